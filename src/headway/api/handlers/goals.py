"""Goals over HTTP."""

from headway.api.context import NOTHING, Answer, Call, created
from headway.api.pagination import BY_POSITION
from headway.api.wire import entries as entry_wire
from headway.api.wire import goals as wire
from headway.api.wire.members import given, wanted
from headway.api.wire.order import Order
from headway.domain.goals import GoalDraft, GoalType
from headway.services import goals
from headway.services.goals import GoalView


def index(call: Call[None, wire.GoalsQuery]) -> Answer:
    """List the goals, each with its category and its latest entry."""
    query = call.query
    with call.scope() as scope:
        page = goals.page(
            scope,
            status=wanted(query.status),
            goal_type=wanted(query.goal_type),
            category_id=wanted(query.category_id),
            archived=query.archived,
            after=BY_POSITION.read(query.cursor),
            limit=query.limit,
        )
    items = [wire.goal(view) for view in page.items]
    return Answer(wire.Goals(items=items, next_cursor=BY_POSITION.write(page.after)))


def create(call: Call[wire.NewGoal, None]) -> Answer:
    """Make a goal or a counter."""
    target_based = isinstance(call.body, wire.NewTargetGoal)
    goal_type = GoalType.TARGET_BASED if target_based else GoalType.CONTINUOUS_COUNTER
    draft = GoalDraft(goal_type=goal_type, **given(call.body, but=("id",)))
    with call.scope() as scope:
        kept = goals.create(scope, draft, call.chosen(call.body.id))
    goal = kept.item.goal
    return created(kept, wire.goal(kept.item), f"/goals/{goal.id}", goal.version)


def show(call: Call[None, None]) -> Answer:
    """Show a goal."""
    with call.scope() as scope:
        view = goals.get(scope, call.path["id"])
    return _answer(view)


def edit(call: Call[wire.GoalChanges, None]) -> Answer:
    """Change a goal."""
    with call.scope() as scope:
        view = goals.edit(scope, call.path["id"], given(call.body), call.version)
    return _answer(view)


def arrange(call: Call[Order, None]) -> Answer:
    """Let goals and counters change places among themselves."""
    with call.scope() as scope:
        goals.arrange(scope, call.body.ids)
    return NOTHING


def remove(call: Call[None, None]) -> Answer:
    """Delete a goal: out of sight at once, gone ten minutes later."""
    with call.scope() as scope:
        goals.remove(scope, call.path["id"], call.version)
    return NOTHING


def undelete(call: Call[None, None]) -> Answer:
    """Bring back a goal that was just deleted."""
    with call.scope() as scope:
        view = goals.undelete(scope, call.path["id"])
    return _answer(view)


def complete(call: Call[None, None]) -> Answer:
    """Complete a counter."""
    with call.scope() as scope:
        view = goals.complete(scope, call.path["id"])
    return _answer(view)


def reopen(call: Call[None, None]) -> Answer:
    """Reopen a counter."""
    with call.scope() as scope:
        view = goals.reopen(scope, call.path["id"])
    return _answer(view)


def archive(call: Call[None, None]) -> Answer:
    """Put a goal away."""
    with call.scope() as scope:
        view = goals.archive(scope, call.path["id"])
    return _answer(view)


def restore(call: Call[None, None]) -> Answer:
    """Bring a goal back from the archive."""
    with call.scope() as scope:
        view = goals.restore(scope, call.path["id"])
    return _answer(view)


def reset(call: Call[wire.Reset, None]) -> Answer:
    """Take a goal back to zero."""
    body, goal_id = call.body, call.path["id"]
    with call.scope() as scope:
        kept = goals.reset(scope, goal_id, wanted(body.day), body.note, call.chosen(body.id))
    entry = kept.item
    return created(kept, entry_wire.entry(entry), f"/goals/{goal_id}/entries/{entry.id}", entry.version)


def _answer(view: GoalView) -> Answer:
    return Answer(wire.goal(view), version=view.goal.version)
