"""Streaks: keeping their cache true after whatever changes them.

A habit's row is locked by whoever changes its cache (`storage.habits.get` with lock), so that two changes at once
follow one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from headway.domain import days, streaks
from headway.domain.days import WeekStart
from headway.domain.habits import Habit
from headway.domain.pauses import PausedDays
from headway.domain.streaks import Change, Done, Run, Streak
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses, runs
from headway.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """A habit's history, read from what is kept as far as it is asked for."""

    tx: Transaction
    owner: UUID
    habit: UUID

    def between(self, first_day: date, last_day: date | None) -> Sequence[Done]:
        """Read the days with completions in a span."""
        return completions.done_between(self.tx, self.owner, self.habit, first_day, last_day)

    def before(self, day: date, count: int, least: int = 0) -> Sequence[Done]:
        """Read the last days with completions (of `least` hundredths) before a day."""
        amount = Decimal(least).scaleb(-2) if least else None
        return completions.done_before(self.tx, self.owner, self.habit, day, count, amount)

    def first_completion(self) -> date | None:
        """Read the first day with a completion."""
        return completions.first_day(self.tx, self.owner, self.habit)

    def paused(self, day: date) -> PausedDays:
        """Read the paused days from a day on."""
        return pauses.paused_days(self.tx, self.owner, self.habit, day)

    def last_run(self) -> Run | None:
        """Read the newest run that is over."""
        return runs.find_last(self.tx, self.owner, self.habit)

    def longest_run(self, but: Run) -> int:
        """Read the length of the longest run of its unit that is over, leaving that one out."""
        return runs.longest(self.tx, self.owner, self.habit, but)


def recompute(scope: Scope, habit: Habit) -> Habit:
    """Make the cache anew from the habit's whole history, in a bounded number of statements."""
    streak, over = from_history(scope.tx, scope.owner, habit, scope.user.week_start)
    runs.replace(scope.tx, scope.owner, habit.id, over)
    _keep(scope, habit, streak)
    return replace(habit, streak=streak)


def from_history(tx: Transaction, owner: UUID, habit: Habit, week_start: WeekStart) -> tuple[Streak, list[Run]]:
    """Tell what the cache should be: the streak, and the runs before the last."""
    paused = pauses.paused_days(tx, owner, habit.id, days.FIRST_DAY)
    return streaks.fold(habit.terms(week_start, paused), completions.history(tx, owner, habit.id))


def recompute_all(scope: Scope) -> None:
    """Make the cache of every habit anew, deleted ones included, since they may come back."""
    for habit in habits.every(scope.tx, scope.owner, lock=True):
        recompute(scope, habit)


def recorded(scope: Scope, habit: Habit, day: date) -> None:
    """Carry the cache over a completion that was just kept."""
    history = KeptHistory(scope.tx, scope.owner, habit.id)
    _carry(scope, habit, streaks.recorded(habit.terms(scope.user.week_start), habit.streak, day, history))


def undone(scope: Scope, habit: Habit, day: date) -> None:
    """Carry the cache over completions that were just removed from a day."""
    history = KeptHistory(scope.tx, scope.owner, habit.id)
    _carry(scope, habit, streaks.undone(habit.terms(scope.user.week_start), habit.streak, day, history))


def _carry(scope: Scope, habit: Habit, change: Change | None) -> None:
    if change is None:
        recompute(scope, habit)
        return
    if change.closed:
        runs.add(scope.tx, scope.owner, habit.id, change.closed)
    if change.reopened:
        runs.remove(scope.tx, scope.owner, habit.id, change.reopened)
    _keep(scope, habit, change.streak)


def _keep(scope: Scope, habit: Habit, streak: Streak) -> None:
    if streak != habit.streak:
        habits.put_streak(scope.tx, scope.owner, habit.id, streak)
