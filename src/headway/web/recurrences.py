"""Recurrence rules in plain words: the other frequency that asks for the same days, where there is one."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from headway.domain.days import WEEKDAYS
from headway.domain.frequencies import FrequencyType
from headway.domain.frequencies.recurrence import Every, Recurrence
from headway.domain.frequencies.recurrence_text import read
from headway.web.frequencies import Repeats

Said = tuple[FrequencyType, Mapping[str, Any]]

_PARTS = ("months", "month_days", "year_days", "weeks", "weekdays", "positions")
_MOST_WEEKS = 52
_LAST, _FOURTH = -1, 4
_LEAP_YEAR = 2024


@lru_cache(maxsize=1000)
def plainly(rule: str, start: date) -> Said | None:
    """Find the frequency that says what a rule says; None when only the rule itself does.

    >>> plainly("FREQ=WEEKLY;BYDAY=TU,TH", date(2026, 1, 21))[1]
    {'timesPerWeek': 2, 'specificDays': ['TUE', 'THU']}
    >>> plainly("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 21))[1]["pattern"]
    'NTH_WEEKDAY'
    >>> plainly("FREQ=MONTHLY;BYDAY=-1FR;BYMONTH=6", date(2026, 1, 21)) is None
    True
    """
    found = read(rule).filled(start)
    parts = tuple(name for name in _PARTS if getattr(found, name))
    say = _PLAIN.get((found.every, parts))
    return say(found) if say and (found.interval == 1 or found.every is Every.WEEKLY) else None


def _daily(_rule: Recurrence) -> Said:
    return FrequencyType.DAILY, {"allowMultiplePerDay": False}


def _weekly(rule: Recurrence) -> Said | None:
    days = [WEEKDAYS[number].value for _, number in sorted(rule.weekdays)]
    if rule.interval == 1:
        return FrequencyType.WEEKLY, {"timesPerWeek": len(days), "specificDays": days}
    return _pattern(Repeats.EVERY_N_WEEKS, weeks=rule.interval, days=days) if rule.interval <= _MOST_WEEKS else None


def _monthly_by_day(rule: Recurrence) -> Said | None:
    known = all(day >= _LAST for day in rule.month_days)
    return _pattern(Repeats.DAYS_OF_MONTH, days=sorted(rule.month_days)) if known else None


def _monthly_by_weekday(rule: Recurrence) -> Said | None:
    if len(rule.weekdays) > 1:
        return None
    ((nth, number),) = rule.weekdays
    if nth != _LAST and not 1 <= nth <= _FOURTH:
        return None
    return _pattern(Repeats.NTH_WEEKDAY, weekday=WEEKDAYS[number].value, nth=nth)


def _yearly(rule: Recurrence) -> Said | None:
    try:
        days = [date(_LEAP_YEAR, month, day) for month in rule.months for day in rule.month_days]
    except ValueError:
        return None
    return _pattern(Repeats.YEARLY, dates=sorted(f"{day.month:02}-{day.day:02}" for day in days))


def _pattern(kind: Repeats, **rules: Any) -> Said:
    return kind.type, {"pattern": kind.value, "rules": rules}


_PLAIN: Mapping[tuple[Every, tuple[str, ...]], Callable[[Recurrence], Said | None]] = {
    (Every.DAILY, ()): _daily,
    (Every.WEEKLY, ("weekdays",)): _weekly,
    (Every.MONTHLY, ("month_days",)): _monthly_by_day,
    (Every.MONTHLY, ("weekdays",)): _monthly_by_weekday,
    (Every.YEARLY, ("months", "month_days")): _yearly,
}
"""What can be said plainly, by what a rule repeats by and by the parts that it has."""
