"""A file on its way into the embedded database, together with the account that it may need."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from headway.api.wire import imports as wire
from headway.cli import asking, output, place, wording
from headway.cli.output import UsageError
from headway.cli.place import Place
from headway.cli.users import machine_zone, make
from headway.domain import days
from headway.domain.users import User, UserDraft
from headway.services import loop, transfer, users
from headway.services.transfer import Report


@contextmanager
def opened(file: Path, said: str | None, *, or_none: bool) -> Iterator["EmbeddedImport"]:
    """Read a file for the account that was said; with `or_none` it may be that of nobody yet.

    Raises UsageError; RejectedError for what is no backup.
    """
    with place.opened() as here:
        yield EmbeddedImport(here, file, _account(here, said, or_none=or_none), said)


class EmbeddedImport:
    """A file that was read, and whom it is for; the first account is made with it."""

    def __init__(self, here: Place, file: Path, account: User | None, said: str | None) -> None:
        """Read the file, outside of any transaction."""
        self._here = here
        self._account = account
        self._said = said
        with output.busy(f"Reading {file.name}"):
            self._backup = loop.read(file, self._today())

    def preview(self) -> wire.ImportReport:
        """Tell what an import would do, and change nothing."""
        return wire.report(self._preview(), dry_run=True)

    def _preview(self) -> Report:
        if self._account is None:
            return transfer.preview_for_nobody(self._backup, self._today())
        with self._here.scopes.open_for(self._account.id, write=False) as scope:
            return transfer.preview(scope, self._backup)

    def apply(self) -> wire.ImportReport:
        """Add what is new."""
        account = self._account or _first_account(self._here, self._said)
        gc.freeze()  # the backup is no garbage: to look through it again and again takes a tenth of the time

        def once() -> Report:
            with self._here.scopes.open_for(account.id, write=True) as scope:
                return transfer.apply(scope, self._backup)

        with output.busy(f"Importing {wording.count(len(self._backup.habits), 'habit')}"):
            return wire.report(place.again(once), dry_run=False)

    def _today(self) -> date:
        if self._account is None:
            with self._here.scopes.visit(write=False) as visit:
                return days.today(visit.now, ZoneInfo(machine_zone()), 0)
        with self._here.scopes.open_for(self._account.id, write=False) as scope:
            return scope.today


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
