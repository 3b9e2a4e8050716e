"""Strength over HTTP."""

from headway.api.context import Answer, Call
from headway.api.wire import strength as wire
from headway.api.wire.members import wanted
from headway.services import strength


def show(call: Call[None, wire.StrengthQuery]) -> Answer:
    """Show how strong a habit is, and how that has come about."""
    with call.scope() as scope:
        found = strength.curve(scope, call.path["id"], wanted(call.query.from_), wanted(call.query.to))
    return Answer(wire.strength(found))
