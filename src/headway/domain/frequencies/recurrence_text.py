"""Reading a recurrence rule from its text: the parts of RFC 5545 that are about days, each once, in its ranges."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from headway.domain.errors import Code
from headway.domain.frequencies.kinds import UnfitError
from headway.domain.frequencies.recurrence import Every, Recurrence

LONGEST = 500
_MOST_INTERVAL = 366
_MOST_WEEKS = 53
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A rule of RFC 5545, section 3.3.10, without its name: FREQ=MONTHLY;BYDAY=-1FR."""

    longest: int = LONGEST

    def read(self, value: object) -> Recurrence:
        """Take a rule that is one.

        Raises UnfitError naming the part that is wrong.
        """
        if not isinstance(value, str):
            raise UnfitError(Code.TYPE, "It is a rule, for instance FREQ=WEEKLY;BYDAY=MO,TH.")
        return read(value)

    def write(self, value: Recurrence) -> object:
        """Give the rule as it was given."""
        return value.text


def read(text: str) -> Recurrence:
    """Read a rule.

    >>> read("FREQ=MONTHLY;BYDAY=-1FR").weekdays
    frozenset({(-1, 4)})
    >>> read("FREQ=HOURLY")
    Traceback (most recent call last):
    headway.domain.frequencies.kinds.UnfitError: FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY.

    Raises UnfitError naming the part that is wrong.
    """
    parts = _parts(text)
    values = {_READERS[name][0]: _READERS[name][1](name, value) for name, value in parts.items()}
    rule = Recurrence(**values, text=text)
    for broken, detail in _together(rule):
        if broken:
            raise UnfitError(Code.NOT_ALLOWED, detail)
    return rule


def _parts(text: str) -> dict[str, str]:
    """Take a rule apart: what is said of each part."""
    if len(text) > LONGEST:
        raise UnfitError(Code.TOO_LONG, f"A rule has at most {LONGEST} characters.")
    if not text.isascii():
        raise UnfitError(Code.PATTERN, "A rule is written in plain letters.")
    parts: dict[str, str] = {}
    for part in text.upper().split(";"):
        name, _, value = part.partition("=")
        if name not in _READERS:
            raise UnfitError(Code.PATTERN, f"A rule is made of {', '.join(_READERS)}, each with its value.")
        if name in parts:
            raise UnfitError(Code.REPEATED, f"{name} is given twice.")
        parts[name] = value
    if "FREQ" not in parts:
        raise UnfitError(Code.MISSING, "A rule needs its FREQ.")
    return parts


def _together(rule: Recurrence) -> tuple[tuple[bool, str], ...]:
    """List what the RFC does not allow together, and whether this rule has it."""
    yearly, weekly = rule.every is Every.YEARLY, rule.every is Every.WEEKLY
    ordinals = any(ordinal for ordinal, _ in rule.weekdays)
    others = (rule.months, rule.month_days, rule.year_days, rule.weeks, rule.weekdays)
    return (
        (bool(rule.weeks) and not yearly, "BYWEEKNO goes with FREQ=YEARLY."),
        (bool(rule.year_days) and not yearly, "BYYEARDAY goes with FREQ=YEARLY."),
        (bool(rule.month_days) and weekly, "BYMONTHDAY does not go with FREQ=WEEKLY."),
        (bool(rule.positions) and weekly, "BYSETPOS does not go with FREQ=WEEKLY here."),
        (bool(rule.positions) and not any(others), "BYSETPOS picks from what another BY part lists."),
        (
            ordinals and rule.every not in {Every.MONTHLY, Every.YEARLY},
            "BYDAY takes ordinals with FREQ=MONTHLY and FREQ=YEARLY.",
        ),
        (ordinals and bool(rule.weeks), "BYDAY takes no ordinals beside BYWEEKNO."),
    )


def _every(name: str, value: str) -> Every:
    try:
        return Every(value)
    except ValueError:
        raise UnfitError(Code.OUT_OF_RANGE, f"{name} is one of {', '.join(Every)}.") from None


def _interval(name: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", value) or not 1 <= int(value) <= _MOST_INTERVAL:
        raise UnfitError(Code.OUT_OF_RANGE, f"{name} is a whole number in 1 … {_MOST_INTERVAL}.")
    return int(value)


def _numbers(most: int, *, negative: bool = True) -> Callable[[str, str], frozenset[int]]:
    span = f"1 … {most}" + (f" or -{most} … -1" if negative else "")

    def read_numbers(name: str, value: str) -> frozenset[int]:
        items = value.split(",")
        numbers = [int(item) for item in items if _NUMBER.fullmatch(item)]
        fit = all(1 <= (abs(number) if negative else number) <= most for number in numbers)
        if len(numbers) < len(items) or not fit:
            raise UnfitError(Code.OUT_OF_RANGE, f"{name} lists numbers in {span}.")
        return frozenset(numbers)

    return read_numbers


def _weekdays(name: str, value: str) -> frozenset[tuple[int, int]]:
    found = [_WEEKDAY.fullmatch(item) for item in value.split(",")]
    days = [(int(match[1] or 0), _DAYS[match[2]]) for match in found if match]
    fit = all(match is not None and (match[1] is None or 1 <= abs(int(match[1])) <= _MOST_WEEKS) for match in found)
    if not fit:
        raise UnfitError(
            Code.OUT_OF_RANGE, f"{name} lists days, {', '.join(_DAYS)}, with 1 … 53 or -1 … -53 before them."
        )
    return frozenset(days)


def _week_start(name: str, value: str) -> int:
    if value not in _DAYS:
        raise UnfitError(Code.OUT_OF_RANGE, f"{name} is one of {', '.join(_DAYS)}.")
    return _DAYS[value]


_READERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "FREQ": ("every", _every),
    "INTERVAL": ("interval", _interval),
    "BYMONTH": ("months", _numbers(12, negative=False)),
    "BYMONTHDAY": ("month_days", _numbers(31)),
    "BYYEARDAY": ("year_days", _numbers(366)),
    "BYWEEKNO": ("weeks", _numbers(53)),
    "BYDAY": ("weekdays", _weekdays),
    "BYSETPOS": ("positions", _numbers(366)),
    "WKST": ("week_start", _week_start),
}
