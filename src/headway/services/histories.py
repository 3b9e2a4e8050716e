"""Histories: what has become of habits, day by day; in a number of statements that does not depend on how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from headway.domain import days
from headway.domain.chains import Chain
from headway.domain.day_states import DayState, needed, states
from headway.domain.due import History
from headway.domain.habits import Habit
from headway.domain.patterns import Pattern, by_weekday
from headway.domain.pauses import PausedDays, PausedSpan
from headway.domain.periods import Done, Period
from headway.domain.streaks import Run, Terms
from headway.domain.strength import Strengths, strengths
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses, runs

_WEEK = timedelta(days=6)
_WEEKS_BEFORE = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class HabitDay:
    """A day of a habit: how it stands, how often it was done, how much, and whether something was noted."""

    day: date
    state: DayState
    times: int
    noted: bool
    amount: Decimal


@dataclass(frozen=True, slots=True)
class HabitYear:
    """A habit and a year of its days, with what all of its days come to.

    Its first day is that of its creation or of its first completion.
    """

    habit: Habit
    days: Sequence[HabitDay]
    first_day: date
    strengths: Strengths
    by_weekday: Pattern
    away: Sequence[PausedSpan]
    """Its pauses and archivals, in order."""

    @property
    def paused(self) -> PausedDays:
        """Give the days of all of them."""
        return _days_of(self.away)


@dataclass(frozen=True, slots=True)
class HabitWeek:
    """A habit, and how each day of this week stands."""

    habit: Habit
    states: Sequence[DayState]


def year(scope: Scope, habit_id: UUID, number: int | None = None) -> HabitYear:
    """Show a calendar year of a habit; without its number, the 53 weeks up to this one.

    Raises NotFoundError.
    """
    habit = habits.get(scope.tx, scope.owner, habit_id)
    away = pauses.spans(scope.tx, scope.owner, habit_id)
    terms = habit.terms(scope.user.week_start, _days_of(away))
    if number is None:
        week = days.week_first_day(scope.today, scope.user.week_start)
        span = Period(week - _WEEKS_BEFORE, week + _WEEK)
    else:
        span = Period(date(number, 1, 1), date(number, 12, 31))
    history, noted = completions.with_notes(scope.tx, scope.owner, habit_id)
    looked_at = needed(terms, span)
    done = [one for one in history if looked_at.first_day <= one.day <= looked_at.last_day]
    first_day = terms.first_day(habit.streak.first_completion)
    there = {one.day: one for one in done}
    found = states(terms, first_day, done, span, scope.today, habit.streak.last_met)
    shown = (span.first_day + days.ONE_DAY * at for at in range(span.length))
    listed = []
    for day, state in zip(shown, found, strict=True):
        one = there.get(day, Done(day, 0))
        listed.append(HabitDay(day, state, one.times, day in noted, Decimal(one.amount).scaleb(-2)))
    strong = strengths(habit.phases, terms, scope.user.week_start, history, scope.today)
    return HabitYear(habit, listed, first_day, strong, by_weekday(history), away)


def _days_of(spans: Sequence[PausedSpan]) -> PausedDays:
    return PausedDays((span.first_day, span.last_day) for span in spans)


def weeks(scope: Scope) -> list[HabitWeek]:
    """Show this week of every habit in use, in their order."""
    found = habits.in_use(scope.tx, scope.owner)
    paused = pauses.paused_habits(scope.tx, scope.owner, days.FIRST_DAY)
    first = days.week_first_day(scope.today, scope.user.week_start)
    span = Period(first, first + _WEEK)
    terms = [habit.terms(scope.user.week_start, paused.of(habit.id)) for habit in found]
    windows = [(habit.id, needed(one, span)) for habit, one in zip(found, terms, strict=True)]
    histories = completions.histories(scope.tx, scope.owner, windows)
    return [
        HabitWeek(habit, _states(scope, habit, one, history, span))
        for habit, one, history in zip(found, terms, histories, strict=True)
    ]


def _states(scope: Scope, habit: Habit, terms: Terms, history: History, span: Period) -> list[DayState]:
    first_day = terms.first_day(habit.streak.first_completion)
    return states(terms, first_day, [*history.values()], span, scope.today, habit.streak.last_met)


def archived(scope: Scope) -> list[Habit]:
    """List the archived habits in their order."""
    return habits.archived(scope.tx, scope.owner)


def longest_runs(scope: Scope, habit: Habit, count: int) -> list[Run]:
    """List the longest `count` runs of a habit, the last one among them, of equal ones the newer first."""
    over = runs.longest_first(scope.tx, scope.owner, habit.id, habit.unit, count)
    last = habit.streak.run(habit.unit, scope.today)
    every = over if last is None else [*over, last]
    return sorted(every, key=lambda run: (run.length, run.first_day), reverse=True)[:count]


def amount_so_far(scope: Scope, habit: Habit) -> Decimal:
    """Add up what is recorded today, or in the whole period up to today where the target is for that."""
    schedule = habit.terms(scope.user.week_start).on(scope.today)
    period = None if isinstance(schedule, Chain) else schedule.period(scope.today)
    is_whole = habit.target is not None and habit.target.is_per_period and period is not None
    first_day = period.first_day if is_whole and period is not None else scope.today
    window = (habit.id, Period(first_day, scope.today))
    (done,) = completions.histories(scope.tx, scope.owner, [window])
    return Decimal(sum(one.amount for one in done.values())).scaleb(-2)


def runs_before(scope: Scope, habit: Habit, count: int) -> list[Run]:
    """List the longest runs of a habit counted in another unit than its streak is now, by their days."""
    week_start = scope.user.week_start
    units = {one.schedule(week_start, habit.created_on).unit for one in habit.former_phases} - {habit.unit}
    found = [runs.longest_first(scope.tx, scope.owner, habit.id, unit, count) for unit in sorted(units)]
    return sorted((run for some in found for run in some), key=lambda run: run.first_day)
