"""The day over HTTP."""

from headway.api.context import Answer, Call
from headway.api.wire import today as wire
from headway.api.wire.members import wanted
from headway.services import today


def show(call: Call[None, wire.TodayQuery]) -> Answer:
    """Show a day in full: what it asks for, and what was done."""
    with call.scope() as scope:
        shown = today.show(scope, wanted(call.query.date))
    return Answer(wire.today(shown, scope))
