"""Periods: how a calendar frequency cuts time (rules, section 2).

A `Calendar` cuts out disjoint periods, each with a quota. How much a day adds to the quota of its period is told by
`counted`: once, as often as it was done, or (`headway.domain.measured`) by its amount.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from headway.domain.days import ONE_DAY, Weekday, WeekStart, week_first_day, weekday


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


class Done(NamedTuple):
    """A day with completions: how many it has, and the sum of their amounts in hundredths."""

    day: date
    times: int
    amount: int = 0


class Calendar:
    """A way to cut time into periods. Days before `start`, where there is one, lie in none."""

    unit: Unit
    start: date | None = None

    @property
    def first_unit(self) -> Unit:
        """What the first of its periods are; others only after a change."""
        return self.unit

    @property
    def era(self) -> int:
        """How often its unit has changed."""
        return 0

    @property
    def one_day(self) -> bool:
        """Whether every period is a single day."""
        return False

    @property
    def all_days_count(self) -> bool:
        """Whether each day of a period can help its quota."""
        return True

    @property
    def several_a_day(self) -> bool:
        """Whether a day can help its quota more than once."""
        return False

    @property
    def summed(self) -> bool:
        """Whether a period is judged by the sum of its amounts, and not by a number of days or times."""
        return False

    @property
    def at_most(self) -> bool:
        """Whether a period is met by staying within its quota, and not by reaching it."""
        return False

    @property
    def decided_late(self) -> bool:
        """Whether a period is neither met nor missed before it is over."""
        return False

    def period(self, day: date) -> Period | None:
        """Find the period that the day lies in, if any."""
        raise NotImplementedError

    def counts(self, day: date) -> bool:
        """Tell whether the day can help the quota of its period."""
        return self.period(day) is not None

    def counted(self, done: Done) -> int:
        """Tell how much a day that counts adds to its period."""
        return 1

    def helps(self, done: Done) -> int:
        """Tell whether a day that counts is one (1) or none (0) where days are counted."""
        return 1

    def quota(self, period: Period) -> int:
        """Tell how much there is to be in the period."""
        raise NotImplementedError

    def is_met(self, done: int, quota: int) -> bool:
        """Tell whether a period in which something is recorded is met."""
        return done >= quota

    def shares(self, period: Period) -> bool:
        """Tell whether a period that is partly paused asks for a share of its quota only."""
        return not self.one_day

    def counting_days(self, period: Period) -> int:
        """Count the days of the period that can help its quota."""
        return period.length

    def next_counting_day(self, day: date) -> date | None:
        """Find the first day from `day` on that counts; None when there is none before 2200."""
        raise NotImplementedError

    def is_cut(self, period: Period) -> bool:
        """Tell whether a change of schedule has cut the period: then it is met or excused, and never missed."""
        return False

    def unit_of(self, period: Period) -> Unit:
        """Tell what the period is one of."""
        return self.unit

    def era_of(self, period: Period) -> int:
        """Tell how often its unit had changed when the period was judged."""
        return 0

    def judge(self, period: Period) -> "Calendar":
        """Find the calendar, unchanged, that judges a period."""
        return self


@dataclass(frozen=True)
class Days(Calendar):
    """Every day is a period, and every completion counts in it."""

    times: int = 1
    unit: Unit = Unit.DAYS

    @property
    def one_day(self) -> bool:
        """Each is."""
        return True

    @property
    def several_a_day(self) -> bool:
        """Every completion counts."""
        return True

    def counted(self, done: Done) -> int:
        """Count every completion."""
        return done.times

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
