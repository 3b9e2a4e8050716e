"""Completions: ticking a habit off, and taking that back.

What is recorded is identified by habit, day and time; the constraints decide what is there already.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

from headway.domain import completions as rules
from headway.domain.amounts import ZERO, exact
from headway.domain.completions import Completion, CompletionDraft
from headway.domain.errors import Code, ConflictError, GoneError
from headway.domain.habits import Habit
from headway.services import creations, streaks
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Page, cut
from headway.services.scope import Scope
from headway.storage import completions, habits
from headway.storage import creations as claims

COMPLETION = "completion"


def record(
    scope: Scope,
    habit_id: UUID,
    draft: CompletionDraft,
    *,
    said: frozenset[str] = frozenset(),
    id_: UUID | None = None,
) -> Kept[Completion]:
    """Record that a habit was done; once more only replaces what is `said`, of "note" and "amount".

    A day that is stored is not judged again, whatever has become of today since. `id_` is the client's choice;
    it is passed over when the place is taken.

    Raises NotFoundError; ConflictError for an archived habit, a day taken by a time, an id in use elsewhere;
    GoneError for an id whose completion was deleted since; RejectedError with every broken rule.
    """
    habit = habits.get(scope.tx, scope.owner, habit_id, lock=True)
    there = completions.on_day(scope.tx, scope.owner, habit_id, draft.completion_date)
    for kept in there:
        if kept.completion_time == draft.completion_time:
            return Kept(_edited(scope, habit, kept, draft, said), created=False)
    _check(scope, habit, draft, there)
    return Kept(_put(scope, habit, draft, _claim(scope, id_)), created=True)


def add(scope: Scope, habit_id: UUID, draft: CompletionDraft, chosen: Chosen | None = None) -> Kept[Completion]:
    """Record that a habit was done, which must not be recorded yet.

    Raises as `record` does, and ConflictError when it is recorded already.
    """
    habit = habits.get(scope.tx, scope.owner, habit_id, lock=True)
    id_, new = creations.claim(scope, Kind.COMPLETION, chosen, COMPLETION)
    if not new:
        return Kept(creations.still(completions.find_by_id(scope.tx, scope.owner, id_), COMPLETION), created=False)
    there = completions.on_day(scope.tx, scope.owner, habit_id, draft.completion_date)
    if draft.completion_time in {kept.completion_time for kept in there}:
        raise _taken()
    _check(scope, habit, draft, there)
    return Kept(_put(scope, habit, draft, id_), created=True)


def tick(scope: Scope, habit_id: UUID, draft: CompletionDraft, *, id_: UUID | None = None) -> Kept[Completion]:
    """Record that a habit was done, at the next free second if it is done several times a day.

    The second from which on is the draft's; with the same `id_` once more, nothing is added.

    Raises as `record` does.
    """
    habit = habits.get(scope.tx, scope.owner, habit_id, lock=True)
    if not habit.phase_on(draft.completion_date).several_a_day:
        return record(scope, habit_id, replace(draft, completion_time=None), id_=id_)
    kept = completions.find_by_id(scope.tx, scope.owner, id_) if id_ else None
    if kept is not None and kept.habit_id == habit_id:
        return Kept(kept, created=False)
    there = completions.on_day(scope.tx, scope.owner, habit_id, draft.completion_date)
    taken = frozenset(kept.completion_time for kept in there if kept.completion_time is not None)
    free = rules.free_time(draft.completion_time or time(), taken)
    return record(scope, habit_id, replace(draft, completion_time=free), id_=id_)


def page(
    scope: Scope,
    habit_id: UUID,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
    noted: bool = False,
) -> Page[Completion]:
    """List a habit's completions in a span of days, newest first; if `noted`, only those with a note.

    Raises NotFoundError.
    """
    habits.get(scope.tx, scope.owner, habit_id)
    found = completions.page(
        scope.tx, scope.owner, habit_id, span=(first_day, last_day), after=after, limit=limit + 1, noted=noted
    )
    return cut(found, limit, lambda one: (one.completion_date, one.completion_time or time(), one.id))


def on_day(scope: Scope, habit_id: UUID, day: date) -> list[Completion]:
    """List what is recorded for a habit on a day, in order of time."""
    return completions.on_day(scope.tx, scope.owner, habit_id, day)


def remove(scope: Scope, habit_id: UUID, day: date, at: time | None = None) -> None:
    """Take back what was recorded at a time; without one, the untimed one, or on a once-a-day habit everything.

    Nothing there is as good as removed. Raises NotFoundError for the habit.
    """
    habit = habits.get(scope.tx, scope.owner, habit_id, lock=True)
    if at is None and not habit.phase_on(day).several_a_day:
        removed = completions.remove_all(scope.tx, scope.owner, habit_id, day)
    else:
        removed = completions.remove(scope.tx, scope.owner, habit_id, day, at)
    if removed:
        streaks.undone(scope, habit, day)


def _check(scope: Scope, habit: Habit, draft: CompletionDraft, there: Sequence[Completion]) -> None:
    """Refuse what may not be recorded. A day of a once-a-day habit is taken by whatever is `there` already."""
    if habit.archived_on is not None:
        raise ConflictError(Code.HABIT_ARCHIVED, "An archived habit takes no completions; restore it first.")
    phase = habit.phase_on(draft.completion_date)
    rules.check(draft, scope.place, phase)
    if there and not phase.several_a_day:
        raise _taken()


def _put(scope: Scope, habit: Habit, draft: CompletionDraft, id_: UUID) -> Completion:
    amount = None if draft.amount is None else exact(draft.amount)
    day, at = draft.completion_date, draft.completion_time
    completion = Completion(id_, habit.id, day, at, draft.note, scope.now, amount)
    if not completions.put(scope.tx, scope.owner, completion):
        raise ConflictError(Code.ID_REUSED, "This id was used for another completion.")
    streaks.recorded(scope, habit, draft.completion_date)
    return completion


def _claim(scope: Scope, id_: UUID | None) -> UUID:
    """Take the id that a client chose, or make one. What it was for is told by the completion's own place."""
    if id_ is None:
        return scope.new_id()
    creation = claims.Creation(Kind.COMPLETION, "")
    if claims.put(scope.tx, scope.owner, id_, creation, scope.now):
        return id_
    was_completion = claims.get(scope.tx, scope.owner, id_).kind == Kind.COMPLETION
    if was_completion and completions.find_by_id(scope.tx, scope.owner, id_) is None:
        raise GoneError(COMPLETION)
    raise ConflictError(Code.ID_REUSED, "This id was used for something else.")


def _edited(
    scope: Scope, habit: Habit, kept: Completion, draft: CompletionDraft, said: frozenset[str]
) -> Completion:
    note = draft.note if "note" in said else kept.note
    amount = draft.amount if "amount" in said else kept.amount
    if (note, amount) == (kept.note, kept.amount):
        return kept
    rules.check_edit(kept, note, amount, habit.phase_on(kept.completion_date))
    edited = replace(kept, note=note, amount=None if amount is None else exact(amount))
    completions.edit(scope.tx, scope.owner, edited)
    before, now = kept.amount or ZERO, edited.amount or ZERO
    if now != before:
        carry = streaks.recorded if now > before else streaks.undone
        carry(scope, habit, kept.completion_date)
    return edited


def _taken() -> ConflictError:
    return ConflictError(Code.COMPLETION_EXISTS, "This is recorded already.")
