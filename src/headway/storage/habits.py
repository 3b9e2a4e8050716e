"""Habits, with the cache of their streaks.

`version` counts what the user changes; the cache is kept without touching it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, func, insert, select, tuple_, update

from headway.domain.completions import Completion
from headway.domain.errors import NotFoundError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, Settled
from headway.domain.order import Place
from headway.domain.phases import Phase
from headway.domain.streaks import Streak
from headway.storage import completions, order, phases
from headway.storage.database import Transaction
from headway.storage.failures import ANY_FOREIGN_KEY
from headway.storage.refusals import id_reused, translated, unknown_category
from headway.storage.statements import Statement
from headway.storage.tables import habit_completions, habits
from headway.storage.types import ID

_STREAK = (
    habits.c.current_streak,
    habits.c.longest_over,
    habits.c.streak_since,
    habits.c.streak_last_day,
    habits.c.last_met,
    habits.c.alive_until,
    habits.c.demand_first_day,
    habits.c.demand_done,
    habits.c.demand_quota,
    habits.c.first_completion,
    habits.c.undecided_until,
    habits.c.clean_since,
    habits.c.clean_pauses,
)
_STREAK_NAMES = [column.name for column in _STREAK]
_COLUMNS = (
    habits.c.id,
    habits.c.title,
    habits.c.frequency_type,
    habits.c.frequency_config,
    habits.c.category_id,
    habits.c.created_on,
    habits.c.archived_on,
    habits.c.deleted_at,
    habits.c.position,
    habits.c.version,
    habits.c.created_at,
    habits.c.updated_at,
    *phases.TARGET,
    habits.c.phase_first_day,
    habits.c.former_phases,
)
_OWN_COLUMNS = len(_COLUMNS) - len(phases.TARGET) - 2
_OWN = habits.c.user_id == bindparam("owner", type_=ID)
_ONE = (_OWN, habits.c.id == bindparam("key", type_=ID))
_SHOWN = habits.c.deleted_at.is_(None)


def _habit(row: Sequence[Any] | Row[Any]) -> Habit:
    """Read a row of `_COLUMNS` and `_STREAK`."""
    id_, title, frequency_type, *said = row[:_OWN_COLUMNS]
    *target, phase_first_day, former = row[_OWN_COLUMNS : len(_COLUMNS)]
    length, longest_over, *streak, clean_pauses = row[len(_COLUMNS) :]
    asks = (phases.read_target(target), phase_first_day, phases.read(former))
    # The longest run that is over waits for its revision where an account has not gone through it yet.
    cache: Any = (length, longest_over or 0, *streak, phases.read_spans(clean_pauses))
    return Habit(id_, title, FrequencyType(frequency_type), *[*said, Streak(*cache), *asks])


_ALL = select(*_COLUMNS, *_STREAK).where(_OWN, _SHOWN)
_IN_USE = Statement(_ALL.where(habits.c.archived_on.is_(None)).order_by(habits.c.position, habits.c.id), _habit)
_ARCHIVED = Statement(
    _ALL.where(habits.c.archived_on.is_not(None)).order_by(habits.c.position, habits.c.id), _habit
)
_FIND = select(*_COLUMNS, *_STREAK).where(*_ONE)
_GET = Statement(_FIND)
_GET_LOCKED = Statement(_FIND.with_for_update())
_NEXT_POSITION = select(func.coalesce(func.max(habits.c.position), 0) + 1).where(_OWN).scalar_subquery()
_ADD = insert(habits).values(position=_NEXT_POSITION)
_RECENT = and_(completions.OWN, habit_completions.c.habit_id == habits.c.id)
_WITH_COMPLETIONS = (
    select(*_COLUMNS, *_STREAK, *completions.COLUMNS)
    .outerjoin_from(habits, habit_completions, _RECENT)
    .where(*_ONE, _SHOWN)
    .order_by(*completions.NEWEST_FIRST)
)
_EDIT = update(habits).where(*_ONE)
_PUT_STREAK = Statement(_EDIT)
_BUMP = _EDIT.values(version=habits.c.version + 1)
_PURGE = delete(habits).where(_OWN, habits.c.deleted_at <= bindparam("before", type_=habits.c.deleted_at.type))

_MEANINGS = {
    "pk_habits": id_reused,
    "fk_habits_user_id_category_id": unknown_category,
    ANY_FOREIGN_KEY: unknown_category,  # the only other is to the user, who is locked
}


def _cache(streak: Streak) -> dict[str, object]:
    cache: dict[str, object] = dict(zip(_STREAK_NAMES, streak, strict=True))
    longest = max(streak.longest_over, streak.length)
    return {**cache, "longest_streak": longest, "clean_pauses": phases.write_spans(streak.clean_pauses)}


def find(tx: Transaction, owner: UUID, id_: UUID, *, lock: bool = False, deleted: bool = False) -> Habit | None:
    """Load a habit; with `lock` nobody else changes it or its cache until the transaction ends.

    A deleted one that is not purged yet is found with `deleted` only.
    """
    row = (_GET_LOCKED if lock else _GET).first(tx, {"owner": owner, "key": id_})
    habit = _habit(row) if row else None
    return None if habit is None or (habit.deleted_at and not deleted) else habit


def get(tx: Transaction, owner: UUID, id_: UUID, *, lock: bool = False, deleted: bool = False) -> Habit:
    """Load a habit like `find`.

    Raises NotFoundError.
    """
    habit = find(tx, owner, id_, lock=lock, deleted=deleted)
    if habit is None:
        raise NotFoundError("habit")
    return habit


def get_with_completions(tx: Transaction, owner: UUID, id_: UUID, count: int) -> tuple[Habit, list[Completion]]:
    """Load a habit with its last `count` completions, newest first, in one statement.

    Raises NotFoundError.
    """
    query = _WITH_COMPLETIONS.limit(max(1, count))
    rows = tx.execute(query, {"owner": owner, "key": id_}).all()
    if not rows:
        raise NotFoundError("habit")
    width = len(_COLUMNS) + len(_STREAK)
    recent = [Completion(*row[width:]) for row in rows if row[width] is not None]
    return _habit(rows[0][:width]), recent[:count]


def in_use(tx: Transaction, owner: UUID) -> list[Habit]:
    """Load the habits that are neither archived nor deleted, in their order."""
    return _IN_USE.all(tx, {"owner": owner})


def archived(tx: Transaction, owner: UUID) -> list[Habit]:
    """Load the habits that are archived, in their order."""
    return _ARCHIVED.all(tx, {"owner": owner})


def every(tx: Transaction, owner: UUID, *, lock: bool = False) -> list[Habit]:
    """Load all habits, archived and deleted ones included."""
    query = select(*_COLUMNS, *_STREAK).where(_OWN).order_by(habits.c.id)
    return [_habit(row) for row in tx.execute(query.with_for_update() if lock else query, {"owner": owner})]


def page(
    tx: Transaction,
    owner: UUID,
    *,
    where: Mapping[str, object],
    archived: bool | None,
    after: tuple[int, UUID] | None,
    limit: int,
) -> Sequence[Habit]:
    """Load up to `limit` habits by (position, id); `where` gives columns their values."""
    conditions: list[ColumnElement[bool]] = [habits.c[name] == value for name, value in where.items()]
    if archived is not None:
        conditions.append(habits.c.archived_on.is_not(None) if archived else habits.c.archived_on.is_(None))
    if after is not None:
        conditions.append(tuple_(habits.c.position, habits.c.id) > tuple_(*after))
    query = _ALL.where(*conditions).order_by(habits.c.position, habits.c.id).limit(limit)
    return [_habit(row) for row in tx.execute(query, {"owner": owner})]


def add(tx: Transaction, owner: UUID, id_: UUID, said: Settled, *, created_on: date, now: datetime) -> Habit:
    """Keep a new habit, last in the order.

    Raises RejectedError when its category is not this user's; ConflictError when its id is taken.
    """
    row = {
        "owner": owner,
        "user_id": owner,
        "id": id_,
        **_columns_of(said),
        "former_phases": None,
        "created_on": created_on,
        "version": 1,
        "created_at": now,
        "updated_at": now,
        **_cache(Streak()),
    }
    with translated(_MEANINGS):
        tx.execute(_ADD, row)
    return get(tx, owner, id_)


def edit(tx: Transaction, owner: UUID, id_: UUID, said: Settled, former: Sequence[Phase], now: datetime) -> None:
    """Change what the user says of a habit, and the phases before the present one.

    Raises RejectedError when its category is not this user's.
    """
    columns = {**_columns_of(said), "former_phases": phases.write(former)}
    with translated(_MEANINGS):
        tx.execute(_BUMP, {"owner": owner, "key": id_, **columns, "updated_at": now})


def put_streak(tx: Transaction, owner: UUID, id_: UUID, streak: Streak) -> None:
    """Keep the cache of a habit's streak."""
    _PUT_STREAK.count(tx, {"owner": owner, "key": id_, **_cache(streak)})


