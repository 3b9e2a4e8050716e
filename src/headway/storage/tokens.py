"""Tokens: looked up with their user in one statement, since every request of a script begins with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, insert, or_, select, tuple_, update

from headway.domain.tokens import Right, Token
from headway.storage import users as stored_users
from headway.storage.database import Transaction
from headway.storage.statements import Statement
from headway.storage.tables import api_tokens, users
from headway.storage.types import ID
from headway.storage.users import Holder

_OWN = api_tokens.c.user_id == bindparam("owner")
_THIS = api_tokens.c.id == bindparam("id_")
_FIND_HOLDER = (
    select(
        api_tokens.c.id,
        *stored_users.COLUMNS,
        stored_users.LEFTOVERS,
        api_tokens.c.secret_hash,
        api_tokens.c.scopes,
        api_tokens.c.last_seen_at,
    )
    .join_from(api_tokens, users, users.c.id == api_tokens.c.user_id)
    .where(_OWN, _THIS, users.c.id == bindparam("owner"))
)


def _holder(row: Sequence[Any]) -> Holder:
    _, *user, leftovers, secret_hash, scopes, last_seen_at = row
    return Holder(stored_users.read(user), leftovers, secret_hash, _rights(scopes), last_seen_at, expires_at=None)


_HOLDER = Statement(_FIND_HOLDER, _holder)
_LOCKED_HOLDER = Statement(_FIND_HOLDER.with_for_update(key_share=True, of=users), _holder)
_TOUCH = (
    update(api_tokens)
    .where(_OWN, _THIS, or_(api_tokens.c.last_seen_at.is_(None), api_tokens.c.last_seen_at < bindparam("now")))
    .values(last_seen_at=bindparam("now"))
)
_ADD = insert(api_tokens)
_PAGE = (
    select(*(column for column in api_tokens.columns if column is not api_tokens.c.secret_hash))
    .where(_OWN)
    .order_by(api_tokens.c.created_at.desc(), api_tokens.c.id.desc())
    .limit(bindparam("most"))
)
_NEXT_PAGE = _PAGE.where(
    tuple_(api_tokens.c.created_at, api_tokens.c.id)
    < tuple_(bindparam("after_moment", type_=api_tokens.c.created_at.type), bindparam("after_id", type_=ID))
)
_REMOVE = delete(api_tokens).where(_OWN, _THIS)


def find_holder(tx: Transaction, owner: UUID, token_id: UUID, *, lock: bool) -> Holder | None:
    """Find a token and its user; with `lock`, nothing else writes for this user until this ends."""
    return (_LOCKED_HOLDER if lock else _HOLDER).first(tx, {"owner": owner, "id_": token_id})


def touch(tx: Transaction, owner: UUID, token_id: UUID, now: datetime) -> None:
    """Note that a token was seen; never moves it back."""
    tx.execute(_TOUCH, {"owner": owner, "id_": token_id, "now": now})


def add(tx: Transaction, owner: UUID, token: Token, secret_hash: str) -> None:
    """Keep a new token."""
    tx.execute(
        _ADD,
        {
            "user_id": owner,
            "id": token.id,
            "name": token.name,
            "secret_hash": secret_hash,
            "scopes": sorted(token.scopes),
            "created_at": token.created_at,
            "last_seen_at": token.last_seen_at,
        },
    )


def page(tx: Transaction, owner: UUID, after: tuple[datetime, UUID] | None, limit: int) -> list[Token]:
    """List up to `limit` tokens, the newest first, after (created_at, id)."""
    asked = {"owner": owner, "most": limit}
    if after is None:
        return [_read(row) for row in tx.execute(_PAGE, asked)]
    moment, id_ = after
    return [_read(row) for row in tx.execute(_NEXT_PAGE, asked | {"after_moment": moment, "after_id": id_})]


def remove(tx: Transaction, owner: UUID, token_id: UUID) -> bool:
    """Delete a token, and tell whether there was one."""
    return tx.execute(_REMOVE, {"owner": owner, "id_": token_id}).rowcount == 1


def _read(row: Row[*tuple[Any, ...]]) -> Token:
    return Token(row.id, row.name, _rights(row.scopes), row.created_at, row.last_seen_at)


def _rights(scopes: Iterable[str]) -> frozenset[Right]:
    return frozenset(map(Right, scopes))
