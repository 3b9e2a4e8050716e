"""Pauses over HTTP."""

from headway.api.context import NOTHING, Answer, Call, created
from headway.api.pagination import BY_DAY
from headway.api.wire import pauses as wire
from headway.api.wire.members import given, wanted
from headway.domain.pauses import PauseDraft
from headway.services import pauses


def index(call: Call[None, wire.PausesQuery]) -> Answer:
    """List the pauses, the newest first."""
    query = call.query
    with call.scope() as scope:
        page = pauses.page(
            scope, habit_id=wanted(query.habit_id), after=BY_DAY.read(query.cursor), limit=query.limit
        )
    items = [wire.pause(one) for one in page.items]
    return Answer(wire.Pauses(items=items, next_cursor=BY_DAY.write(page.after)))


def create(call: Call[wire.NewPause, None]) -> Answer:
    """Make a pause."""
    draft = PauseDraft(**given(call.body, but=("id",)))
    with call.scope() as scope:
        kept = pauses.create(scope, draft, call.chosen(call.body.id))
    pause = kept.item
    return created(kept, wire.pause(pause), f"/pauses/{pause.id}", pause.version)


def show(call: Call[None, None]) -> Answer:
    """Show a pause."""
    with call.scope() as scope:
        pause = pauses.get(scope, call.path["id"])
    return Answer(wire.pause(pause), version=pause.version)


def edit(call: Call[wire.PauseChanges, None]) -> Answer:
    """Change a pause."""
    with call.scope() as scope:
        pause = pauses.edit(scope, call.path["id"], given(call.body), call.version)
    return Answer(wire.pause(pause), version=pause.version)


def remove(call: Call[None, None]) -> Answer:
    """Take a pause back."""
    with call.scope() as scope:
        pauses.remove(scope, call.path["id"], call.version)
    return NOTHING
