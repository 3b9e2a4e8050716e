"""Progress entries: recording, correcting and taking back what a goal's value is the sum of.

Every change happens under the lock of the goal's row. What comes last in the order, which is nearly everything,
costs the same however long the history is; a change before a reset reads the goal's entries once, since the
reset takes away whatever was there just before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from headway.domain import entries as rules
from headway.domain import resets, sums
from headway.domain.counters import require_counter, value_on
from headway.domain.entries import Entry, EntryDraft, EntryKind
from headway.domain.errors import NotFoundError, StaleError
from headway.domain.goals import Goal, settle
from headway.domain.sums import Recorded, Sum
from headway.services import creations
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Key, Page, cut
from headway.services.scope import Scope
from headway.storage import entries, goals
from headway.storage.entries import Tail

ENTRY = "progress entry"


def add(scope: Scope, goal_id: UUID, draft: EntryDraft, chosen: Chosen | None = None) -> Kept[Entry | None]:
    """Record an increment, or the difference to a new total; None when the total is there already.

    Raises NotFoundError; ConflictError for an archived goal or a completed counter; RejectedError with every
    broken rule; ConflictError and GoneError for an id that was used before.
    """
    id_, new = creations.claim(scope, Kind.ENTRY, chosen, ENTRY)
    if not new:
        return Kept(_recorded(scope, goal_id, id_), created=False)
    goal = goals.get(scope.tx, scope.owner, goal_id, lock=True)
    rules.check_takes_entries(goal)
    said = rules.check_new(goal, draft, _shown(scope, goal), scope.place)
    if not said.value:
        creations.settle_for_nothing(scope, chosen)
        return Kept(None, created=False)
    entry = rules.make(said, goal_id, id_, EntryKind.ENTRY, scope.now)
    return Kept(_record(scope, goal, entry), created=True)


def reset(scope: Scope, goal_id: UUID, draft: EntryDraft, chosen: Chosen | None = None) -> Kept[Entry]:
    """Take a goal back to zero as of a day, with a note; nothing of its history is lost.

    Raises like `add`, and RejectedError when there is nothing to reset on that day.
    """
    return _mark(scope, goal_id, draft, EntryKind.RESET, chosen)


def slip(scope: Scope, goal_id: UUID, draft: EntryDraft, chosen: Chosen | None = None) -> Kept[Entry]:
    """Record a slip of a counter on a day, with a note: it counts on, and no number changes.

    Raises like `add`, and RejectedError for a goal with a target.
    """
    return _mark(scope, goal_id, draft, EntryKind.SLIP, chosen)


def _mark(scope: Scope, goal_id: UUID, draft: EntryDraft, kind: EntryKind, chosen: Chosen | None) -> Kept[Entry]:
    id_, new = creations.claim(scope, Kind.ENTRY, chosen, ENTRY)
    if not new:
        kept = creations.still(entries.find(scope.tx, scope.owner, goal_id, id_), ENTRY)
        return Kept(kept, created=False)
    goal = goals.get(scope.tx, scope.owner, goal_id, lock=True)
    if kind is EntryKind.SLIP:
        require_counter(goal, "A goal with a target knows no slips.")
    rules.check_takes_entries(goal)
    rules.check_mark(draft, scope.place)
    entry = rules.make(draft, goal_id, id_, kind, scope.now)
    return Kept(_record(scope, goal, entry), created=True)


def get(scope: Scope, goal_id: UUID, id_: UUID) -> Entry:
    """Show an entry.

    Raises NotFoundError.
    """
    return entries.get(scope.tx, scope.owner, goal_id, id_)


def page(scope: Scope, goal_id: UUID, after: Key | None, limit: int) -> Page[Entry]:
    """List a goal's entries, the newest first, superseded ones included.

    Raises NotFoundError.
    """
    goals.get(scope.tx, scope.owner, goal_id)
    found = entries.page(scope.tx, scope.owner, goal_id, after, limit + 1)
    return cut(found, limit, rules.place_of)


def history(scope: Scope, goal: Goal, before: UUID | None, limit: int) -> Page[Recorded]:
    """List a goal's entries, the newest first, each with the value that the goal had after it.

    `before` is the last entry that was seen; if it is gone, the list begins anew.
    """
    seen = entries.find(scope.tx, scope.owner, goal.id, before) if before else None
    total, place = goal.current_value, None
    if seen is not None:
        place = rules.place_of(seen)
        total -= entries.get_tail(scope.tx, scope.owner, goal.id, place).total
        total -= Decimal(0) if seen.superseded else seen.value
    found = cut(entries.page(scope.tx, scope.owner, goal.id, place, limit + 1), limit, rules.place_of)
    return Page(sums.after_each(goal, found.items, total), found.after)


def over_time(scope: Scope, goal: Goal, most: int) -> list[Sum]:
    """Tell what a goal's entries came to as time went on, by at most so many points."""
    return sums.over_time(entries.by_day(scope.tx, scope.owner, goal.id), most)


