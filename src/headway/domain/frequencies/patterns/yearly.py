"""YEARLY: on these days of each year."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import WeekStart
from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.kinds import MonthDay, Several

_LEAP_DAY, _DAY_BEFORE = (2, 29), (2, 28)


@dataclass(frozen=True, slots=True)
class Yearly(Frequency):
    """Each listed MM-DD; 02-29 is 02-28 in common years."""

    name: ClassVar[str] = "YEARLY"
    dates: Annotated[tuple[tuple[int, int], ...], Several(MonthDay())]

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period of one day each."""
        listed = frozenset(self.dates)

        def holds(day: date) -> bool:
            here = (day.month, day.day)
            return here in listed or (here == _DAY_BEFORE and _LEAP_DAY in listed and not isleap(day.year))

        return ChosenDays(holds)
