"""What several commands share: how they are grouped, and the options that mean the same everywhere."""

from datetime import date
from typing import Annotated

import typer

from headway.cli import reading

On = Annotated[
    date | None,
    typer.Option("--date", parser=reading.day, metavar="YYYY-MM-DD", help="The day; today unless given."),
]
Server = Annotated[
    str | None,
    typer.Option("--server", parser=reading.address, metavar="URL", help="Work on this server, whatever is set."),
]
Note = Annotated[str | None, typer.Option(help="A word about it.")]
Archived = Annotated[bool, typer.Option("--archived", help="List those that were archived.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print it as the API answers it.")]


def commands(told: str | None = None) -> typer.Typer:
    """Make a group of commands."""
    return typer.Typer(help=told, no_args_is_help=True, rich_markup_mode=None)
