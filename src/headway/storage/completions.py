"""Completions of habits. Uniqueness, with a time and without one, is the constraints' job."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Integer,
    Select,
    and_,
    bindparam,
    column,
    delete,
    extract,
    func,
    literal_column,
    select,
    tuple_,
    update,
    values,
)
from sqlalchemy.dialects.postgresql import insert

from headway.domain.completions import Completion
from headway.domain.periods import Period
from headway.domain.streaks import Done
from headway.latest import Latest
from headway.storage import bulk
from headway.storage.database import Transaction
from headway.storage.statements import Bound, Statement
from headway.storage.tables import habit_completions as completions
from headway.storage.types import ID, Day

T = TypeVar("T")
Histories = Sequence[Mapping[date, Done]]

COLUMNS = (
    completions.c.id,
    completions.c.habit_id,
    completions.c.completion_date,
    completions.c.completion_time,
    completions.c.note,
    completions.c.created_at,
    completions.c.amount,
)
_DATE, _TIME = completions.c.completion_date, completions.c.completion_time


def _day(name: str) -> Any:
    return bindparam(name, type_=Day)


OWN = completions.c.user_id == bindparam("owner", type_=ID)
_OF_HABIT = (OWN, completions.c.habit_id == bindparam("habit", type_=ID))
_ON = (*_OF_HABIT, _day("day") == _DATE)
_AT = (*_ON, _TIME.is_not_distinct_from(bindparam("time", type_=_TIME.type)))
_ORDER = (_DATE, func.coalesce(_TIME, time(0, 0)), completions.c.id)
NEWEST_FIRST = tuple(column.desc() for column in _ORDER)

_ON_DAY = Statement(select(*COLUMNS).where(*_ON).order_by(*_ORDER))
_FIND_BY_ID = select(*COLUMNS).where(OWN, completions.c.id == bindparam("key", type_=ID))
_PUT = Statement(insert(completions).on_conflict_do_nothing().returning(completions.c.id))
_PUT_ALL = insert(completions).on_conflict_do_nothing()
_EDIT = update(completions).where(*_AT)
_REMOVE_ONE = Statement(delete(completions).where(*_AT))
_REMOVE_ALL = Statement(delete(completions).where(*_ON))
_AMOUNT = func.sum(completions.c.amount)
_DONE: Select[Any, Any, Any] = select(_DATE, func.count(), _AMOUNT).where(*_OF_HABIT).group_by(_DATE)
_HISTORY = Statement(_DONE.order_by(_DATE))
_BETWEEN = Statement(_DONE.where(_day("first") <= _DATE, _day("last") >= _DATE).order_by(_DATE))
_BEFORE = Statement(_DONE.where(_day("day") > _DATE).order_by(_DATE.desc()).limit(bindparam("count")))
_ENOUGH_BEFORE = Statement(
    _DONE.where(_day("day") > _DATE)
    .having(func.coalesce(_AMOUNT, Decimal(0)) >= bindparam("least", type_=completions.c.amount.type))
    .order_by(_DATE.desc())
    .limit(bindparam("count"))
)
_FIRST = Statement(select(func.min(_DATE)).where(*_OF_HABIT))
_NOTED: Select[Any, Any, Any, Any] = select(_DATE, func.count(), _AMOUNT, func.count(completions.c.note)).where(
    *_OF_HABIT
)
_WITH_NOTES = Statement(_NOTED.group_by(_DATE).order_by(_DATE))
_HOUR = extract("hour", _TIME).cast(Integer)
_HOURS = Statement(select(_HOUR, func.count()).where(*_OF_HABIT, _TIME.is_not(None)).group_by(_HOUR))


def on_day(tx: Transaction, owner: UUID, habit: UUID, day: date) -> list[Completion]:
    """Load what is recorded for a habit on a day, in order of time."""
    return [Completion(*row) for row in _ON_DAY.all(tx, {"owner": owner, "habit": habit, "day": day})]


def find_by_id(tx: Transaction, owner: UUID, id_: UUID) -> Completion | None:
    """Find a completion by its id."""
    row = tx.execute(_FIND_BY_ID, {"owner": owner, "key": id_}).first()
    return Completion(*row) if row else None


def put(tx: Transaction, owner: UUID, completion: Completion) -> bool:
    """Keep a completion unless its place is taken, and tell whether it was free; the constraints decide."""
    return _PUT.finds(tx, _row(owner, completion))


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
        "amount": completion.amount,
    }


def edit(tx: Transaction, owner: UUID, completion: Completion) -> None:
    """Replace the note and the amount of the completion on a day at a time."""
    place = {"day": completion.completion_date, "time": completion.completion_time}
    said = {"note": completion.note, "amount": completion.amount}
    tx.execute(_EDIT, {"owner": owner, "habit": completion.habit_id, **place, **said})


def remove(tx: Transaction, owner: UUID, habit: UUID, day: date, at: time | None) -> bool:
    """Remove the completion on a day at a time (or without one), and tell whether there was one."""
    return _REMOVE_ONE.count(tx, {"owner": owner, "habit": habit, "day": day, "time": at}) > 0


def remove_all(tx: Transaction, owner: UUID, habit: UUID, day: date) -> bool:
    """Remove everything of a day, and tell whether there was anything."""
    return _REMOVE_ALL.count(tx, {"owner": owner, "habit": habit, "day": day}) > 0


def page(
    tx: Transaction,
    owner: UUID,
    habit: UUID,
    *,
    span: tuple[date | None, date | None],
    after: tuple[date, time, UUID] | None,
    limit: int,
    noted: bool = False,
) -> Sequence[Completion]:
    """Load up to `limit` completions of a habit in a span of days, newest first; if `noted`, those with a note."""
    conditions: list[ColumnElement[bool]] = [completions.c.note.is_not(None)] if noted else []
    if span[0] is not None:
        conditions.append(span[0] <= _DATE)
    if span[1] is not None:
        conditions.append(span[1] >= _DATE)
    if after is not None:
        conditions.append(tuple_(*_ORDER) < tuple_(*after))
    query = select(*COLUMNS).where(*_OF_HABIT, *conditions).order_by(*NEWEST_FIRST).limit(limit)
    return [Completion(*row) for row in tx.execute(query, {"owner": owner, "habit": habit})]


# -- what a day is made of: many habits at once


_MOST_USERS = 200
"""Of how many users it is remembered which windows were asked for last, and what was found there."""
_STEP = 8
"""Statements about several habits are made for so many, twice as many, …; what is left over is filled up."""


@lru_cache(maxsize=64)
def _all_on_day(count: int) -> Statement:
    keys = [bindparam(f"habit{at}", type_=ID) for at in range(count)]
    query = select(*COLUMNS).where(OWN, completions.c.habit_id.in_(keys), _day("day") == _DATE)
    return Statement(query.order_by(*_ORDER))


@lru_cache(maxsize=64)
def _names(count: int) -> list[tuple[str, str, str]]:
    return [(f"habit{at}", f"first{at}", f"last{at}") for at in range(count)]


@lru_cache(maxsize=64)
def _in_windows(count: int) -> Statement:
    """List days with completions, each under the number of the window that it lies in."""
    number, habit = column("number", Integer), column("habit", ID)
    first, last = column("first", Day), column("last", Day)
    given: list[tuple[Any, ...]] = [
        (literal_column(str(at)), bindparam(names[0], type_=ID), _day(names[1]), _day(names[2]))
        for at, names in enumerate(_names(count))
    ]
    windows = values(number, habit, first, last, name="given").data(given).cte("windows")
    here = and_(OWN, completions.c.habit_id == windows.c.habit, _DATE.between(windows.c.first, windows.c.last))
    query = select(windows.c.number, _DATE, completions.c.amount).join_from(windows, completions, here)
    return Statement(query.order_by(windows.c.number, _DATE))


def all_on_day(tx: Transaction, owner: UUID, habits: Sequence[UUID], day: date) -> Mapping[UUID, list[Completion]]:
    """Load what is recorded for some habits on a day, habit by habit, in order of time."""
    found: dict[UUID, list[Completion]] = {}
    asked = {f"habit{at}": habit for at, habit in enumerate(_filled(habits, _NOBODYS))}
    for row in _all_on_day(len(asked)).all(tx, {**asked, "owner": owner, "day": day}) if habits else ():
        completion = Completion(*row)
        found.setdefault(completion.habit_id, []).append(completion)
    return found


def histories(tx: Transaction, owner: UUID, windows: Sequence[tuple[UUID, Period]]) -> Histories:
    """Load what was done of each habit on each day of its own window, days in order, in one statement."""
    bound = _WINDOWS.of(owner, tx.dialect, owner, tuple(windows))
    return _HISTORIES.of(owner, len(windows), bound, bound.rows(tx) if windows else [])


def _by_window(count: int, bound: Bound, rows: list[Any]) -> Histories:
    found: list[dict[date, Done]] = [{} for _ in range(count)]
    for number, day, amount in bound.prepared.read(rows):
        history = found[number]
        before = history.get(day)
        here = _hundredths(amount)
        history[day] = Done(day, before.times + 1, before.amount + here) if before else Done(day, 1, here)
    return found


def _bound(dialect: Dialect, owner: UUID, windows: tuple[tuple[UUID, Period], ...]) -> Bound:
    asked = _filled(windows, (_NOBODYS, Period(date.min, date.min)))
    given = zip(_names(len(asked)), ((habit, first, last) for habit, (first, last) in asked), strict=True)
    values = {name: value for row in given for name, value in zip(*row, strict=True)}
    return _in_windows(len(asked)).bound(dialect, {**values, "owner": owner})


_NOBODYS = UUID(int=0)
_WINDOWS = Latest(_bound, most=_MOST_USERS)
_HISTORIES = Latest(_by_window, most=_MOST_USERS)


def _filled(items: Sequence[T], filler: T) -> list[T]:
    return [*items, *[filler] * (-len(items) % _STEP)]


# -- what streaks are made of


def _done(rows: Iterable[tuple[date, int, Decimal | None]]) -> list[Done]:
    return [Done(day, times, _hundredths(amount)) for day, times, amount in rows]


def _hundredths(amount: Decimal | None) -> int:
    return 0 if amount is None else int(amount.scaleb(2))


def history(tx: Transaction, owner: UUID, habit: UUID) -> list[Done]:
    """Load all days with completions, oldest first."""
    return _done(_HISTORY.all(tx, {"owner": owner, "habit": habit}))


def done_between(tx: Transaction, owner: UUID, habit: UUID, first: date, last: date | None) -> list[Done]:
    """Load the days with completions in a span, oldest first."""
    return _done(_BETWEEN.all(tx, {"owner": owner, "habit": habit, "first": first, "last": last or date.max}))


def with_notes(tx: Transaction, owner: UUID, habit: UUID) -> tuple[list[Done], frozenset[date]]:
    """Load all days with completions, oldest first, and tell on which of them one has a note."""
    rows = _WITH_NOTES.all(tx, {"owner": owner, "habit": habit})
    return _done(row[:3] for row in rows), frozenset(row[0] for row in rows if row[3])


def by_hour(tx: Transaction, owner: UUID, habit: UUID) -> dict[int, int]:
    """Count the completions of a habit that have a time by its hour."""
    return dict(_HOURS.all(tx, {"owner": owner, "habit": habit}))


def done_before(
    tx: Transaction, owner: UUID, habit: UUID, day: date, count: int, least: Decimal | None = None
) -> list[Done]:
    """Load the last `count` days with completions (if told, of `least` in all) before a day, newest first."""
    asked = {"owner": owner, "habit": habit, "day": day, "count": count}
    if least is None:
        return _done(_BEFORE.all(tx, asked))
    return _done(_ENOUGH_BEFORE.all(tx, {**asked, "least": least}))


def first_day(tx: Transaction, owner: UUID, habit: UUID) -> date | None:
    """Find the first day with a completion."""
    ((first,),) = _FIRST.all(tx, {"owner": owner, "habit": habit})
    return cast("date | None", first)
