"""The cast: Ada owns things, Ben owns other things, and Cy is signed out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from headway.domain.days import WeekStart
from headway.domain.users import User
from headway.services.scope import Scope, Scopes, Visit
from headway.storage.database import Database
from headway.storage.tables import logins, users

NOW = datetime(2026, 1, 21, 12, 0, tzinfo=UTC)
"""The moment of the examples in the rules: Wednesday noon."""

TODAY = NOW.date()

PASSWORD = "correct horse battery"
PASSWORD_HASH = "$2b$04$u2MUEx6pBcoEV1vCpgNlL.38uayyos.dzIxS0UVNMGR69gcO78Via"

ADA = User(
    id=UUID("0190a0a0-ada0-7000-8000-000000000001"),
    email="ada@example.org",
    timezone="Europe/Berlin",
    week_start=WeekStart.MONDAY,
    day_start_minutes=0,
    version=1,
    created_at=datetime(2025, 1, 1, tzinfo=UTC),
    updated_at=datetime(2025, 1, 1, tzinfo=UTC),
)
BEN = User(
    id=UUID("0190a0a0-be00-7000-8000-000000000002"),
    email="ben@example.org",
    timezone="America/New_York",
    week_start=WeekStart.SUNDAY,
    day_start_minutes=180,
    version=1,
    created_at=datetime(2025, 1, 2, tzinfo=UTC),
    updated_at=datetime(2025, 1, 2, tzinfo=UTC),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account, and the way to do things as them."""

    user: User
    database: Database

    @contextmanager
    def at(self, moment: datetime | date = NOW, *, write: bool = True) -> Iterator[Scope]:
        """Open a transaction of theirs at a moment; a day stands for its noon in UTC."""
        with Scopes(self.database, lambda: _instant(moment)).open_for(self.user.id, write=write) as scope:
            yield scope


@contextmanager
def visit(database: Database, moment: datetime | date = NOW, *, write: bool = True) -> Iterator[Visit]:
    """Open a transaction of someone who is signed out, like Cy."""
    with Scopes(database, lambda: _instant(moment)).visit(write=write) as open_visit:
        yield open_visit


def settle(database: Database, user: User, **changes: Any) -> Person:
    """Give someone an account with the password of everybody here; `changes` are columns of theirs."""
    row = {name: getattr(user, name) for name in User.__slots__} | {"password_hash": PASSWORD_HASH} | changes
    with database.write() as tx:
        tx.execute(insert(users), row)
        tx.execute(insert(logins), {"kind": "email", "subject": row["email"], "user_id": row["id"]})
    return Person(User(**{name: row[name] for name in User.__slots__}), database)


def _instant(moment: datetime | date) -> datetime:
    return (
        moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)
    )
