"""Goals: with a value to reach by a deadline, or counters that run on."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire import categories, entries, pace
from headway.api.wire.members import Body, ChosenId, Deadline, Listed, ListQuery, Note, Shape, Target, Title, Unit
from headway.api.wire.values import Amount, Day, two_decimals
from headway.domain.goals import GoalStatus, GoalType
from headway.services.paging import Archived

if TYPE_CHECKING:
    from headway.services.goals import GoalView  # what travels can be known without what keeps it

_TARGET_BASED = GoalType.TARGET_BASED.value
_COUNTER = GoalType.CONTINUOUS_COUNTER.value


class NewTargetGoal(Body, tag_field="goalType", tag=_TARGET_BASED):
    """A goal to make, with a value to reach by a deadline after today.

    `currentValue` becomes its first entry, of today; `status` can only be what follows from it.
    """

    title: Title
    unit: Unit
    target_value: Target
    deadline: Deadline
    start_date: Day | None = None
    current_value: Amount | UnsetType = UNSET
    status: GoalStatus | UnsetType = UNSET
    category_id: UUID | None = None
    id: ChosenId = UNSET


class NewCounter(Body, tag_field="goalType", tag=_COUNTER):
    """A counter to make: it has no target and no deadline. One that `countsDays` needs the day it started.

    `currentValue` becomes its first entry, of today; `status` can only be what follows from it.
    """

    title: Title
    unit: Unit
    target_value: None = None
    deadline: None = None
    start_date: Day | None = None
    counts_days: bool = False
    current_value: Amount | UnsetType = UNSET
    status: GoalStatus | UnsetType = UNSET
    category_id: UUID | None = None
    id: ChosenId = UNSET


NewGoal = NewTargetGoal | NewCounter


class GoalChanges(Body):
    """What changes of a goal; its type only as long as it has no entries."""

    title: Title | UnsetType = UNSET
    goal_type: GoalType | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    target_value: Target | UnsetType | None = UNSET
    deadline: Day | UnsetType | None = UNSET
    start_date: Day | UnsetType | None = UNSET
    counts_days: bool | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET


class Reset(Body):
    """A return to zero, on a day (today unless said otherwise). `id` is that of the entry that records it."""

    day: Day | UnsetType = UNSET
    note: Note | None = None
    id: ChosenId = UNSET


class GoalsQuery(ListQuery):
    """Which goals to list."""

    status: GoalStatus | UnsetType = UNSET
    goal_type: GoalType | UnsetType = UNSET
    category_id: UUID | UnsetType = UNSET
    archived: Archived = Archived.NO


class _Goal(Shape):
    id: UUID
    title: str
    unit: str
    current_value: Amount
    status: GoalStatus
    category_id: UUID | None
    category: categories.Category | None
    latest_entry: entries.Entry | None
    pace: pace.Pace | None
    completed_at: datetime | None
    completed_on: Day | None
    created_on: Day
    archived_on: Day | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime


class TargetGoal(_Goal, tag_field="goalType", tag=_TARGET_BASED):
    """A goal with a value to reach by a deadline; COMPLETED while `currentValue` is no less."""

    target_value: Amount
    deadline: Day
    start_date: Day | None


class Counter(_Goal, tag_field="goalType", tag=_COUNTER):
    """A counter that runs on. With `countsDays`, `currentValue` holds the days since `startDate` as well."""

    target_value: None
    deadline: None
    start_date: Day | None
    counts_days: bool


Goal = TargetGoal | Counter


class Goals(Listed[Goal]):
    """The goals, in their order."""


def goal(view: "GoalView") -> Goal:
    """Tell about a goal of either type."""
    return counter(view) if view.goal.is_counter else target_goal(view)


def target_goal(view: "GoalView") -> TargetGoal:
    """Tell about a goal with a target."""
    kept = view.goal
    if kept.target_value is None or kept.deadline is None:
        msg = "A goal with a target has one, and a deadline."
        raise AssertionError(msg)
    return TargetGoal(**_members(view), target_value=two_decimals(kept.target_value), deadline=kept.deadline)


def counter(view: "GoalView") -> Counter:
    """Tell about a counter."""
    return Counter(**_members(view), target_value=None, deadline=None, counts_days=view.goal.counts_days)


def _members(view: "GoalView") -> dict[str, Any]:
    kept = view.goal
    return {
        "id": kept.id,
        "title": kept.title,
        "unit": kept.unit,
        "current_value": two_decimals(view.value),
        "status": kept.status,
        "start_date": kept.start_date,
        "category_id": kept.category_id,
        "category": None if view.category is None else categories.category(view.category),
        "latest_entry": None if view.latest_entry is None else entries.entry(view.latest_entry),
        "pace": None if view.pace is None else pace.pace(view.pace),
        "completed_at": kept.completed_at,
        "completed_on": kept.completed_on,
        "created_on": kept.created_on,
        "archived_on": kept.archived_on,
        "position": kept.position,
        "version": kept.version,
        "created_at": kept.created_at,
        "updated_at": kept.updated_at,
    }
