"""What is known of a habit: all that an answer may depend on. (rules, sections 2, 9, 10 and 11)"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from tests.model.days import ONE_DAY

Span = tuple[date, date | None]


@dataclass(frozen=True)
class Target:
    """The amount that a habit is measured by: at least or at most so much, of each day or of each period."""

    amount: Decimal
    direction: str = "AT_LEAST"
    per: str = "DAY"
    unit: str = "km"
    clean: bool = False

    @property
    def at_most(self) -> bool:
        return self.direction == "AT_MOST"

    @property
    def per_period(self) -> bool:
        return self.per == "PERIOD"

    def holds(self, amount: Decimal) -> bool:
        return amount <= self.amount if self.at_most else amount >= self.amount


@dataclass(frozen=True)
class Schedule:
    """What was asked of a habit from a day on; the first one has no first day."""

    first_day: date | None
    frequency_type: str
    config: Mapping[str, Any]
    target: Target | None = None


@dataclass(frozen=True)
class History:
    """A habit's frequency and everything that happened; pauses are its own, those for all, and archivals.

    The frequency, config and target are the present ones, in force since a day when there were earlier ones. An
    amount belongs to its completion's day and time; a completion without one adds nothing to its day.
    """

    frequency_type: str
    config: Mapping[str, Any]
    created_on: date
    completions: tuple[tuple[date, time | None], ...] = ()
    pauses: tuple[Span, ...] = ()
    week_start: str = "MONDAY"
    target: Target | None = None
    amounts: Mapping[tuple[date, time | None], Decimal] = field(default_factory=dict)
    since: date | None = None
    earlier: tuple[Schedule, ...] = ()

    @property
    def pattern(self) -> str:
        """Name the frequency, advanced ones by their pattern."""
        return str(self.config["pattern"]) if self.frequency_type == "ADVANCED" else self.frequency_type

    @property
    def rules(self) -> Mapping[str, Any]:
        rules: Mapping[str, Any] = self.config["rules"] if self.frequency_type == "ADVANCED" else self.config
        return rules

    # -- the schedules, and which of them is in force

    @cached_property
    def schedules(self) -> tuple[Schedule, ...]:
        """List the schedules in order; the last one is the present one."""
        return (*self.earlier, Schedule(self.since, self.frequency_type, self.config, self.target))

    @cached_property
    def parts(self) -> tuple["History", ...]:
        """Tell the same history once for each schedule, as if it had been the only one."""
        if not self.earlier:
            return (self,)
        return tuple(
            replace(
                self,
                frequency_type=one.frequency_type,
                config=one.config,
                target=one.target,
                since=None,
                earlier=(),
            )
            for one in self.schedules
        )

    def place_on(self, day: date) -> int:
        """Find the place of the schedule in force on a day: the last one that has begun."""
        return max(
            place for place, one in enumerate(self.schedules) if one.first_day is None or one.first_day <= day
        )

    def in_force(self, day: date) -> "History":
        return self.parts[self.place_on(day)]

    def begins(self, place: int) -> date:
        """Tell the first day of a schedule that is not the first one."""
        first_day = self.schedules[place].first_day
        if first_day is None:
            raise AssertionError
        return first_day

    def ends(self, place: int) -> date | None:
        """Tell the last day of a schedule, the day before the next one begins; None for the present one."""
        return self.begins(place + 1) - ONE_DAY if place + 1 < len(self.schedules) else None

    # -- what was done

    @cached_property
    def days_done(self) -> list[date]:
        """List the distinct completion days in order."""
        return sorted({day for day, _ in self.completions})

    def sum_of(self, days: Iterable[date]) -> Decimal:
        """Add up all amounts of some days."""
        wanted = set(days)
        return sum((self.amounts.get(one, Decimal(0)) for one in self.completions if one[0] in wanted), Decimal(0))

    def is_done(self, day: date) -> bool:
        """Tell whether a day counts as done: by the schedule in force on it, with a target a day by its sum."""
        target = self.in_force(day).target
        if target is None or target.per_period:
            return day in self.days_done
        return day in self.days_done and target.holds(self.sum_of([day]))

    def is_exceeded(self, day: date) -> bool:
        """Tell whether a day has more than the schedule in force on it allows of each day."""
        target = self.in_force(day).target
        if target is None or target.per_period or not target.at_most:
            return False
        return day in self.days_done and not self.is_done(day)

    @cached_property
    def days_counted(self) -> list[date]:
        """List the days that count as done, in order."""
        return [day for day in self.days_done if self.is_done(day)]

    @cached_property
    def first_day(self) -> date:
        """Take the creation day or the first completion; for EVERY_N_WEEKS and RRULE never before their start.

        Of several schedules only the periods of those two begin with their start; the habit began before.
        """
        first = min([self.created_on, *self.days_done])
        if self.pattern in {"EVERY_N_WEEKS", "RRULE"} and not self.earlier:
            return max(first, date.fromisoformat(self.rules["startDate"]))
        return first

    def paused(self, day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in self.pauses)

    def eligible(self, day: date) -> bool:
        return not self.paused(day) and day >= self.first_day

    def until(self, day: date) -> "History":
        """Forget what was completed after a day."""
        return replace(self, completions=tuple(c for c in self.completions if c[0] <= day))

    def planned_by(self, day: date) -> "History":
        """Forget the schedules that begin after a day."""
        *earlier, present = self.schedules[: self.place_on(day) + 1]
        return replace(
            self,
            frequency_type=present.frequency_type,
            config=present.config,
            target=present.target,
            since=present.first_day,
            earlier=tuple(earlier),
        )

    def distance(self, a: date, b: date) -> int:
        """Count the unpaused days in a+1 … b, one after the other."""
        return sum(1 for day in each_day(a + ONE_DAY, b) if not self.paused(day))

    def settled_after(self) -> date:
        """Find a day after which nothing changes: all days are paused from it on, or none is."""
        edges = [first if last is None else last for first, last in self.pauses]
        changes = [one.first_day for one in self.schedules if one.first_day]
        return max([self.created_on, *self.days_done, *edges, *changes]) + ONE_DAY


def each_day(first: date, last: date) -> Iterable[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY
