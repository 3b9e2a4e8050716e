"""Tracks: the habits of somebody through two spans, each with what was done of it, and how long it was kept up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from headway.domain import days
from headway.domain.day_states import needed
from headway.domain.due import History, State
from headway.domain.habits import Habit
from headway.domain.insights import days as shares
from headway.domain.insights import figures, runs
from headway.domain.insights.figures import Figures
from headway.domain.insights.spans import View
from headway.domain.periods import Done, Period, Unit
from headway.domain.streaks import Run, Terms
from headway.domain.targets import Target
from headway.services.scope import Scope
from headway.storage import completions, habits, insights, pauses

_STATES = {State.MET: "met", State.MISSED: "missed", State.EXCUSED: "excused", State.OPEN: "open"}


@dataclass(frozen=True, slots=True)
class Track:
    """A habit with what was done of it in both spans."""

    habit: Habit
    terms: Terms
    history: History
    today: date

    def lived(self, view: View) -> bool:
        """Tell whether the habit was there in a span: begun, and not put away before; or done in it."""
        away = self.habit.archived_on
        was_there = away is None or away > view.span.first_day
        return (was_there and self._first_day(view) <= view.until) or bool(self.done(view))

    def done(self, view: View) -> list[Done]:
        """List the days of a span on which it was done."""
        return [one for day, one in self.history.items() if view.span.first_day <= day <= view.until]

    def figures(self, view: View) -> Figures:
        """Tell what became of the habit in a span."""
        span, counts = Period(view.span.first_day, view.span.last_day), dict.fromkeys(_STATES.values(), 0)
        known = self.history
        if view.today != self.today:
            known = {day: one for day, one in known.items() if day <= view.today}
        first_day = self._first_day(view)
        for one in figures.judge(self.terms, first_day, known, span, view.today, self._over(view)):
            counts[_STATES[one.state]] += 1
        done, target = self.done(view), self.target(view)
        amount = sum(one.amount for one in done if self._is_of(target, one.day))
        return Figures(**counts, times=sum(one.times for one in done), amount=amount)

    def target(self, view: View) -> Target | None:
        """Tell how much was asked for at the end of a span."""
        return self.habit.phase_on(view.until).target

    def asked(self, span: Period) -> Iterator[tuple[int, int]]:
        """Tell of each day of a span whether the habit asked for something, and whether that was done."""
        first_day = needed(self.terms, Period(span.first_day, span.first_day)).first_day
        known = {day: one for day, one in self.history.items() if day >= first_day}
        return shares.asked_on(self.terms, self.habit.streak.first_completion, known, span)

    def unit(self, view: View) -> Unit:
        """Tell what its streak counted at the end of a span."""
        return self.habit.unit if view.until >= self.today else self.terms.on(view.until).unit

    def first_day(self, day: date) -> date:
        """Tell the habit's first day, as it was known on a day."""
        first = self.habit.streak.first_completion
        return self.terms.first_day(first if first and first <= day else None)

    def _first_day(self, view: View) -> date:
        return self.first_day(view.today)

    def _over(self, view: View) -> date:
        """Tell before which day periods are over: a period before a met one is, whatever today says."""
        return max(view.today, self.habit.streak.last_met or view.today) if view.today == self.today else view.today

    def _is_of(self, target: Target | None, day: date) -> bool:
        then = self.habit.phase_on(day).target if target else None
        return target is not None and then is not None and then.unit == target.unit


def tracks(scope: Scope, here: View, before: View) -> list[Track]:
    """Follow every habit through both spans, archived ones too, in their order."""
    shown = (habit for habit in habits.every(scope.tx, scope.owner) if habit.deleted_at is None)
    found = sorted(shown, key=lambda habit: (habit.position, habit.id))
    paused = pauses.paused_habits(scope.tx, scope.owner, days.FIRST_DAY)
    terms = [habit.terms(scope.user.week_start, paused.of(habit.id)) for habit in found]
    both = Period(before.span.first_day, here.until)
    windows = [(habit.id, needed(one, both)) for habit, one in zip(found, terms, strict=True)]
    histories = completions.histories(scope.tx, scope.owner, windows)
    return [Track(*one, scope.today) for one in zip(found, terms, histories, strict=True)]


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a habit was kept up: its longest run of a span, and how long the one at its end was then."""

    longest: Run | None
    length: int


def kept_up(scope: Scope, some: Sequence[Track], view: View) -> list[Kept]:
    """Tell of habits how long they were kept up in a span."""
    span = Period(view.span.first_day, view.until)
    over = insights.runs(scope.tx, scope.owner, span)
    every = [_runs(track, over) for track in some]
    last = [runs.newest(found, view.until) for found in every]
    gaps = _gaps(scope, some, last, view)
    return [_kept(track, found, run, gaps, view) for track, found, run in zip(some, every, last, strict=True)]


def _runs(track: Track, over: Mapping[UUID, Sequence[Run]]) -> list[Run]:
    last = runs.counted_run(track.habit.streak, track.habit.unit, track.today)
    return [*over.get(track.habit.id, ()), *([last] if last else [])]


def _gaps(scope: Scope, some: Sequence[Track], last: Sequence[Run | None], view: View) -> Mapping[UUID, History]:
    """Load what was done between the end of a span that is over and those of the runs it ends in."""
    if view.until >= scope.today:
        return {}
    asked = [(track, run) for track, run in zip(some, last, strict=True) if run is not None]
    windows = [(track.habit.id, runs.gap(track.terms, run, view.until)) for track, run in asked]
    histories = completions.histories(scope.tx, scope.owner, windows)
    return dict(zip((habit for habit, _ in windows), histories, strict=True))


def _kept(track: Track, every: Sequence[Run], last: Run | None, gaps: Mapping[UUID, History], view: View) -> Kept:
    habit, end = track.habit, view.until
    if end >= track.today:
        length = habit.streak.current(track.today)
    elif last is None:
        length = 0
    else:
        length = runs.length_at(track.terms, track.first_day(end), last, gaps[habit.id], end)
    there = runs.touching(every, Period(view.span.first_day, end))
    return Kept(runs.longest(there, track.unit(view), end, length), length)
