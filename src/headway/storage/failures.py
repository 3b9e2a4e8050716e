"""What can go wrong with the database itself, in our words rather than the drivers'."""

import re
import sqlite3
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeGuard

from sqlalchemy import ExceptionContext, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from headway.storage.tables import metadata

if TYPE_CHECKING:
    import psycopg


class RetryError(Exception):
    """Two transactions stood in each other's way and this one gave up; once more it may well succeed."""


class UnavailableError(Exception):
    """The database cannot be reached, has no room, or was busy for too long; later it may be there again."""


class DanglingError(Exception):
    """A row refers to one that is not there."""


class UnsupportedError(Exception):
    """The server is older than what Headway is made for."""


_DENIED = "42501"  # insufficient privilege
_RETRIED = {"40001", "40P01"}  # serialization failure, deadlock
_GONE = re.compile(r"08|53|57|55P03|58030")  # connection, resources, operator; lock timeout; input and output


def _psycopg() -> Any:
    """Give PostgreSQL's driver. Where it is used it is loaded; where it is not, it need not be."""
    return sys.modules.get("psycopg")


def _is_postgresqls(error: BaseException | None) -> "TypeGuard[psycopg.Error]":
    return _psycopg() is not None and isinstance(error, _psycopg().Error)


def translate(context: ExceptionContext) -> BaseException | None:
    """Turn what the drivers say about the database itself into our two exceptions; the rest stays."""
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        return _translate_sqlite(error)
    if not _is_postgresqls(error):
        return None
    state = error.sqlstate or ""
    if state in _RETRIED:
        return RetryError(str(error))
    if state == _DENIED:
        return UnavailableError(f"PostgreSQL does not let this role do it: {_first_line(error)}")
    refused = context.connection is None and isinstance(error, _psycopg().OperationalError)
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
    if _is_postgresqls(original):
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
