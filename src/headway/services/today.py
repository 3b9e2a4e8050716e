"""Today: everything a day asks for, in a number of statements that does not depend on how much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from headway.domain import days, due
from headway.domain.completions import Completion
from headway.domain.days import ONE_DAY
from headway.domain.due import History, Standing
from headway.domain.errors import Findings
from headway.domain.goals import GoalType
from headway.domain.habits import Habit
from headway.domain.periods import Period
from headway.domain.streaks import Terms
from headway.services import goals
from headway.services.goals import GoalView
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses
from headway.storage.pauses import PausedHabits

_WEEK = 7
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class HabitToday:
    """A habit, how it stands on the day, and what was done on the day."""

    habit: Habit
    standing: Standing
    completions: Sequence[Completion]


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the week: how many habits asked for something when it began, and of how many it was done."""

    day: date
    due: int
    met: int


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
    """A habit with its terms, and the days whose completions are needed."""

    habit: Habit
    terms: Terms
    window: Period

    def first_day(self, on: date) -> date:
        """Tell the habit's first day as it was on a day."""
        first = self.habit.streak.first_completion
        return self.terms.first_day(first if first and first <= on else None)


def show(scope: Scope, day: date | None = None) -> Today:
    """Show a day that has begun: today, or an earlier one as it stood then.

    Raises RejectedError for a day after today.
    """
    on = day or scope.today
    findings = Findings()
    days.check_recordable(findings, "date", on, **scope.place)
    findings.enforce()
    first = days.week_first_day(on, scope.user.week_start)
    week = [first + ONE_DAY * at for at in range(_WEEK)]
    tracks = _tracks(scope, [*week, on])
    windows = {track.habit.id: track.window for track in tracks}
    histories = completions.histories(scope.tx, scope.owner, windows)
    done = completions.all_on_day(scope.tx, scope.owner, windows, on)
    views = goals.active_today(scope)
    return Today(
        day=on,
        today=scope.today,
        week=[_week_day(tracks, histories, day) for day in week],
        habits=[
            HabitToday(
                track.habit,
                due.standing(track.terms, track.first_day(on), histories[track.habit.id], on, scope.today),
                done.get(track.habit.id, []),
            )
            for track in tracks
        ],
        goals=[view for view in views if view.goal.goal_type is GoalType.TARGET_BASED],
        counters=[view for view in views if view.goal.goal_type is GoalType.CONTINUOUS_COUNTER],
    )


def _tracks(scope: Scope, on: Sequence[date]) -> list[_Track]:
    found = habits.in_use(scope.tx, scope.owner)
    since = min(on) - _YEAR
    tracks = _with_pauses(scope, found, pauses.paused_habits(scope.tx, scope.owner, since), on)
    if all(track.window.first_day >= since for track in tracks):
        return tracks
    # A chain's window that pauses have stretched over more than a year: all of them are needed.
    return _with_pauses(scope, found, pauses.paused_habits(scope.tx, scope.owner, days.FIRST_DAY), on)


def _with_pauses(scope: Scope, found: Sequence[Habit], paused: PausedHabits, on: Sequence[date]) -> list[_Track]:
    tracks = []
    for habit in found:
        terms = habit.terms(scope.user.week_start, paused.of(habit.id))
        windows = [due.window(terms.schedule, day, terms.paused) for day in on]
        first, last = min(one.first_day for one in windows), max(one.last_day for one in windows)
        tracks.append(_Track(habit, terms, Period(first, last)))
    return tracks


def _week_day(tracks: Sequence[_Track], histories: Mapping[UUID, History], day: date) -> WeekDay:
    asked = [due.asked(track.terms, track.first_day(day), histories[track.habit.id], day) for track in tracks]
    return WeekDay(day, sum(was for was, _ in asked), sum(met for _, met in asked))
