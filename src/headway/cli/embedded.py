"""The tracker of an account in the embedded database, without a server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from headway.api.wire import completions as completion_wire
from headway.api.wire import counters as counter_wire
from headway.api.wire import entries as entry_wire
from headway.api.wire import goals as goal_wire
from headway.api.wire import habits as habit_wire
from headway.api.wire import insights as insight_wire
from headway.api.wire import pauses as pause_wire
from headway.api.wire import phases as phase_wire
from headway.api.wire import today as today_wire
from headway.api.wire.members import given, wanted
from headway.cli import place
from headway.domain.completions import CompletionDraft
from headway.domain.entries import EntryDraft
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.insights.spans import SpanDraft
from headway.domain.pauses import PauseDraft
from headway.services import (
    completions,
    counters,
    entries,
    goals,
    habits,
    insights,
    pauses,
    strength,
    today,
)
from headway.services.paging import Archived, Page
from headway.services.scope import Scope, Scopes

T = TypeVar("T")

_PAGE = 200


@contextmanager
def tracker() -> Iterator["EmbeddedTracker"]:
    """Open the tracker of HEADWAY_USER, or of the only account.

    Raises UsageError when that is nobody or more than one, and what `place.opened` raises.
    """
    with place.opened() as here:
        yield EmbeddedTracker(here.scopes, place.owner(here).id)


class EmbeddedTracker:
    """The tracker of one account in the embedded database: every call is a transaction of its own."""

    def __init__(self, scopes: Scopes, owner_id: UUID) -> None:
        """Work for an account."""
        self._scopes = scopes
        self._owner = owner_id

    def today(self, on: date | None = None) -> today_wire.Today:
        """Show a day, today unless said otherwise."""
        return self._read(lambda scope: today_wire.today(today.show(scope, on), scope))

    def habits(self, *, archived: bool = False) -> list[habit_wire.Habit]:
        """List the habits in use, or those that are archived."""
        which = Archived.YES if archived else Archived.NO

        def listed(scope: Scope) -> list[habit_wire.Habit]:
            pages = _all(lambda after: habits.page(scope, archived=which, after=after, limit=_PAGE))
            return [habit_wire.habit(one, scope) for one in pages]

        return self._read(listed)

    def goals(self, *, archived: bool = False) -> list[goal_wire.Goal]:
        """List the goals and counters in use, or those that are archived."""
        which = Archived.YES if archived else Archived.NO

        def listed(scope: Scope) -> list[goal_wire.Goal]:
            pages = _all(lambda after: goals.page(scope, archived=which, after=after, limit=_PAGE))
            return [goal_wire.goal(one) for one in pages]

        return self._read(listed)

    def habit(self, id_: UUID) -> habit_wire.FullHabit:
        """Show a habit, with what of its streak was paused."""

        def shown(scope: Scope) -> habit_wire.FullHabit:
            habit = habits.get(scope, id_)
            return habit_wire.full_habit(habit, [], pauses.within_streak(scope, habit), scope)

        return self._read(shown)

    def phases(self, habit: UUID) -> list[phase_wire.Phase]:
        """List since when a habit asks for what, the oldest first."""
        return self._read(lambda scope: phase_wire.phases(habits.get(scope, habit)).phases)

    def strength(self, habit: UUID) -> float:
        """Tell how strong a habit is today, from 0 to 1."""
        return self._read(lambda scope: strength.curve(scope, habit).today)

    def goal(self, id_: UUID) -> goal_wire.Goal:
        """Show a goal."""
        return self._read(lambda scope: goal_wire.goal(goals.get(scope, id_)))

    def done(
        self,
        habit: habit_wire.Habit,
        on: date | None,
        at: time | None,
        note: str | None,
        amount: Decimal | None = None,
    ) -> tuple[completion_wire.Completion, bool]:
        """Record that a habit was done, and tell whether it is new."""

        def record(scope: Scope) -> tuple[completion_wire.Completion, bool]:
            draft = CompletionDraft(on or scope.today, at, note, amount)
            said = frozenset(name for name, value in (("note", note), ("amount", amount)) if value is not None)
            if at is None and habits.get(scope, habit.id).phase_on(draft.completion_date).several_a_day:
                kept = completions.tick(scope, habit.id, replace(draft, completion_time=_wall_time(scope)))
            else:
                kept = completions.record(scope, habit.id, draft, said=said)
            return completion_wire.completion(kept.item), kept.created

        return self._write(record)

    def completions(self, habit: UUID, on: date | None) -> list[completion_wire.Completion]:
        """List what is recorded for a habit on a day, the newest first."""

        def listed(scope: Scope) -> list[completion_wire.Completion]:
            day = on or scope.today
            pages = _all(
                lambda after: completions.page(scope, habit, first_day=day, last_day=day, after=after, limit=_PAGE)
            )
            return [completion_wire.completion(one) for one in pages]

        return self._read(listed)

    def undo(self, completion: completion_wire.Completion) -> None:
        """Take back what is recorded."""
        which = completion.habit_id, completion.completion_date, completion.completion_time
        self._write(lambda scope: completions.remove(scope, *which))

    def log(self, goal: UUID, entry: entry_wire.NewEntry) -> entry_wire.Entry | None:
        """Record progress; None when the total was there already."""

        def add(scope: Scope) -> entry_wire.Entry | None:
            day = wanted(entry.entry_date) or scope.today
            kept = entries.add(scope, goal, EntryDraft(day, wanted(entry.value), wanted(entry.total), entry.note))
            return None if kept.item is None else entry_wire.entry(kept.item)

        return self._write(add)

    def slip(self, goal: UUID, on: date | None, note: str | None) -> entry_wire.Entry:
        """Record a slip of a counter, today unless said otherwise."""
        return self._write(lambda scope: entry_wire.entry(counters.slip(scope, goal, on, note).item))

    def reset(self, goal: UUID, on: date | None, note: str | None) -> entry_wire.Entry:
        """Let a goal begin anew, today unless said otherwise."""
        return self._write(lambda scope: entry_wire.entry(goals.reset(scope, goal, on, note).item))

    def runs(self, goal: UUID) -> counter_wire.Runs:
        """Tell how a counter has run, with all of its runs, the newest first."""

        def told(scope: Scope) -> counter_wire.Runs:
            course = counters.show(scope, goal)
            return counter_wire.runs(course, course.runs.runs[::-1], None)

        return self._read(told)

    def add_habit(self, habit: habit_wire.NewHabit) -> habit_wire.Habit:
        """Make a habit."""
        draft = HabitDraft(**given(habit, but=("id",)))
        return self._write(lambda scope: habit_wire.habit(habits.create(scope, draft).item, scope))

    def add_goal(self, goal: goal_wire.NewGoal) -> goal_wire.Goal:
        """Make a goal or a counter."""
        has_target = isinstance(goal, goal_wire.NewTargetGoal)
        goal_type = GoalType.TARGET_BASED if has_target else GoalType.CONTINUOUS_COUNTER
        draft = GoalDraft(goal_type=goal_type, **given(goal, but=("id",)))
        return self._write(lambda scope: goal_wire.goal(goals.create(scope, draft).item))

    def insights(self, span: SpanDraft) -> insight_wire.Insights:
        """Look back on a span of days."""
        return self._read(lambda scope: insight_wire.insights(insights.show(scope, span)))

    def pauses(self) -> list[pause_wire.Pause]:
        """List the pauses, the newest first."""

        def listed(scope: Scope) -> list[pause_wire.Pause]:
            return [
                pause_wire.pause(one) for one in _all(lambda after: pauses.page(scope, after=after, limit=_PAGE))
            ]

        return self._read(listed)

    def pause(
        self, habit: UUID | None, first: date | None, last: date | None, reason: str | None
    ) -> pause_wire.Pause:
        """Pause a habit, or all of them."""

        def make(scope: Scope) -> pause_wire.Pause:
            draft = PauseDraft(first or scope.today, last, habit, reason)
            return pause_wire.pause(pauses.create(scope, draft).item)

        return self._write(make)

    def skip(self, habit: UUID, on: date | None, reason: str | None) -> pause_wire.Pause:
        """Skip a day of a habit; a day that is skipped already stays so."""
        return self._write(lambda scope: pause_wire.pause(pauses.skip(scope, habit, on or scope.today, reason)))

    def unskip(self, habit: UUID, on: date | None) -> pause_wire.Pause | None:
        """Take the skip of a day back, and show it as it was; None where the day is not skipped."""

        def remove(scope: Scope) -> pause_wire.Pause | None:
            gone = pauses.unskip(scope, habit, on or scope.today)
            return pause_wire.pause(gone[0]) if gone else None

        return self._write(remove)

    def unpause(self, id_: UUID) -> pause_wire.Pause:
        """Take a pause back, and show it as it was."""

        def remove(scope: Scope) -> pause_wire.Pause:
            there = pauses.get(scope, id_)
            pauses.remove(scope, id_)
            return pause_wire.pause(there)

        return self._write(remove)

    def _read(self, work: Callable[[Scope], T]) -> T:
        with self._scopes.open_for(self._owner, write=False) as scope:
            return work(scope)

    def _write(self, work: Callable[[Scope], T]) -> T:
        def once() -> T:
            with self._scopes.open_for(self._owner, write=True) as scope:
                return work(scope)

        return place.again(once)


def _all(page: Callable[[Any], Page[T]]) -> Iterator[T]:
    """Go through all pages of a list."""
    after = None
    while True:
        found = page(after)
        yield from found.items
        after = found.after
        if after is None:
            return


def _wall_time(scope: Scope) -> time:
    """Read the user's clock, to the second."""
    return scope.now.astimezone(ZoneInfo(scope.user.timezone)).time().replace(microsecond=0)
