"""DAYS_OF_MONTH: on these days of each month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import WeekStart
from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.kinds import Several, Whole


@dataclass(frozen=True, slots=True)
class DaysOfMonth(Frequency):
    """Each listed day of the month; -1, and a day past the month's end, is its last day."""

    name: ClassVar[str] = "DAYS_OF_MONTH"
    days: Annotated[tuple[int, ...], Several(Whole(1, 31, besides=(-1,)), most=32)]

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period of one day each; days that fall together are one."""
        listed = frozenset(self.days)
        latest = 32 if -1 in listed else max(listed)

        def holds(day: date) -> bool:
            return day.day in listed or latest > day.day == monthrange(day.year, day.month)[1]

        return ChosenDays(holds)
