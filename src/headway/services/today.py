"""Today: everything a day asks for, in a number of statements that does not depend on how much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from headway.domain import days, due
from headway.domain.completions import Completion
from headway.domain.days import ONE_DAY
from headway.domain.due import Standing
from headway.domain.errors import Findings
from headway.domain.goals import GoalType
from headway.domain.habits import Habit
from headway.domain.streaks import Done, Terms
from headway.services import goals
from headway.services.goals import GoalView
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses
from headway.storage.pauses import PausedHabits

_WEEK = 7
_YEAR = timedelta(days=366)
_NEAR = timedelta(days=45)
"""How far back the completions of all habits are read at once; what needs more is read for itself."""


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
    """A habit with its terms, and the first day whose completions are needed."""

    habit: Habit
    terms: Terms
    since: date

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
    done = _completions(scope, tracks, week)
    views = goals.active_today(scope)
    return Today(
        day=on,
        today=scope.today,
        week=_week(tracks, done, week, scope.today),
        habits=[_habit(track, done.get(track.habit.id, []), on, scope.today) for track in tracks],
        goals=[view for view in views if view.goal.goal_type is GoalType.TARGET_BASED],
        counters=[view for view in views if view.goal.goal_type is GoalType.CONTINUOUS_COUNTER],
    )


def _tracks(scope: Scope, on: Sequence[date]) -> list[_Track]:
    found = habits.in_use(scope.tx, scope.owner)
    since = min(on) - _YEAR
    tracks = _with_pauses(scope, found, pauses.paused_habits(scope.tx, scope.owner, since), on)
    if all(track.since >= since for track in tracks):
        return tracks
    # A chain's window that pauses have stretched over more than a year: all of them are needed.
    return _with_pauses(scope, found, pauses.paused_habits(scope.tx, scope.owner, days.FIRST_DAY), on)


def _with_pauses(scope: Scope, found: Sequence[Habit], paused: PausedHabits, on: Sequence[date]) -> list[_Track]:
    tracks = []
    for habit in found:
        terms = habit.terms(scope.user.week_start, paused.of(habit.id))
        since = min(due.window_first_day(terms.schedule, day, terms.paused) for day in on)
        tracks.append(_Track(habit, terms, since))
    return tracks


def _completions(scope: Scope, tracks: Sequence[_Track], week: Sequence[date]) -> Mapping[UUID, list[Completion]]:
    """Read the completions that the tracks need, in at most two statements."""
    last, far_before = week[-1], week[0] - _NEAR
    near = [track for track in tracks if track.since >= far_before]
    far = [track for track in tracks if track.since < far_before]
    found: dict[UUID, list[Completion]] = {}
    if near:
        first = min(track.since for track in near)
        found.update(completions.between(scope.tx, scope.owner, first, last))
    if far:
        first = min(track.since for track in far)
        of_far = [track.habit.id for track in far]
        found.update(completions.between(scope.tx, scope.owner, first, last, of_far))
    return found


def _history(kept: Sequence[Completion]) -> list[Done]:
    times: dict[date, int] = {}
    for completion in kept:
        times[completion.completion_date] = times.get(completion.completion_date, 0) + 1
    return [Done(day, count) for day, count in times.items()]


def _habit(track: _Track, kept: Sequence[Completion], on: date, today: date) -> HabitToday:
    standing = due.standing(track.terms, track.first_day(on), _history(kept), on, today)
    return HabitToday(track.habit, standing, [one for one in kept if one.completion_date == on])


def _week(
    tracks: Sequence[_Track], done: Mapping[UUID, list[Completion]], week: Sequence[date], today: date
) -> list[WeekDay]:
    histories = [(track, _history(done.get(track.habit.id, []))) for track in tracks]
    shown = []
    for day in week:
        asked = [due.asked(track.terms, track.first_day(day), history, day, today) for track, history in histories]
        shown.append(WeekDay(day, sum(was for was, _ in asked), sum(met for _, met in asked)))
    return shown
