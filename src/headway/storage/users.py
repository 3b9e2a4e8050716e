"""Users and their logins: written only together, since `logins` is what keeps an e-mail unique."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_nothing

from headway.domain.days import WeekStart
from headway.domain.errors import NotFoundError
from headway.domain.tokens import Right
from headway.domain.users import User
from headway.storage.database import Transaction
from headway.storage.tables import goals, habits, logins, users

EMAIL = "email"
FIRST = "first"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose secret was shown, and what is kept beside it; `expires_at` None: it does not end by itself."""

    user: User
    leftovers: bool
    """Whether the user deleted something that is not purged yet."""
    secret_hash: str
    rights: frozenset[Right]
    last_seen_at: datetime | None
    expires_at: datetime | None


COLUMNS = tuple(column for column in users.columns if column.name not in {"password_hash", "data_revision"})
"""What a user is read from, in the order of its members: not the password's hash, not what operators count."""

LEFTOVERS = or_(
    exists().where(habits.c.user_id == bindparam("owner"), habits.c.deleted_at.is_not(None)),
    exists().where(goals.c.user_id == bindparam("owner"), goals.c.deleted_at.is_not(None)),
)
"""Tells whether the owner deleted something that is not purged yet; a part of other statements."""

_BY_ID = select(*COLUMNS).where(users.c.id == bindparam("owner"))
_LOCKED_BY_ID = _BY_ID.with_for_update(key_share=True)
_PASSWORD = select(users.c.password_hash).where(users.c.id == bindparam("owner"))
_LOCKED_PASSWORD = _PASSWORD.with_for_update(key_share=True)
_ANY = select(users.c.id).limit(1)
_ALL = select(*COLUMNS).order_by(users.c.created_at, users.c.id)
_OF_LOGIN = select(logins.c.user_id).where(
    logins.c.kind == bindparam("kind"), logins.c.subject == bindparam("subject")
)
_CLAIM = insert_or_nothing(logins).on_conflict_do_nothing().returning(logins.c.user_id)
_RELEASE = delete(logins).where(
    logins.c.kind == bindparam("kind"),
    logins.c.subject == bindparam("subject"),
    logins.c.user_id == bindparam("owner"),
)
_RELEASE_ALL = delete(logins).where(logins.c.user_id == bindparam("owner"))
_ADD = insert(users)
_EDIT = update(users).where(users.c.id == bindparam("owner"))
_REMOVE = delete(users).where(users.c.id == bindparam("owner"))


def read(row: Sequence[Any]) -> User:
    """Read a user from a row that begins with COLUMNS."""
    id_, email, timezone, week_start, *rest = row[: len(COLUMNS)]
    return User(id_, email, timezone, WeekStart(week_start), *rest)


def get(tx: Transaction, owner: UUID, *, lock: bool = False) -> User:
    """Read a user; with `lock`, nothing else writes for this user until this ends.

    Raises NotFoundError.
    """
    row = tx.execute(_LOCKED_BY_ID if lock else _BY_ID, {"owner": owner}).one_or_none()
    if row is None:
        raise NotFoundError("user")
    return read(row)


def find_password(tx: Transaction, owner: UUID, *, lock: bool = False) -> str | None:
    """Read the hash of a user's password; None when there is no such user."""
    return tx.execute(_LOCKED_PASSWORD if lock else _PASSWORD, {"owner": owner}).scalar_one_or_none()


def find_by_email(tx: Transaction, key: str) -> UUID | None:
    """Find whose e-mail this is, given as `domain.users.email_key` makes it."""
    return tx.execute(_OF_LOGIN, {"kind": EMAIL, "subject": key}).scalar_one_or_none()


def exist(tx: Transaction) -> bool:
    """Tell whether there is any user at all."""
    return tx.execute(_ANY).first() is not None


def page(tx: Transaction) -> list[User]:
    """List all users, the oldest first."""
    return [read(row) for row in tx.execute(_ALL)]


def claim_login(tx: Transaction, owner: UUID, kind: str, subject: str) -> bool:
    """Make a login the user's, and tell whether it was free; the primary key decides."""
    return tx.execute(_CLAIM, {"kind": kind, "subject": subject, "user_id": owner}).first() is not None


def release_login(tx: Transaction, owner: UUID, kind: str, subject: str) -> None:
    """Give a login of the user's up."""
    tx.execute(_RELEASE, {"owner": owner, "kind": kind, "subject": subject})


def add(tx: Transaction, user: User, password_hash: str, data_revision: int) -> None:
    """Keep a new user, whose data lacks no revision yet; the login is claimed beside it (`claim_login`)."""
    tx.execute(
        _ADD,
        {
            "id": user.id,
            "email": user.email,
            "password_hash": password_hash,
            "timezone": user.timezone,
            "week_start": user.week_start,
            "day_start_minutes": user.day_start_minutes,
            "version": user.version,
            "created_at": user.created_at,
            "updated_at": user.updated_at,
            "data_revision": data_revision,
        },
    )


def edit(tx: Transaction, owner: UUID, columns: Mapping[str, Any]) -> None:
    """Replace columns of a user."""
    tx.execute(_EDIT.values(**columns), {"owner": owner})


def remove(tx: Transaction, owner: UUID) -> bool:
    """Delete a user, every login and everything owned, and tell whether there was one."""
    tx.execute(_RELEASE_ALL, {"owner": owner})
    return tx.execute(_REMOVE, {"owner": owner}).rowcount == 1
