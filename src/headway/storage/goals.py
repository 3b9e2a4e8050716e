"""Goals, as they are kept; a deleted one is out of sight until it is purged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, delete, func, insert, select, tuple_, update

from headway.domain.categories import Category
from headway.domain.entries import Entry
from headway.domain.errors import NotFoundError
from headway.domain.goals import Goal, GoalStatus, GoalType
from headway.domain.order import Place
from headway.domain.periods import Period
from headway.storage import categories, entries, order
from headway.storage.database import Transaction
from headway.storage.failures import ANY_FOREIGN_KEY
from headway.storage.refusals import id_reused, translated, unknown_category
from headway.storage.statements import Statement
from headway.storage.tables import categories as categories_table
from headway.storage.tables import goals, progress_entries

_FIELDS = tuple(field.name for field in fields(Goal))
_GOAL_TYPE, _STATUS = _FIELDS.index("goal_type"), _FIELDS.index("status")
COLUMNS = tuple(goals.c[name] for name in _FIELDS)
"""What a goal is read from, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class FullGoal:
    """A goal with the category it belongs to, the last of its entries, and what those of the last days come to."""

    goal: Goal
    category: Category | None
    latest_entry: Entry | None
    latest_sum: Decimal


def read(values: Sequence[Any] | Row[Any]) -> Goal:
    """Make a goal of the values of `COLUMNS`."""
    goal = list(values)
    goal[_GOAL_TYPE], goal[_STATUS] = GoalType(goal[_GOAL_TYPE]), GoalStatus(goal[_STATUS])
    return Goal(*goal)


def _read_full(row: Row[Any]) -> FullGoal:
    *rest, latest_sum = row[len(COLUMNS) :]
    category, entry = rest[: len(categories.COLUMNS)], rest[len(categories.COLUMNS) :]
    return FullGoal(
        read(row[: len(COLUMNS)]),
        None if category[0] is None else categories.read(category),
        None if entry[0] is None else entries.read(entry),
        latest_sum,
    )


_OWNED = goals.c.user_id == bindparam("owner")
_MINE = (_OWNED, goals.c.id == bindparam("key"))
_IN_SIGHT = goals.c.deleted_at.is_(None)
_ORDER = (goals.c.position, goals.c.id)
_NEXT_POSITION = select(func.coalesce(func.max(goals.c.position), 0) + 1).where(_OWNED).scalar_subquery()

_FIND = select(*COLUMNS).where(*_MINE)
_GET = Statement(_FIND)
_GET_LOCKED = Statement(_FIND.with_for_update())
_ITS_CATEGORY = and_(categories_table.c.user_id == bindparam("owner"), categories_table.c.id == goals.c.category_id)
_ITS_LATEST_ENTRY = and_(
    progress_entries.c.user_id == bindparam("owner"), progress_entries.c.id == entries.latest_of(goals.c.id)
)
_ITS_LATEST_SUM = entries.latest_sum_of(goals.c.id, func.coalesce(goals.c.start_date, goals.c.created_on))
_WITH_ALL: Select[Any] = (
    select(*COLUMNS, *categories.COLUMNS, *entries.COLUMNS, _ITS_LATEST_SUM)
    .select_from(goals)
    .outerjoin(categories_table, _ITS_CATEGORY)
    .outerjoin(progress_entries, _ITS_LATEST_ENTRY)
    .where(_OWNED, _IN_SIGHT)
)
_VIEW = Statement(_WITH_ALL.where(goals.c.id == bindparam("key")))
_LIST = _WITH_ALL.order_by(*_ORDER)
_ACTIVE = Statement(_LIST.where(goals.c.status == GoalStatus.ACTIVE, goals.c.archived_on.is_(None)), _read_full)
_EVERY = Statement(select(*COLUMNS).where(_OWNED, _IN_SIGHT).order_by(*_ORDER))
_ADD = insert(goals).values(position=_NEXT_POSITION).returning(goals.c.position)
_EDIT = update(goals).where(*_MINE)
_SHIFT = Statement(
    _EDIT.values(current_value=goals.c.current_value + bindparam("increment", type_=goals.c.current_value.type))
)
_PURGE = delete(goals).where(_OWNED, goals.c.deleted_at <= bindparam("before", type_=goals.c.deleted_at.type))

_MEANINGS = {
    "pk_goals": id_reused,
    "fk_goals_user_id_category_id": unknown_category,
    ANY_FOREIGN_KEY: unknown_category,  # the only other is to the user, who is locked
}