def archive(tx: Transaction, owner: UUID, id_: UUID, day: date | None, now: datetime) -> None:
    """Note the day from which a habit is archived; None when it returns."""
    tx.execute(_BUMP, {"owner": owner, "key": id_, "archived_on": day, "updated_at": now})


def hide(tx: Transaction, owner: UUID, id_: UUID, at: datetime | None) -> None:
    """Delete a habit for everybody's eyes, or (None) show it again; `purge` makes it final."""
    tx.execute(_EDIT, {"owner": owner, "key": id_, "deleted_at": at})


def places(tx: Transaction, owner: UUID) -> list[Place]:
    """Load where habits stand, archived and deleted ones included, in their order."""
    return order.places(tx, owner, habits)


def put_places(tx: Transaction, owner: UUID, positions: Mapping[UUID, int]) -> None:
    """Keep other positions of habits; that is no edit."""
    order.put(tx, owner, habits, positions)


def purge(tx: Transaction, owner: UUID, before: datetime) -> None:
    """Remove the habits that were deleted by then, with all that belongs to them."""
    tx.execute(_PURGE, {"owner": owner, "before": before})


def _columns_of(said: Settled) -> dict[str, object]:
    phase = said.phase
    return {
        "title": said.title,
        "frequency_type": phase.frequency_type.value,
        "frequency_config": dict(phase.frequency_config),
        "category_id": said.category_id,
        **phases.write_target(phase.target),
        "phase_first_day": phase.first_day,
    }
