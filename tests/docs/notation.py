# ruff: noqa: RUF001, RUF002 -- these are the dashes that the documents use
"""How the documents write days, amounts and frequencies: short enough to read, exact enough to run.

Days are of 2026 unless a year is given, and a weekday before one has to be the right one.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from headway.domain.frequencies import FrequencyType

YEAR = 2026
NOTHING = "–"

_MONTHS = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)  # noqa: SIM905 -- reads better
}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_GROUP = re.compile(
    r"(?P<days>[\d–, A-Za-z]*?\d) (?P<month>[A-Z][a-z]{2})(?: (?P<year>\d{4}))?(?: at (?P<times>[\d:, ]+))?"
)
_DAY = re.compile(r"(?:(?P<weekday>[A-Z][a-z]{2}) )?(?P<first>\d{1,2})(?:–(?P<last>\d{1,2}))?")
_FREQUENCY = re.compile(r"`(?P<kind>[A-Z_]+)(?: (?P<pattern>[A-Z_]+))?(?: (?P<config>\{.*\}))?`")


def moments(cell: str) -> list[tuple[date, time | None]]:
    """Read days, with times where there are any: `5, 7–9 Jan; 2 Feb 2027 at 08:00, 20:00`."""
    if cell in {NOTHING, ""}:
        return []
    return [moment for group in cell.split(";") for moment in _group(group.strip())]


def _group(text: str) -> Iterator[tuple[date, time | None]]:
    found = _GROUP.fullmatch(text)
    if found is None:
        raise AssertionError(f"“{text}” is no list of days.")
    times = [time.fromisoformat(one.strip()) for one in found["times"].split(",")] if found["times"] else [None]
    for one in found["days"].split(","):
        for day in _span(one.strip(), _MONTHS[found["month"]], int(found["year"] or YEAR)):
            yield from ((day, at) for at in times)


def _span(text: str, month: int, year: int) -> Iterator[date]:
    found = _DAY.fullmatch(text)
    if found is None:
        raise AssertionError(f"“{text}” is no day.")
    first = date(year, month, int(found["first"]))
    if found["weekday"]:
        assert found["weekday"] == _WEEKDAYS[first.weekday()], f"{first} is no {found['weekday']}."
    last = date(year, month, int(found["last"] or found["first"]))
    return (first + timedelta(days=at) for at in range((last - first).days + 1))


def days(cell: str) -> list[date]:
    """Read days."""
    return [day for day, _ in moments(cell)]


def day(cell: str) -> date:
    """Read one day."""
    (only,) = days(cell)
    return only


def span(cell: str) -> tuple[date, date | None]:
    """Read a span of days: `19–22 Jan`, `30 Jan – 2 Feb`, `19 Jan`, `from 19 Jan`."""
    if cell.startswith("from "):
        return day(cell.removeprefix("from ")), None
    if " – " in cell:
        first, last = cell.split(" – ")
        return day(first), day(last)
    within = days(cell)
    return within[0], within[-1]


def spans(cell: str) -> list[tuple[date, date | None]]:
    """Read spans of days, with a semicolon between them."""
    return [] if cell in {NOTHING, ""} else [span(one.strip()) for one in cell.split(";")]


def frequency(cell: str) -> tuple[FrequencyType, dict[str, Any]]:
    """Read a frequency: `` `WEEKLY {"timesPerWeek": 3}` ``, `` `ADVANCED YEARLY {"dates": ["12-24"]}` ``."""
    found = _FREQUENCY.fullmatch(cell)
    if found is None:
        raise AssertionError(f"{cell} is no frequency.")
    config = json.loads(found["config"] or "{}")
    kind = FrequencyType(found["kind"])
    return kind, {"pattern": found["pattern"], "rules": config} if found["pattern"] else config


def draft(cell: str) -> tuple[str, dict[str, Any]]:
    """Read a kind with members in JSON, amounts as decimals: `` `TARGET_BASED {"targetValue": 5000}` ``."""
    kind, _, members = cell.strip("`").partition(" ")
    return kind, json.loads(members or "{}", parse_int=Decimal, parse_float=Decimal)


def amount(cell: str) -> Decimal:
    """Read an amount: `1,250.00`, `−8` (with a minus sign or a hyphen)."""
    return Decimal(cell.replace("−", "-").replace(",", "").strip("`"))


# -- and back, as the documents write it --------------------------------------------------------------------


def tell_day(day: date | None) -> str:
    """Write a day: `21 Jan`, `28 Feb 2028`."""
    if day is None:
        return NOTHING
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != YEAR else "")


def tell_span(first: date, last: date) -> str:
    """Write a span of days, as short as it is clear."""
    if first == last:
        return tell_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tell_day(last)}"
    return f"{tell_day(first)} – {tell_day(last)}"


def tell_yes(yes: bool) -> str:
    """Write yes or no."""
    return "yes" if yes else "no"
