"""WEEKLY: some times a week, on any day or on chosen ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.days import Weekday, WeekStart
from headway.domain.errors import Code
from headway.domain.frequencies.frequency import Cycle, Frequency
from headway.domain.frequencies.kinds import SOME_WEEKDAYS, Whole
from headway.domain.periods import Weeks


@dataclass(frozen=True, slots=True)
class Weekly(Frequency):
    """timesPerWeek days of each week; with specificDays only those days count."""

    name: ClassVar[str] = "WEEKLY"
    times_per_week: Annotated[int, Whole(1, 7)]
    specific_days: Annotated[tuple[Weekday, ...] | None, SOME_WEEKDAYS] = None

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """Refuse a quota over the days."""
        if self.specific_days is not None and self.times_per_week > len(self.specific_days):
            yield (
                "timesPerWeek",
                Code.OUT_OF_RANGE,
                f"Only {len(self.specific_days)} days a week are allowed.",
            )

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give the user's weeks."""
        days = None if self.specific_days is None else frozenset(self.specific_days)
        return Weeks(self.times_per_week, week_start, days)

    def cycle(self) -> Cycle:
        """So many days a week."""
        return Cycle(7, self.times_per_week)
