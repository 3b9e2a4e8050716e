"""Bulk: many rows of one table in one statement, as fast as the driver takes them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Insert

from headway.storage.database import Transaction

Row = dict[str, object]


def insert(tx: Transaction, statement: Insert, rows: Sequence[Row]) -> None:
    """Run an insert for all rows, which have the same columns.

    SQLAlchemy's own way looks up and converts every value of every row anew, which takes longer than the
    database does. Here that is found out once per column, and once per value where rows share it.
    """
    if not rows:
        return
    compiled = statement.compile(dialect=tx.dialect, column_keys=list(rows[0]))
    convert = {name: _converter(statement, name, tx.dialect) for name in rows[0]}
    if compiled.positiontup is None:
        given: Any = [{name: to(row[name]) for name, to in convert.items()} for row in rows]
    else:
        order = [(name, convert[name]) for name in compiled.positiontup]
        given = [tuple([to(row[name]) for name, to in order]) for row in rows]
    tx.exec_driver_sql(compiled.string, given)


def _converter(statement: Insert, name: str, dialect: Dialect) -> Any:
    kind = statement.table.c[name].type
    return lru_cache(maxsize=4096)(kind.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value))
