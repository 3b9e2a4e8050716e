"""Statements that never change: compiled once for each database, and then sent with as little as it takes.

A library that builds statements looks up, on every call, what there is to know about this one: more work than
the statement itself where only its values differ. So what most requests send is a `Statement`; what is seldom sent,
or is built by what is asked, goes through `tx.execute`. Both are seen by whoever listens to the engine, and both
fail in the same words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Dialect
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

from headway.latest import Latest
from headway.storage.database import Transaction

Values = Mapping[str, Any]
_Process = Callable[[Any], Any]

_MOST_ROWS = 4000
"""Some kilobytes each."""


class Statement:
    """A statement whose values alone differ from one time to the next; they are given by name, always the same."""

    def __init__(self, clause: SelectBase | UpdateBase, read: Callable[[Any], Any] | None = None) -> None:
        """Keep what is to be said, and what is made of a row that comes back: a tuple unless said otherwise.

        `read` is given for rows that begin with their id and seldom change; one that is as it was the last time
        is not read again.
        """
        self._clause = clause
        self._read = read
        self._prepared: dict[str, _Prepared] = {}

    def all(self, tx: Transaction, values: Values) -> list[Any]:
        """Send it, and load every row that comes back."""
        prepared = self._on(tx.dialect, values)
        return prepared.read(prepared.send(tx, prepared.write(values))[0])

    def first(self, tx: Transaction, values: Values) -> Any | None:
        """Send it, and load the first row that comes back, if any."""
        rows = self.all(tx, values)
        return rows[0] if rows else None

    def finds(self, tx: Transaction, values: Values) -> bool:
        """Send it, and tell whether any row comes back."""
        prepared = self._on(tx.dialect, values)
        return bool(prepared.send(tx, prepared.write(values))[0])

    def count(self, tx: Transaction, values: Values) -> int:
        """Send it, and tell how many rows it changed."""
        prepared = self._on(tx.dialect, values)
        return prepared.send(tx, prepared.write(values))[1]

    def bound(self, dialect: Dialect, values: Values) -> "Bound":
        """Write values down as a kind of database takes them: once for as often as they are sent."""
        prepared = self._on(dialect, values)
        return Bound(prepared, prepared.write(values))

    def _on(self, dialect: Dialect, values: Values) -> "_Prepared":
        prepared = self._prepared.get(dialect.name)
        if prepared is None:
            prepared = self._prepared[dialect.name] = _Prepared(self._clause, self._read, dialect, values)
        return prepared


class Bound(NamedTuple):
    """A statement with its values."""

    prepared: "_Prepared"
    values: Any

    def rows(self, tx: Transaction) -> list[Any]:
        """Send it, and give every row as the driver does; `prepared.read` tells what they say."""
        return self.prepared.send(tx, self.values)[0]


class _Prepared:
    """A statement as one kind of database takes it."""

    def __init__(
        self,
        clause: SelectBase | UpdateBase,
        read: Callable[[Any], Any] | None,
        dialect: Dialect,
        values: Values,
    ) -> None:
        compiled = clause.compile(dialect=dialect, column_keys=sorted(values))
        columns = clause.selected_columns if isinstance(clause, SelectBase) else clause.exported_columns
        self._dialect = dialect
        self._text = str(compiled)
        self._types = [column.type for column in columns]
        self._processes: list[tuple[int, _Process]] | None = None
        self._latest = Latest(lambda row: read(self._decode([row])[0]), most=_MOST_ROWS) if read else None
        binds = compiled.binds
        order: Sequence[str] = compiled.positiontup or list(binds)
        self._is_positional = compiled.positiontup is not None
        self._order = [(name, _bind_processor(binds[name], dialect)) for name in order]
        self._fixed = {name: bind.value for name, bind in binds.items() if name not in values}

    def write(self, values: Values) -> Any:
        """Write the values as the driver takes them."""
        if self._fixed:
            values = {**self._fixed, **values}
        if self._is_positional:
            return tuple([process(values[name]) if process else values[name] for name, process in self._order])
        return {name: process(values[name]) if process else values[name] for name, process in self._order}

    def send(self, tx: Transaction, written: Any) -> tuple[list[Any], int]:
        """Send it; give the rows that come back as the driver does, and the number of those it changed."""
        rows, cursor = tx.send(self._text, written, fetch=bool(self._types))
        if rows and self._processes is None:
            self._processes = self._processes_for(cursor.description)
        return rows, cursor.rowcount

    def read(self, rows: list[Any]) -> list[Any]:
        """Make of rows what is asked for; a row that is as it was the last time is not read again."""
        if self._latest:
            return self._latest.each([(row[0], row) for row in rows])
        return self._decode(rows) if rows else rows

    def _processes_for(self, description: Sequence[Any]) -> list[tuple[int, _Process]]:
        """Find how the values of each column are read that need it; the driver tells what it gives."""
        found = [_result_processor(*one, self._dialect) for one in zip(self._types, description, strict=True)]
        return [(at, process) for at, process in enumerate(found) if process]

    def _decode(self, rows: list[Any]) -> list[Any]:
        """Read the values, column by column where there are many rows."""
        if len(rows) == 1:
            row = list(rows[0])
            for at, process in self._processes or ():
                row[at] = process(row[at])
            return [tuple(row)]
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for at, process in self._processes or ():
            columns[at] = map(process, columns[at])
        return list(zip(*columns, strict=True))


def _bind_processor(bind: Any, dialect: Dialect) -> _Process | None:
    process: _Process | None = bind.type.dialect_impl(dialect).bind_processor(dialect)
    return process


def _result_processor(type_: Any, described: Sequence[Any], dialect: Dialect) -> _Process | None:
    process: _Process | None = type_.dialect_impl(dialect).result_processor(dialect, described[1])
    return process
