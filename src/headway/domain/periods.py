"""Periods: how a calendar frequency cuts time, and the chains that have no periods (rules, section 2).

A schedule is either a `Calendar`, which cuts out disjoint periods, each with a quota, or a `Chain`, which asks
only how far completions lie apart.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple

from headway.domain.days import LAST_DAY, ONE_DAY, Weekday, WeekStart, week_first_day, weekday


class Unit(StrEnum):
    """What a streak counts."""

    DAYS = "DAYS"
    WEEKS = "WEEKS"
    MONTHS = "MONTHS"
    TIMES = "TIMES"
    INTERVALS = "INTERVALS"


class Period(NamedTuple):
    """A span of days, both included."""

    first_day: date
    last_day: date

    @property
    def length(self) -> int:
        """The number of its days."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True)
class Chain:
    """`times` completion days within `days` days, again and again; no periods."""

    times: int
    days: int
    unit: Unit = Unit.TIMES


class Calendar:
    """A way to cut time into periods. Days before `start`, where there is one, lie in none."""

    unit: Unit
    start: date | None = None
    one_day: ClassVar[bool] = False
    """Whether every period is a single day."""

    every_completion: ClassVar[bool] = False
    """Whether each completion counts towards the quota, and not each day with one."""

    @property
    def all_days_count(self) -> bool:
        """Whether each day of a period can help its quota."""
        return True

    def period(self, day: date) -> Period | None:
        """Find the period that the day lies in, if any."""
        raise NotImplementedError

    def counts(self, day: date) -> bool:
        """Tell whether the day can help the quota of its period."""
        return self.period(day) is not None

    def quota(self, period: Period) -> int:
        """Tell how often it is to be done in the period."""
        raise NotImplementedError

    def counting_days(self, period: Period) -> int:
        """Count the days of the period that can help its quota."""
        return period.length

    def next_counting_day(self, day: date) -> date | None:
        """Find the first day from `day` on that counts; None when there is none before 2200."""
        raise NotImplementedError


@dataclass(frozen=True)
class Days(Calendar):
    """Every day is a period, and every completion counts in it."""

    times: int = 1
    unit: Unit = Unit.DAYS
    one_day: ClassVar[bool] = True
    every_completion: ClassVar[bool] = True

    def period(self, day: date) -> Period:
        """Give the day itself."""
        return Period(day, day)

    def counts(self, day: date) -> bool:
        """Every day does."""
        return True

    def quota(self, period: Period) -> int:
        """Give the times a day."""
        return self.times

    def next_counting_day(self, day: date) -> date:
        """Give the day itself."""
        return day


@dataclass(frozen=True)
class ChosenDays(Calendar):
    """Each day that `holds` picks is a period of its own."""

    holds: Callable[[date], bool]
    unit: Unit = Unit.TIMES
    start: date | None = None
    one_day: ClassVar[bool] = True

    def period(self, day: date) -> Period | None:
        """Give the day itself if it is chosen."""
        if (self.start and day < self.start) or not self.holds(day):
            return None
        return Period(day, day)

    def quota(self, period: Period) -> int:
        """Once."""
        return 1

    def counts(self, day: date) -> bool:
        """Tell whether the day is chosen."""
        return self.holds(day) and not (self.start and day < self.start)

    def next_counting_day(self, day: date) -> date | None:
        """Step to the next chosen day."""
        if self.start and day < self.start:
            day = self.start
        while day <= LAST_DAY:
            if self.holds(day):
                return day
            day += ONE_DAY
        return None


@dataclass(frozen=True)
class Weeks(Calendar):
    """Weeks that begin on `week_start`; with `weekdays`, only those days count.

    >>> Weeks(2, WeekStart.MONDAY, frozenset({Weekday.MON, Weekday.FRI})).next_counting_day(date(2026, 1, 21))
    datetime.date(2026, 1, 23)
    """

    times: int
    week_start: WeekStart
    weekdays: frozenset[Weekday] | None = None
    unit: Unit = Unit.WEEKS

    @property
    def all_days_count(self) -> bool:
        """Whether no weekdays were chosen."""
        return self.weekdays is None

    def counts(self, day: date) -> bool:
        """Tell whether the day is one of the chosen weekdays."""
        return self.weekdays is None or weekday(day) in self.weekdays

    def period(self, day: date) -> Period:
        """Give the day's week."""
        first = week_first_day(day, self.week_start)
        return Period(first, first + timedelta(days=6))

    def quota(self, period: Period) -> int:
        """Give the times a week."""
        return self.times

    def counting_days(self, period: Period) -> int:
        """Seven, or as many as were chosen."""
        return period.length if self.weekdays is None else len(self.weekdays)

    def next_counting_day(self, day: date) -> date:
        """Step to the next chosen weekday."""
        while not self.counts(day):
            day += ONE_DAY
        return day


@dataclass(frozen=True)
class Months(Calendar):
    """Calendar months; a month too short for the quota asks for all of its days.

    >>> months = Months(31)
    >>> months.quota(months.period(date(2026, 2, 3)))
    28
    """

    times: int
    unit: Unit = Unit.MONTHS

    def period(self, day: date) -> Period:
        """Give the day's month."""
        return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))

    def counts(self, day: date) -> bool:
        """Every day does."""
        return True

    def quota(self, period: Period) -> int:
        """Give the times a month, or all its days."""
        return min(self.times, period.length)

    def next_counting_day(self, day: date) -> date:
        """Give the day itself."""
        return day


@dataclass(frozen=True)
class Intervals(Calendar):
    """Windows of `days` days laid out from `anchor` in both directions.

    >>> Intervals(10, date(2026, 1, 1)).period(date(2025, 12, 31))
    Period(first_day=datetime.date(2025, 12, 22), last_day=datetime.date(2025, 12, 31))
    """

    days: int
    anchor: date
    unit: Unit = Unit.INTERVALS

    def period(self, day: date) -> Period:
        """Give the day's window."""
        first = day - timedelta(days=(day - self.anchor).days % self.days)
        return Period(first, first + timedelta(days=self.days - 1))

    def counts(self, day: date) -> bool:
        """Every day does."""
        return True

    def quota(self, period: Period) -> int:
        """Once."""
        return 1

    def next_counting_day(self, day: date) -> date:
        """Give the day itself."""
        return day


Schedule = Calendar | Chain
