"""Backups of Loop Habit Tracker, written as its versions write them."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

NO, COMPUTED, DONE, SKIP, UNSET = 0, 1, 2, 3, -1

# What a schema version added, per table.
_HABITS = {
    9: "id integer primary key autoincrement, archived integer, color integer, description text,"
    " freq_den integer, freq_num integer, highlight integer, name text, position integer,"
    " reminder_hour integer, reminder_min integer",
    11: "reminder_days integer not null default 127",
    16: "type integer not null default 0",
    18: "target_type integer not null default 0, target_value real not null default 0, unit text default ''",
    23: "question text",
    24: "uuid text",
}
_ENTRIES = {
    9: "id integer primary key autoincrement, habit integer, timestamp integer",
    16: "value integer not null default 2",
    25: "notes text",
}


@dataclass
class Habit:
    """A habit of a backup: its columns, and its entries as (day or timestamp, value[, notes])."""

    id: int
    name: Any
    entries: Iterable[tuple[Any, ...]] = ()
    times: Any = 1
    days: Any = 1
    columns: dict[str, Any] = field(default_factory=dict)


def milliseconds(day: Any) -> Any:
    """Write a day as Loop does: as its midnight in UTC."""
    if isinstance(day, date):
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
    return day


def write(path: Path, *habits: Habit, version: int = 25) -> Path:
    """Write a backup of a schema version."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        for table, added in (("Habits", _HABITS), ("Repetitions", _ENTRIES)):
            columns = ", ".join(text for since, text in added.items() if since <= version)
            database.execute(f"CREATE TABLE {table} ({columns})")
        for position, habit in enumerate(habits):
            _write(database, habit, position, version)
        database.execute(f"PRAGMA user_version = {version}")
        database.commit()
    return path


def _write(database: sqlite3.Connection, habit: Habit, position: int, version: int) -> None:
    row = {
        "id": habit.id,
        "name": habit.name,
        "freq_num": habit.times,
        "freq_den": habit.days,
        "archived": 0,
        "position": position,
        **habit.columns,
    }
    _insert(database, "Habits", row)
    for day, value, *notes in habit.entries:
        entry = {"habit": habit.id, "timestamp": milliseconds(day)}
        entry |= {"value": value} if version >= 16 else {}
        entry |= {"notes": notes[0]} if notes else {}
        _insert(database, "Repetitions", entry)


def _insert(database: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def execute(path: Path, *statements: Any) -> None:
    """Change a file at will; a tuple gives values to the statement before it."""
    with closing(sqlite3.connect(path)) as database:
        for at, statement in enumerate(statements):
            following = statements[at + 1 : at + 2]
            values = [one for one in following if isinstance(one, tuple)]
            if isinstance(statement, str):
                database.execute(statement, *values)
        database.commit()
