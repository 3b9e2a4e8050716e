"""Habits: making, changing, archiving and deleting what is done again and again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from headway.domain import days, order
from headway.domain import phases as phase_rules
from headway.domain.completions import Completion
from headway.domain.days import ONE_DAY
from headway.domain.errors import Findings, StaleError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft, draft_of, merge, settle
from headway.services import creations, phases, streaks
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Archived, Page, cut
from headway.services.scope import Scope
from headway.storage import archivals, habits

HABIT = "habit"
PHASE_FIRST_DAY = "phase_first_day"


def create(scope: Scope, draft: HabitDraft, chosen: Chosen | None = None) -> Kept[Habit]:
    """Make a habit, as of today.

    Raises RejectedError with every broken rule; ConflictError and GoneError for an id that was used before.
    """
    id_, new = creations.claim(scope, Kind.HABIT, chosen, HABIT)
    if not new:
        return Kept(creations.still(habits.find(scope.tx, scope.owner, id_), HABIT), created=False)
    settled = settle(draft, scope.user.week_start, scope.today)
    habit = habits.add(scope.tx, scope.owner, id_, settled, created_on=scope.today, now=scope.now)
    counts_itself = habit.target is not None and habit.target.clean_unless_logged
    return Kept(streaks.recompute(scope, habit) if counts_itself else habit, created=True)


def get(scope: Scope, id_: UUID) -> Habit:
    """Show a habit.

    Raises NotFoundError.
    """
    return habits.get(scope.tx, scope.owner, id_)


def get_with_completions(scope: Scope, id_: UUID, count: int) -> tuple[Habit, list[Completion]]:
    """Show a habit with its last `count` completions, newest first.

    Raises NotFoundError.
    """
    return habits.get_with_completions(scope.tx, scope.owner, id_, count)


def page(
    scope: Scope,
    *,
    frequency_type: FrequencyType | None = None,
    category_id: UUID | None = None,
    archived: Archived = Archived.NO,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Habit]:
    """List habits in their order."""
    where: dict[str, object] = {"frequency_type": frequency_type, "category_id": category_id}
    where = {column: value for column, value in where.items() if value is not None}
    found = habits.page(scope.tx, scope.owner, where=where, archived=archived.only, after=after, limit=limit + 1)
    return cut(found, limit, lambda habit: (habit.position, habit.id))


def edit(scope: Scope, id_: UUID, changes: Mapping[str, Any], version: int | None = None) -> Habit:
    """Change a habit; what it asks for changes from `phase_first_day` on (today, unless told; None: ever since).

    Raises NotFoundError, StaleError, RejectedError.
    """
    habit = _for_change(scope, id_, version)
    said = {name: value for name, value in changes.items() if name != PHASE_FIRST_DAY}
    settled = settle(merge(draft_of(habit), said), scope.user.week_start, habit.created_on)
    asks_other = not settled.phase.is_like(habit.phase)
    if not asks_other and PHASE_FIRST_DAY not in changes:
        kept = replace(settled, phase=habit.phase)
        habits.edit(scope.tx, scope.owner, id_, kept, habit.former_phases, scope.now)
        return habits.get(scope.tx, scope.owner, id_)
    day = changes.get(PHASE_FIRST_DAY, scope.today)
    if day is not None:
        days.check_recordable(findings := Findings(), PHASE_FIRST_DAY, day, **scope.place)
        findings.enforce()
    phase = replace(settled.phase, first_day=day)
    before = habit.phases if asks_other else habit.former_phases
    return phases.put(scope, habit, settled, phase_rules.change(before, phase, habit.first_day))


def arrange(scope: Scope, ids: Sequence[UUID]) -> None:
    """Let these habits take, in this order, the places that they have together; all others keep theirs.

    Raises RejectedError for what is named twice, and for what is not there.
    """
    places = habits.places(scope.tx, scope.owner)
    habits.put_places(scope.tx, scope.owner, order.arrange(places, ids, HABIT))


def archive(scope: Scope, id_: UUID) -> Habit:
    """Put a habit away from today on: it is never due and takes no completions. Once more changes nothing."""
    habit = habits.get(scope.tx, scope.owner, id_, lock=True)
    if habit.archived_on is not None:
        return habit
    habits.archive(scope.tx, scope.owner, id_, scope.today, scope.now)
    archivals.begin(scope.tx, scope.owner, id_, scope.today)
    return streaks.recompute(scope, habits.get(scope.tx, scope.owner, id_))


def restore(scope: Scope, id_: UUID) -> Habit:
    """Bring an archived habit back; the days it was away, up to yesterday, are a pause."""
    habit = habits.get(scope.tx, scope.owner, id_, lock=True)
    if habit.archived_on is None:
        return habit
    habits.archive(scope.tx, scope.owner, id_, None, scope.now)
    archivals.end(scope.tx, scope.owner, id_, scope.today - ONE_DAY)
    return streaks.recompute(scope, habits.get(scope.tx, scope.owner, id_))


def remove(scope: Scope, id_: UUID, version: int | None = None) -> None:
    """Delete a habit: hidden at once, gone with all of its completions ten minutes later.

    Raises NotFoundError, StaleError.
    """
    _for_change(scope, id_, version)
    habits.hide(scope.tx, scope.owner, id_, scope.now)


def undelete(scope: Scope, id_: UUID) -> Habit:
    """Bring back a habit that was deleted within the last ten minutes.

    Raises NotFoundError.
    """
    habit = habits.get(scope.tx, scope.owner, id_, lock=True, deleted=True)
    habits.hide(scope.tx, scope.owner, id_, None)
    return replace(habit, deleted_at=None)


def regroup(scope: Scope) -> None:
    """Count all streaks anew, since the user's weeks begin on another day now."""
    streaks.recompute_all(scope)


def _for_change(scope: Scope, id_: UUID, version: int | None) -> Habit:
    habit = habits.get(scope.tx, scope.owner, id_, lock=True)
    if version is not None and version != habit.version:
        raise StaleError(HABIT, habit.version)
    return habit
