"""The floor: the statements of every request, replayed by the raw driver behind the barest server.

What Headway sends for each request is recorded in one run; in another run, on the same data, the floor sends the
same for the same addresses and answers all the rows that came back, as JSON with the names of their columns.
"""

import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import psycopg
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from sqlalchemy import Engine, event

Steps = list[tuple[str, Any]]
"""Statements in order, each with its parameters; the commit at the end goes without saying."""

Script = dict[str, Steps]
"""What is to be sent for each request, by method and path."""


@contextmanager
def recorded() -> Iterator[Steps]:
    """Record all that Headway sends in the block to any database, BEGIN included."""
    steps: Steps = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        steps.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield steps
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def application(address: str, script: Script) -> Callable[[dict[str, Any], Callable[..., object]], list[bytes]]:
    """Make the barest WSGI application that plays a script."""
    connection = _connect(address)
    turn = Lock()
    encode = msgspec.json.Encoder(enc_hook=str).encode

    def answer(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        steps = script[f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"]
        rows: list[Any] = []
        with turn, closing(connection.cursor()) as cursor:
            for statement, parameters in steps:
                cursor.execute(statement, parameters)
                if cursor.description:
                    names = [column[0] for column in cursor.description]
                    rows += [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            connection.commit()
        body = encode(rows)
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]  # a list is what granian sends at once

    return answer


def _connect(address: str) -> Any:
    scheme, _, path = address.partition("sqlite:///")
    if scheme:
        return psycopg.connect(address, autocommit=True)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    return connection


def serve(address: str, port: int, script: Path) -> None:
    """Serve it, in one process with one thread."""
    Server(
        "floor",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=1,
        log_level=LogLevels.error,
    ).serve(target_loader=lambda *_: application(address, pickle.loads(script.read_bytes())), wrap_loader=False)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
