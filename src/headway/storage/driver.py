"""The driver itself: the shortest way to the database, for what is sent in every request."""

from typing import Any

from sqlalchemy import Connection


def send(connection: Connection, statement: str, values: Any = ()) -> tuple[list[Any], Any]:
    """Send a statement as the driver takes it, and give the rows that came back and the cursor.

    Whoever listens to the engine hears of it, and what goes wrong is raised as by `connection.execute`.
    """
    cursor: Any = connection.connection.cursor()
    if connection.dispatch.before_cursor_execute:
        connection.dispatch.before_cursor_execute(connection, cursor, statement, values, None, False)  # noqa: FBT003 -- SQLAlchemy's own order
    try:
        cursor.execute(statement, values)
        rows = cursor.fetchall() if cursor.description else []  # SQLite may fail only now
    except Exception as error:  # noqa: BLE001 -- all that a driver may raise; SQLAlchemy tells what it means
        connection._handle_dbapi_exception(error, statement, values, cursor, None)  # noqa: SLF001 -- pools, events and translation hang on it
    return rows, cursor
