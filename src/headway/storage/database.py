"""The database: connections, transactions, and what can go wrong with either.

Both drivers run in their autocommit mode and every transaction begins here, in words: a write on SQLite must
begin IMMEDIATE (a transaction that reads first and writes later loses against another writer without waiting),
and on PostgreSQL a BEGIN of our own finds out that a pooled connection has died before anything is done with it.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

import msgspec
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url

from headway.storage.connections import Connections, Pooled, Single
from headway.storage.failures import (
    DanglingError,
    RetryError,
    UnavailableError,
    UnsupportedError,
    broken_constraint,
    translate,
)
from headway.storage.groups import Group
from headway.storage.transactions import Transaction

__all__ = [
    "DanglingError",
    "Database",
    "RetryError",
    "Synchronous",
    "Transaction",
    "UnavailableError",
    "UnsupportedError",
    "broken_constraint",
    "refuse_old",
]

Synchronous = Literal["FULL", "NORMAL", "OFF"]

OLDEST_POSTGRESQL = 16
_ALTERING = 0x48656164776179  # a lock's number: two programs do not change one schema at the same time
_CHECKPOINTED_WAL_BYTES = 16 * 1024 * 1024


class _Here(threading.local):
    group: Group | None = None
    """To which the transactions of this thread belong."""


class Database:
    """Where everything is kept, and the only way to a transaction.

    On SQLite there is one connection, and whoever has it has the turn: one transaction at a time, so that nothing
    polls and nothing starves. A transaction inside another's block therefore waits for itself, and is told so by
    UnavailableError.
    """

    def __init__(
        self, url: str, *, synchronous: Synchronous = "FULL", connections: int = 10, patience: float = 5.0
    ) -> None:
        """Prepare connections to `sqlite:///path` or `postgresql://…`; none is made yet.

        At most `connections` are open to PostgreSQL; SQLite has one. `patience` (seconds) is how long to wait
        for a connection, a lock or a busy file.
        """
        self._here = _Here()
        parsed = make_url(url)
        self.dialect: str = parsed.get_backend_name()
        self.path: Path | None = None
        if self.dialect == "sqlite":
            self.path = Path(parsed.database or "")
            self.engine = _sqlite(parsed, synchronous, patience)
            self._connections: Connections = Single(self.engine, patience)
            self._begin_write, self._begin_read = "BEGIN IMMEDIATE", "BEGIN DEFERRED"
            self._begin_alter = "PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE"
        else:
            self.engine = _postgresql(parsed, connections, patience)
            self._connections = Pooled(self.engine)
            self._begin_write, self._begin_read = "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            self._begin_alter = "BEGIN", f"SELECT pg_advisory_xact_lock({_ALTERING})"
        event.listen(self.engine, "handle_error", translate)

    def write(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that writes: committed when the block ends, undone when it raises.

        Raises RetryError and UnavailableError.
        """
        group = self._here.group
        return group.part() if group else self._begun(self._begin_write)

    def read(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads, all of it as of one moment.

        Raises UnavailableError.
        """
        group = self._here.group
        return group.part() if group and group.has_begun else self._begun(self._begin_read)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit at once, when the block ends, whatever this thread writes in it.

        Each transaction in it sees those before it and is undone by itself; none is kept before the block ends.

        Raises UnavailableError when all of them are undone.
        """
        group = self._here.group = Group(partial(self._connect, self._begin_write), self._connections.give_back)
        try:
            yield
            group.commit()
        finally:
            self._here.group = None
            group.close()

    @contextmanager
    def alter(self) -> Iterator[Transaction]:
        """Open a transaction that changes the schema, on a connection that nobody has afterwards.

        On SQLite foreign keys are off in it, since altering a table there drops it and makes it again, which
        would delete what refers to its rows; before the commit every reference is checked.

        Raises UnavailableError, and DanglingError when a reference would lead nowhere.
        """
        begin, then = self._begin_alter
        with self._begun(begin) as tx:
            try:
                tx.exec_driver_sql(then)
                yield tx
                if self.dialect == "sqlite":
                    _refuse_dangling(tx)
                tx.commit()
            finally:
                tx.invalidate()

    def copy_to(self, path: Path) -> None:
        """Write a copy of the embedded database, as of one moment, to a new file.

        Raises UnavailableError.
        """
        _create_private(path)
        tx = self._connections.take()
        try:
            tx.exec_driver_sql("VACUUM INTO ?", (str(path),))
        finally:
            self._connections.give_back(tx)

    def close(self) -> None:
        """Close the connections that nobody uses; a later transaction opens them again."""
        self._connections.close()

    @contextmanager
    def _begun(self, begin: str) -> Iterator[Transaction]:
        tx = self._connect(begin)
        try:
            yield tx
            tx.keep()
        finally:
            self._connections.give_back(tx)

    def _connect(self, begin: str, *, again: bool = True) -> Transaction:
        """Begin a transaction; once again on a fresh connection if the one there was had died meanwhile."""
        tx = self._connections.take()
        try:
            tx.start(begin)
        except BaseException as error:
            died = tx.invalidated and isinstance(error, UnavailableError)
            self._connections.give_back(tx)
            if not (died and again):
                raise
            return self._connect(begin, again=False)
        return tx


def _sqlite(url: URL, synchronous: Synchronous, patience: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": patience, "isolation_level": None, "check_same_thread": False},
        hide_parameters=True,
        json_deserializer=msgspec.json.decode,
        poolclass=NullPool,
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


def _refuse_dangling(connection: Connection) -> None:
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise DanglingError(f"{len(dangling)} rows refer to what is not there, the first in {dangling[0][0]}.")


def _postgresql(url: URL, connections: int, patience: float) -> Engine:
    seconds = max(2, round(patience))
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={
            "autocommit": True,
            "connect_timeout": seconds,
            # A standby is not the server, unless the URL says so; of several hosts, the one to write to is taken.
            "target_session_attrs": url.query.get("target_session_attrs", "read-write"),
            # A host that is cut off says nothing: without these, whoever asked it would wait for hours.
            "tcp_user_timeout": seconds * 1000,
            "keepalives_idle": seconds,
            "keepalives_interval": 1,
            "keepalives_count": 3,
        },
        hide_parameters=True,
        json_deserializer=msgspec.json.decode,
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
