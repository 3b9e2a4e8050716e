"""Loop's habits in our words: title, frequency, order, and what has no place here yet.

Days are what Loop keeps, as midnights in UTC. What it computed itself is no fact.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from headway.domain import text
from headway.domain.frequencies import FrequencyType
from headway.domain.imports import Backup, Incoming, fit
from headway.services.loop import entries as days_of
from headway.services.loop import file
from headway.services.loop.asides import What, tell
from headway.services.loop.values import number, plain, whole, words

SOURCE = "loop"
UNTITLED = "Untitled"
LONGEST_KEY = 300
_LONGEST_NAME = LONGEST_KEY - 10  # room to tell apart what has the same one

_NUMERICAL = 1
_AT_MOST = 1
_LONGEST_INTERVAL = 366
_WEEK = 7
_MONTHS = (30, 31)
_FULL_MONTH = 30

Frequency = tuple[FrequencyType, dict[str, Any]]
DAILY: Frequency = (FrequencyType.DAILY, {"allowMultiplePerDay": False})


def read(path: Path, today: date) -> Backup:
    """Read a full backup of Loop (a .db, schema 9 to 25), with days up to `today`.

    Raises RejectedError when it is none, is damaged, too new or too large.
    """
    rows = file.read(path)
    entries: dict[int | None, list[file.Entry]] = defaultdict(list)
    for entry in rows.entries:
        entries[whole(entry.habit)].append(entry)
    orphans = len(entries.pop(None, ()))
    habits = [
        _habit(row, rows.version, entries.pop(whole(row["id"]), []), today)
        for row in sorted(rows.habits, key=_place)
    ]
    orphans += sum(map(len, entries.values()))
    return Backup(SOURCE, tuple(_told_apart(habits)), tell(Counter({What.ORPHAN: orphans})))


def frequency(times: int | None, days: int | None) -> Frequency | None:
    """Put "so many times in so many days" in our words; None where we have nothing like it.

    >>> frequency(3, 7)
    (<FrequencyType.WEEKLY: 'WEEKLY'>, {'timesPerWeek': 3})
    >>> frequency(3, 14)[1]
    {'pattern': 'TIMES_IN_DAYS', 'rules': {'times': 3, 'days': 14}}
    >>> frequency(7, 7) == DAILY, frequency(1, 1000)
    (True, None)
    """
    if times is None or days is None or times < 1 or days < 1:
        return None
    if times >= days or (days in _MONTHS and times >= _FULL_MONTH):
        return DAILY
    return _rarer(times, days) if days <= _LONGEST_INTERVAL else None


def _rarer(times: int, days: int) -> Frequency:
    if days == _WEEK:
        return FrequencyType.WEEKLY, {"timesPerWeek": times}
    if days in _MONTHS:
        return FrequencyType.MONTHLY, {"timesPerMonth": times}
    if times == 1:
        return FrequencyType.CUSTOM_INTERVAL, {"intervalDays": days, "anchor": "COMPLETION"}
    return FrequencyType.ADVANCED, {"pattern": "TIMES_IN_DAYS", "rules": {"times": times, "days": days}}


def _place(row: Mapping[str, Any]) -> tuple[bool, int]:
    position = whole(row.get("position"))
    return position is None, position or 0


def _habit(row: Mapping[str, Any], version: int, entries: list[file.Entry], today: date) -> Incoming:
    days = days_of.understand(entries, _judge(row), today)
    name = words(row["name"])
    title = fit(name, text.TITLE) or UNTITLED
    found = frequency(whole(row["freq_num"]), whole(row["freq_den"]))
    frequency_type, config = found or DAILY
    asides = Counter(_without_place(row))
    asides[What.TITLE] = int(title != name.strip() or isinstance(row["name"], bytes))
    asides[What.FREQUENCY] = int(found is None)
    return Incoming(
        uuid=fit(words(row.get("uuid")), LONGEST_KEY) or None,
        name=fit(f"{words(row['id'])} {name}", LONGEST_KEY),
        title=title,
        frequency_type=frequency_type,
        frequency_config=config,
        archived=whole(row.get("archived")) not in {None, 0},
        completions=days.completions,
        pauses=days.pauses,
        raw={
            "version": version,
            "habit": {column: plain(value) for column, value in row.items()},
            "entries": days.rows,
        },
        asides=tell(asides + days.counts),
    )


def _judge(row: Mapping[str, Any]) -> Callable[[object], days_of.Judgement]:
    if whole(row.get("type")) != _NUMERICAL:
        return days_of.check
    at_most = whole(row.get("target_type")) == _AT_MOST
    return partial(days_of.amount, target=number(row.get("target_value")), at_most=at_most)


def _without_place(row: Mapping[str, Any]) -> Iterator[What]:
    if "question" in row:
        texts = {What.QUESTION: row["question"], What.DESCRIPTION: row.get("description")}
    else:  # before schema 23 the question stood there
        texts = {What.QUESTION: row.get("description")}
    yield from (what for what, said in texts.items() if words(said).strip())
    if row.get("color") is not None:
        yield What.COLOR
    if row.get("reminder_hour") is not None:
        yield What.REMINDER
    if whole(row.get("type")) == _NUMERICAL:
        yield What.TARGET


def _told_apart(habits: Iterable[Incoming]) -> Iterator[Incoming]:
    """Give habits that claim to be the same (a file can hold anything) keys of their own."""
    keys: set[str] = set()
    for habit in habits:
        one, again = habit, 1
        while one.key in keys:
            again += 1
            one = replace(habit, uuid=None, name=f"{habit.name[:_LONGEST_NAME]} #{again}")
        keys.add(one.key)
        yield one
