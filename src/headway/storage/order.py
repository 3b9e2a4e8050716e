"""The order of a table's rows: by their position, and where two have the same one by id.

The tables are those with the columns `position` and `deleted_at`.
"""

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from sqlalchemy import Table, bindparam, select, update

from headway.domain.order import Place
from headway.storage.database import Transaction
from headway.storage.statements import Statement


@cache
def _all(table: Table) -> Statement:
    own = table.c.user_id == bindparam("owner")
    columns = (table.c.id, table.c.position, table.c.deleted_at)
    return Statement(select(*columns).where(own).order_by(table.c.position, table.c.id))


def places(tx: Transaction, owner: UUID, table: Table) -> list[Place]:
    """Load where everything stands, in order; what is deleted and not purged yet is out of sight."""
    rows = _all(table).all(tx, {"owner": owner})
    return [Place(id_, position, deleted_at is None) for id_, position, deleted_at in rows]


def put(tx: Transaction, owner: UUID, table: Table, positions: Mapping[UUID, int]) -> None:
    """Keep other positions, in one statement for all of them."""
    one = (table.c.user_id == bindparam("owner"), table.c.id == bindparam("key"))
    rows = [{"owner": owner, "key": id_, "place": position} for id_, position in positions.items()]
    if rows:
        tx.execute(update(table).where(*one).values(position=bindparam("place")), rows)
