"""`headway import`: bringing in what another tracker kept."""

import gc
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from headway.cli import asking, output, place, reports, wording
from headway.cli.options import Json, Yes, commands
from headway.cli.output import UsageError
from headway.cli.place import Place
from headway.cli.users import machine_zone, make
from headway.domain import days
from headway.domain.imports import Backup
from headway.domain.users import User, UserDraft
from headway.services import loop, transfer, users
from headway.services.transfer import Report

app = commands()

File = Annotated[
    Path,
    typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A full backup of Loop Habit Tracker (.db)."),
]


@app.command("import")
def bring(
    file: File,
    user: Annotated[
        str | None, typer.Option(metavar="EMAIL", help="For which account; the first one is made if there is none.")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be done.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Bring in what another tracker kept.

    Importing a file again, or a later backup, adds only what is new; what was deleted here since stays deleted.
    """
    with place.opened() as here, output.named({"file": "FILE"}):
        account = _account(here, user, or_none=dry_run)
        with output.busy(f"Reading {file.name}"):
            backup = loop.read(file, _today(here, account))  # outside of any transaction
        asks = asking.is_there() and not (yes or json)
        if dry_run or asks:
            _show(_preview(here, backup, account), json=json, dry_run=True)
        if dry_run:
            return
        if asks:
            typer.confirm("Import this?", default=True, abort=True)
        report = _apply(here, backup, account or _first_account(here, user))
        _show(report, json=json, dry_run=False)


def _show(report: Report, *, json: bool, dry_run: bool) -> None:
    if json:
        output.show_json(reports.shape(report, dry_run=dry_run))
    else:
        reports.show(report, dry_run=dry_run)


def _account(here: Place, said: str | None, *, or_none: bool) -> User | None:
    """Find the account to import for; None when there is none at all yet, and one can be made or none is needed.

    Raises UsageError.
    """
    with here.scopes.visit(write=False) as visit:
        nobody = not users.page(visit)
    if not nobody:
        return place.owner(here, said)
    if said is None and not or_none and not asking.is_there():
        raise UsageError("There is no account yet. Say --user EMAIL and it is made, or: headway user add EMAIL")
    return None


def _first_account(here: Place, said: str | None) -> User:
    email = said or typer.prompt("There is no account yet. Your e-mail address")
    user = make(here, UserDraft(email, machine_zone()))
    if asking.is_there():
        output.say(f"Made the account {user.email}; its days are those of {user.timezone}.")
    return user


def _today(here: Place, account: User | None) -> date:
    if account is None:
        with here.scopes.visit(write=False) as visit:
            return days.today(visit.now, ZoneInfo(machine_zone()), 0)
    with here.scopes.open_for(account.id, write=False) as scope:
        return scope.today


def _preview(here: Place, backup: Backup, account: User | None) -> Report:
    if account is None:
        return transfer.preview_for_nobody(backup, _today(here, None))
    with here.scopes.open_for(account.id, write=False) as scope:
        return transfer.preview(scope, backup)


def _apply(here: Place, backup: Backup, account: User) -> Report:
    gc.freeze()  # the backup is no garbage: to look through it again and again takes a tenth of the time

    def once() -> Report:
        with here.scopes.open_for(account.id, write=True) as scope:
            return transfer.apply(scope, backup)

    with output.busy(f"Importing {wording.count(len(backup.habits), 'habit')}"):
        return place.again(once)
