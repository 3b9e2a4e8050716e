"""The doctor: everything that is cached is computed anew from what it is made of, compared, and put right.

What is found is told batch by batch. Each batch is a transaction of its own and between two nothing is held, so
that others get on with their work meanwhile, and that stopping halfway leaves nothing half done.

    for batch in doctor.examine(scopes, repair=True):
        …                                          # batch.checked, batch.drift
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from headway.domain import resets
from headway.domain.entries import Entry
from headway.domain.errors import NotFoundError, RejectedError
from headway.domain.goals import Goal, settle
from headway.domain.habits import Habit
from headway.domain.streaks import Run, Streak
from headway.services import entries as recording
from headway.services import streaks
from headway.services.scope import Scope, Scopes, Visit
from headway.storage import doctor, entries, goals, habits, runs
from headway.storage.database import RetryError

BATCH = 20
_OWNERS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Drift:
    """Something kept that is not what follows from the rest; not `repaired` when nobody asked, or nobody could."""

    user_id: UUID
    what: str
    id: UUID
    field: str
    kept: str
    right: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction looked at: how many habits and goals, and what was wrong with them."""

    checked: int
    drift: Sequence[Drift]


def faults(visit: Visit) -> list[str]:
    """List what is wrong with the database itself: pages, indexes, references."""
    return doctor.faults(visit.tx)


def examine(scopes: Scopes, *, repair: bool = False) -> Generator[Batch, None, None]:
    """Compare every cached value of every account with what it should be, and with `repair` put it right."""
    for owner in _owners(scopes):
        with suppress(NotFoundError):  # who has left meanwhile has nothing to look at
            yield from _examine_owner(scopes, owner, repair=repair)


def _owners(scopes: Scopes) -> Iterator[UUID]:
    last = None
    while True:
        with scopes.visit(write=False) as visit:
            some = doctor.owners(visit.tx, last, _OWNERS_AT_ONCE)
        yield from some
        if len(some) < _OWNERS_AT_ONCE:
            return
        last = some[-1]


def _examine_owner(scopes: Scopes, owner: UUID, *, repair: bool) -> Iterator[Batch]:
    with scopes.open_for(owner, write=False) as scope:
        kinds = (
            (_look_at_habit, doctor.habit_ids(scope.tx, owner)),
            (_look_at_goal, doctor.goal_ids(scope.tx, owner)),
        )
    for look, ids in kinds:
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            yield Batch(len(some), _examine_some(scopes, owner, look, some, repair=repair))


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one thing, and how to put it right; None: it cannot be."""

    drift: Sequence[Drift]
    mend: Callable[[], object] | None


NOTHING = Finding((), None)
Look = Callable[[Scope, UUID], Finding]


def _examine_some(scopes: Scopes, owner: UUID, look: Look, ids: Sequence[UUID], *, repair: bool) -> list[Drift]:
    """Look without holding anybody up, and only where something is wrong once more with the user locked."""
    with scopes.open_for(owner, write=False) as scope:
        found = [drift for id_ in ids for drift in look(scope, id_).drift]
    if found and repair:
        with suppress(RetryError), scopes.open_for(owner, write=True) as scope:
            return [drift for id_ in ids for drift in _mend(look(scope, id_))]
    return found


def _mend(finding: Finding) -> list[Drift]:
    if finding.mend is not None:
        finding.mend()
    return [replace(drift, repaired=finding.mend is not None) for drift in finding.drift]


def _look_at_habit(scope: Scope, id_: UUID) -> Finding:
    habit = habits.find(scope.tx, scope.owner, id_, deleted=True)
    if habit is None:
        return NOTHING
    drift = list(_compare_habit(scope, habit))
    return Finding(drift, partial(streaks.recompute, scope, habit)) if drift else NOTHING


def _compare_habit(scope: Scope, habit: Habit) -> Iterator[Drift]:
    right, over = streaks.from_history(scope.tx, scope.owner, habit, scope.user.week_start)
    for field, cached, made in zip(Streak._fields, habit.streak, right, strict=True):
        if cached != made:
            yield Drift(scope.owner, "habit", habit.id, f"streak.{field}", str(cached), str(made))
    kept = runs.history(scope.tx, scope.owner, habit.id)
    if kept != over:
        only_kept, only_right = (_tell(set(one) - set(other)) for one, other in ((kept, over), (over, kept)))
        yield Drift(scope.owner, "habit", habit.id, "runs", only_kept, only_right)


def _tell(of: Iterable[Run]) -> str:
    told = (f"{run.first_day} … {run.last_day}: {run.length}" for run in sorted(of, key=lambda run: run.first_day))
    return ", ".join(told) or "none"


def _look_at_goal(scope: Scope, id_: UUID) -> Finding:
    try:
        goal = goals.get(scope.tx, scope.owner, id_, deleted=True)
    except NotFoundError:
        return NOTHING
    history = entries.every(scope.tx, scope.owner, id_)
    try:
        drift = list(_compare_goal(scope, goal, history))
    except RejectedError as error:
        too_much = Drift(scope.owner, "goal", id_, "current_value", str(goal.current_value), error.detail)
        return Finding((too_much,), None)
    return Finding(drift, partial(recording.rewrite, scope, goal, history, history)) if drift else NOTHING


def _compare_goal(scope: Scope, goal: Goal, history: Sequence[Entry]) -> Iterator[Drift]:
    replayed = resets.replay(goal, history)
    settled = settle(goal, replayed.total, scope.now, scope.today)
    for field in ("current_value", "status"):
        cached, made = getattr(goal, field), getattr(settled, field)
        if cached != made:
            yield Drift(scope.owner, "goal", goal.id, field, str(cached), str(made))
    for kept, right in zip(history, replayed.entries, strict=True):
        if kept != right:
            yield Drift(scope.owner, recording.ENTRY, kept.id, "value", str(kept.value), str(right.value))
