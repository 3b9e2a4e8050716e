"""Phases over HTTP."""

from headway.api.context import Answer, Call
from headway.api.wire import phases as wire
from headway.services import habits, phases
from headway.services.phases import PhaseDraft


def index(call: Call[None, None]) -> Answer:
    """Show since when a habit asks for what."""
    with call.scope() as scope:
        habit = habits.get(scope, call.path["id"])
    return Answer(wire.phases(habit), version=habit.version)


def put(call: Call[wire.PhasesPut, None]) -> Answer:
    """Tell since when a habit asks for what, and count its streaks by that."""
    drafts = [PhaseDraft(one.first_day, wire.draft(one)) for one in call.body.phases]
    with call.scope() as scope:
        habit = phases.replace_all(scope, call.path["id"], drafts, call.version)
    return Answer(wire.phases(habit), version=habit.version)
