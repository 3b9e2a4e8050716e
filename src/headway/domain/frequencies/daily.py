"""DAILY: every day, once or several times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.days import WeekStart
from headway.domain.errors import Code
from headway.domain.frequencies.frequency import Cycle, Frequency
from headway.domain.frequencies.kinds import Flag, Whole
from headway.domain.periods import Days


@dataclass(frozen=True, slots=True)
class Daily(Frequency):
    """Every day; with allowMultiplePerDay several times, each with its time, of which timesPerDay are asked."""

    name: ClassVar[str] = "DAILY"
    allow_multiple_per_day: Annotated[bool, Flag()]
    times_per_day: Annotated[int, Whole(1, 50)] = 1

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """Refuse several times a day without allowMultiplePerDay."""
        if self.times_per_day > 1 and not self.allow_multiple_per_day:
            yield "timesPerDay", Code.NOT_ALLOWED, "More than once a day needs allowMultiplePerDay."

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period a day."""
        return Days(self.times_per_day)

    def cycle(self) -> Cycle:
        """Every day."""
        return Cycle(1, 1)
