"""Groups: transactions, one after the other, that share one commit, which costs more than what is committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from headway.storage import driver
from headway.storage.failures import UnavailableError


class Group:
    """One real transaction, begun by the first that writes, in which each of the group is undone by itself."""

    def __init__(self, begin: Callable[[], Connection]) -> None:
        """Keep what begins the real transaction."""
        self._begin = begin
        self._connection: Connection | None = None
        self._is_whole = True

    @property
    def has_begun(self) -> bool:
        """Whether anybody has written, so that whoever reads has to do it here."""
        return self._connection is not None

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """Open a transaction of the group: undone when its block raises, and else committed with the others.

        Raises UnavailableError when the database has given up what the others wrote.
        """
        self._require_whole()
        connection = self._connection = self._connection or self._begin()
        self._is_whole = False
        driver.send(connection, "SAVEPOINT part", fetch=False)
        try:
            yield connection
        except BaseException:
            with suppress(DBAPIError, UnavailableError):  # it gave up all of it: the group is not whole any more
                driver.send(connection, "ROLLBACK TO SAVEPOINT part", fetch=False)
                self._end_part(connection)
            raise
        self._end_part(connection)

    def commit(self) -> None:
        """Commit all of them. Raises UnavailableError when none of them is kept."""
        self._require_whole()
        if self._connection is not None:
            driver.commit(self._connection)

    def close(self) -> None:
        """Give the connection back; what is not committed is undone."""
        if self._connection is not None:
            self._connection.close()

    def _end_part(self, connection: Connection) -> None:
        driver.send(connection, "RELEASE SAVEPOINT part", fetch=False)
        self._is_whole = True

    def _require_whole(self) -> None:
        if not self._is_whole:
            raise UnavailableError("The database has given up what was to be committed together.")
