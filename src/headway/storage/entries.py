"""Progress entries, as they are kept: ordered by (entry_date, created_at, id)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Row,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from headway.domain.amounts import ZERO
from headway.domain.counters import Step
from headway.domain.entries import Entry, EntryKind, Place
from headway.domain.errors import NotFoundError
from headway.storage.database import Transaction
from headway.storage.refusals import id_reused, translated
from headway.storage.statements import Statement
from headway.storage.tables import goals, pauses, progress_entries
from headway.storage.types import ID, Amount, Day, Instant

_FIELDS = tuple(field.name for field in fields(Entry))
_KIND = _FIELDS.index("kind")
COLUMNS = tuple(progress_entries.c[name] for name in _FIELDS)
"""What an entry is read from, in the order of its fields."""

_OWNED = progress_entries.c.user_id == bindparam("owner")
_MINE = (_OWNED, progress_entries.c.id == bindparam("key"))
_OF_GOAL = (_OWNED, progress_entries.c.goal_id == bindparam("goal"))
_ORDER = (progress_entries.c.entry_date, progress_entries.c.created_at, progress_entries.c.id)
_THERE = tuple_(bindparam("day", type_=Day), bindparam("made_at", type_=Instant), bindparam("made_id", type_=ID))
_COUNTED = case((progress_entries.c.superseded.is_(False), progress_entries.c.value))
_SUM = func.coalesce(func.sum(_COUNTED), literal(ZERO, Amount()))
_RESETS = func.coalesce(func.sum(case((progress_entries.c.kind == EntryKind.RESET, 1), else_=0)), 0)

_LIVE_GOAL = and_(
    goals.c.user_id == bindparam("owner"), goals.c.id == progress_entries.c.goal_id, goals.c.deleted_at.is_(None)
)
_GET = select(*COLUMNS).join(goals, _LIVE_GOAL).where(*_OF_GOAL, progress_entries.c.id == bindparam("key"))
_ALL = select(*COLUMNS).where(*_OF_GOAL).order_by(*_ORDER)
_NEWEST = select(*COLUMNS).where(*_OF_GOAL).order_by(*(column.desc() for column in _ORDER))
_TAIL = Statement(select(_SUM, _RESETS).where(*_OF_GOAL, tuple_(*_ORDER) > _THERE))
_TOTAL = select(_SUM).where(*_OF_GOAL)
_BY_DAY = Statement(
    select(progress_entries.c.entry_date, _SUM)
    .where(*_OF_GOAL)
    .group_by(progress_entries.c.entry_date)
    .order_by(progress_entries.c.entry_date)
)
_NO_SLIP = progress_entries.c.kind != EntryKind.SLIP
_FIRST_DAY = select(func.min(progress_entries.c.entry_date)).where(*_OF_GOAL, _NO_SLIP)
_MARKS = _ALL.where(progress_entries.c.kind != EntryKind.ENTRY)
_IN_RUNS = (
    select(
        func.sum(case((progress_entries.c.kind == EntryKind.RESET, 1), else_=0)).over(order_by=_ORDER).label("run"),
        progress_entries.c.entry_date,
        progress_entries.c.value,
        progress_entries.c.kind,
        progress_entries.c.superseded,
    )
    .where(*_OF_GOAL)
    .subquery()
)
_STEPS = Statement(
    select(_IN_RUNS.c.run, _IN_RUNS.c.entry_date, func.sum(_IN_RUNS.c.value))
    .where(_IN_RUNS.c.kind == EntryKind.ENTRY, _IN_RUNS.c.superseded == bindparam("superseded", type_=Boolean))
    .group_by(_IN_RUNS.c.run, _IN_RUNS.c.entry_date)
    .order_by(_IN_RUNS.c.run, _IN_RUNS.c.entry_date)
)
_ADD = Statement(insert(progress_entries))
_EDIT = update(progress_entries).where(*_MINE)
_REMOVE = delete(progress_entries).where(*_MINE)


@dataclass(frozen=True, slots=True)
class Tail:
    """What of a goal's entries comes after a place: their sum, and how many of them are resets."""

    total: Decimal
    resets: int


def read(values: Sequence[Any] | Row[Any]) -> Entry:
    """Make an entry of the values of `COLUMNS`."""
    entry = list(values)
    entry[_KIND] = EntryKind(entry[_KIND])
    return Entry(*entry)


def latest_of(goal_id: ColumnElement[UUID]) -> ColumnElement[Any]:
    """Select, inside another statement, the id of the last entry in order of the goal there."""
    newest = progress_entries.alias("newest")
    order = (newest.c[column.name].desc() for column in _ORDER)
    query = select(newest.c.id).where(newest.c.user_id == bindparam("owner"), newest.c.goal_id == goal_id)
    return query.order_by(*order).limit(1).correlate(goal_id.table).scalar_subquery()


