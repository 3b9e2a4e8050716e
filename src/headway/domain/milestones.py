"""Milestones: where a counter is worth a look back, and what no reset takes away (rules, section 6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import count, takewhile

from headway.domain import amounts, days
from headway.domain.counters import Run, Runs
from headway.domain.goals import Goal, GoalStatus

_DAYS = (1, 3, 7, 14, 30, 60, 90, 180)
_DAYS_OF_A_YEAR = 365
_MOST_YEARS = days.LAST_DAY.year - days.FIRST_DAY.year
_STEPS = (Decimal(10), Decimal(25), Decimal(50))


class MilestoneUnit(StrEnum):
    """What a milestone is counted in: days, whole years, or the counter's own unit."""

    DAYS = "DAYS"
    YEARS = "YEARS"
    UNITS = "UNITS"


@dataclass(frozen=True, slots=True)
class Milestone:
    """So many days, years, or units of the counter's own."""

    number: int
    unit: MilestoneUnit

    @property
    def amount(self) -> int:
        """What a counter shows on reaching it; a year of days that were recorded by hand has 365."""
        return self.number * (_DAYS_OF_A_YEAR if self.unit is MilestoneUnit.YEARS else 1)


@dataclass(frozen=True, slots=True)
class Next:
    """The milestone that comes next, how much there is to go, and the day of it if days count themselves."""

    milestone: Milestone
    left: Decimal
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone, and the days on which it was reached, in one run after another."""

    milestone: Milestone
    days: tuple[date, ...]


def upcoming(goal: Goal, day: date, value: Decimal) -> Next | None:
    """Tell the next milestone of a counter that shows `value` on a day; a completed one has none.

    Days that count themselves are in days and then in years, the same day of each:

    >>> from datetime import datetime; from uuid import UUID
    >>> from headway.domain import goals
    >>> kind, now = goals.GoalType.CONTINUOUS_COUNTER, datetime(2025, 10, 25, 9)
    >>> draft = goals.GoalDraft("Days without", kind, "days", start_date=date(2025, 10, 2), counts_days=True)
    >>> counter = goals.make(draft, UUID(int=1), now, now.date())
    >>> there = upcoming(counter, now.date(), Decimal(23))
    >>> there.milestone.number, str(there.milestone.unit), str(there.left), str(there.day)
    (30, 'DAYS', '7', '2025-11-01')
    """
    if goal.status is GoalStatus.COMPLETED:
        return None
    if not goal.counts_days:
        there = next((one for one in _of_units() if one.number > value), None)
        return Next(there, there.number - value) if there else None
    began = day.toordinal() - int(value.to_integral_value("ROUND_FLOOR"))
    if not days.FIRST_DAY.toordinal() <= began <= days.LAST_DAY.toordinal():
        return None
    ahead = ((one, on) for one, on in _of_days(date.fromordinal(began)) if on > day)
    milestone, on = next(ahead)
    return Next(milestone, Decimal((on - day).days), on)


def reached(goal: Goal, runs: Runs) -> list[Reached]:
    """List the milestones that any run of a counter reached, the smallest first, with the day of each run.

    What a run ended with decides: a correction that made it shorter takes back what it no longer reaches.
    """
    found: dict[Milestone, tuple[date, ...]] = {}
    for run in runs.runs:
        for milestone, day in _counted(run) if run.since else _by_hand(goal, run):
            found[milestone] = (*found.get(milestone, ()), day)
    return [Reached(one, found[one]) for one in sorted(found, key=lambda one: one.amount)]


def _counted(run: Run) -> Iterator[tuple[Milestone, date]]:
    """Give what a run reached whose days counted themselves."""
    return takewhile(lambda reached: reached[1] <= run.last_day, _of_days(run.since or run.last_day))


def _by_hand(goal: Goal, run: Run) -> Iterator[tuple[Milestone, date]]:
    """Give what a run reached that was recorded by hand, each on the day that took it there for good."""
    ladder = _of_day_amounts() if goal.counts_days else _of_units()
    value = run.length - sum((step.added for step in run.steps), amounts.ZERO)
    crossed = []
    for step in run.steps:
        crossed.append((value, value + step.added, step.day))
        value += step.added
    for milestone in takewhile(lambda one: one.amount <= run.length, ladder):
        on = [day for before, after, day in crossed if before < milestone.amount <= after]
        yield milestone, on[-1] if on else run.first_day


def _of_days(since: date) -> Iterator[tuple[Milestone, date]]:
    """Give the milestones of days that count themselves since a day, with the day of each."""
    for number in _DAYS:
        yield Milestone(number, MilestoneUnit.DAYS), date.fromordinal(since.toordinal() + number)
    for years in range(1, date.max.year - since.year + 1):
        yield Milestone(years, MilestoneUnit.YEARS), _anniversary(since, years)


def _anniversary(since: date, years: int) -> date:
    """Tell the same day of a later year; the 29th of February is the 28th where there is none.

    >>> _anniversary(date(2024, 2, 29), 1), _anniversary(date(2024, 2, 29), 4)
    (datetime.date(2025, 2, 28), datetime.date(2028, 2, 29))
    """
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return since.replace(year=since.year + years, day=since.day - 1)


def _of_day_amounts() -> Iterator[Milestone]:
    """Give the milestones of days that were recorded by hand."""
    yield from (Milestone(number, MilestoneUnit.DAYS) for number in _DAYS)
    yield from (Milestone(years, MilestoneUnit.YEARS) for years in range(1, _MOST_YEARS + 1))


def _of_units() -> Iterator[Milestone]:
    """Give the milestones of any other unit, as far as amounts go.

    >>> [one.number for one, _ in zip(_of_units(), range(7))]
    [10, 25, 50, 100, 250, 500, 1000]
    """
    numbers = (int(step) * 10**power for power in count() for step in _STEPS)
    within = takewhile(lambda number: number <= amounts.MOST, numbers)
    return (Milestone(number, MilestoneUnit.UNITS) for number in within)
