"""Connections: who has one, and who waits for it."""

from threading import Lock
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from headway.storage.failures import UnavailableError
from headway.storage.transactions import Transaction


class Connections(Protocol):
    """Lends connections, each to one at a time."""

    def take(self) -> Transaction:
        """Lend one.

        Raises UnavailableError when there is none for too long, and when the database is not there.
        """

    def give_back(self, connection: Transaction) -> None:
        """Take one back; what is not committed is undone."""

    def close(self) -> None:
        """Close those that nobody has; they are opened again when they are needed."""


class Pooled:
    """PostgreSQL's: as many as its engine may open."""

    def __init__(self, engine: Engine) -> None:
        """Take them from an engine, which keeps them."""
        self._engine = engine

    def take(self) -> Transaction:
        """Lend one, which may have died meanwhile."""
        try:
            return Transaction(self._engine)
        except PoolTimeoutError as error:
            raise _busy() from error

    def give_back(self, connection: Transaction) -> None:
        """Leave it to the engine."""
        connection.close()

    def close(self) -> None:
        """Close those that nobody has."""
        self._engine.dispose()


class Single:
    """SQLite's: one for all, and whoever has it has the turn. It is kept as it is from one to the next."""

    def __init__(self, engine: Engine, patience: float) -> None:
        """Take it from an engine; whoever waits for `patience` seconds goes without."""
        self._engine = engine
        self._patience = patience
        self._turn = Lock()
        self._kept: Transaction | None = None

    def take(self) -> Transaction:
        """Wait for the turn."""
        if not self._turn.acquire(timeout=self._patience):
            raise _busy()
        try:
            self._kept = self._kept or Transaction(self._engine)
        except BaseException:
            self._turn.release()
            raise
        return self._kept

    def give_back(self, connection: Transaction) -> None:
        """Let the next one have it, unless it is good for nothing any more."""
        try:
            if connection.in_transaction():
                connection.undo()
            if connection.invalidated:
                self._close()
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close it, unless somebody has it."""
        if self._turn.acquire(blocking=False):
            self._close()
            self._turn.release()

    def _close(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()


def _busy() -> UnavailableError:
    return UnavailableError("Other transactions have kept the database busy for too long.")
