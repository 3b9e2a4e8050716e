"""The day: everything that it asks for."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from headway.api.wire import completions, goals, habits, targets
from headway.api.wire.goals import Counter, TargetGoal
from headway.api.wire.members import Query, Shape
from headway.api.wire.values import Amount, Day, TimeOfDay
from headway.domain.due import State
from headway.latest import Latest

if TYPE_CHECKING:
    from headway.services import today as service  # what travels can be known without what keeps it
    from headway.services.scope import Scope


_MOST_ITEMS = 4000
"""Of how many habits or goals it is remembered how they were told of last."""


class TodayQuery(Query):
    """Which day to show: one that has begun; today unless said otherwise."""

    date: Day | UnsetType = UNSET


class WeekDay(Shape):
    """A day of the week: how many habits asked for something when it began, and of how many it was done."""

    date: Day
    due: int
    met: int


class HabitToday(habits.Habit):
    """A habit and how it stands on the day. A period that is not one of calendar days is null."""

    due: bool
    last_chance: bool
    reachable: bool
    paused: bool
    done: Amount
    quota: Amount
    period_first_day: Day | None
    period_last_day: Day | None
    state: State
    completions: list[completions.Completion]


class Today(Shape):
    """A day in full, and the week around it. `date` is the day shown, `today` the day it is."""

    date: Day
    today: Day
    timezone: str
    day_start: TimeOfDay
    week: list[WeekDay]
    habits: list[HabitToday]
    goals: list[TargetGoal]
    counters: list[Counter]


def today(shown: "service.Today", scope: "Scope") -> Today:
    """Tell about a day."""
    return Today(
        date=shown.day,
        today=shown.today,
        timezone=scope.user.timezone,
        day_start=scope.user.day_start,
        week=[WeekDay(date=one.day, due=one.due, met=one.met) for one in shown.week],
        habits=_HABITS.each([(one.habit.id, one, shown.day, shown.today) for one in shown.habits]),
        goals=_GOALS.each([(one.goal.id, one) for one in shown.goals]),
        counters=_COUNTERS.each([(one.goal.id, one) for one in shown.counters]),
    )


def _habit(one: "service.HabitToday", on: date, today: date) -> HabitToday:
    standing = one.standing
    target = one.habit.phase_on(on).target
    period = standing.period
    return HabitToday(
        **habits.members(one.habit, today),
        due=standing.due,
        last_chance=standing.last_chance,
        reachable=standing.reachable,
        paused=standing.paused,
        done=targets.quantity(standing.done, target),
        quota=targets.quantity(standing.quota, target),
        period_first_day=period.first_day if period else None,
        period_last_day=period.last_day if period else None,
        state=standing.state,
        completions=[completions.completion(kept) for kept in one.completions],
    )


_HABITS = Latest(_habit, most=_MOST_ITEMS)
_GOALS = Latest(goals.target_goal, most=_MOST_ITEMS)
_COUNTERS = Latest(goals.counter, most=_MOST_ITEMS)