def edit(scope: Scope, goal_id: UUID, id_: UUID, changes: Mapping[str, Any], version: int | None = None) -> Entry:
    """Change an entry's value, day or note; of a reset only day and note, since its value follows.

    Raises NotFoundError, StaleError, RejectedError; ConflictError for a completed counter.
    """
    goal = goals.get(scope.tx, scope.owner, goal_id, lock=True)
    history = entries.every(scope.tx, scope.owner, goal_id)
    entry = _find(history, id_, version)
    rules.check_open(goal)
    said = EntryDraft(entry.entry_date, entry.value, note=entry.note)
    draft = replace(said, **changes)
    rules.check_edit(goal, entry, draft, scope.place)
    if draft == said:
        return entry
    others = [other for other in history if other.id != id_]
    edited = resets.revise(goal, others, rules.edit(entry, draft, scope.now))
    rewrite(scope, goal, history, [*others, edited])
    return edited


def remove(scope: Scope, goal_id: UUID, id_: UUID, version: int | None = None) -> None:
    """Take an entry back, as if it had never been recorded.

    Raises NotFoundError, StaleError; ConflictError for a completed counter; RejectedError when what is left sums
    up to more than can be kept.
    """
    goal = goals.get(scope.tx, scope.owner, goal_id, lock=True)
    entry = _find([entries.get(scope.tx, scope.owner, goal_id, id_)], id_, version)
    rules.check_open(goal)
    entries.remove(scope.tx, scope.owner, id_)
    tail = entries.get_tail(scope.tx, scope.owner, goal_id, rules.place_of(entry))
    _follow(scope, goal, Decimal(0) if entry.superseded else -entry.value, tail)


def rewrite(scope: Scope, goal: Goal, history: Sequence[Entry], wanted: Iterable[Entry]) -> Goal:
    """Keep what of a goal's entries is wanted otherwise, the resets that follow from it, and the goal.

    Raises RejectedError when a reset or the sum is beyond what can be kept.
    """
    replayed = resets.replay(goal, wanted)
    kept = {entry.id: entry for entry in history}
    entries.edit(scope.tx, scope.owner, [entry for entry in replayed.entries if entry != kept[entry.id]])
    settled = settle(goal, replayed.total, scope.now, scope.today)
    goals.edit(scope.tx, scope.owner, settled)
    return settled


def _record(scope: Scope, goal: Goal, entry: Entry) -> Entry:
    """Put a new entry in its place, and let the goal and later resets follow."""
    tail = entries.get_tail(scope.tx, scope.owner, goal.id, rules.place_of(entry))
    value_before = resets.before(goal, entry.entry_date, goal.current_value - tail.total)
    if entry.kind is EntryKind.RESET:
        resets.check_something_to_reset(value_before)
    placed = resets.put_in_place(goal, entry, value_before)
    entries.add(scope.tx, scope.owner, placed)
    _follow(scope, goal, placed.value, tail)
    return placed


def _follow(scope: Scope, goal: Goal, increment: Decimal, tail: Tail) -> None:
    """Move the goal's value by an increment; with resets after it, they and the value are computed anew."""
    if tail.resets:
        history = entries.every(scope.tx, scope.owner, goal.id)
        rewrite(scope, goal, history, history)
    else:
        settled = settle(goal, goal.current_value + increment, scope.now, scope.today)
        goals.shift(scope.tx, scope.owner, settled, increment)


def _find(history: Iterable[Entry], id_: UUID, version: int | None) -> Entry:
    entry = next((entry for entry in history if entry.id == id_), None)
    if entry is None:
        raise NotFoundError(ENTRY)
    if version is not None and version != entry.version:
        raise StaleError(ENTRY, entry.version)
    return entry


def _shown(scope: Scope, goal: Goal) -> Decimal:
    """Tell the value that the goal shows now, which a total is against."""
    last = entries.find_last(scope.tx, scope.owner, goal.id) if goal.counts_days else None
    return value_on(goal, scope.today, last.entry_date if last else None)


def _recorded(scope: Scope, goal_id: UUID, id_: UUID) -> Entry | None:
    """Load what a repeated request recorded the first time: an entry, or nothing at all."""
    entry = entries.find(scope.tx, scope.owner, goal_id, id_)
    if entry is None and creations.made_nothing(scope, id_):
        return None
    return creations.still(entry, ENTRY)
