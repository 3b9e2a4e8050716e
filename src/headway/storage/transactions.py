"""Transactions: the library's connections, with the shortest way for what every request sends, and their ends."""

from typing import Any

from sqlalchemy import Connection, Engine


class Transaction(Connection):
    """A connection that is used for one transaction after another."""

    def __init__(self, engine: Engine) -> None:
        """Connect, unless the engine has a connection to spare."""
        super().__init__(engine)
        self._own_cursor: Any = None
        self._is_heard = False

    def start(self, begin: str) -> None:
        """Begin, in these words."""
        self.begin()
        self._is_heard = bool(self.dispatch.before_cursor_execute)
        self.send(begin, fetch=False)

    def send(self, statement: str, values: Any = (), *, fetch: bool) -> tuple[list[Any], Any]:
        """Send a statement as the driver takes it; give all rows that come back, if any do, and the cursor.

        What else the cursor tells holds until the next statement. Whoever listens to the engine since before the
        transaction hears of it, and what goes wrong is raised as by `execute`.
        """
        cursor = self._own_cursor
        if cursor is None:
            cursor = self._own_cursor = self.connection.cursor()
        if self._is_heard:
            self.dispatch.before_cursor_execute(self, cursor, statement, values, None, False)  # noqa: FBT003 -- SQLAlchemy's own order
        try:
            cursor.execute(statement, values)
            rows = cursor.fetchall() if fetch else []  # SQLite may fail only now
        except Exception as error:  # noqa: BLE001 -- all that a driver may raise; SQLAlchemy tells what it means
            self._own_cursor = None  # it is closed there
            self._handle_dbapi_exception(error, statement, values, cursor, None)
        return rows, cursor

    def keep(self) -> None:
        """Commit; what a commit that fails leaves open is never the next one's, who would find it begun."""
        try:
            self.commit()
        except BaseException:
            self.undo()
            raise

    def undo(self) -> None:
        """Undo what is not kept. The connection stays: a full disk has no room to open another."""
        try:
            self.rollback()
            if not self.invalidated:
                self.connection.rollback()  # which the library leaves out where a commit has failed
        except Exception:  # noqa: BLE001 -- all that a driver may raise
            self.invalidate()
