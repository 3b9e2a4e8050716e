"""Counters over HTTP: slips, and runs."""

from headway.api.context import Answer, Call, created
from headway.api.pagination import BY_DAY_AND_MOMENT
from headway.api.wire import counters as wire
from headway.api.wire import entries as entry_wire
from headway.api.wire.members import ListQuery, wanted
from headway.services import counters


def slip(call: Call[wire.Slip, None]) -> Answer:
    """Record a slip, after which a counter counts on."""
    body, goal_id = call.body, call.path["id"]
    with call.scope() as scope:
        kept = counters.slip(scope, goal_id, wanted(body.day), body.note, call.chosen(body.id))
    entry = kept.item
    return created(kept, entry_wire.entry(entry), f"/goals/{goal_id}/entries/{entry.id}", entry.version)


def runs(call: Call[None, ListQuery]) -> Answer:
    """Tell how a counter has run, with its runs from the present one on."""
    after = BY_DAY_AND_MOMENT.read(call.query.cursor)
    with call.scope() as scope:
        course = counters.show(scope, call.path["id"])
    page = counters.page(course.runs, after, call.query.limit)
    return Answer(wire.runs(course, page.items, BY_DAY_AND_MOMENT.write(page.after)))
