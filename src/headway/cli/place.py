"""The place where everything is kept: opening it, and finding whose it is."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from headway import clock, config
from headway.cli import servers
from headway.cli.output import UsageError, complain
from headway.config import Config
from headway.domain.users import User, email_key
from headway.services import revisions
from headway.services.scope import Scopes
from headway.storage.database import Database, RetryError, UnavailableError
from headway.storage.schema import Schema
from headway.storage.users import exist

T = TypeVar("T")

_MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """The settings, the open database, and the way to a transaction in it."""

    config: Config
    database: Database
    scopes: Scopes


def settings() -> Config:
    """Read the settings.

    Raises SettingsError.
    """
    return config.load(os.environ)


@contextmanager
def opened(*, ensure: bool = True) -> Iterator[Place]:
    """Open the database of the settings; unless told otherwise, an embedded one gets the newest schema first.

    Where other commands would work on a server, that is told. Raises SettingsError, SchemaError, UnavailableError,
    UnsupportedError.
    """
    said = settings()
    elsewhere = servers.address(said)
    if elsewhere is not None:
        complain(f"This is about the database here, not about {elsewhere}.")
    with _database(said) as database:
        if ensure:
            _prepare(database)
        yield Place(said, database, Scopes(database, clock.now))


def ensure_schema(said: Config) -> Path | None:
    """Give the database of these settings the newest schema, and tell where a copy from before is, if any.

    Raises SchemaError where only its operator may do that, UnavailableError, UnsupportedError.
    """
    with _database(said) as database:
        return _prepare(database)


def has_accounts(said: Config) -> bool:
    """Tell whether anybody has an account in the database of these settings.

    Raises UnavailableError, UnsupportedError.
    """
    with _database(said) as database, database.read() as tx:
        return exist(tx)


def _prepare(database: Database) -> Path | None:
    """Bring the schema up to date, and an embedded database's data; those of a server are its operator's."""
    copy = Schema(database).ensure(clock.now())
    if database.path is not None:
        catch_up(Scopes(database, clock.now), lambda: None)
    return copy


def catch_up(scopes: Scopes, done: Callable[[], None]) -> None:
    """Take every account through the revisions it lacks, and call `done` after each.

    Raises UnavailableError; what was done stays done.
    """

    def go_on() -> None:
        for _ in revisions.catch_up(scopes):
            done()

    again(go_on)


def _database(said: Config) -> closing[Database]:
    return closing(Database(said.database_url, synchronous=said.sqlite_synchronous))


def owner(place: Place, said: str | None = None) -> User:
    """Find the account to work for: the one said (by e-mail or id), that of HEADWAY_USER, or the only one.

    Raises UsageError, which tells what there is.
    """
    from headway.services import users  # noqa: PLC0415 -- a server that starts looks for nobody

    said = said or place.config.user
    with place.scopes.visit(write=False) as visit:
        everybody = users.page(visit)
    found = [one for one in everybody if said is None or said == str(one.id) or _is_email_of(one, said)]
    if len(found) == 1:
        return found[0]
    there_are = f"Accounts here: {', '.join(one.email for one in everybody)}."
    if not everybody:
        raise UsageError("There is no account yet. Make one with: headway user add EMAIL")
    if said is not None:
        raise UsageError(f"There is no account “{said}”. {there_are}")
    raise UsageError(f"Whose? Set HEADWAY_USER to an account. {there_are}")


def _is_email_of(user: User, said: str) -> bool:
    return email_key(user.email) == email_key(said)


def again(work: Callable[[], T]) -> T:
    """Do what may have to give way to another transaction, a few times.

    Raises UnavailableError when it always had to.
    """
    for _ in range(_MOST_TRIES):
        with suppress(RetryError):
            return work()
    raise UnavailableError("Other transactions stood in the way too often.")
