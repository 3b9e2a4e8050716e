"""Choosing a category, or making one in place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from headway.domain.categories import Category, CategoryDraft, name_key
from headway.domain.errors import Broken, RejectedError
from headway.services import categories
from headway.services.scope import Scope
from headway.web.forms import Form

FIELD, NAME, NEW = "category_id", "category_name", "new"
_MOST = 200


def listed(scope: Scope) -> Sequence[Category]:
    """List what can be chosen from."""
    return [one.category for one in categories.page(scope, None, _MOST).items]


def chosen(scope: Scope, form: Form) -> UUID | None:
    """Give the category that was chosen; a new one is made, unless there is one of its name.

    Raises RejectedError.
    """
    if form.text(FIELD) != NEW:
        return form.id(FIELD)
    name = form.text(NAME) or ""
    there = next((one for one in listed(scope) if name_key(one.name) == name_key(name)), None)
    if there is not None:
        return there.id
    with _beside_its_name():
        return categories.create(scope, CategoryDraft(name)).item.id


@contextmanager
def _beside_its_name() -> Iterator[None]:
    try:
        yield
    except RejectedError as error:
        raise RejectedError([Broken((NAME,), one.code, one.detail) for one in error.broken]) from error
