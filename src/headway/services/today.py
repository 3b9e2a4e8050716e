"""Today: everything a day asks for, in a number of statements that does not depend on how much there is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from headway.domain import day_states, days, due, skips
from headway.domain.amounts import ZERO
from headway.domain.completions import Completion
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.due import History, Standing
from headway.domain.errors import Findings
from headway.domain.goals import GoalType
from headway.domain.habits import Habit
from headway.domain.pauses import PausedDays
from headway.domain.periods import Period
from headway.domain.skips import Budget
from headway.domain.streaks import Terms
from headway.domain.targets import Target
from headway.latest import Latest
from headway.services import goals
from headway.services.goals import GoalView
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses
from headway.storage.pauses import PausedHabits

_WEEK = 7
_NEVER = (False,) * _WEEK
_YEAR = timedelta(days=366)
_MOST_HABITS, _MOST_USERS = 4000, 200
"""Of how many it is remembered how they stood: on most days, and between two looks, few habits change."""


@dataclass(frozen=True, slots=True)
class HabitToday:
    """A habit, how it stands on the day, what was done on the day, and whether just this day of it is skipped."""

    habit: Habit
    standing: Standing
    completions: Sequence[Completion]
    day: date
    skipped: bool = False
    skips: Budget | None = None
    """How many skips its month has, where there is a limit."""

    @property
    def target(self) -> Target | None:
        """What it asks for on the day, if that is an amount."""
        return self.habit.phase_on(self.day).target

    @property
    def amount(self) -> Decimal:
        """The sum of the day's amounts; of the whole period's, where the target is for that."""
        if self.target is not None and self.target.is_per_period and self.standing.period is not None:
            return Decimal(self.standing.done).scaleb(-2)
        return sum((one.amount or ZERO for one in self.completions), ZERO)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the week: how many habits asked for something when it began, were done, and were paused."""

    day: date
    due: int
    met: int
    paused: int


@dataclass(frozen=True, slots=True)
class Today:
    """A day in full."""

    day: date
    today: date
    week: Sequence[WeekDay]
    habits: Sequence[HabitToday]
    goals: Sequence[GoalView]
    counters: Sequence[GoalView]


@dataclass(frozen=True, slots=True)
class _Track:
    """A habit with its terms, and the days whose completions any day of the week looks at."""

    habit: Habit
    terms: Terms
    window: Period
    skipped: AbstractSet[date]

    def first_day(self, on: date) -> date:
        """Tell the habit's first day as it was on a day."""
        first = self.habit.streak.first_completion
        return self.terms.first_day(first if first and first <= on else None)


class _Look(NamedTuple):
    """A habit on the day; and of each day of the week whether it asked for something then, and was done."""

    shown: HabitToday
    due: tuple[bool, ...]
    met: tuple[bool, ...]
    paused: tuple[bool, ...]


def show(scope: Scope, day: date | None = None) -> Today:
    """Show a day that has begun: today, or an earlier one as it stood then.

    Raises RejectedError for a day after today.
    """
    on = day or scope.today
    findings = Findings()
    days.check_recordable(findings, "date", on, **scope.place)
    findings.enforce()
    week = _week_of(days.week_first_day(on, scope.user.week_start))
    found = habits.in_use(scope.tx, scope.owner)
    paused = pauses.paused_habits(scope.tx, scope.owner, week[0] - _YEAR)
    tracks = _tracks(scope, found, paused, week)
    histories = completions.histories(scope.tx, scope.owner, [(track.habit.id, track.window) for track in tracks])
    looks = _looks(scope, tracks, histories, week[0], on)
    views = goals.active_today(scope, paused.for_all)
    return Today(
        day=on,
        today=scope.today,
        week=_WEEKS.of(scope.owner, tuple(week), tuple(looks)),
        habits=[look.shown for look in looks],
        goals=[view for view in views if view.goal.goal_type is GoalType.TARGET_BASED],
        counters=[view for view in views if view.goal.goal_type is GoalType.CONTINUOUS_COUNTER],
    )


def _week_of(first_day: date) -> list[date]:
    return [first_day + ONE_DAY * at for at in range(_WEEK)]


def _tracks(scope: Scope, found: Sequence[Habit], paused: PausedHabits, week: Sequence[date]) -> list[_Track]:
    """Follow the habits through a week by the pauses of the year before it, which are enough but for a few."""
    tracks = _with_pauses(scope, found, paused, week)
    if all(track.window.first_day >= week[0] - _YEAR for track in tracks):
        return tracks
    # A chain's window that pauses have stretched over more than a year: all of them are needed.
    return _with_pauses(scope, found, pauses.paused_habits(scope.tx, scope.owner, days.FIRST_DAY), week)


def _with_pauses(scope: Scope, found: Sequence[Habit], paused: PausedHabits, week: Sequence[date]) -> list[_Track]:
    week_start = scope.user.week_start
    return _TRACKS.each(
        [
            (habit.id, habit, week_start, paused.of(habit.id), week[0], week[-1], paused.skipped(habit.id))
            for habit in found
        ]
    )


def _looks(
    scope: Scope, tracks: Sequence[_Track], histories: Sequence[History], monday: date, on: date
) -> list[_Look]:
    """Look at each habit on a day; what is recorded on it is loaded for those alone that were done."""
    done_on = [track.habit.id for track, history in zip(tracks, histories, strict=True) if on in history]
    done = completions.all_on_day(scope.tx, scope.owner, done_on, on)
    shared = monday, on, scope.today, scope.user.skips_per_month
    return _LOOKS.each(
        [
            (track.habit.id, track, history, done.get(track.habit.id, []) if on in history else [], *shared)
            for track, history in zip(tracks, histories, strict=True)
        ]
    )


def _track(
    habit: Habit, week_start: WeekStart, paused: PausedDays, monday: date, sunday: date, skipped: AbstractSet[date]
) -> _Track:
    """Follow a habit through a week, whatever day that begins on."""
    terms = habit.terms(week_start, paused)
    return _Track(habit, terms, day_states.needed(terms, Period(monday, sunday)), skipped)


def _look(
    track: _Track,
    history: History,
    done: Sequence[Completion],
    monday: date,
    on: date,
    today: date,
    skips_per_month: int | None,
) -> _Look:
    """Tell how a habit stands on a day, and what it asks of each day of the week."""
    standing = due.standing(track.terms, track.first_day(on), history, on, today)
    week = _week_of(monday)
    asked = due.asked_each(track.terms, [track.first_day(day) for day in week], history, week)
    was_due, was_met = zip(*asked, strict=True)
    paused = track.terms.paused
    was_paused = tuple([day in paused for day in week]) if paused else _NEVER
    left = skips.budget(skips_per_month, track.skipped, on)
    shown = HabitToday(track.habit, standing, done, on, on in track.skipped, left)
    return _Look(shown, was_due, was_met, was_paused)


def _add_up(week: Sequence[date], looks: Sequence[_Look]) -> list[WeekDay]:
    nothing = (0,) * len(week)
    due = map(sum, zip(nothing, *(look.due for look in looks), strict=True))
    met = map(sum, zip(nothing, *(look.met for look in looks), strict=True))
    paused = map(sum, zip(nothing, *(look.paused for look in looks), strict=True))
    return [WeekDay(*one) for one in zip(week, due, met, paused, strict=True)]


_TRACKS = Latest(_track, most=_MOST_HABITS)
_LOOKS = Latest(_look, most=_MOST_HABITS)
_WEEKS = Latest(_add_up, most=_MOST_USERS)
