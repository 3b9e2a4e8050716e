"""NTH_WEEKDAY: the second Tuesday, the last Friday of each month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import Weekday, WeekStart, weekday
from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.kinds import WEEKDAY, Whole

_WEEK = 7


@dataclass(frozen=True, slots=True)
class NthWeekday(Frequency):
    """The nth `weekday` of each month, or with -1 the last one."""

    name: ClassVar[str] = "NTH_WEEKDAY"
    weekday: Annotated[Weekday, WEEKDAY]
    nth: Annotated[int, Whole(1, 4, besides=(-1,))]

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period of one day a month."""

        def holds(day: date) -> bool:
            if weekday(day) != self.weekday:
                return False
            if self.nth == -1:
                return day.day + _WEEK > monthrange(day.year, day.month)[1]
            return (day.day - 1) // _WEEK + 1 == self.nth

        return ChosenDays(holds)
