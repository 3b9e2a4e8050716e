"""What the doctor goes through: every account, what it has, and the file itself."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from headway.storage.database import Transaction
from headway.storage.tables import goals, habits, users
from headway.storage.types import ID

_OWNERS = select(users.c.id).order_by(users.c.id).limit(bindparam("limit"))
_OWNERS_AFTER = _OWNERS.where(users.c.id > bindparam("after", type_=ID))
_HABITS = select(habits.c.id).where(habits.c.user_id == bindparam("owner", type_=ID)).order_by(habits.c.id)
_GOALS = select(goals.c.id).where(goals.c.user_id == bindparam("owner", type_=ID)).order_by(goals.c.id)


def owners(tx: Transaction, after: UUID | None, limit: int) -> Sequence[UUID]:
    """List the ids of up to `limit` accounts, those after `after`."""
    asked = {"limit": limit} if after is None else {"limit": limit, "after": after}
    return tx.execute(_OWNERS if after is None else _OWNERS_AFTER, asked).scalars().all()


def habit_ids(tx: Transaction, owner: UUID) -> Sequence[UUID]:
    """List the ids of all habits, archived and deleted ones included."""
    return tx.execute(_HABITS, {"owner": owner}).scalars().all()


def goal_ids(tx: Transaction, owner: UUID) -> Sequence[UUID]:
    """List the ids of all goals, archived and deleted ones included."""
    return tx.execute(_GOALS, {"owner": owner}).scalars().all()


def faults(tx: Transaction) -> list[str]:
    """List what is wrong with an embedded database's file; a server sees to its own."""
    if tx.dialect.name != "sqlite":
        return []
    found = [said for (said,) in tx.exec_driver_sql("PRAGMA integrity_check") if said != "ok"]
    dangling = tx.exec_driver_sql("PRAGMA foreign_key_check")
    return found + [f"row {row} of {table} refers to nothing in {parent}" for table, row, parent, _ in dangling]
