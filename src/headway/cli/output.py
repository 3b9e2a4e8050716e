"""What commands print: answers as JSON or as tables, refusals in the words of the options."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from headway.domain.errors import Broken, RejectedError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


REFUSED, USAGE, UNREACHABLE = 1, 2, 3
_WIDE = 1_000  # where nobody looks: no line is broken or cut

_ROOM = (0, 2, 0, 0)


class UsageError(Exception):
    """The command was not given what it needs; the message says what."""


class RefusedError(Exception):
    """What was asked for was refused; the message says why, a rule a line."""


def show(*parts: "RenderableType") -> None:
    """Print tables and styled words: coloured on a terminal, and only there; elsewhere no line is cut."""
    from rich.console import Console  # noqa: PLC0415 -- only for those who look

    seen = sys.stdout.isatty()
    width = None if seen else _WIDE
    screen = Console(force_terminal=seen, width=width, markup=False, emoji=False, highlight=False)
    with screen.capture() as captured:
        screen.print(*parts, sep="\n")
    say(*(line.rstrip() for line in captured.get().splitlines()))


def table(
    columns: Mapping[str, Sequence[str]],
    *,
    right: Collection[str] = (),
    dim: Collection[int] = (),
    whole: Collection[str] = (),
) -> "Table":
    """Make an airy table of columns; those with nothing in them are left out.

    The rows in `dim` keep quiet. The columns in `whole` are to be copied: the others give way first.
    """
    from rich.table import Table  # noqa: PLC0415 -- only for those who look

    filled = {name: cells for name, cells in columns.items() if any(cells)}
    made = Table(
        box=None, pad_edge=False, padding=_ROOM, header_style="bold", show_header=any(map(str.strip, filled))
    )
    for name in filled:
        made.add_column(name, justify="right" if name in right else "left", no_wrap=name in whole)
    for at, cells in enumerate(zip(*filled.values(), strict=True)):
        made.add_row(*cells, style="dim" if at in dim else None)
    return made


def bold(words: str) -> "Text":
    """Make words stand out."""
    from rich.text import Text  # noqa: PLC0415 -- only for those who look

    return Text(words, style="bold")


def say(*lines: str) -> None:
    """Print lines for people."""
    for line in lines:
        typer.echo(line)


def complain(message: str) -> None:
    """Print what is wrong where errors go."""
    typer.echo(message, err=True)


def show_json(answer: Any) -> None:
    """Print an answer as the API gives it."""
    import msgspec  # noqa: PLC0415 -- only where it is asked for

    from headway.api.wire.values import encode  # noqa: PLC0415 -- only where it is asked for

    typer.echo(msgspec.json.format(encode(answer), indent=2).decode())


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Show whoever looks that something takes its time."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 -- only for those who look

    with Console(stderr=True, markup=False, highlight=False).status(f"{doing} …"):
        yield


@contextmanager
def named(options: Mapping[str, str]) -> Iterator[None]:
    """Tell broken rules by the options that were given: `deadline` is --deadline, `title` is TITLE.

    Raises RefusedError, a rule a line.
    """
    try:
        yield
    except RejectedError as error:
        raise RefusedError("\n".join(_line(one, options) for one in error.broken)) from error


def _line(broken: "Broken", options: Mapping[str, str]) -> str:
    """Name the option of a broken rule: that of the whole path, or of its beginning with the rest behind it."""
    path = list(map(str, broken.field))
    for end in range(len(path), 0, -1):
        option = options.get(".".join(path[:end]))
        if option:
            return f"{' '.join([option, *path[end:]])}: {broken.detail}"
    return f"{'.'.join(path)}: {broken.detail}" if path else broken.detail
