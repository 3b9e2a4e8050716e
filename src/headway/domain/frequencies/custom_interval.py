"""CUSTOM_INTERVAL: every N days, counted from the last completion or by a fixed schedule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from headway.domain.chains import Chain, Schedule
from headway.domain.days import WeekStart
from headway.domain.errors import Code
from headway.domain.frequencies.frequency import Cycle, Frequency
from headway.domain.frequencies.kinds import Choice, Day, Whole
from headway.domain.periods import Intervals


class Anchor(StrEnum):
    """What the days are counted from."""

    COMPLETION = "COMPLETION"
    SCHEDULE = "SCHEDULE"


@dataclass(frozen=True, slots=True)
class CustomInterval(Frequency):
    """Every intervalDays days: after each completion, or (SCHEDULE) once in each window counted from startDate."""

    name: ClassVar[str] = "CUSTOM_INTERVAL"
    interval_days: Annotated[int, Whole(1, 366)]
    anchor: Annotated[Anchor, Choice(Anchor)] = Anchor.COMPLETION
    start_date: Annotated[date | None, Day()] = None

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """Refuse a start where no schedule begins."""
        if self.start_date is not None and self.anchor is Anchor.COMPLETION:
            yield "startDate", Code.NOT_ALLOWED, "Only the SCHEDULE anchor has a startDate."

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a chain, or windows."""
        if self.anchor is Anchor.COMPLETION:
            return Chain(1, self.interval_days)
        return Intervals(self.interval_days, self.start_date or created_on)

    def cycle(self) -> Cycle:
        """Once in the interval."""
        return Cycle(self.interval_days, 1)
