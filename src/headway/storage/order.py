"""The order of a table's rows: by their position, and where two have the same one by id."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Table, bindparam, select, update

from headway.domain.order import Place
from headway.storage.database import Transaction
from headway.storage.statements import Statement


class Order:
    """The order of the things that are kept in a table with the columns `position` and `deleted_at`."""

    def __init__(self, table: Table) -> None:
        """Prepare what is said to the table."""
        own, columns = table.c.user_id == bindparam("owner"), (table.c.id, table.c.position, table.c.deleted_at)
        self._all = Statement(select(*columns).where(own).order_by(table.c.position, table.c.id))
        self._put = update(table).where(own, table.c.id == bindparam("key")).values(position=bindparam("place"))

    def places(self, tx: Transaction, owner: UUID) -> list[Place]:
        """Load where everything stands, in order."""
        rows = self._all.all(tx, {"owner": owner})
        return [Place(id_, position, deleted_at is None) for id_, position, deleted_at in rows]

    def put(self, tx: Transaction, owner: UUID, positions: Mapping[UUID, int]) -> None:
        """Keep other positions, in one statement for all of them."""
        rows = [{"owner": owner, "key": id_, "place": position} for id_, position in positions.items()]
        if rows:
            tx.execute(self._put, rows)