def latest_sum_of(goal_id: ColumnElement[UUID], first_day: ColumnElement[date]) -> ColumnElement[Any]:
    """Select, inside another statement, what the entries dated `since` … `until` of the goal there come to.

    Those before its `first_day` are left out, and those of days that are paused for all habits.
    """
    latest = progress_entries.alias("latest")
    since = bindparam("since", type_=Day)
    paused = select(pauses.c.id).where(
        pauses.c.user_id == bindparam("owner"),
        pauses.c.habit_id.is_(None),
        pauses.c.first_day <= latest.c.entry_date,
        or_(pauses.c.last_day.is_(None), pauses.c.last_day >= latest.c.entry_date),
    )
    query = select(func.coalesce(func.sum(latest.c.value), literal(ZERO, Amount()))).where(
        latest.c.user_id == bindparam("owner"),
        latest.c.goal_id == goal_id,
        latest.c.entry_date >= case((first_day > since, first_day), else_=since),  # one bound: an index has no two
        latest.c.entry_date <= bindparam("until", type_=Day),
        ~paused.exists(),
    )
    return query.correlate(goal_id.table).scalar_subquery()


def find(tx: Transaction, owner: UUID, goal_id: UUID, id_: UUID) -> Entry | None:
    """Load an entry of a goal, unless the goal is deleted."""
    row = tx.execute(_GET, {"owner": owner, "goal": goal_id, "key": id_}).first()
    return None if row is None else read(row)


def get(tx: Transaction, owner: UUID, goal_id: UUID, id_: UUID) -> Entry:
    """Load an entry of a goal like `find`.

    Raises NotFoundError.
    """
    entry = find(tx, owner, goal_id, id_)
    if entry is None:
        raise NotFoundError("progress entry")
    return entry


def find_last(tx: Transaction, owner: UUID, goal_id: UUID) -> Entry | None:
    """Load the last entry in order of a goal, if it has any."""
    return next(iter(page(tx, owner, goal_id, None, 1)), None)


def every(tx: Transaction, owner: UUID, goal_id: UUID) -> list[Entry]:
    """Load all entries of a goal in order, superseded ones too."""
    return [read(row) for row in tx.execute(_ALL, {"owner": owner, "goal": goal_id})]


def page(tx: Transaction, owner: UUID, goal_id: UUID, after: Sequence[Any] | None, limit: int) -> list[Entry]:
    """List entries of a goal, the newest first, those after the key `after` (a place in the order)."""
    query, asked = _NEWEST, {"owner": owner, "goal": goal_id}
    if after is not None:
        query, asked = query.where(tuple_(*_ORDER) < _THERE), asked | _there(after)
    return [read(row) for row in tx.execute(query.limit(limit), asked)]


def get_tail(tx: Transaction, owner: UUID, goal_id: UUID, place: Place) -> Tail:
    """Sum up the entries of a goal that come after a place: at the end of the order none are read."""
    return Tail(*_TAIL.all(tx, {"owner": owner, "goal": goal_id} | _there(place))[0])


def get_total(tx: Transaction, owner: UUID, goal_id: UUID) -> Decimal:
    """Sum up the entries of a goal: what its `current_value` keeps."""
    total: Decimal = tx.execute(_TOTAL, {"owner": owner, "goal": goal_id}).scalar_one()
    return total


def by_day(tx: Transaction, owner: UUID, goal_id: UUID) -> list[tuple[date, Decimal]]:
    """Sum up the entries of a goal day by day, in order."""
    return _BY_DAY.all(tx, {"owner": owner, "goal": goal_id})


def find_first_day(tx: Transaction, owner: UUID, goal_id: UUID) -> date | None:
    """Find the earliest day that anything was recorded for; slips begin nothing."""
    first: date | None = tx.execute(_FIRST_DAY, {"owner": owner, "goal": goal_id}).scalar_one()
    return first


def marks(tx: Transaction, owner: UUID, goal_id: UUID) -> list[Entry]:
    """Load the resets of a goal and its slips, in order."""
    return [read(row) for row in tx.execute(_MARKS, {"owner": owner, "goal": goal_id})]


def steps(tx: Transaction, owner: UUID, goal_id: UUID, *, superseded: bool) -> list[Step]:
    """Sum up what was recorded by hand day by day, in each run; either what counts in the sum or what does not."""
    rows = _STEPS.all(tx, {"owner": owner, "goal": goal_id, "superseded": superseded})
    return [Step(*row) for row in rows]


def add(tx: Transaction, owner: UUID, entry: Entry) -> None:
    """Keep a new entry.

    Raises ConflictError (ID_REUSED) when another has this id.
    """
    with translated({"pk_progress_entries": id_reused}):
        _ADD.count(tx, {name: getattr(entry, name) for name in _FIELDS} | {"user_id": owner})


def edit(tx: Transaction, owner: UUID, entries: Iterable[Entry]) -> None:
    """Keep changed entries, however many, by one statement."""
    names = set(_FIELDS) - {"id"}
    rows = [{name: getattr(entry, name) for name in names} | {"owner": owner, "key": entry.id} for entry in entries]
    if rows:
        tx.execute(_EDIT, rows)


def remove(tx: Transaction, owner: UUID, id_: UUID) -> None:
    """Remove an entry."""
    tx.execute(_REMOVE, {"owner": owner, "key": id_})


def _there(place: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(("day", "made_at", "made_id"), place, strict=True))