def get(tx: Transaction, owner: UUID, id_: UUID, *, lock: bool = False, deleted: bool = False) -> Goal:
    """Load a goal; with `lock` nobody else changes it or its entries until the transaction ends.

    A deleted one that is not purged yet is found with `deleted` only.

    Raises NotFoundError.
    """
    row = (_GET_LOCKED if lock else _GET).first(tx, {"owner": owner, "key": id_})
    goal = None if row is None else read(row)
    if goal is None or (goal.deleted_at is not None and not deleted):
        raise NotFoundError("goal")
    return goal


def find_full(tx: Transaction, owner: UUID, id_: UUID, latest: Period) -> FullGoal | None:
    """Load a goal with all that belongs to it in one statement, if the user has it.

    `latest` are the days whose sum is wanted; those that are paused for all habits are left out of it.
    """
    row = _VIEW.first(tx, {"owner": owner, "key": id_} | _span(latest))
    return None if row is None else _read_full(row)


def active(tx: Transaction, owner: UUID, latest: Period) -> list[FullGoal]:
    """Load the active goals that are not archived, with all that belongs to them, in one statement."""
    return _ACTIVE.all(tx, {"owner": owner} | _span(latest))


def every(tx: Transaction, owner: UUID) -> list[Goal]:
    """Load all goals that are not deleted, archived ones included, in their order."""
    return [read(row) for row in _EVERY.all(tx, {"owner": owner})]


def page(
    tx: Transaction,
    owner: UUID,
    *,
    where: Mapping[str, object],
    archived: bool | None,
    after: Sequence[Any] | None,
    limit: int,
    latest: Period,
) -> list[FullGoal]:
    """Load up to `limit` goals by (position, id) in one statement; `where` gives columns their values."""
    conditions: list[ColumnElement[bool]] = [goals.c[name] == value for name, value in where.items()]
    if archived is not None:
        conditions.append(goals.c.archived_on.is_not(None) if archived else goals.c.archived_on.is_(None))
    if after is not None:
        conditions.append(tuple_(*_ORDER) > tuple_(*after))
    query = _LIST.where(*conditions).limit(limit)
    return [_read_full(row) for row in tx.execute(query, {"owner": owner} | _span(latest))]


def add(tx: Transaction, owner: UUID, goal: Goal) -> Goal:
    """Keep a new goal, after all others.

    Raises ConflictError (ID_REUSED) when another has this id, RejectedError (UNKNOWN_REFERENCE) when its category
    is not this user's.
    """
    row = _row(goal) | {"user_id": owner, "owner": owner, "id": goal.id}
    del row["position"]
    with translated(_MEANINGS):
        return replace(goal, position=tx.execute(_ADD, row).scalar_one())


def edit(tx: Transaction, owner: UUID, goal: Goal) -> None:
    """Keep a changed goal, which must be locked.

    Raises RejectedError (UNKNOWN_REFERENCE) when its category is not this user's.
    """
    with translated(_MEANINGS):
        tx.execute(_EDIT, _row(goal) | {"owner": owner, "key": goal.id})


def shift(tx: Transaction, owner: UUID, goal: Goal, increment: Decimal) -> None:
    """Move the value of a goal by an increment, and keep the status that follows."""
    follows = ("status", "completed_at", "completed_on", "updated_at")
    row = {name: getattr(goal, name) for name in follows}
    _SHIFT.count(tx, row | {"owner": owner, "key": goal.id, "increment": increment})


def places(tx: Transaction, owner: UUID) -> list[Place]:
    """Load where goals and counters stand, archived and deleted ones included, in their order."""
    return order.places(tx, owner, goals)


def put_places(tx: Transaction, owner: UUID, positions: Mapping[UUID, int]) -> None:
    """Keep other positions of goals and counters; that is no edit."""
    order.put(tx, owner, goals, positions)


def purge(tx: Transaction, owner: UUID, before: datetime) -> None:
    """Remove the goals that were deleted by then, with all of their entries."""
    tx.execute(_PURGE, {"owner": owner, "before": before})


def _span(latest: Period) -> dict[str, date]:
    return {"since": latest.first_day, "until": latest.last_day}


def _row(goal: Goal) -> dict[str, Any]:
    return {name: getattr(goal, name) for name in _FIELDS if name != "id"}
