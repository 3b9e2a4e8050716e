"""Doors for the tests: quick hashes that are counted, a clock that is set, and many people at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID

import bcrypt
import pytest
from sqlalchemy import event, select

from headway import clock
from headway.config import Signup
from headway.domain.errors import Code, CredentialsError, RejectedError
from headway.domain.users import User, UserDraft
from headway.services import sessions, users
from headway.services.attempts import Attempts
from headway.services.door import Door
from headway.services.passwords import Passwords
from headway.services.scope import Credentials, Scopes
from headway.services.sessions import SignedIn
from headway.storage.database import Database
from headway.storage.tables import logins
from tests.cast import NOW, PASSWORD, Person

COST = 4
HOME = "192.0.2.1"


@dataclass
class SetClock:
    """A clock that stands until it is set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Work:
    """Hashes like bcrypt, and tells what was hashed; `meanwhile` happens during the next hash."""

    done: list[bytes] = field(default_factory=list)
    meanwhile: Callable[[], object] | None = None

    def __call__(self, password: bytes, salt: bytes) -> bytes:
        self.done.append(salt[:7])
        if self.meanwhile is not None:
            happen, self.meanwhile = self.meanwhile, None
            happen()
        return bcrypt.hashpw(password, salt)


@dataclass
class Entrance:
    """A door, and all that a test may turn on it."""

    door: Door
    clock: SetClock
    work: Work

    def sign_up(self, draft: UserDraft, password: str = PASSWORD, **more: Any) -> SignedIn:
        """Make an account, from home."""
        return users.sign_up(self.door, draft, password, **{"address": HOME, **more})

    def sign_in(self, email: str, password: str = PASSWORD, **more: Any) -> SignedIn:
        """Sign in, from home."""
        return sessions.sign_in(self.door, email, password, **{"address": HOME, **more})

    def enter(self, person: Person) -> Credentials:
        """Sign someone of the cast in."""
        return self.sign_in(person.user.email).credentials

    def lets_in(self, credentials: Credentials) -> bool:
        """Tell whether these credentials are good for anything."""
        try:
            with self.door.scopes.open(credentials, write=False):
                return True
        except CredentialsError:
            return False

    def everybody(self) -> list[User]:
        """List all accounts."""
        with self.door.scopes.visit(write=False) as visit:
            return users.page(visit)


def entrance(database: Database, *, signup: Signup = Signup.OPEN, setup_code: str | None = None) -> Entrance:
    """Make a door to a database."""
    set_clock, work = SetClock(), Work()
    door = Door(
        Scopes(database, set_clock),
        Passwords(COST, work=work),
        Attempts("memory", clock.now),
        signup,
        setup_code,
    )
    return Entrance(door, set_clock, work)


def at_once(times: int, act: Callable[[int], Any]) -> list[Any]:
    """Do something on many threads at the same moment; give each one's answer, or what it raised."""
    barrier = Barrier(times)

    def one(number: int) -> Any:
        barrier.wait()
        try:
            return act(number)
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            return error

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


@contextmanager
def overheard(database: Database) -> Iterator[list[str]]:
    """List the first word of every statement that the database is sent."""
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement.partition(" ")[0])

    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)


def logins_in(database: Database) -> dict[tuple[str, str], UUID]:
    """Tell whose every login is."""
    with database.read() as tx:
        return {(row.kind, row.subject): row.user_id for row in tx.execute(select(logins))}


def broken(refused: pytest.ExceptionInfo[RejectedError]) -> list[tuple[tuple[str | int, ...], Code]]:
    """List the rules that were broken, and where."""
    return [(one.field, one.code) for one in refused.value.broken]
