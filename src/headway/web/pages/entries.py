"""Recording progress on goals and counters, and taking that back."""

from headway.domain.entries import EntryDraft
from headway.services import entries, goals
from headway.web.call import Call, Elsewhere
from headway.web.said import Deed, Said


def add(call: Call) -> Elsewhere:
    """Record an amount, or the new total."""
    form = call.form
    day, amount, note = form.day("entry_date"), form.amount("value"), form.text("note")
    is_total = form.text("as") == "total"
    chosen = call.chosen
    form.enforce()
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        value, total = (None, amount) if is_total else (amount, None)
        entry = entries.add(scope, goal.id, EntryDraft(day or scope.today, value, total, note), chosen).item
    if entry is None:
        return Elsewhere(call.back("/"))
    return Elsewhere(call.back("/"), Said(Deed.LOGGED, goal.title, (str(goal.id), str(entry.id))))


def reset(call: Call) -> Elsewhere:
    """Take a counter, or a goal, back to zero as of a day."""
    day, note, chosen = call.form.day("day"), call.form.text("note"), call.chosen
    call.form.enforce()
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        entry = goals.reset(scope, goal.id, day, note, chosen).item
    return Elsewhere(call.back("/"), Said(Deed.RESET, goal.title, (str(goal.id), str(entry.id))))


def delete(call: Call) -> Elsewhere:
    """Take an entry back, as if it had never been recorded."""
    with call.scope(write=True) as scope:
        goal = goals.get(scope, call.id).goal
        entries.remove(scope, goal.id, call.id_of("entry"))
    return Elsewhere(call.back("/"), Said(Deed.ENTRY_DELETED, goal.title))
