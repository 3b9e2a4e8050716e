"""What is known of a habit: all that an answer may depend on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from typing import Any

from tests.model.days import ONE_DAY

Span = tuple[date, date | None]


@dataclass(frozen=True)
class History:
    """A habit's frequency and everything that happened; pauses are its own, those for all, and archivals."""

    frequency_type: str
    config: Mapping[str, Any]
    created_on: date
    completions: tuple[tuple[date, time | None], ...] = ()
    pauses: tuple[Span, ...] = ()
    week_start: str = "MONDAY"

    @property
    def pattern(self) -> str:
        """Name the frequency, advanced ones by their pattern."""
        return str(self.config["pattern"]) if self.frequency_type == "ADVANCED" else self.frequency_type

    @property
    def rules(self) -> Mapping[str, Any]:
        rules: Mapping[str, Any] = self.config["rules"] if self.frequency_type == "ADVANCED" else self.config
        return rules

    @cached_property
    def days_done(self) -> list[date]:
        """List the distinct completion days in order."""
        return sorted({day for day, _ in self.completions})

    @cached_property
    def first_day(self) -> date:
        """Take the creation day or the first completion; for EVERY_N_WEEKS and RRULE never before their start."""
        first = min([self.created_on, *self.days_done])
        if self.pattern in {"EVERY_N_WEEKS", "RRULE"}:
            return max(first, date.fromisoformat(self.rules["startDate"]))
        return first

    def paused(self, day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in self.pauses)

    def eligible(self, day: date) -> bool:
        return not self.paused(day) and day >= self.first_day

    def until(self, day: date) -> "History":
        """Forget what was completed after a day."""
        return replace(self, completions=tuple(c for c in self.completions if c[0] <= day))

    def distance(self, a: date, b: date) -> int:
        """Count the unpaused days in a+1 … b, one after the other."""
        return sum(1 for day in each_day(a + ONE_DAY, b) if not self.paused(day))

    def settled_after(self) -> date:
        """Find a day after which nothing changes: all days are paused from it on, or none is."""
        edges = [first if last is None else last for first, last in self.pauses]
        return max([self.created_on, *self.days_done, *edges]) + ONE_DAY


def each_day(first: date, last: date) -> Iterable[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY
