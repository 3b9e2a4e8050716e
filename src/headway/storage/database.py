"""The database: connections, transactions, and what can go wrong with either.

Both drivers run in their autocommit mode and every transaction begins here, in words: a write on SQLite must
begin IMMEDIATE (a transaction that reads first and writes later loses against another writer without waiting),
and on PostgreSQL a BEGIN of our own finds out that a pooled connection has died before anything is done with it.
"""

import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Literal

from psycopg import errors as postgresql
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from headway.storage.tables import metadata

Transaction = Connection
Synchronous = Literal["FULL", "NORMAL", "OFF"]

OLDEST_POSTGRESQL = 16
_CHECKPOINTED_WAL_BYTES = 16 * 1024 * 1024


class RetryError(Exception):
    """Two transactions stood in each other's way and this one gave up; once more it may well succeed."""


class UnavailableError(Exception):
    """The database cannot be reached, has no room, or was busy for too long; later it may be there again."""


class UnsupportedError(Exception):
    """The server is older than what Headway is made for."""


class Database:
    """Where everything is kept, and the only way to a transaction.

    On SQLite one lock admits one transaction at a time, so that nothing polls and nothing starves. A
    transaction inside another's block therefore waits for itself, and is told so by UnavailableError.
    """

    def __init__(
        self, url: str, *, synchronous: Synchronous = "FULL", connections: int = 10, patience: float = 5.0
    ) -> None:
        """Prepare connections to `sqlite:///path` or `postgresql://…`; none is made yet.

        At most `connections` are open to PostgreSQL; SQLite has one. `patience` (seconds) is how long to wait
        for a connection, a lock or a busy file.
        """
        parsed = make_url(url)
        self.dialect: str = parsed.get_backend_name()
        self.path: Path | None = None
        self._patience = patience
        self._turns = threading.Lock() if self.dialect == "sqlite" else None
        if self.dialect == "sqlite":
            self.path = Path(parsed.database or "")
            self.engine = _sqlite(parsed, synchronous, patience)
            self._begin_write, self._begin_read = "BEGIN IMMEDIATE", "BEGIN DEFERRED"
        else:
            self.engine = _postgresql(parsed, connections, patience)
            self._begin_write, self._begin_read = "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        event.listen(self.engine, "handle_error", _translate)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Open a transaction that writes: committed when the block ends, undone when it raises.

        Raises RetryError and UnavailableError.
        """
        with self._turn(), self._begun(self._begin_write) as transaction:
            yield transaction

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Open a transaction that only reads, all of it as of one moment.

        Raises UnavailableError.
        """
        with self._turn(), self._begun(self._begin_read) as transaction:
            yield transaction

    def close(self) -> None:
        """Close the connections that nobody uses; a later transaction opens them again."""
        self.engine.dispose()

    def _turn(self) -> AbstractContextManager[object]:
        return nullcontext() if self._turns is None else self._take_turn(self._turns)

    @contextmanager
    def _take_turn(self, turns: threading.Lock) -> Iterator[None]:
        if not turns.acquire(timeout=self._patience):
            raise UnavailableError(
                f"Other transactions kept the database busy for {self._patience:g} seconds."
            )
        try:
            yield
        finally:
            turns.release()

    @contextmanager
    def _begun(self, begin: str) -> Iterator[Transaction]:
        with self._connect(begin) as connection:
            yield connection
            connection.commit()

    def _connect(self, begin: str, *, again: bool = True) -> Connection:
        """Begin a transaction; once again on a fresh connection if the pooled one had died meanwhile."""
        try:
            connection = self.engine.connect()
        except PoolTimeoutError as error:
            raise UnavailableError("All connections to the database are in use.") from error
        try:
            connection.exec_driver_sql(begin)
        except UnavailableError:
            died = connection.invalidated
            connection.close()
            if not (died and again):
                raise
            return self._connect(begin, again=False)
        return connection


def _sqlite(url: URL, synchronous: Synchronous, patience: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": patience, "isolation_level": None, "check_same_thread": False},
        pool_size=1,
        max_overflow=0,
        pool_timeout=patience,
    )

    @event.listens_for(engine, "do_connect")
    def create(_dialect: object, _record: object, args: list[Any], _options: dict[str, Any]) -> None:
        _create_private(Path(args[0]))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA journal_size_limit = {_CHECKPOINTED_WAL_BYTES}")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")

    return engine


