"""Bulk: many rows of one table in one statement, as fast as the driver takes them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Insert

from headway.storage.database import Transaction

Row = Mapping[str, object]


def insert(tx: Transaction, statement: Insert, shared: Row, rows: Sequence[Row]) -> None:
    """Run an insert for all rows, which have the same columns; those that are `shared` stand in all of them.

    SQLAlchemy's own way looks up and converts every value of every row anew, which takes longer than the
    database does. Here columns are looked up once, and what is shared is converted once.
    """
    if not rows:
        return
    names = [*shared, *rows[0]]
    compiled = statement.compile(dialect=tx.dialect, column_keys=names)
    convert = {name: _converter(statement, name, tx.dialect) for name in names}
    same = {name: convert[name](value) for name, value in shared.items()}
    given: Any = [{**same, **{name: convert[name](value) for name, value in row.items()}} for row in rows]
    if compiled.positiontup is not None:
        given = [tuple(map(row.__getitem__, compiled.positiontup)) for row in given]
    tx.exec_driver_sql(compiled.string, given)


def _converter(statement: Insert, name: str, dialect: Dialect) -> Callable[[Any], Any]:
    kind = statement.table.c[name].type
    return kind.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)
