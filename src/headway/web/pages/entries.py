"""Recording progress on goals and counters, correcting it, and taking it back.

Forms for it stand on Today and on a goal's page; those of the latter say so (`on`), so that they lead back to it.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from headway.domain.entries import Entry, EntryDraft, EntryKind
from headway.services import counters, entries, goals
from headway.services.goals import GoalView
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.pages import goals as goal_pages
from headway.web.pages import today
from headway.web.said import Deed, Said

_MARKS = ("/reset", "/slip")
"""What the forms for a reset and a slip end with; they are one form with two buttons."""


def add(call: Call) -> Elsewhere:
    """Record an amount, or the new total."""
    form = call.form
    day, amount, note = form.day("entry_date"), form.amount("value"), form.text("note")
    is_total = form.text("as") == "total"
    chosen = call.chosen
    form.enforce()
    with call.scope(write=True) as scope:
        before = goals.get(scope, call.id)
        value, total = (None, amount) if is_total else (amount, None)
        draft = EntryDraft(day or scope.today, value, total, note)
        entry = entries.add(scope, before.goal.id, draft, chosen).item
        after = goals.get(scope, call.id)
    if entry is None:
        return Elsewhere(goal_pages.back(call))
    deed = Deed.REACHED if _reached(before, after) else Deed.LOGGED
    return Elsewhere(goal_pages.back(call), Said(deed, after.goal.title, _parts(entry)))


def reset(call: Call) -> Elsewhere:
    """Take a counter, or a goal, back to zero as of a day."""
    day, note, chosen = call.form.day("day"), call.form.text("note"), call.chosen
    call.form.enforce()
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        entry = goals.reset(scope, goal.id, day, note, chosen).item
    return Elsewhere(goal_pages.back(call), Said(Deed.RESET, goal.title, _parts(entry)))


def slip(call: Call) -> Elsewhere:
    """Record a slip of a counter, which counts on."""
    day, note, chosen = call.form.day("day"), call.form.text("note"), call.chosen
    call.form.enforce()
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        entry = counters.slip(scope, goal.id, day, note, chosen).item
    return Elsewhere(goal_pages.back(call), Said(Deed.SLIPPED, goal.title, _parts(entry)))


def edit(call: Call) -> Elsewhere:
    """Change the value, the day or the note of an entry; of a reset or a slip only day and note are sent."""
    changes: dict[str, Any] = {"note": call.form.text("note")}
    day = call.form.day("entry_date")
    if day is not None:
        changes["entry_date"] = day
    if "value" in call.form:
        changes["value"] = call.form.amount("value")
    call.form.enforce()
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        before = entries.get(scope, goal.id, call.id_of("entry"))
        after = entries.edit(scope, goal.id, before.id, changes)
    if after == before:
        return Elsewhere(goal_pages.address(call))
    said = Said(Deed.ENTRY_CHANGED, goal.title, _parts(before), tuple(_fields(before)))
    return Elsewhere(goal_pages.address(call), said)


def delete(call: Call) -> Elsewhere:
    """Take an entry back, as if it had never been recorded; it can be recorded again as it was."""
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        entry = entries.get(scope, goal.id, call.id_of("entry"))
        entries.remove(scope, goal.id, entry.id)
        id_ = scope.new_id()
    return Elsewhere(goal_pages.back(call), _deleted(goal.title, entry, id_))


def again(call: Call, refused: Refused) -> Page:
    """Show the page that a refused form was on, with the form open."""
    if call.form.text("on") != "goal":
        return today.again(call, refused)
    return goal_pages.page(call, failed="reset" if call.request.path.endswith(_MARKS) else "record")


def edit_again(call: Call, _refused: Refused) -> Page:
    """Show an entry that was not changed once more, with what was typed."""
    return goal_pages.page(call, editing=call.id_of("entry"), failed="edit")


def _reached(before: GoalView, after: GoalView) -> bool:
    return before.goal.completed_on is None and after.goal.completed_on is not None


def _parts(entry: Entry) -> tuple[str, str]:
    return str(entry.goal_id), str(entry.id)


def _deleted(title: str, entry: Entry, id_: UUID) -> Said:
    """Tell that an entry is deleted; by `id_` it is recorded again, once."""
    if entry.superseded:
        return Said(Deed.ENTRY_DELETED, title)
    fields = (("id", str(id_)), *_fields(entry))
    if entry.kind is EntryKind.ENTRY:
        return Said(Deed.ENTRY_DELETED, title, (str(entry.goal_id),), fields)
    fields = tuple(("day" if name == "entry_date" else name, value) for name, value in fields)
    deed = Deed.SLIP_DELETED if entry.kind is EntryKind.SLIP else Deed.RESET_DELETED
    return Said(deed, title, (str(entry.goal_id),), fields)


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give what a form sends to record an entry as it is."""
    yield "entry_date", entry.entry_date.isoformat()
    if entry.kind is EntryKind.ENTRY and not entry.superseded:
        yield "value", str(entry.value)
    if entry.note is not None:
        yield "note", entry.note
