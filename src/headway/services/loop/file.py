"""A backup of Loop Habit Tracker as a file: its rows, read without trusting anything in it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from headway.domain.errors import Broken, Code, RejectedError

NEWEST_VERSION = 25
MOST_BYTES = 64 * 1024 * 1024
MOST_HABITS = 1_000
MOST_ENTRIES = 1_000_000
MOST_COLUMNS = 100
LONGEST_ROW = 1_000_000
MOST_TEXT = 64 * 1024 * 1024
MOST_STEPS = 200_000_000  # of SQLite's machine; an entry takes about ten

_MAGIC = b"SQLite format 3\0"
_HABITS, _ENTRIES = "habits", "repetitions"
_NEEDED = {_HABITS: {"id", "name", "freq_num", "freq_den"}, _ENTRIES: {"habit", "timestamp"}}


# A row of Repetitions, and what stands for a column that the file is too old for (2: it was done).
_ENTRY = {"habit": "", "timestamp": "", "value": "2", "notes": "NULL"}


class Entry(NamedTuple):
    """A row of what was recorded, of whatever kinds its values are."""

    habit: Any
    timestamp: Any
    value: Any
    notes: Any


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in the file, in the order it was written; habits by their columns in lower case."""

    version: int
    habits: list[dict[str, Any]]
    entries: list[Entry]


def read(path: Path) -> Rows:
    """Read the rows of a backup, leaving the file as it is.

    Raises RejectedError when it is not a backup of Loop, is newer than version 25, damaged or too large.
    """
    check(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            _distrust(database)
            return _read(database)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # what SQLite quotes of a damaged file may be no text
        raise _refusal(Code.PATTERN, f"It is not a readable SQLite database: {error}.") from error


def check(path: Path) -> None:
    """Refuse a file for what can be seen without opening it as a database.

    Raises RejectedError.
    """
    try:
        size = path.stat().st_size
        magic = _first_bytes(path) if path.is_file() else None
        log = path.with_name(f"{path.name}-wal")
        unsaved = log.is_file() and log.stat().st_size > 0
    except OSError as error:
        raise _refusal(Code.PATTERN, f"It cannot be read: {error.strerror}.") from error
    if magic is None:
        raise _refusal(Code.PATTERN, "It is not a file.")
    if size > MOST_BYTES:
        raise _refusal(Code.TOO_LONG, f"It has {size:,} bytes; at most {MOST_BYTES:,} are read.")
    if magic != _MAGIC:
        raise _refusal(Code.PATTERN, "It is not an SQLite database, which a full backup of Loop is.")
    if unsaved:
        raise _refusal(
            Code.PATTERN, f"{log.name} beside it has newer rows: make a full backup in Loop, and import that."
        )


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_MAGIC))


def _distrust(database: sqlite3.Connection) -> None:
    """Let nothing in the file run code, take for ever or fill the memory."""
    database.set_progress_handler(lambda: True, MOST_STEPS)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_ROW)
    database.text_factory = _text
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")


def _text(kept: bytes) -> str | bytes:
    try:
        return kept.decode()
    except UnicodeDecodeError:
        return kept


def _read(database: sqlite3.Connection) -> Rows:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    tables = _tables(database)
    columns = {table: _columns(database, name) for table, name in tables.items()}
    if any(not needed <= columns.get(table, {}).keys() for table, needed in _NEEDED.items()):
        raise _refusal(Code.PATTERN, "It is a database, but not a backup of Loop Habit Tracker.")
    if version > NEWEST_VERSION:
        raise _refusal(
            Code.OUT_OF_RANGE,
            f"It was made by a newer Loop (schema {version}); up to {NEWEST_VERSION} is understood.",
        )
    names = list(columns[_HABITS])
    listed = [_quoted(column) for column in columns[_HABITS].values()]
    habits = _select(database, tables[_HABITS], listed, MOST_HABITS)
    wanted = [
        _quoted(columns[_ENTRIES][name]) if name in columns[_ENTRIES] else absent for name, absent in _ENTRY.items()
    ]
    entries = _select(database, tables[_ENTRIES], wanted, MOST_ENTRIES)
    return Rows(version, [dict(zip(names, row, strict=True)) for row in habits], list(map(Entry._make, entries)))


def _tables(database: sqlite3.Connection) -> dict[str, str]:
    """Find the two tables by their names, however they are cased; views and virtual tables are not theirs."""
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND lower(name) IN (?, ?)",
        (_HABITS, _ENTRIES),
    )
    return {name.lower(): name for (name,) in found}


def _columns(database: sqlite3.Connection, table: str) -> dict[str, str]:
    rows = database.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    if len(rows) > MOST_COLUMNS:
        raise _refusal(Code.TOO_LONG, f"{table} has {len(rows)} columns; at most {MOST_COLUMNS} are read.")
    return {row[1].lower(): row[1] for row in rows if isinstance(row[1], str)}


def _select(database: sqlite3.Connection, table: str, columns: Sequence[str], most: int) -> list[tuple[Any, ...]]:
    """Read a table, unless it is too large: even a small file can claim one large page for every row."""
    size = "+".join(f"ifnull(length({column}), 0)" for column in columns)
    source = f"FROM {_quoted(table)}"
    rows, text = database.execute(f"SELECT count(*), total({size}) {source}").fetchone()
    if rows > most:
        raise _refusal(Code.TOO_LONG, f"{table} has {rows:,} rows; at most {most:,} are read.")
    if text > MOST_TEXT:
        raise _refusal(Code.TOO_LONG, f"{table} holds more text than {MOST_TEXT:,} bytes.")
    return database.execute(f"SELECT {', '.join(columns)} {source} ORDER BY rowid").fetchall()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _refusal(code: Code, detail: str) -> RejectedError:
    return RejectedError([Broken(("file",), code, detail)])
