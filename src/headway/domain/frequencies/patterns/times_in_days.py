"""TIMES_IN_DAYS: so many times in any so many days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Chain, Schedule
from headway.domain.days import WeekStart
from headway.domain.errors import Code
from headway.domain.frequencies.frequency import Cycle, Frequency
from headway.domain.frequencies.kinds import Whole


@dataclass(frozen=True, slots=True)
class TimesInDays(Frequency):
    """`times` days out of any `days` days in a row, whichever they are; no calendar in it."""

    name: ClassVar[str] = "TIMES_IN_DAYS"
    times: Annotated[int, Whole(1, 366)]
    days: Annotated[int, Whole(1, 366)]

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """Refuse more times than days."""
        if self.times > self.days:
            yield "days", Code.OUT_OF_RANGE, f"{self.times} times need at least {self.times} days."

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a chain."""
        return Chain(self.times, self.days)

    def cycle(self) -> Cycle:
        """As it says."""
        return Cycle(self.days, self.times)
