"""Goals: making, listing, changing, completing, archiving and deleting what one works towards or counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from headway.domain import counters, order, resets
from headway.domain import entries as entry_rules
from headway.domain import goals as rules
from headway.domain.amounts import ZERO
from headway.domain.categories import Category
from headway.domain.entries import Entry, EntryDraft, EntryKind
from headway.domain.errors import NotFoundError, StaleError
from headway.domain.goals import Goal, GoalDraft, GoalStatus, GoalType
from headway.domain.pace import Pace, latest_days, pace
from headway.domain.pauses import PausedDays
from headway.latest import Latest
from headway.services import creations
from headway.services import entries as recording
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Archived, Key, Page, cut
from headway.services.scope import Scope
from headway.storage import entries, goals, pauses
from headway.storage.goals import FullGoal

GOAL = "goal"
_MOST_GOALS = 4000
"""Of how many goals it is remembered how they were shown last."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as it is shown: `value` includes the days that a counter counts by itself, from `since` on.

    `pace` is None for a counter, and for a goal whose days are all paused.
    """

    goal: Goal
    value: Decimal
    since: date | None
    category: Category | None
    latest_entry: Entry | None
    pace: Pace | None


def create(scope: Scope, draft: GoalDraft, chosen: Chosen | None = None) -> Kept[GoalView]:
    """Make a goal, after all others; a value to begin with becomes an entry of today.

    Raises RejectedError with every broken rule; ConflictError and GoneError for an id that was used before.
    """
    id_, new = creations.claim(scope, Kind.GOAL, chosen, GOAL)
    if not new:
        return Kept(creations.still(_find(scope, id_), GOAL), created=False)
    rules.check_new(draft, scope.place)
    goal = rules.make(draft, id_, scope.now, scope.today)
    opening = _opening(scope, goal, draft.current_value) if draft.current_value else None
    total = opening.value if opening else ZERO
    goals.add(scope.tx, scope.owner, rules.settle(goal, total, scope.now, scope.today))
    if opening:
        entries.add(scope.tx, scope.owner, opening)
    return Kept(get(scope, id_), created=True)


def get(scope: Scope, id_: UUID) -> GoalView:
    """Show a goal.

    Raises NotFoundError.
    """
    view = _find(scope, id_)
    if view is None:
        raise NotFoundError(GOAL)
    return view


def page(
    scope: Scope,
    *,
    status: GoalStatus | None = None,
    goal_type: GoalType | None = None,
    category_id: UUID | None = None,
    archived: Archived = Archived.NO,
    after: Key | None = None,
    limit: int,
) -> Page[GoalView]:
    """List goals in their order."""
    where: dict[str, object] = {"status": status, "goal_type": goal_type, "category_id": category_id}
    where = {column: value for column, value in where.items() if value is not None}
    paused = pauses.paused_for_all(scope.tx, scope.owner)
    found = goals.page(
        scope.tx,
        scope.owner,
        where=where,
        archived=archived.only,
        after=after,
        limit=limit + 1,
        latest=latest_days(scope.today, paused),
    )
    views = [_view(one, scope.today, paused) for one in found]
    return cut(views, limit, lambda view: (view.goal.position, view.goal.id))


def active_today(scope: Scope, paused: PausedDays | None = None) -> list[GoalView]:
    """List the goals and counters of the day: those neither completed nor archived, in their order.

    `paused` are the days that are paused for all habits, where they are known already.
    """
    if paused is None:
        paused = pauses.paused_for_all(scope.tx, scope.owner)
    found = goals.active(scope.tx, scope.owner, latest_days(scope.today, paused))
    return _VIEWS.each([(one.goal.id, one, scope.today, paused) for one in found])


def edit(scope: Scope, id_: UUID, changes: Mapping[str, Any], version: int | None = None) -> GoalView:
    """Change a goal. A counter that begins to count days began when its present run did, unless a day is given.

    Raises NotFoundError, StaleError, RejectedError; ConflictError when a completed counter would count otherwise.
    """
    goal = _locked(scope, id_, version)
    said = rules.draft_of(goal)
    draft = _with_start(scope, goal, replace(said, **changes), changes)
    recounted = rules.counts_differently(goal, draft)
    if recounted:
        entry_rules.check_open(goal)
    retyped = draft.goal_type is not goal.goal_type
    has_entries = retyped and entries.find_last(scope.tx, scope.owner, id_) is not None
    rules.check_edit(goal, draft, scope.place, has_entries=has_entries)
    if draft != said:
        _keep(scope, goal, rules.edit(goal, draft, scope.now), recounted=recounted)
    return get(scope, id_)


def arrange(scope: Scope, ids: Sequence[UUID]) -> None:
    """Let these goals and counters take, in this order, the places that they have together; all others keep theirs.

    Raises RejectedError for what is named twice, and for what is not there.
    """
    places = goals.places(scope.tx, scope.owner)
    goals.put_places(scope.tx, scope.owner, order.arrange(places, ids, GOAL))


def complete(scope: Scope, id_: UUID, day: date | None = None) -> GoalView:
    """Complete a counter, today unless told: its value stands still, and it takes no entries until it is reopened.

    Raises NotFoundError; RejectedError for a goal with a target, and for a day that has not begun.
    """
    goal = _locked(scope, id_)
    return _put(scope, goal, counters.complete(goal, scope.now, scope.today, day))


def reopen(scope: Scope, id_: UUID) -> GoalView:
    """Reopen a counter: it counts on as if it had never been completed.

    Raises NotFoundError; RejectedError for a goal with a target.
    """
    goal = _locked(scope, id_)
    return _put(scope, goal, counters.reopen(goal, scope.now))


def reset(
    scope: Scope, id_: UUID, day: date | None = None, note: str | None = None, chosen: Chosen | None = None
) -> Kept[Entry]:
    """Take a goal back to zero as of a day (today unless given); nothing of its history is lost.

    Raises NotFoundError; RejectedError when there is nothing to reset on that day; ConflictError for an archived
    goal, a completed counter, or an id that was used for something else; GoneError.
    """
    return recording.reset(scope, id_, EntryDraft(day or scope.today, note=note), chosen)


def archive(scope: Scope, id_: UUID) -> GoalView:
    """Put a goal away: it takes no entries. Once more changes nothing.

    Raises NotFoundError.
    """
    goal = _locked(scope, id_)
    return _put(scope, goal, rules.archive(goal, scope.now, scope.today))


def restore(scope: Scope, id_: UUID) -> GoalView:
    """Bring an archived goal back. Once more changes nothing.

    Raises NotFoundError.
    """
    goal = _locked(scope, id_)
    return _put(scope, goal, rules.restore(goal, scope.now))


def remove(scope: Scope, id_: UUID, version: int | None = None) -> None:
    """Delete a goal: out of sight at once, gone with all of its entries ten minutes later.

    Raises NotFoundError, StaleError.
    """
    goal = _locked(scope, id_, version)
    goals.edit(scope.tx, scope.owner, replace(goal, deleted_at=scope.now))


def undelete(scope: Scope, id_: UUID) -> GoalView:
    """Bring back a goal that was deleted within the last ten minutes.

    Raises NotFoundError.
    """
    goal = goals.get(scope.tx, scope.owner, id_, lock=True, deleted=True)
    return _put(scope, goal, replace(goal, deleted_at=None))


def _locked(scope: Scope, id_: UUID, version: int | None = None) -> Goal:
    goal = goals.get(scope.tx, scope.owner, id_, lock=True)
    if version is not None and version != goal.version:
        raise StaleError(GOAL, goal.version)
    return goal


def _put(scope: Scope, goal: Goal, changed: Goal) -> GoalView:
    if changed != goal:
        goals.edit(scope.tx, scope.owner, changed)
    return get(scope, goal.id)


def _find(scope: Scope, id_: UUID) -> GoalView | None:
    paused = pauses.paused_for_all(scope.tx, scope.owner)
    full = goals.find_full(scope.tx, scope.owner, id_, latest_days(scope.today, paused))
    return None if full is None else _view(full, scope.today, paused)


def _view(full: FullGoal, today: date, paused: PausedDays) -> GoalView:
    latest = full.latest_entry
    last_day = latest.entry_date if latest else None
    value = counters.value_on(full.goal, today, last_day)
    since = counters.since(full.goal, counters.valued_on(full.goal, today, last_day), value)
    return GoalView(full.goal, value, since, full.category, latest, pace(full.goal, today, paused, full.latest_sum))


_VIEWS = Latest(_view, most=_MOST_GOALS)


def _opening(scope: Scope, goal: Goal, value: Decimal) -> Entry:
    """Make the entry of the value that a goal begins with."""
    draft = EntryDraft(scope.today, value)
    entry = entry_rules.make(draft, goal.id, scope.new_id(), EntryKind.ENTRY, scope.now)
    return resets.put_in_place(goal, entry, resets.before(goal, scope.today, ZERO))


def _with_start(scope: Scope, goal: Goal, draft: GoalDraft, changes: Mapping[str, Any]) -> GoalDraft:
    """Give a counter that begins to count days the day it started on, unless its user gives one."""
    begins = draft.counts_days and not goal.counts_days
    if not begins or changes.get("start_date") is not None:
        return draft
    return replace(draft, start_date=counters.run_began(goal, scope.today))


def _keep(scope: Scope, goal: Goal, edited: Goal, *, recounted: bool) -> None:
    """Keep a changed goal with the value and status that follow from the change."""
    if recounted:
        history = entries.every(scope.tx, scope.owner, goal.id)
        turned = edited.counts_days != goal.counts_days
        recording.rewrite(scope, edited, history, resets.supersede(edited, history) if turned else history)
    else:
        settled = rules.settle(edited, goal.current_value, scope.now, scope.today)
        goals.edit(scope.tx, scope.owner, settled)
