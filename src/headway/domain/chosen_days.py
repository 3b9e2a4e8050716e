"""Chosen days: calendars whose periods are single days, with days between that lie in none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from headway.domain.days import LAST_DAY, ONE_DAY
from headway.domain.periods import Calendar, Period, Unit


@dataclass(frozen=True)
class ChosenDays(Calendar):
    """Each day that `holds` picks is a period of its own."""

    holds: Callable[[date], bool]
    unit: Unit = Unit.TIMES
    start: date | None = None

    @property
    def one_day(self) -> bool:
        """Each is."""
        return True

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
