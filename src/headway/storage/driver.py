"""The driver itself: the shortest way to the database for what is sent in every request, and a commit that ends."""

from typing import Any

from sqlalchemy import Connection

_CURSOR = "headway.cursor"


def send(connection: Connection, statement: str, values: Any = (), *, fetch: bool) -> tuple[list[Any], Any]:
    """Send a statement as the driver takes it; give all rows that come back, if any do, and the cursor.

    Every connection has one such cursor: what else it tells holds until the next statement. Whoever listens to
    the engine hears of it, and what goes wrong is raised as by `connection.execute`.
    """
    info = connection.info
    cursor: Any = info.get(_CURSOR)
    if cursor is None:
        cursor = info[_CURSOR] = connection.connection.cursor()
    if connection.dispatch.before_cursor_execute:
        connection.dispatch.before_cursor_execute(connection, cursor, statement, values, None, False)  # noqa: FBT003 -- SQLAlchemy's own order
    try:
        cursor.execute(statement, values)
        rows = cursor.fetchall() if fetch else []  # SQLite may fail only now
    except Exception as error:  # noqa: BLE001 -- all that a driver may raise; SQLAlchemy tells what it means
        del info[_CURSOR]  # it is closed there
        connection._handle_dbapi_exception(error, statement, values, cursor, None)  # noqa: SLF001 -- pools, events and translation hang on it
    return rows, cursor


def commit(connection: Connection) -> None:
    """Commit; what a commit that fails leaves open is never the next one's, who would find a transaction begun."""
    try:
        connection.commit()
    except BaseException:
        if not connection.invalidated:
            _end(connection)
        raise


def _end(connection: Connection) -> None:
    """End the driver's transaction. It keeps its connection: a full disk has no room to open another."""
    try:
        connection.connection.rollback()
    except Exception:  # noqa: BLE001 -- all that a driver may raise
        connection.invalidate()
