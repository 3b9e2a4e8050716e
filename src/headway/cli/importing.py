"""`headway import`: bringing in what another tracker kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Protocol

import typer

from headway.api.wire.imports import ImportReport
from headway.cli import asking, output, reports, servers
from headway.cli.options import Json, Server, Yes, commands
from headway.cli.output import UsageError
from headway.services import loop

app = commands()

File = Annotated[
    Path,
    typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A full backup of Loop Habit Tracker (.db)."),
]


class Importing(Protocol):
    """A file that is ready to be brought in."""

    def preview(self) -> ImportReport:
        """Tell what an import would do, and change nothing."""

    def apply(self) -> ImportReport:
        """Add what is new."""


@app.command("import")
def bring(
    file: File,
    user: Annotated[
        str | None, typer.Option(metavar="EMAIL", help="For which account; the first one is made if there is none.")
    ] = None,
    server: Server = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be done.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Bring in what another tracker kept.

    Importing a file again, or a later backup, adds only what is new; what was deleted here since stays deleted.
    """
    with output.named({"file": "FILE"}), _opened(file, user, server, or_none=dry_run) as importing:
        asks = asking.is_there() and not (yes or json)
        if dry_run or asks:
            _show(importing.preview(), json=json)
        if dry_run:
            return
        if asks:
            typer.confirm("Import this?", default=True, abort=True)
        _show(importing.apply(), json=json)


@contextmanager
def _opened(file: Path, user: str | None, server: str | None, *, or_none: bool) -> Iterator[Importing]:
    """Open the way for a file, to a server or into the embedded database."""
    there = servers.find(server)
    if there is None:
        from headway.cli import embedded_import  # noqa: PLC0415 -- the database, which a server's client needs not

        with embedded_import.opened(file, user, or_none=or_none) as here:
            yield here
        return
    if user is not None:
        raise UsageError(f"--user is for the embedded database; on {there.server} the token says whose it is.")
    loop.check(file)  # what cannot be a backup is not worth sending
    from headway.cli import remote  # noqa: PLC0415 -- the client, which the embedded database needs not

    with remote.tracker(there) as mine:
        yield mine.importing(file)


def _show(report: ImportReport, *, json: bool) -> None:
    if json:
        output.show_json(report)
    else:
        reports.show(report)
