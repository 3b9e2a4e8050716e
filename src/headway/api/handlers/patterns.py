"""Patterns over HTTP."""

from headway.api.context import Answer, Call
from headway.api.wire import patterns as wire
from headway.services import patterns


def show(call: Call[None, None]) -> Answer:
    """Show on which weekdays and at which hours a habit is done."""
    with call.scope() as scope:
        found = patterns.show(scope, call.path["id"])
    return Answer(wire.patterns(found))
