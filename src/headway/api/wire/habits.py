"""Habits: what is done again and again, with the streak that it has grown to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire import completions, targets
from headway.api.wire.members import Body, ChosenId, Listed, ListQuery, Query, Shape, Target, Title
from headway.api.wire.members import Unit as UnitName
from headway.api.wire.values import Amount, Day, Limit
from headway.domain import habits as domain
from headway.domain.completions import Completion as Done
from headway.domain.frequencies import FrequencyType
from headway.domain.periods import Unit
from headway.domain.streaks import Gap
from headway.domain.targets import AmountPer, Direction
from headway.domain.targets import Target as Asked
from headway.services.paging import Archived

if TYPE_CHECKING:
    from headway.services.scope import Scope  # what travels can be known without what keeps it

FrequencyConfig = dict[str, Any]
"""What it may hold depends on the frequency's type; the domain reads it, and the contract lists it."""


class NewHabit(Body):
    """A habit to make."""

    title: Title
    frequency_type: FrequencyType
    frequency_config: FrequencyConfig
    category_id: UUID | None = None
    unit: UnitName | None = None
    target_amount: Target | None = None
    direction: Direction | None = None
    amount_per: AmountPer | None = None
    clean_unless_logged: bool = False
    id: ChosenId = UNSET


class HabitChanges(Body):
    """What changes of a habit; the frequency's type and configuration together.

    What it asks for changes from `phaseFirstDay` on: today, unless told; null: as if it had always been so.
    """

    title: Title | UnsetType = UNSET
    frequency_type: FrequencyType | UnsetType = UNSET
    frequency_config: FrequencyConfig | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
    unit: UnitName | UnsetType | None = UNSET
    target_amount: Target | UnsetType | None = UNSET
    direction: Direction | UnsetType | None = UNSET
    amount_per: AmountPer | UnsetType | None = UNSET
    clean_unless_logged: bool | UnsetType = UNSET
    phase_first_day: Day | UnsetType | None = UNSET


class HabitsQuery(ListQuery):
    """Which habits to list."""

    frequency_type: FrequencyType | UnsetType = UNSET
    category_id: UUID | UnsetType = UNSET
    archived: Archived = Archived.NO


class Break(Shape):
    """What ended a streak: the days of the period that was missed, and how often or how much of it was done."""

    first_day: Day
    last_day: Day
    done: Amount
    quota: Amount


class Streak(Shape):
    """A streak as of today. `aliveUntil` null: no end is in sight; `brokenBy` null: nothing has ended it."""

    unit: Unit
    current: int
    longest: int
    since: Day | None
    last_day: Day | None
    alive_until: Day | None
    broken_by: Break | None


class Habit(Shape):
    """A habit. Its streak stands in it twice: in short, and with all that explains it."""

    id: UUID
    title: str
    frequency_type: FrequencyType
    frequency_config: FrequencyConfig
    category_id: UUID | None
    unit: str | None
    target_amount: Amount | None
    direction: Direction | None
    amount_per: AmountPer | None
    clean_unless_logged: bool
    phase_first_day: Day | None
    created_on: Day
    archived_on: Day | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime
    current_streak: int
    longest_streak: int
    streak_unit: Unit
    streak_since: Day | None
    alive_until: Day | None
    streak: Streak


class HabitQuery(Query):
    """How many of its last completions to show with a habit."""

    completions: Limit = 30


class DaySpan(Shape):
    """Days, both included; `lastDay` null: no end is in sight."""

    first_day: Day
    last_day: Day | None


class FullHabit(Habit):
    """A habit with its last completions, newest first, and the paused days that its streak goes on across."""

    completions: list[completions.Completion]
    paused_spans: list[DaySpan]


class Habits(Listed[Habit]):
    """The habits, in their order."""


def habit(kept: domain.Habit, scope: "Scope") -> Habit:
    """Tell about a habit, as of the scope's today."""
    return Habit(**members(kept, scope.today))


def full_habit(
    kept: domain.Habit, recent: Sequence[Done], paused: Sequence[tuple[date, date | None]], scope: "Scope"
) -> FullHabit:
    """Tell about a habit, its last completions, and what of its streak was paused, as of the scope's today."""
    return FullHabit(
        **members(kept, scope.today),
        completions=[completions.completion(one) for one in recent],
        paused_spans=[DaySpan(first_day=first, last_day=last) for first, last in paused],
    )


def members(kept: domain.Habit, today: date) -> dict[str, Any]:
    """List what a habit is answered with."""
    streak = _streak(kept, today)
    return {
        "id": kept.id,
        "title": kept.title,
        "frequency_type": kept.frequency_type,
        "frequency_config": kept.frequency_config,
        "category_id": kept.category_id,
        **targets.members(kept.target),
        "phase_first_day": kept.phase_first_day,
        "created_on": kept.created_on,
        "archived_on": kept.archived_on,
        "position": kept.position,
        "version": kept.version,
        "created_at": kept.created_at,
        "updated_at": kept.updated_at,
        "current_streak": streak.current,
        "longest_streak": streak.longest,
        "streak_unit": streak.unit,
        "streak_since": streak.since,
        "alive_until": streak.alive_until,
        "streak": streak,
    }


def _streak(kept: domain.Habit, today: date) -> Streak:
    streak = kept.streak
    gap = streak.broken_by(today)
    return Streak(
        unit=kept.unit,
        current=streak.current(today),
        longest=streak.longest(today),
        since=streak.since,
        last_day=streak.last_day,
        alive_until=streak.alive_until,
        broken_by=None if gap is None else _break(gap, kept.phase_on(gap.first_day).target),
    )


def _break(gap: Gap, target: Asked | None) -> Break:
    done, quota = (targets.quantity(one, target) for one in (gap.done, gap.quota))
    return Break(first_day=gap.first_day, last_day=gap.last_day, done=done, quota=quota)
