"""Insights: what became of everything in a span of days."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from msgspec import UNSET, UnsetType, field

from headway.api.wire.members import Query, Shape
from headway.api.wire.values import Amount, Day, two_decimals
from headway.domain.days import FIRST_DAY, WEEKDAYS, Weekday
from headway.domain.insights.figures import Figures
from headway.domain.insights.goals import Progress
from headway.domain.insights.spans import SpanKind
from headway.domain.insights.spans import View as Seen
from headway.domain.periods import Unit
from headway.domain.streaks import Run
from headway.domain.targets import Target

if TYPE_CHECKING:
    from headway.services import insights as service  # what travels can be known without what keeps it

_DIGITS = 4


class InsightsQuery(Query):
    """Which span: the week, month, quarter or year of `date` (today unless said otherwise), or `from` … `to`."""

    span: SpanKind = SpanKind.WEEK
    date: Day | UnsetType = UNSET
    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET


class View(Shape):
    """The days of a span, of which those up to `until` are looked at, as everything stood on the day `today`."""

    first_day: Day
    last_day: Day
    until: Day
    today: Day


class HabitFigures(Shape):
    """How many periods were met, missed, excused, and are open, and how often the habit was done.

    `rate` is met / (met + missed), null where there are none. `amount` is null where the habit asks for none.
    """

    met: int
    missed: int
    excused: int
    open: int
    rate: float | None
    times: int
    amount: Amount | None


class LongestRun(Shape):
    """The longest run of a span, as long as it was at its end."""

    first_day: Day
    last_day: Day
    length: int
    unit: Unit


class HabitInsight(HabitFigures):
    """What became of a habit; `before` is null where it was not there in the span before."""

    habit_id: UUID
    title: str
    category_id: UUID | None
    archived_on: Day | None
    unit: str | None
    streak: int
    streak_unit: Unit
    longest_run: LongestRun | None
    before: HabitFigures | None


class GoalProgress(Shape):
    """What came to a goal or counter: the sum of its entries without resets, and how many resets and slips.

    `cleanDays` is null for what does not count its days.
    """

    total: Amount
    resets: int
    slips: int
    clean_days: int | None


class GoalInsight(GoalProgress):
    """What came to a goal or counter, and its value then; `reached` is whether it was completed in the span."""

    goal_id: UUID
    title: str
    category_id: UUID | None
    archived_on: Day | None
    unit: str
    value: Amount
    target_value: Amount | None
    deadline: Day | None
    reached: bool
    before: GoalProgress | None


class Totals(Shape):
    """Everything put together; `reached` is the number of goals that reached their target."""

    met: int
    missed: int
    excused: int
    open: int
    rate: float | None
    times: int
    reached: int
    resets: int
    slips: int


class DayShare(Shape):
    """A day: of how many habits something was asked when it began, and of how many of them it was done."""

    date: Day
    due: int
    met: int


class WeekdayShare(Shape):
    """A day of the week: how often things were done on it, and how much of what it asked for."""

    weekday: Weekday
    times: int
    due: int
    met: int


class Insights(Shape):
    """A span looked back on, and the one before it.

    `hours` are counts for each hour of the day from 0 to 23, of what was recorded with its time or on its own day.
    """

    span: SpanKind
    seen: View
    before: View
    totals: Totals
    totals_before: Totals
    habits: list[HabitInsight]
    goals: list[GoalInsight]
    counters: list[GoalInsight]
    days: list[DayShare]
    weekdays: list[WeekdayShare]
    hours: list[int]


def insights(found: "service.Insights") -> Insights:
    """Tell about a span."""
    return Insights(
        span=found.here.span.kind,
        seen=_view(found.here),
        before=_view(found.before),
        totals=_totals(found.totals),
        totals_before=_totals(found.totals_before),
        habits=[_habit(one) for one in found.habits],
        goals=[_goal(one) for one in found.goals],
        counters=[_goal(one) for one in found.counters],
        days=[DayShare(date=one.day, due=one.due, met=one.met) for one in found.days],
        weekdays=[
            WeekdayShare(weekday=WEEKDAYS[one.weekday], times=one.times, due=one.due, met=one.met)
            for one in found.weekdays
        ],
        hours=list(found.hours),
    )


def _view(seen: Seen) -> View:
    return View(
        first_day=max(FIRST_DAY, seen.span.first_day),
        last_day=max(FIRST_DAY, seen.span.last_day),
        until=max(FIRST_DAY, seen.until),
        today=seen.today,
    )


def _counts(figures: Figures) -> dict[str, Any]:
    rate = None if figures.rate is None else round(figures.rate, _DIGITS)
    counts = {name: getattr(figures, name) for name in ("met", "missed", "excused", "open", "times")}
    return {**counts, "rate": rate}


def _figures(figures: Figures, target: Target | None) -> HabitFigures:
    return HabitFigures(**_counts(figures), amount=figures.sum if target else None)


def _habit(one: "service.HabitInsight") -> HabitInsight:
    habit = one.habit
    return HabitInsight(
        habit_id=habit.id,
        title=habit.title,
        category_id=habit.category_id,
        archived_on=habit.archived_on,
        unit=one.target.unit if one.target else None,
        streak=one.streak,
        streak_unit=one.unit,
        longest_run=_run(one.longest) if one.longest else None,
        before=None if one.before is None else _figures(one.before, one.target),
        **_counts(one.figures),
        amount=one.figures.sum if one.target else None,
    )


def _run(run: Run) -> LongestRun:
    return LongestRun(first_day=run.first_day, last_day=run.last_day, length=run.length, unit=run.unit)


def _progress(one: Progress) -> GoalProgress:
    return GoalProgress(
        total=two_decimals(one.total), resets=one.resets, slips=one.slips, clean_days=one.clean_days
    )


def _goal(one: "service.GoalInsight") -> GoalInsight:
    goal, progress = one.goal, one.progress
    return GoalInsight(
        goal_id=goal.id,
        title=goal.title,
        category_id=goal.category_id,
        archived_on=goal.archived_on,
        unit=goal.unit,
        total=two_decimals(progress.total),
        resets=progress.resets,
        slips=progress.slips,
        clean_days=progress.clean_days,
        value=two_decimals(one.value),
        target_value=goal.target_value and two_decimals(goal.target_value),
        deadline=goal.deadline,
        reached=one.reached,
        before=None if one.before is None else _progress(one.before),
    )


def _totals(totals: "service.Totals") -> Totals:
    return Totals(**_counts(totals.figures), reached=totals.reached, resets=totals.resets, slips=totals.slips)
