"""RRULE: the recurrence rules of calendars (RFC 5545, section 3.3.10), as far as they are about days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, ClassVar

from headway.domain.chains import Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.errors import Code
from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.kinds import Day
from headway.domain.frequencies.recurrence import Recurrence
from headway.domain.frequencies.recurrence_text import RecurrenceRule

_THIRTY_YEARS = 30 * 366


@dataclass(frozen=True, slots=True)
class RRule(Frequency):
    """Each occurrence of `rrule` from startDate on is a day of its own; startDate is one only if it matches."""

    name: ClassVar[str] = "RRULE"
    rrule: Annotated[Recurrence, RecurrenceRule()]
    start_date: Annotated[date, Day()]

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """Refuse a rule that asks for nothing within thirty years."""
        if not _occurs(self.rrule, self.start_date):
            yield "rrule", Code.NEVER, f"It does not occur in the 30 years from {self.start_date} on."

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give a period of one day each."""
        return ChosenDays(self.rrule.starting(self.start_date), start=self.start_date)


@lru_cache(maxsize=1024)
def _occurs(rule: Recurrence, start: date) -> bool:
    """Step through the days; what never holds is found out in as many steps as the rest."""
    holds = rule.starting(start)
    return any(holds(start + ONE_DAY * at) for at in range(_THIRTY_YEARS))
