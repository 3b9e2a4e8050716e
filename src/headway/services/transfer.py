"""Transfer: bringing in what another tracker kept.

A reader (`services.loop`) puts a file in our words, outside of any transaction; here it is compared with what is
kept, and what is new is added. A file may be imported again, and so may a later backup of the same phone: what is
here already is left as it is, and what was deleted here since stays deleted.

    backup = loop.read(path, today)
    report = transfer.preview(scope, backup)   # changes nothing
    report = transfer.apply(scope, backup)     # all of it, or nothing
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from uuid_utils.compat import uuid5

from headway.domain.habits import HabitDraft, settle
from headway.domain.imports import Aside, Backup, Fate, Import, Incoming, Seen, Sorted, merge, sort
from headway.domain.pauses import Pause
from headway.services import streaks
from headway.services.scope import Scope
from headway.storage import archivals, completions, habits, imports, pauses

_ALL = 1_000_000  # more pauses than any habit has days
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many days were (or would be) added, were here already, or were deleted here since an earlier import."""

    new: int = 0
    already: int = 0
    deleted: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Sum up."""
        return Counts(self.new + other.new, self.already + other.already, self.deleted + other.deleted)


@dataclass(frozen=True, slots=True)
class HabitReport:
    """What became of one habit; `habit_id` is the one here, or would be. Only a new one is archived, if at all."""

    habit_id: UUID
    incoming: Incoming
    fate: Fate
    archived_on: date | None
    completions: Counts
    pauses: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do."""

    source: str
    habits: tuple[HabitReport, ...]
    asides: tuple[Aside, ...]

    @property
    def completions(self) -> Counts:
        """Sum up the completions of all habits."""
        return sum((habit.completions for habit in self.habits), Counts())

    @property
    def pauses(self) -> Counts:
        """Sum up the pauses of all habits."""
        return sum((habit.pauses for habit in self.habits), Counts())

    def fated(self, fate: Fate) -> int:
        """Count the habits that share a fate."""
        return sum(habit.fate is fate for habit in self.habits)


@dataclass(frozen=True, slots=True)
class _Step:
    """A habit of a backup, beside what is kept of it: nothing yet, if its `seen` is empty."""

    incoming: Incoming
    kept: Import
    fate: Fate
    completions: Sorted
    pauses: Sorted


def preview(scope: Scope, backup: Backup) -> Report:
    """Tell what an import would do, and change nothing."""
    return _report(backup, _compare(scope, backup), scope.today)


def preview_for_nobody(backup: Backup, today: date) -> Report:
    """Tell what an import would do for someone who has no account yet."""
    steps = [_first_time(_NOBODY, backup.source, incoming) for incoming in backup.habits]
    return _report(backup, steps, today)


def apply(scope: Scope, backup: Backup) -> Report:
    """Add what is new in a backup, and tell what was done."""
    steps = _compare(scope, backup)
    living = [step for step in steps if step.fate is not Fate.DELETED]
    for step in living:
        _add(scope, step)
    imports.put(scope.tx, scope.owner, [_after(step) for step in living], scope.now)
    return _report(backup, steps, scope.today)


def _compare(scope: Scope, backup: Backup) -> list[_Step]:
    kept = list(imports.page(scope.tx, scope.owner, backup.source))
    steps = []
    for incoming in backup.habits:
        found = next((one for one in kept if one.seen.is_of(incoming)), None)
        if found is None:
            steps.append(_first_time(scope.owner, backup.source, incoming))
        else:
            kept.remove(found)  # it is this one's, and no other's
            steps.append(_again(scope, incoming, found))
    return steps


def _first_time(owner: UUID, source: str, incoming: Incoming) -> _Step:
    place = uuid5(owner, f"{source} {incoming.key}")
    kept = Import(place, source, incoming.key, uuid5(place, "habit"), Seen(), {})
    return _Step(incoming, kept, Fate.NEW, Sorted(incoming.completions), Sorted(incoming.pauses))


def _again(scope: Scope, incoming: Incoming, kept: Import) -> _Step:
    tx, owner, habit = scope.tx, scope.owner, kept.habit_id
    if habits.find(tx, owner, habit) is None:
        lost = Sorted({}, deleted=len(incoming.completions)), Sorted({}, deleted=len(incoming.pauses))
        return _Step(incoming, kept, Fate.DELETED, *lost)
    done = {one.day for one in completions.history(tx, owner, habit)}
    ids = {one.id for one in pauses.page(tx, owner, where={"habit_id": habit}, after=None, limit=_ALL)}
    paused = {day for day in incoming.pauses if _pause_id(kept, day) in ids}
    return _Step(
        incoming,
        kept,
        Fate.KNOWN,
        sort(incoming.completions, seen=kept.seen.completions, kept=done),
        sort(incoming.pauses, seen=kept.seen.pauses, kept=paused),
    )


def _add(scope: Scope, step: _Step) -> None:
    if step.fate is Fate.NEW:
        _add_habit(scope, step)
    elif not (step.completions.new or step.pauses.new):
        return
    tx, owner, kept = scope.tx, scope.owner, step.kept
    habit = habits.get(tx, owner, kept.habit_id, lock=True)
    days = ((_completion_id(kept, day), day, note) for day, note in step.completions.new.items())
    completions.put_all(tx, owner, habit.id, days, scope.now)
    pauses.add_all(
        tx,
        owner,
        [
            Pause(_pause_id(kept, day), habit.id, day, day, reason, 1, scope.now, scope.now)
            for day, reason in step.pauses.new.items()
        ],
    )
    streaks.recompute(scope, habit)


def _add_habit(scope: Scope, step: _Step) -> None:
    incoming, id_ = step.incoming, step.kept.habit_id
    said = HabitDraft(incoming.title, incoming.frequency_type, incoming.frequency_config)
    draft = settle(said, scope.user.week_start, scope.today)
    habits.add(scope.tx, scope.owner, id_, draft, created_on=scope.today, now=scope.now)
    archived_on = incoming.archived_on(scope.today)
    if archived_on is not None:
        habits.archive(scope.tx, scope.owner, id_, archived_on, scope.now)
        archivals.begin(scope.tx, scope.owner, id_, archived_on)


def _after(step: _Step) -> Import:
    seen = step.kept.seen.and_(step.incoming)
    return replace(step.kept, seen=seen, raw=merge(step.kept.raw, step.incoming.raw))


def _completion_id(kept: Import, day: date) -> UUID:
    return uuid5(kept.id, f"completion {day}")


def _pause_id(kept: Import, day: date) -> UUID:
    return uuid5(kept.id, f"pause {day}")


def _report(backup: Backup, steps: Sequence[_Step], today: date) -> Report:
    return Report(
        backup.source,
        tuple(
            HabitReport(
                habit_id=step.kept.habit_id,
                incoming=step.incoming,
                fate=step.fate,
                archived_on=step.incoming.archived_on(today) if step.fate is Fate.NEW else None,
                completions=_counts(step.completions),
                pauses=_counts(step.pauses),
            )
            for step in steps
        ),
        backup.asides,
    )


def _counts(days: Sorted) -> Counts:
    return Counts(len(days.new), days.already, days.deleted)
