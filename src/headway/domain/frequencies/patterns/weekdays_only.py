"""WEEKDAYS_ONLY: all days of the week but some."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import WEEKDAYS, Weekday, WeekStart, weekday
from headway.domain.errors import Code
from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.kinds import WEEKDAY, Several, Whole
from headway.domain.periods import Unit, Weeks

_WEEKEND = (Weekday.SAT, Weekday.SUN)


@dataclass(frozen=True, slots=True)
class WeekdaysOnly(Frequency):
    """The days of the week without excludeDays: each of them, or timesPerWeek of them."""

    name: ClassVar[str] = "WEEKDAYS_ONLY"
    exclude_days: Annotated[tuple[Weekday, ...], Several(WEEKDAY, least=0, most=6)] = _WEEKEND
    times_per_week: Annotated[int | None, Whole(1, 7)] = None

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """Refuse a quota over the days that are left."""
        if self.times_per_week is not None and self.times_per_week > len(self._days):
            yield "timesPerWeek", Code.OUT_OF_RANGE, f"Only {len(self._days)} days a week are allowed."

    @property
    def _days(self) -> frozenset[Weekday]:
        return frozenset(WEEKDAYS) - frozenset(self.exclude_days)

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period per allowed day when all are asked for, else weeks of allowed days."""
        days = self._days
        if self.times_per_week in {None, len(days)}:
            return ChosenDays(lambda day: weekday(day) in days, unit=Unit.DAYS)
        return Weeks(self.times_per_week or 1, week_start, days)
