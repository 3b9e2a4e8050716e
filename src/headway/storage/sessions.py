"""Sessions: looked up with their user in one statement, since every request of a browser begins with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, insert, select, tuple_, update

from headway.domain.sessions import Session
from headway.domain.tokens import ALL_RIGHTS
from headway.storage import users as stored_users
from headway.storage.database import Transaction
from headway.storage.statements import Statement
from headway.storage.tables import sessions, users
from headway.storage.types import ID
from headway.storage.users import Holder

_OWN = sessions.c.user_id == bindparam("owner")
_THIS = sessions.c.id == bindparam("id_")
_FIND_HOLDER = (
    select(
        sessions.c.id,
        *stored_users.COLUMNS,
        stored_users.LEFTOVERS,
        sessions.c.secret_hash,
        sessions.c.last_seen_at,
        sessions.c.expires_at,
    )
    .join_from(sessions, users, users.c.id == sessions.c.user_id)
    .where(_OWN, _THIS, users.c.id == bindparam("owner"))
)


def _holder(row: Sequence[Any]) -> Holder:
    _, *user, leftovers, secret_hash, last_seen_at, expires_at = row
    return Holder(stored_users.read(user), leftovers, secret_hash, ALL_RIGHTS, last_seen_at, expires_at)


_HOLDER = Statement(_FIND_HOLDER, _holder)
_LOCKED_HOLDER = Statement(_FIND_HOLDER.with_for_update(key_share=True, of=users), _holder)
_TOUCH = (
    update(sessions)
    .where(_OWN, _THIS, sessions.c.last_seen_at < bindparam("now"))
    .values(last_seen_at=bindparam("now"), expires_at=bindparam("ends"))
)
_ADD = insert(sessions)
_PAGE = (
    select(*(column for column in sessions.columns if column is not sessions.c.secret_hash))
    .where(_OWN, sessions.c.expires_at > bindparam("now"))
    .order_by(sessions.c.created_at.desc(), sessions.c.id.desc())
    .limit(bindparam("most"))
)
_NEXT_PAGE = _PAGE.where(
    tuple_(sessions.c.created_at, sessions.c.id)
    < tuple_(bindparam("after_moment", type_=sessions.c.created_at.type), bindparam("after_id", type_=ID))
)
_REMOVE = delete(sessions).where(_OWN, _THIS)
_REMOVE_SHOWN = _REMOVE.where(sessions.c.secret_hash == bindparam("shown"))
_REMOVE_OTHERS = delete(sessions).where(_OWN, sessions.c.id != bindparam("id_"))
_REMOVE_ALL = delete(sessions).where(_OWN)
_PURGE = delete(sessions).where(_OWN, sessions.c.expires_at <= bindparam("now"))


def find_holder(tx: Transaction, owner: UUID, session_id: UUID, *, lock: bool) -> Holder | None:
    """Find a session and its user; with `lock`, nothing else writes for this user until this ends."""
    return (_LOCKED_HOLDER if lock else _HOLDER).first(tx, {"owner": owner, "id_": session_id})


def touch(tx: Transaction, owner: UUID, session_id: UUID, now: datetime, expires_at: datetime) -> None:
    """Note that a session was seen; never moves it back."""
    tx.execute(_TOUCH, {"owner": owner, "id_": session_id, "now": now, "ends": expires_at})


def add(tx: Transaction, owner: UUID, session: Session, secret_hash: str) -> None:
    """Keep a new session."""
    tx.execute(
        _ADD,
        {
            "user_id": owner,
            "id": session.id,
            "secret_hash": secret_hash,
            "label": session.label,
            "created_at": session.created_at,
            "last_seen_at": session.last_seen_at,
            "expires_at": session.expires_at,
        },
    )


def page(
    tx: Transaction, owner: UUID, now: datetime, after: tuple[datetime, UUID] | None, limit: int
) -> list[Session]:
    """List up to `limit` sessions that are not over, the newest first, after (created_at, id)."""
    asked = {"owner": owner, "now": now, "most": limit}
    if after is None:
        return [_read(row) for row in tx.execute(_PAGE, asked)]
    moment, id_ = after
    return [_read(row) for row in tx.execute(_NEXT_PAGE, asked | {"after_moment": moment, "after_id": id_})]


def remove(tx: Transaction, owner: UUID, session_id: UUID) -> bool:
    """Delete a session, and tell whether there was one."""
    return tx.execute(_REMOVE, {"owner": owner, "id_": session_id}).rowcount == 1


def remove_shown(tx: Transaction, owner: UUID, session_id: UUID, secret_hash: str) -> None:
    """Delete a session if its secret was shown."""
    tx.execute(_REMOVE_SHOWN, {"owner": owner, "id_": session_id, "shown": secret_hash})


def remove_others(tx: Transaction, owner: UUID, but: UUID | None) -> None:
    """Delete all sessions of the user `but` one (None: all of them)."""
    if but is None:
        tx.execute(_REMOVE_ALL, {"owner": owner})
    else:
        tx.execute(_REMOVE_OTHERS, {"owner": owner, "id_": but})


def purge(tx: Transaction, owner: UUID, now: datetime) -> None:
    """Delete the user's sessions that are over."""
    tx.execute(_PURGE, {"owner": owner, "now": now})


def _read(row: Row[*tuple[Any, ...]]) -> Session:
    return Session(row.id, row.label, row.created_at, row.last_seen_at, row.expires_at)
