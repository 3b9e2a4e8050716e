"""MONTHLY: some times a calendar month."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.days import WeekStart
from headway.domain.frequencies.frequency import Cycle, Frequency
from headway.domain.frequencies.kinds import Whole
from headway.domain.periods import Months


@dataclass(frozen=True, slots=True)
class Monthly(Frequency):
    """timesPerMonth days of each month; a month that is too short asks for all of its days."""

    name: ClassVar[str] = "MONTHLY"
    times_per_month: Annotated[int, Whole(1, 31)]

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give calendar months."""
        return Months(self.times_per_month)

    def cycle(self) -> Cycle:
        """So many days a month."""
        return Cycle(30, min(30, self.times_per_month))
