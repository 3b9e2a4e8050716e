"""Archivals: the spans in which a habit was archived, which are pauses to its streak."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from headway.domain.days import ONE_DAY
from headway.storage.database import Transaction
from headway.storage.tables import archivals
from headway.storage.types import ID

_OF_HABIT = (
    archivals.c.user_id == bindparam("owner", type_=ID),
    archivals.c.habit_id == bindparam("habit", type_=ID),
)
_OPEN = (*_OF_HABIT, archivals.c.last_day.is_(None))
_OPENED = select(archivals.c.first_day).where(*_OPEN)
_LAST = select(archivals.c.first_day, archivals.c.last_day).where(*_OF_HABIT).order_by(archivals.c.first_day.desc())
_ADD = insert(archivals)
_CLOSE = update(archivals).where(*_OPEN)
_DISCARD = delete(archivals).where(*_OPEN)


def begin(tx: Transaction, owner: UUID, habit: UUID, first_day: date) -> None:
    """Begin a span; where one that ended still covers the day, by a change of zone, right after it."""
    last = tx.execute(_LAST.limit(1), {"owner": owner, "habit": habit}).first()
    if last is not None and last.last_day is not None:
        first_day = max(first_day, last.last_day + ONE_DAY)
    tx.execute(_ADD, {"user_id": owner, "habit_id": habit, "first_day": first_day, "last_day": None})


def end(tx: Transaction, owner: UUID, habit: UUID, last_day: date) -> None:
    """End the open span with `last_day`; a span that ends before it begins was none."""
    first_day = tx.execute(_OPENED, {"owner": owner, "habit": habit}).scalar_one_or_none()
    if first_day is None:
        return
    if last_day < first_day:
        tx.execute(_DISCARD, {"owner": owner, "habit": habit})
    else:
        tx.execute(_CLOSE, {"owner": owner, "habit": habit, "last_day": last_day})
