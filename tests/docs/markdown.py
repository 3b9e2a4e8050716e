"""Markdown, as far as the documents here use it: tables, links, and blocks of commands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

_RULER = re.compile(r"\|(\s*:?-+:?\s*\|)+")
_CELLS = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by the words above them, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """Tell where it stands, as editors and pytest write it."""
        return f"{self.path.name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table under the heading it belongs to."""

    path: Path
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def tables(path: Path) -> tuple[Table, ...]:
    """Read all tables of a document."""
    found, heading, lines = [], "", path.read_text().splitlines()
    for at, line in enumerate(lines):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        if _RULER.fullmatch(line.strip()):
            columns = tuple(_cells(lines[at - 1]))
            found.append(Table(path, heading, columns, tuple(_rows(path, columns, lines, at + 1))))
    return tuple(found)


def _rows(path: Path, columns: tuple[str, ...], lines: list[str], start: int) -> Iterator[Row]:
    for at in range(start, len(lines)):
        if not lines[at].startswith("|"):
            return
        yield Row(path, at + 1, dict(zip(columns, _cells(lines[at]), strict=True)))


def _cells(line: str) -> list[str]:
    return [cell.strip().replace(r"\|", "|") for cell in _CELLS.split(line.strip().strip("|"))]


def blocks(path: Path, language: str) -> list[str]:
    """Read the fenced blocks of a language."""
    return [found["text"] for found in _FENCE.finditer(path.read_text()) if found["language"] == language]


def prose(path: Path) -> str:
    """Read a document without its fenced blocks."""
    return _FENCE.sub("", path.read_text())


def anchors(path: Path) -> set[str]:
    """List what a link into the document may name: its headings, as GitHub writes them."""
    return {_anchor(found[1]) for found in _HEADING.finditer(prose(path))}


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")
