"""Recurrence rules: which days an RRULE of RFC 5545 (section 3.3.10) picks, asked day by day.

A day is tested against the parts of the rule; nothing is iterated from the rule's start on. So a rule that never
holds keeps nobody waiting, and a day ten years on costs what the first one does.
"""

from calendar import isleap, monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from headway.domain.days import ONE_DAY

_WEEK = 7


class Every(StrEnum):
    """What a rule repeats by: its FREQ."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule, part by part. Weekdays are (ordinal, day) with Monday 0, and the ordinal 0 for every such day."""

    every: Every
    interval: int = 1
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0
    text: str = field(default="", compare=False)

    def starting(self, start: date) -> Callable[[date], bool]:
        """Give the test whether a day is an occurrence of the rule that starts on `start`."""
        rule = self.filled(start)
        picked = lru_cache(maxsize=4)(rule.picked)
        origin = rule.turn(start)

        def holds(day: date) -> bool:
            if day < start or (rule.turn(day) - origin) % rule.interval:
                return False
            return rule.matches(day) and (not rule.positions or day in picked(rule.span(day)))

        return holds

    def filled(self, start: date) -> "Recurrence":
        """Take from the start what the rule leaves open, as the RFC says."""
        if self.weeks or self.year_days or self.month_days or self.weekdays:
            return self
        if self.every is Every.WEEKLY:
            return replace(self, weekdays=frozenset({(0, start.weekday())}))
        if self.every is Every.MONTHLY:
            return replace(self, month_days=frozenset({start.day}))
        if self.every is Every.YEARLY:
            months = self.months or frozenset({start.month})
            return replace(self, months=months, month_days=frozenset({start.day}))
        return self

    def turn(self, day: date) -> int:
        """Give the day's turn, its day, week, month or year, a number."""
        match self.every:
            case Every.DAILY:
                return day.toordinal()
            case Every.WEEKLY:
                return (day.toordinal() - 1 - self.week_start) // _WEEK
            case Every.MONTHLY:
                return day.year * 12 + day.month
            case Every.YEARLY:
                return day.year

    def span(self, day: date) -> tuple[date, date]:
        """Give the first and last day of the turn of a month or a year; of a day it is the day."""
        if self.every is Every.YEARLY:
            return day.replace(month=1, day=1), day.replace(month=12, day=31)
        if self.every is Every.MONTHLY:
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        return day, day

    def picked(self, span: tuple[date, date]) -> frozenset[date]:
        """Give the days of a turn at the rule's positions among all that match."""
        first, last = span
        days = [first + ONE_DAY * at for at in range((last - first).days + 1)]
        found = [day for day in days if self.matches(day)]
        at = (place - 1 if place > 0 else len(found) + place for place in self.positions)
        return frozenset(found[place] for place in at if 0 <= place < len(found))

    def matches(self, day: date) -> bool:
        """Test a day against all parts but INTERVAL and BYSETPOS."""
        if self.months and day.month not in self.months:
            return False
        days_in_month = monthrange(day.year, day.month)[1]
        if not _holds(self.month_days, day.day, days_in_month):
            return False
        of_year = day.timetuple().tm_yday
        if not _holds(self.year_days, of_year, 365 + isleap(day.year)):
            return False
        return self._matches_weekday(day) and (not self.weeks or self._matches_week(day))

    def _matches_weekday(self, day: date) -> bool:
        if not self.weekdays or (0, day.weekday()) in self.weekdays:
            return True
        if self.every is Every.MONTHLY or self.months:
            at, days = day.day, monthrange(day.year, day.month)[1]
        else:
            at, days = day.timetuple().tm_yday, 365 + isleap(day.year)
        from_start, from_end = (at - 1) // _WEEK + 1, -((days - at) // _WEEK + 1)
        return not self.weekdays.isdisjoint({(from_start, day.weekday()), (from_end, day.weekday())})

    def _matches_week(self, day: date) -> bool:
        """Test the number of the day's week: the first week has at least four days of its year."""
        fourth = day - timedelta(days=(day.weekday() - self.week_start) % _WEEK) + timedelta(days=3)
        number = (fourth.timetuple().tm_yday - 1) // _WEEK + 1
        return number in self.weeks or number - self._weeks_in(fourth.year) - 1 in self.weeks

    def _weeks_in(self, year: int) -> int:
        last = date(year, 12, 28)  # always in the year's last week, whatever day weeks begin on
        fourth = last - timedelta(days=(last.weekday() - self.week_start) % _WEEK) + timedelta(days=3)
        return (fourth.timetuple().tm_yday - 1) // _WEEK + 1


def _holds(wanted: frozenset[int], at: int, length: int) -> bool:
    """Test a number that counts from the start or, negative, from the end of a span of `length`."""
    return not wanted or at in wanted or at - length - 1 in wanted
