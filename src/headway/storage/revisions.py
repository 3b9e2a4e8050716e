"""Revisions: how many steps of the data's own migrations each account has gone through; none is kept as NULL."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from headway.storage.database import Transaction
from headway.storage.tables import users
from headway.storage.types import ID

_KEPT = func.coalesce(users.c.data_revision, 0)
_BEHIND = select(users.c.id).where(bindparam("latest") > _KEPT)
_SOME = _BEHIND.order_by(users.c.id).limit(bindparam("limit"))
_SOME_AFTER = _SOME.where(users.c.id > bindparam("after", type_=ID))
_COUNT = select(func.count()).select_from(_BEHIND.subquery())
_GET = select(_KEPT).where(users.c.id == bindparam("owner", type_=ID))
_PUT = update(users).where(users.c.id == bindparam("owner", type_=ID)).values(data_revision=bindparam("revision"))


def owners_behind(tx: Transaction, latest: int, after: UUID | None, limit: int) -> Sequence[UUID]:
    """List the ids of up to `limit` accounts that lack a step, those after `after`."""
    asked = {"latest": latest, "limit": limit} | ({} if after is None else {"after": after})
    return tx.execute(_SOME if after is None else _SOME_AFTER, asked).scalars().all()


def count_behind(tx: Transaction, latest: int) -> int:
    """Count the accounts that lack a step."""
    return tx.execute(_COUNT, {"latest": latest}).scalar_one()


def get(tx: Transaction, owner: UUID) -> int:
    """Tell how many steps an account has gone through."""
    kept: int = tx.execute(_GET, {"owner": owner}).scalar_one()
    return kept


def put(tx: Transaction, owner: UUID, revision: int) -> None:
    """Keep how many steps an account has gone through."""
    tx.execute(_PUT, {"owner": owner, "revision": revision})
