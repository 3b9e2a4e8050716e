"""Categories: making, changing and deleting areas of life."""

from headway.domain.categories import CategoryDraft
from headway.services import categories
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.palette import PALETTE, suggest
from headway.web.said import Deed, Said

_MOST = 200
_OWN = "own"


def index(call: Call) -> Page:
    """List the categories with what belongs to each, and offer to make one."""
    with call.scope() as scope:
        listed = categories.page(scope, None, _MOST).items
    suggested = suggest(one.category.color for one in listed)
    return Page("categories.html", {"categories": listed, "palette": PALETTE, "suggested": suggested})


def create(call: Call) -> Elsewhere:
    """Make a category."""
    draft, chosen = CategoryDraft(call.form.text("name") or "", _color(call)), call.chosen
    with call.scope(write=True) as scope:
        made = categories.create(scope, draft, chosen).item
    return Elsewhere("/categories", Said(Deed.SAVED, made.name))


def index_again(call: Call, _refused: Refused) -> Page:
    """Show the list once more, with the category that was refused."""
    return index(call)


def show(call: Call) -> Page:
    """Show a category, to be changed or deleted."""
    with call.scope() as scope:
        category = categories.get(scope, call.id)
    return Page("category.html", {"category": category, "palette": PALETTE})


def edit(call: Call) -> Elsewhere:
    """Change a category's name and colour."""
    with call.scope(write=True) as scope:
        kept = categories.edit(scope, call.id, {"name": call.form.text("name") or "", "color": _color(call)})
    return Elsewhere("/categories", Said(Deed.SAVED, kept.name))


def show_again(call: Call, _refused: Refused) -> Page:
    """Show the category once more, with what was typed."""
    return show(call)


def delete(call: Call) -> Elsewhere:
    """Delete a category; what belonged to it stays."""
    with call.scope(write=True) as scope:
        category = categories.get(scope, call.id)
        categories.remove(scope, category.id)
    return Elsewhere("/categories", Said(Deed.CATEGORY_DELETED, category.name))


def _color(call: Call) -> str | None:
    picked = call.form.text("color")
    return call.form.text("own_color") if picked == _OWN else picked
