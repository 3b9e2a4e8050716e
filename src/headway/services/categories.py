"""Categories: making, listing, changing and removing areas of life."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from headway.domain.categories import Category, CategoryDraft, check
from headway.domain.errors import StaleError
from headway.services import creations
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Key, Page, cut
from headway.services.scope import Scope
from headway.storage import categories
from headway.storage.categories import CountedCategory

CATEGORY = "category"


def create(scope: Scope, draft: CategoryDraft, chosen: Chosen | None = None) -> Kept[Category]:
    """Make a category, after all others.

    Raises RejectedError with every broken rule; ConflictError for a name that another has; ConflictError and
    GoneError for an id that was used before.
    """
    id_, new = creations.claim(scope, Kind.CATEGORY, chosen, CATEGORY)
    if not new:
        return Kept(creations.still(categories.find(scope.tx, scope.owner, id_), CATEGORY), created=False)
    check(draft)
    category = Category(
        id=id_,
        name=draft.name,
        color=draft.color,
        position=0,
        version=1,
        created_at=scope.now,
        updated_at=scope.now,
    )
    return Kept(categories.add(scope.tx, scope.owner, category), created=True)


def get(scope: Scope, id_: UUID) -> Category:
    """Show a category.

    Raises NotFoundError.
    """
    return categories.get(scope.tx, scope.owner, id_)


def page(scope: Scope, after: Key | None, limit: int) -> Page[CountedCategory]:
    """List categories in their order, each with how many goals and habits belong to it."""
    found = categories.page(scope.tx, scope.owner, after, limit + 1)
    return cut(found, limit, lambda one: (one.category.position, one.category.id))


def edit(scope: Scope, id_: UUID, changes: Mapping[str, Any], version: int | None = None) -> Category:
    """Change a category's name or colour.

    Raises NotFoundError, StaleError, RejectedError, and ConflictError for a name that another has.
    """
    category = categories.get(scope.tx, scope.owner, id_, lock=True)
    if version is not None and version != category.version:
        raise StaleError(CATEGORY, category.version)
    said = CategoryDraft(category.name, category.color)
    draft = replace(said, **changes)
    check(draft)
    if draft == said:
        return category
    edited = replace(
        category, name=draft.name, color=draft.color, version=category.version + 1, updated_at=scope.now
    )
    categories.edit(scope.tx, scope.owner, edited)
    return edited


def remove(scope: Scope, id_: UUID) -> None:
    """Remove a category at once; its goals and habits stay, and belong to none.

    Raises NotFoundError.
    """
    categories.remove(scope.tx, scope.owner, id_)
