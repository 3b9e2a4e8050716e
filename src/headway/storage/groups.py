"""Groups: transactions, one after the other, that share one commit, which costs more than what is committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import DBAPIError

from headway.storage.failures import UnavailableError
from headway.storage.transactions import Transaction


class Group:
    """One real transaction, begun by the first that writes, in which each of the group is undone by itself."""

    def __init__(self, begin: Callable[[], Transaction], give_back: Callable[[Transaction], None]) -> None:
        """Keep what begins the real transaction, and what takes its connection back."""
        self._begin = begin
        self._give_back = give_back
        self._tx: Transaction | None = None
        self._is_whole = True

    @property
    def has_begun(self) -> bool:
        """Whether anybody has written, so that whoever reads has to do it here."""
        return self._tx is not None

    @contextmanager
    def part(self) -> Iterator[Transaction]:
        """Open a transaction of the group: undone when its block raises, and else committed with the others.

        Raises UnavailableError when the database has given up what the others wrote.
        """
        self._require_whole()
        tx = self._tx = self._tx or self._begin()
        self._is_whole = False
        tx.send("SAVEPOINT part", fetch=False)
        try:
            yield tx
        except BaseException:
            with suppress(DBAPIError, UnavailableError):  # it gave up all of it: the group is not whole any more
                tx.send("ROLLBACK TO SAVEPOINT part", fetch=False)
                self._end_part(tx)
            raise
        self._end_part(tx)

    def commit(self) -> None:
        """Commit all of them. Raises UnavailableError when none of them is kept."""
        self._require_whole()
        if self._tx is not None:
            self._tx.keep()

    def close(self) -> None:
        """Give the connection back; what is not committed is undone."""
        if self._tx is not None:
            self._give_back(self._tx)

    def _end_part(self, connection: Transaction) -> None:
        connection.send("RELEASE SAVEPOINT part", fetch=False)
        self._is_whole = True

    def _require_whole(self) -> None:
        if not self._is_whole:
            raise UnavailableError("The database has given up what was to be committed together.")