def _create_private(path: Path) -> None:
    """Make the file readable by its owner only, before SQLite would make it readable by all."""
    if path.exists():
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UnavailableError(f"The database {path} cannot be made: {error.strerror}.") from error


def _postgresql(url: URL, connections: int, patience: float) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"autocommit": True, "connect_timeout": max(2, round(patience))},
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
    )

    @event.listens_for(engine, "connect", insert=True)
    def prepare(connection: Any, _record: object) -> None:
        refuse_old(connection.info.server_version)
        connection.execute(f"SET TIME ZONE 'UTC'; SET lock_timeout = {round(patience * 1000)}")

    return engine


def refuse_old(server_version: int) -> None:
    """Refuse a PostgreSQL server that is too old, by its name.

    Raises UnsupportedError.
    """
    major, minor = divmod(server_version, 10_000)
    if major < OLDEST_POSTGRESQL:
        raise UnsupportedError(
            f"This is PostgreSQL {major}.{minor}; Headway needs PostgreSQL {OLDEST_POSTGRESQL} or newer."
        )


_RETRIED = {"40001", "40P01"}  # serialization failure, deadlock
_GONE = re.compile(
    r"08|53|57P|55P03|58030"
)  # connection, resources, shutdown; lock timeout; input and output


def _translate(context: ExceptionContext) -> BaseException | None:
    """Turn what the drivers say about the database itself into our two exceptions; the rest stays."""
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        return _translate_sqlite(error)
    if not isinstance(error, postgresql.Error):
        return None
    state = error.sqlstate or ""
    if state in _RETRIED:
        return RetryError(str(error))
    refused = context.connection is None and isinstance(error, postgresql.OperationalError)
    if refused or context.is_disconnect or _GONE.match(state):
        return UnavailableError(f"PostgreSQL is not available: {_first_line(error)}")
    return None


_SQLITE_GONE = {
    sqlite3.SQLITE_BUSY: "another program kept it busy",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_READONLY: "it cannot be written",
    sqlite3.SQLITE_NOTADB: "it is not a database",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
}


def _translate_sqlite(error: sqlite3.Error) -> BaseException | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code == sqlite3.SQLITE_BUSY_SNAPSHOT:
        return RetryError(str(error))
    reason = _SQLITE_GONE.get(code & 0xFF)
    return UnavailableError(f"The database is not available: {reason} ({error}).") if reason else None


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]


ANY_FOREIGN_KEY = "fk"
"""What SQLite says of a broken foreign key: not which."""

_SHARD = re.compile(r'constraint "(\w+?)(?:_\d{6,})?"')


def broken_constraint(error: IntegrityError) -> str:
    """Name the constraint that refused a statement, as the schema names it, on every database.

    A broken NOT NULL is "table.column". SQLite keeps to itself which foreign key was broken: "fk".
    """
    original = error.orig
    if isinstance(original, postgresql.Error):
        if original.sqlstate == "23502":
            return f"{original.diag.table_name}.{original.diag.column_name}"
        found = _SHARD.search(str(original))
        return original.diag.constraint_name or (found.group(1) if found else "")
    kind, _, what = str(original).partition(" constraint failed")
    if kind == "FOREIGN KEY":
        return ANY_FOREIGN_KEY
    what = what.removeprefix(": ").removeprefix("index ").strip("'")
    return _UNIQUE.get(what, what)


def _uniques() -> Iterator[tuple[str, str]]:
    """Give every unique rule of the schema: its columns as SQLite lists them, and its name."""
    for table in metadata.sorted_tables:
        rules = [one for one in table.constraints if isinstance(one, UniqueConstraint | PrimaryKeyConstraint)]
        indexes = [one for one in table.indexes if one.unique]
        for rule in (*rules, *indexes):
            yield ", ".join(f"{table.name}.{column.name}" for column in rule.columns), _name(rule)


def _name(rule: UniqueConstraint | PrimaryKeyConstraint | Index) -> str:
    return str(rule.name)


_UNIQUE = dict(_uniques())
