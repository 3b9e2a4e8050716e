"""Categories over HTTP."""

from headway.api.context import NOTHING, Answer, Call, created
from headway.api.pagination import BY_POSITION
from headway.api.wire import categories as wire
from headway.api.wire.members import ListQuery, given
from headway.domain.categories import CategoryDraft
from headway.services import categories


def index(call: Call[None, ListQuery]) -> Answer:
    """List the categories with how much belongs to each."""
    with call.scope() as scope:
        page = categories.page(scope, BY_POSITION.read(call.query.cursor), call.query.limit)
    items = [wire.counted(one.category, one.goals, one.habits) for one in page.items]
    return Answer(wire.Categories(items=items, next_cursor=BY_POSITION.write(page.after)))


def create(call: Call[wire.NewCategory, None]) -> Answer:
    """Make a category."""
    draft = CategoryDraft(**given(call.body, but=("id",)))
    with call.scope() as scope:
        kept = categories.create(scope, draft, call.chosen(call.body.id))
    category = kept.item
    return created(kept, wire.category(category), f"/categories/{category.id}", category.version)


def show(call: Call[None, None]) -> Answer:
    """Show a category."""
    with call.scope() as scope:
        category = categories.get(scope, call.path["id"])
    return Answer(wire.category(category), version=category.version)


def edit(call: Call[wire.CategoryChanges, None]) -> Answer:
    """Change a category."""
    with call.scope() as scope:
        category = categories.edit(scope, call.path["id"], given(call.body), call.version)
    return Answer(wire.category(category), version=category.version)


def remove(call: Call[None, None]) -> Answer:
    """Remove a category; what belonged to it stays."""
    with call.scope() as scope:
        categories.remove(scope, call.path["id"])
    return NOTHING
