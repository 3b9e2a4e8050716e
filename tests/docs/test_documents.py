"""The documents: links lead somewhere, paths exist, and what is said of the schema is complete."""

import re
import tomllib
from pathlib import Path

import pytest

from headway.storage.tables import metadata
from tests.docs.markdown import ROOT, anchors, blocks, prose, tables

ARCHITECTURE = ROOT / "ARCHITECTURE.md"
DECISIONS = ROOT / "docs" / "decisions"

_LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_PATH = re.compile(r"`((?:src|tests|docs|contracts|requirements|deploy)/[\w./*-]+|[\w-]+\.(?:toml|md))`")

OF_THE_SEED = {
    "users": "id email password_hash timezone created_at updated_at",
    "goals": "id user_id title goal_type unit target_value deadline start_date current_value status category_id "
    "created_at updated_at",
    "progress_entries": "id goal_id value entry_date note created_at",
    "habits": "id user_id title frequency_type frequency_config current_streak category_id created_at updated_at",
    "habit_completions": "id habit_id completion_date completion_time created_at",
    "categories": "id user_id name color created_at updated_at",
}
"""The tables and columns that Headway began with."""


def documents() -> list[Path]:
    """List every document that is part of the project."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    for name, anchor in _LINK.findall(prose(document)):
        target = (document.parent / name).resolve() if name else document
        assert target.exists(), f"{name} is not there"
        assert target.is_relative_to(ROOT)
        assert not anchor or anchor in anchors(target), f"{name} has no heading {anchor}"


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_is_named_exists(document):
    for path in _PATH.findall(prose(document)):
        there = list(ROOT.glob(path)) or path == "headway.toml"
        assert there, f"{path} is not there"


def test_the_way_of_a_request_goes_through_files_that_exist():
    steps = [
        line.split()[0] for block in blocks(ARCHITECTURE, "") for line in block.splitlines() if line[:4] == "src/"
    ]
    assert len(steps) > 5
    assert [step for step in steps if not (ROOT / step).exists()] == []


def test_every_column_that_the_seed_does_not_have_is_listed():
    seed = {f"{table}.{column}" for table, columns in OF_THE_SEED.items() for column in columns.split()}
    kept = {
        f"{table.name}.{column.name}" if table.name in OF_THE_SEED else table.name
        for table in metadata.sorted_tables
        for column in table.columns
    }
    owners = {f"{name}.user_id" for name in ("goals", "habits", "categories")}
    (added,) = [table for table in tables(ARCHITECTURE) if table.columns[0] == "added"]
    listed = {name for row in added.rows for name in re.findall(r"`([\w.]+)`", row.cells["added"])}
    assert seed - kept == set()
    assert listed == kept - seed - owners


def test_the_decisions_are_numbered_in_order_and_listed():
    records = sorted(path for path in DECISIONS.iterdir() if path.name != "README.md")
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    headings = [path.read_text().partition("\n")[0].removeprefix("# ") for path in records]
    assert [heading[:4] for heading in headings] == [path.name[:4] for path in records]
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text(), re.MULTILINE)
    assert listed == [(heading, path.name) for heading, path in zip(headings, records, strict=True)]


@pytest.mark.parametrize("record", sorted(DECISIONS.glob("0*.md")), ids=lambda path: path.name[:4])
def test_a_decision_fits_on_a_screen_and_says_what_it_has_to(record):
    text = record.read_text()
    assert len(text.splitlines()) <= 45
    parts = re.findall(r"\*\*([A-Z][a-z ]+)\.\*\*", text)
    assert parts == ["Context", "Decision", "Consequences", "Alternatives", "What enforces it"]


def test_the_licence_is_the_one_that_is_declared():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]
    assert (ROOT / "LICENSE").read_text().startswith(f"{declared} License\n")


def test_what_is_to_be_made_can_be_made():
    makefile = (ROOT / "Makefile").read_text()
    named = {name for document in documents() for name in re.findall(r"\bmake ([a-z]+)\b", _commands(document))}
    assert {"serve", "test"} <= named
    assert [name for name in named if f"\n{name}: " not in makefile] == []


def _commands(document: Path) -> str:
    """Give what a document shows as code: blocks, and words between backquotes."""
    text = document.read_text()
    return "\n".join([*re.findall(r"```\w*\n(.*?)```", text, re.DOTALL), *re.findall(r"`([^`\n]+)`", text)])
