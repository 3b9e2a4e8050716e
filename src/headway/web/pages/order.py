"""The order of habits, of goals and of counters."""

from collections.abc import Callable, Sequence
from uuid import UUID

from headway.domain.errors import NotFoundError
from headway.domain.goals import GoalStatus, GoalType
from headway.domain.order import moved
from headway.services import categories, goals, habits
from headway.services.scope import Scope
from headway.web.call import Call, Elsewhere, Page
from headway.web.said import Deed, Said

_MOST = 200
_STEPS = {"up": -1, "down": 1}


def show(call: Call) -> Page:
    """List what can be put in order."""
    with call.scope() as scope:
        listed = habits.page(scope, limit=_MOST).items
        views = goals.page(scope, status=GoalStatus.ACTIVE, limit=_MOST).items
        colors = {one.category.id: one.category.color for one in categories.page(scope, None, _MOST).items}
    targets, counters = (
        [view.goal for view in views if view.goal.goal_type is kind]
        for kind in (GoalType.TARGET_BASED, GoalType.CONTINUOUS_COUNTER)
    )
    return Page("order.html", {"habits": listed, "goals": targets, "counters": counters, "colors": colors})


def arrange_habits(call: Call) -> Elsewhere:
    """Let habits change places."""
    return _arrange(call, habits.arrange)


def arrange_goals(call: Call) -> Elsewhere:
    """Let goals, or counters, change places."""
    return _arrange(call, goals.arrange)


def _arrange(call: Call, arrange: Callable[[Scope, Sequence[UUID]], None]) -> Elsewhere:
    """Keep the order that a form lists, after the move of the one whose button was pressed."""
    ids = call.form.ids("ids")
    steps = [(call.form.id(name), by) for name, by in _STEPS.items()]
    call.form.enforce()
    for id_, by in steps:
        if id_ is not None:
            if id_ not in ids:
                raise NotFoundError("page")
            ids = moved(ids, id_, by)
    with call.scope(write=True) as scope:
        arrange(scope, ids)
    return Elsewhere("/order", Said(Deed.ORDERED))
