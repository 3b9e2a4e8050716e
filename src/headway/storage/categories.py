"""Categories, as they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, func, insert, select, tuple_, update

from headway.domain.categories import Category, name_key
from headway.domain.errors import Code, ConflictError, HeadwayError, NotFoundError
from headway.storage.database import Transaction
from headway.storage.refusals import id_reused, translated
from headway.storage.tables import categories, goals, habits

_FIELDS = tuple(field.name for field in fields(Category))
COLUMNS = tuple(categories.c[name] for name in _FIELDS)
"""What a category is read from, in the order of its fields."""

_OWNED = categories.c.user_id == bindparam("owner")
_MINE = (_OWNED, categories.c.id == bindparam("key"))
_ORDER = (categories.c.position, categories.c.id)
_NEXT_POSITION = select(func.coalesce(func.max(categories.c.position), 0) + 1).where(_OWNED).scalar_subquery()


def _count(table: Any) -> Any:
    """Count the live things of a table that belong to a category, archived ones too."""
    mine = (table.c.user_id == bindparam("owner"), table.c.category_id == categories.c.id)
    return select(func.count()).where(*mine, table.c.deleted_at.is_(None)).scalar_subquery()


_GET = select(*COLUMNS).where(*_MINE)
_LOCK = _GET.with_for_update()
_COUNTED = select(*COLUMNS, _count(goals), _count(habits)).where(_OWNED).order_by(*_ORDER)
_ADD = insert(categories).values(position=_NEXT_POSITION).returning(categories.c.position)
_EDIT = update(categories).where(*_MINE)
_LEAVE = [
    update(table)
    .where(table.c.user_id == bindparam("owner"), table.c.category_id == bindparam("key"))
    .values(category_id=None)
    for table in (goals, habits)
]
_REMOVE = delete(categories).where(*_MINE)


@dataclass(frozen=True, slots=True)
class CountedCategory:
    """A category, and how many goals and habits belong to it, archived ones too."""

    category: Category
    goals: int
    habits: int


def read(values: Sequence[Any] | Row[Any]) -> Category:
    """Make a category of the values of `COLUMNS`."""
    return Category(*values)


def find(tx: Transaction, owner: UUID, id_: UUID) -> Category | None:
    """Load a category, if the user has it."""
    row = tx.execute(_GET, {"owner": owner, "key": id_}).first()
    return None if row is None else read(row)


def get(tx: Transaction, owner: UUID, id_: UUID, *, lock: bool = False) -> Category:
    """Load a category; with `lock`, nothing else changes it, nor comes to belong to it, until this ends.

    Raises NotFoundError.
    """
    row = tx.execute(_LOCK if lock else _GET, {"owner": owner, "key": id_}).first()
    if row is None:
        raise NotFoundError("category")
    return read(row)


def page(tx: Transaction, owner: UUID, after: Sequence[Any] | None, limit: int) -> list[CountedCategory]:
    """List categories with their counts by (position, id), those after the key `after`, in one statement."""
    query = _COUNTED.limit(limit)
    if after is not None:
        query = query.where(tuple_(*_ORDER) > tuple_(*after))
    rows = tx.execute(query, {"owner": owner})
    return [CountedCategory(read(row[:-2]), row[-2], row[-1]) for row in rows]


def add(tx: Transaction, owner: UUID, category: Category) -> Category:
    """Keep a new category, after all others.

    Raises ConflictError: NAME_TAKEN when another has this name, ID_REUSED when another has this id.
    """
    row = _row(category) | {"user_id": owner, "owner": owner, "id": category.id}
    with translated({"uq_categories_user_id_name_key": _name_taken, "pk_categories": id_reused}):
        return replace(category, position=tx.execute(_ADD, row).scalar_one())


def edit(tx: Transaction, owner: UUID, category: Category) -> None:
    """Keep a changed category.

    Raises ConflictError (NAME_TAKEN) when another has this name.
    """
    row = _row(category) | {"position": category.position}
    with translated({"uq_categories_user_id_name_key": _name_taken}):
        tx.execute(_EDIT, row | {"owner": owner, "key": category.id})


def remove(tx: Transaction, owner: UUID, id_: UUID) -> None:
    """Remove a category, which stays locked till the end; what belonged to it belongs to none, deleted things too.

    Raises NotFoundError.
    """
    get(tx, owner, id_, lock=True)
    mine = {"owner": owner, "key": id_}
    for leave in _LEAVE:
        tx.execute(leave, mine)
    tx.execute(_REMOVE, mine)


def _row(category: Category) -> dict[str, Any]:
    row = {name: getattr(category, name) for name in _FIELDS if name not in {"id", "position"}}
    return row | {"name_key": name_key(category.name)}


def _name_taken() -> HeadwayError:
    return ConflictError(Code.NAME_TAKEN, "Another category has this name.")
