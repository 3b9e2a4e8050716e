"""Progress entries over HTTP."""

from headway.api.context import NOTHING, Answer, Call, created
from headway.api.pagination import BY_DAY_AND_MOMENT
from headway.api.wire import entries as wire
from headway.api.wire.members import ListQuery, given, wanted
from headway.domain.entries import EntryDraft
from headway.services import entries


def index(call: Call[None, ListQuery]) -> Answer:
    """List a goal's entries, the newest first."""
    after = BY_DAY_AND_MOMENT.read(call.query.cursor)
    with call.scope() as scope:
        page = entries.page(scope, call.path["id"], after, call.query.limit)
    items = [wire.entry(one) for one in page.items]
    return Answer(wire.Entries(items=items, next_cursor=BY_DAY_AND_MOMENT.write(page.after)))


def add(call: Call[wire.NewEntry, None]) -> Answer:
    """Record progress, by an increment or by the new total."""
    body, goal_id = call.body, call.path["id"]
    with call.scope() as scope:
        draft = EntryDraft(
            wanted(body.entry_date) or scope.today, wanted(body.value), wanted(body.total), body.note
        )
        kept = entries.add(scope, goal_id, draft, call.chosen(body.id))
    entry = kept.item
    if entry is None:
        return Answer(None)
    return created(kept, wire.entry(entry), f"/goals/{goal_id}/entries/{entry.id}", entry.version)


def show(call: Call[None, None]) -> Answer:
    """Show an entry."""
    with call.scope() as scope:
        entry = entries.get(scope, call.path["id"], call.path["entryId"])
    return Answer(wire.entry(entry), version=entry.version)


def edit(call: Call[wire.EntryChanges, None]) -> Answer:
    """Change an entry."""
    path = call.path
    with call.scope() as scope:
        entry = entries.edit(scope, path["id"], path["entryId"], given(call.body), call.version)
    return Answer(wire.entry(entry), version=entry.version)


def remove(call: Call[None, None]) -> Answer:
    """Take an entry back."""
    with call.scope() as scope:
        entries.remove(scope, call.path["id"], call.path["entryId"], call.version)
    return NOTHING
