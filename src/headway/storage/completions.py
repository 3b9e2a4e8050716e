"""Completions of habits. Uniqueness, with a time and without one, is the constraints' job."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, func, select, tuple_, union_all, update
from sqlalchemy.dialects.postgresql import insert

from headway.domain.completions import Completion
from headway.domain.periods import Period
from headway.domain.streaks import Done
from headway.storage import bulk
from headway.storage.database import Transaction
from headway.storage.tables import habit_completions as completions
from headway.storage.types import ID

COLUMNS = (
    completions.c.id,
    completions.c.habit_id,
    completions.c.completion_date,
    completions.c.completion_time,
    completions.c.note,
    completions.c.created_at,
)
_DATE, _TIME = completions.c.completion_date, completions.c.completion_time


def _day(name: str) -> Any:
    return bindparam(name, type_=_DATE.type)


OWN = completions.c.user_id == bindparam("owner", type_=ID)
_OF_HABIT = (OWN, completions.c.habit_id == bindparam("habit", type_=ID))
_ON = (*_OF_HABIT, _day("day") == _DATE)
_AT = (*_ON, _TIME.is_not_distinct_from(bindparam("time", type_=_TIME.type)))
_ORDER = (_DATE, func.coalesce(_TIME, time(0, 0)), completions.c.id)
NEWEST_FIRST = tuple(column.desc() for column in _ORDER)

_ON_DAY = select(*COLUMNS).where(*_ON).order_by(*_ORDER)
_FIND_BY_ID = select(*COLUMNS).where(OWN, completions.c.id == bindparam("key", type_=ID))
_PUT = insert(completions).on_conflict_do_nothing().returning(completions.c.id)
_PUT_ALL = insert(completions).on_conflict_do_nothing()
_EDIT = update(completions).where(*_AT)
_REMOVE_ONE = delete(completions).where(*_AT)
_REMOVE_ALL = delete(completions).where(*_ON)
_DONE: Select[Any, Any] = select(_DATE, func.count()).where(*_OF_HABIT).group_by(_DATE)
_ALL_DONE = _DONE.order_by(_DATE)
_BETWEEN = _ALL_DONE.where(_day("first") <= _DATE, _day("last") >= _DATE)
_BEFORE = _DONE.where(_day("day") > _DATE).order_by(_DATE.desc()).limit(bindparam("count"))
_FIRST = select(func.min(_DATE)).where(*_OF_HABIT)


def on_day(tx: Transaction, owner: UUID, habit: UUID, day: date) -> list[Completion]:
    """Load what is recorded for a habit on a day, in order of time."""
    return [Completion(*row) for row in tx.execute(_ON_DAY, {"owner": owner, "habit": habit, "day": day})]


def find_by_id(tx: Transaction, owner: UUID, id_: UUID) -> Completion | None:
    """Find a completion by its id."""
    row = tx.execute(_FIND_BY_ID, {"owner": owner, "key": id_}).first()
    return Completion(*row) if row else None


def put(tx: Transaction, owner: UUID, completion: Completion) -> bool:
    """Keep a completion unless its place is taken, and tell whether it was free; the constraints decide."""
    return tx.execute(_PUT, _row(owner, completion)).first() is not None


def put_all(
    tx: Transaction, owner: UUID, habit: UUID, days: Iterable[tuple[UUID, date, str | None]], now: datetime
) -> None:
    """Keep many completions of a habit, each an id, a day and a note, passing over those whose place is taken."""
    shared = {"user_id": owner, "habit_id": habit, "completion_time": None, "created_at": now}
    rows = [{"id": id_, "completion_date": day, "note": note} for id_, day, note in days]
    bulk.insert(tx, _PUT_ALL, shared, rows)


def _row(owner: UUID, completion: Completion) -> dict[str, object]:
    return {
        "user_id": owner,
        "id": completion.id,
        "habit_id": completion.habit_id,
        "completion_date": completion.completion_date,
        "completion_time": completion.completion_time,
        "note": completion.note,
        "created_at": completion.created_at,
    }


def edit(tx: Transaction, owner: UUID, habit: UUID, place: tuple[date, time | None], note: str | None) -> None:
    """Replace the note of the completion on a day at a time."""
    tx.execute(_EDIT, {"owner": owner, "habit": habit, "day": place[0], "time": place[1], "note": note})


def remove(tx: Transaction, owner: UUID, habit: UUID, day: date, at: time | None) -> bool:
    """Remove the completion on a day at a time (or without one), and tell whether there was one."""
    return tx.execute(_REMOVE_ONE, {"owner": owner, "habit": habit, "day": day, "time": at}).rowcount > 0


def remove_all(tx: Transaction, owner: UUID, habit: UUID, day: date) -> bool:
    """Remove everything of a day, and tell whether there was anything."""
    return tx.execute(_REMOVE_ALL, {"owner": owner, "habit": habit, "day": day}).rowcount > 0


def page(
    tx: Transaction,
    owner: UUID,
    habit: UUID,
    *,
    span: tuple[date | None, date | None],
    after: tuple[date, time, UUID] | None,
    limit: int,
) -> Sequence[Completion]:
    """Load up to `limit` completions of a habit in a span of days, newest first."""
    conditions: list[ColumnElement[bool]] = []
    if span[0] is not None:
        conditions.append(span[0] <= _DATE)
    if span[1] is not None:
        conditions.append(span[1] >= _DATE)
    if after is not None:
        conditions.append(tuple_(*_ORDER) < tuple_(*after))
    query = select(*COLUMNS).where(*_OF_HABIT, *conditions).order_by(*NEWEST_FIRST).limit(limit)
    return [Completion(*row) for row in tx.execute(query, {"owner": owner, "habit": habit})]


def all_on_day(tx: Transaction, owner: UUID, habits: Iterable[UUID], day: date) -> Mapping[UUID, list[Completion]]:
    """Load what is recorded for some habits on a day, habit by habit, in order of time."""
    query = select(*COLUMNS).where(OWN, completions.c.habit_id.in_(list(habits)), _day("day") == _DATE)
    found: dict[UUID, list[Completion]] = {}
    for row in tx.execute(query.order_by(*_ORDER), {"owner": owner, "day": day}):
        completion = Completion(*row)
        found.setdefault(completion.habit_id, []).append(completion)
    return found


def histories(tx: Transaction, owner: UUID, windows: Mapping[UUID, Period]) -> Mapping[UUID, dict[date, int]]:
    """Load how often each habit was done on each day of its own window, days in order, in one statement."""
    habits_of: dict[Period, list[UUID]] = {}
    for habit, window in windows.items():
        habits_of.setdefault(window, []).append(habit)
    parts = [
        select(completions.c.habit_id, _DATE, func.count())
        .where(OWN, completions.c.habit_id.in_(habits), _DATE.between(*window))
        .group_by(completions.c.habit_id, _DATE)
        for window, habits in habits_of.items()
    ]
    found: dict[UUID, dict[date, int]] = {habit: {} for habit in windows}
    if parts:
        for habit, day, times in tx.execute(union_all(*parts).order_by(_DATE.name), {"owner": owner}):
            found[habit][day] = times
    return found


# -- what streaks are made of


def _done(rows: Iterable[Row[Any, Any]]) -> list[Done]:
    return [Done(*row) for row in rows]


def history(tx: Transaction, owner: UUID, habit: UUID) -> list[Done]:
    """Load all days with completions, oldest first."""
    return _done(tx.execute(_ALL_DONE, {"owner": owner, "habit": habit}))


def done_between(tx: Transaction, owner: UUID, habit: UUID, first: date, last: date | None) -> list[Done]:
    """Load the days with completions in a span, oldest first."""
    return _done(tx.execute(_BETWEEN, {"owner": owner, "habit": habit, "first": first, "last": last or date.max}))


def done_before(tx: Transaction, owner: UUID, habit: UUID, day: date, count: int) -> list[Done]:
    """Load the last `count` days with completions before a day, newest first."""
    return _done(tx.execute(_BEFORE, {"owner": owner, "habit": habit, "day": day, "count": count}))


def first_day(tx: Transaction, owner: UUID, habit: UUID) -> date | None:
    """Find the first day with a completion."""
    first: date | None = tx.execute(_FIRST, {"owner": owner, "habit": habit}).scalar_one()
    return first
