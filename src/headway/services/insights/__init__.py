"""Insights: looking back on a span of days, in a number of statements that does not depend on how much there is.

What is read lies in the span, in the one before it, and between the span's end and that of the runs it lies in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from headway.domain.days import today as day_of
from headway.domain.goals import Goal, GoalStatus
from headway.domain.habits import Habit
from headway.domain.insights import days, figures, spans
from headway.domain.insights import goals as rules
from headway.domain.insights.days import DayShare, MonthShare, WeekdayShare
from headway.domain.insights.figures import Figures
from headway.domain.insights.goals import Progress
from headway.domain.insights.spans import SpanDraft, View
from headway.domain.pauses import Pause
from headway.domain.periods import Period, Unit
from headway.domain.streaks import Run
from headway.domain.targets import Target
from headway.services.insights.tracks import Track, kept_up, tracks
from headway.services.scope import Scope
from headway.storage import goals, insights, pauses


@dataclass(frozen=True, slots=True)
class HabitInsight:
    """What became of a habit in the span, and in the one before if it was there then.

    `target` is what held at the span's end, and `unit` what its streak counted.
    """

    habit: Habit
    figures: Figures
    before: Figures | None
    target: Target | None
    longest: Run | None
    streak: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class GoalInsight:
    """What came to a goal or a counter in the span, and in the one before if it was there then.

    `reached` tells whether it was completed in the span.
    """

    goal: Goal
    progress: Progress
    before: Progress | None
    value: Decimal
    reached: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything put together; `reached` is the number of goals that reached their target."""

    figures: Figures
    reached: int
    resets: int
    slips: int


@dataclass(frozen=True, slots=True)
class Insights:
    """A span, and what it is held against; everything that lived in it, and how its days were.

    `hours` are counts for the hours of the day, where the time is known; `deadlines` the goals that are to be
    reached from then on to the end of the next span.
    """

    here: View
    before: View
    habits: Sequence[HabitInsight]
    goals: Sequence[GoalInsight]
    counters: Sequence[GoalInsight]
    totals: Totals
    totals_before: Totals
    days: Sequence[DayShare]
    months: Sequence[MonthShare]
    weekdays: Sequence[WeekdayShare]
    hours: Sequence[int]
    pauses: Sequence[Pause]
    deadlines: Sequence[Goal]


def show(scope: Scope, draft: SpanDraft) -> Insights:
    """Look back on a span that has begun.

    Raises RejectedError with every broken rule.
    """
    span = spans.settle(draft, scope.today, scope.user.week_start)
    here, before = spans.views(span, scope.today)
    every = tracks(scope, here, before)
    seen = [track for track in every if track.lived(here)]
    found, former = _goals(scope, here, before)
    looked_at = Period(span.first_day, here.until)
    listed = days.shares(looked_at, [track.asked(looked_at) for track in seen])
    shown = _habits(scope, seen, here, before)
    return Insights(
        here=here,
        before=before,
        habits=shown,
        goals=[one for one in found if not one.goal.is_counter],
        counters=[one for one in found if one.goal.is_counter],
        totals=_totals((one.figures for one in shown), found),
        totals_before=_totals((track.figures(before) for track in every if track.lived(before)), former),
        days=listed,
        months=days.by_month(listed),
        weekdays=days.by_weekday(listed, ((one.day, one.times) for track in seen for one in track.done(here))),
        hours=days.by_hour(_hours(scope, looked_at)),
        pauses=pauses.touching(scope.tx, scope.owner, looked_at),
        deadlines=_deadlines(found, here),
    )


def _habits(scope: Scope, seen: Sequence[Track], here: View, before: View) -> list[HabitInsight]:
    return [
        HabitInsight(
            habit=track.habit,
            figures=track.figures(here),
            before=track.figures(before) if track.lived(before) else None,
            target=track.target(here),
            longest=kept.longest,
            streak=kept.length,
            unit=track.unit(here),
        )
        for track, kept in zip(seen, kept_up(scope, seen, here), strict=True)
    ]


def _goals(scope: Scope, here: View, before: View) -> tuple[list[GoalInsight], list[GoalInsight]]:
    """Tell what came to every goal and counter: to those of the span, and to those of the one before."""
    booked = insights.entries(scope.tx, scope.owner, Period(before.span.first_day, here.until))
    found: tuple[list[GoalInsight], list[GoalInsight]] = ([], [])
    for goal in goals.every(scope.tx, scope.owner):
        added, later = booked.get(goal.id, insights.NOTHING)
        was_there = rules.lived(goal, added, before)
        former = rules.progress(goal, added, before) if was_there else None
        if rules.lived(goal, added, here):
            value = rules.value_at(goal, later, here)
            progress = rules.progress(goal, added, here)
            found[0].append(GoalInsight(goal, progress, former, value, rules.is_reached(goal, here)))
        if former is not None:
            found[1].append(GoalInsight(goal, former, None, goal.current_value, rules.is_reached(goal, before)))
    return found


def _totals(of_habits: Iterable[Figures], of_goals: Sequence[GoalInsight]) -> Totals:
    return Totals(
        figures=figures.add_up(of_habits),
        reached=sum(one.reached for one in of_goals if not one.goal.is_counter),
        resets=sum(one.progress.resets for one in of_goals if one.goal.is_counter),
        slips=sum(one.progress.slips for one in of_goals),
    )


def _hours(scope: Scope, span: Period) -> Iterator[int]:
    """Tell at what hours things were done: when it was said, or else recorded on the day itself."""
    zone, begins = ZoneInfo(scope.user.timezone), scope.user.day_start_minutes
    for one in insights.moments(scope.tx, scope.owner, span):
        if one.at is not None:
            yield one.at.hour
        elif day_of(one.recorded, zone, begins) == one.day:
            yield one.recorded.astimezone(zone).hour


def _deadlines(found: Iterable[GoalInsight], here: View) -> list[Goal]:
    """List the goals that are still to be reached by the end of the next span, in the order of their deadlines."""
    last_day = here.span.after.last_day
    ahead = [
        (one.goal.deadline, one.goal)
        for one in found
        if one.goal.deadline and here.until < one.goal.deadline <= last_day and one.goal.archived_on is None
    ]
    return [goal for _, goal in sorted(ahead, key=lambda pair: pair[0]) if goal.status is GoalStatus.ACTIVE]
