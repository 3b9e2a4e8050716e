"""EVERY_N_WEEKS: on these days of every other, every third … week."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Self

from headway.domain.chains import Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import Weekday, WeekStart, week_first_day, weekday
from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.kinds import SOME_WEEKDAYS, Choice, Day, Whole

_WEEK = 7


@dataclass(frozen=True, slots=True)
class EveryNWeeks(Frequency):
    """`days` of every weeks-th week, counted from startDate's week; nothing before startDate."""

    name: ClassVar[str] = "EVERY_N_WEEKS"
    weeks: Annotated[int, Whole(2, 52)]
    days: Annotated[tuple[Weekday, ...], SOME_WEEKDAYS]
    start_date: Annotated[date, Day()]
    week_start: Annotated[WeekStart | None, Choice(WeekStart)] = None

    def settled(self, week_start: WeekStart) -> Self:
        """Keep the week start it was made with."""
        return self if self.week_start else replace(self, week_start=week_start)

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period of one day each."""
        starts = self.week_start or week_start
        origin = week_first_day(self.start_date, starts)
        days = frozenset(self.days)

        def holds(day: date) -> bool:
            if weekday(day) not in days:
                return False
            weeks = (week_first_day(day, starts) - origin).days // _WEEK
            return weeks % self.weeks == 0

        return ChosenDays(holds, start=self.start_date)
