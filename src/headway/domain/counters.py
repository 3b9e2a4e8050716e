"""Counters: completed by hand, and able to count their days by themselves (rules, sections 5 and 6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from headway.domain import amounts, days, entries, goals
from headway.domain.entries import Entry, EntryKind
from headway.domain.errors import Broken, Code, Findings, RejectedError
from headway.domain.goals import Goal, GoalStatus


def complete(goal: Goal, now: datetime, today: date, day: date | None = None) -> Goal:
    """Complete a counter, today or as of a day before: its value stands still. A completed one stays as it is.

    Raises RejectedError for a goal with a target, which completes itself, and for a day that has not begun.
    """
    _require_counter(goal)
    findings = Findings()
    days.check_recordable(findings, "day", day or today, today)
    findings.enforce()
    if goal.status is GoalStatus.COMPLETED:
        return goal
    status, on = GoalStatus.COMPLETED, day or today
    return replace(goals.edited(goal, now), status=status, completed_at=now, completed_on=on)


def reopen(goal: Goal, now: datetime) -> Goal:
    """Reopen a counter: it counts on as if it had never been completed. An active one stays as it is.

    Raises RejectedError for a goal with a target.
    """
    _require_counter(goal)
    if goal.status is GoalStatus.ACTIVE:
        return goal
    return replace(goals.edited(goal, now), status=GoalStatus.ACTIVE, completed_at=None, completed_on=None)


def _require_counter(goal: Goal) -> None:
    if not goal.is_counter:
        detail = "A goal with a target is completed by its value alone."
        raise RejectedError([Broken(("goal_type",), Code.NOT_ALLOWED, detail)])


def counted_days(goal: Goal, day: date) -> int:
    """Count the whole days from a counter's start to a day, never below 0; 0 for what does not count days."""
    if not goal.counts_days or goal.start_date is None:
        return 0
    return max(0, (day - goal.start_date).days)


def value_on(goal: Goal, today: date, last_day: date | None) -> Decimal:
    """Tell the value that a goal shows: the days it counts by itself, and the sum of its entries.

    The days run to today, to the day it was completed on, or to `last_day`, that of its last entry, if that is
    later: a change of zone does not make a reset take away days that have not been counted yet.

    >>> from uuid import UUID
    >>> now, start, kind = datetime(2025, 10, 25, 9), date(2025, 10, 2), goals.GoalType.CONTINUOUS_COUNTER
    >>> draft = goals.GoalDraft("Days without", kind, "days", start_date=start, counts_days=True)
    >>> counter = goals.make(draft, UUID(int=1), now, now.date())
    >>> value_on(counter, now.date(), None), value_on(complete(counter, now, now.date()), date(2026, 1, 1), None)
    (Decimal('23.00'), Decimal('23.00'))
    """
    return goal.current_value + counted_days(goal, valued_on(goal, today, last_day))


def valued_on(goal: Goal, today: date, last_day: date | None) -> date:
    """Tell the day whose value a goal shows (see `value_on`)."""
    day = goal.completed_on or today
    return max(day, last_day or day)


def run_began(goal: Goal, today: date) -> date:
    """Find the day on which the present run of a counter began, had it counted days: today minus its value.

    Half a day has not begun another. A value of more days than there have been ends at the first day of all,
    which no counter may start on.
    """
    return _days_before(today, goal.current_value)


def since(goal: Goal, day: date, value: Decimal) -> date | None:
    """Tell since when a counter counts the days of its present run, `value` being what it shows on a day.

    That is the day of the last reset or, before the first, its start; a correction moves it as it moves the value.
    None for what does not count days.
    """
    return _days_before(day, value) if goal.counts_days else None


def _days_before(day: date, value: Decimal) -> date:
    return date.fromordinal(max(1, day.toordinal() - int(max(amounts.ZERO, value))))


@dataclass(frozen=True, slots=True)
class Run:
    """How far a counter came, and the reset that ended it; nothing has ended the present one."""

    first_day: date
    last_day: date
    length: Decimal
    ended_by: Entry | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """A counter's runs from the first to the present one, which is the last."""

    runs: tuple[Run, ...]

    @property
    def current(self) -> Run:
        """The present run."""
        return self.runs[-1]

    @property
    def longest(self) -> Run:
        """The longest run; of several, the last of them."""
        return max(reversed(self.runs), key=lambda run: run.length)

    @property
    def total(self) -> Decimal:
        """What was ever counted: no reset takes anything of it."""
        return sum((run.length for run in self.runs), amounts.ZERO)

    @property
    def average(self) -> Decimal:
        """The average length, to the hundredth."""
        return amounts.exact(self.total / len(self.runs))

    @property
    def resets(self) -> int:
        """How often it began anew."""
        return len(self.runs) - 1


def runs(goal: Goal, marks: Iterable[Entry], first_day: date, day: date, value: Decimal) -> Runs:
    """List the runs of a counter: as long as what each reset took, and the present one as long as its value.

    `marks` are its resets and its superseded entries, `first_day` is when the first run began, and `value` is what
    is shown on `day`. A run that ended before a counter began to count days is as long as what was recorded by
    hand. Nothing is lost by a reset: a counter of 23 days that began anew 3 days ago has counted 26.

    >>> from uuid import UUID
    >>> now, start = datetime(2025, 10, 25, 9), date(2025, 10, 2)
    >>> kind = goals.GoalType.CONTINUOUS_COUNTER
    >>> draft = goals.GoalDraft("Days without", kind, "days", start_date=start, counts_days=True)
    >>> counter = goals.make(draft, UUID(int=1), now, now.date())
    >>> relapse = entries.EntryDraft(now.date(), Decimal(-23), note="A wedding")
    >>> reset = entries.make(relapse, counter.id, UUID(int=2), EntryKind.RESET, now)
    >>> found = runs(counter, [reset], start, date(2025, 10, 28), Decimal(3))
    >>> [(str(run.first_day), str(run.length)) for run in found.runs], str(found.total)
    ([('2025-10-02', '23.00'), ('2025-10-25', '3')], '26.00')
    """
    began, by_hand, found = first_day, amounts.ZERO, []
    for mark in sorted(marks, key=entries.place_of):
        if mark.kind is EntryKind.RESET:
            found.append(Run(began, mark.entry_date, _length(goal, mark, by_hand), mark))
            began, by_hand = mark.entry_date, amounts.ZERO
        elif mark.superseded:
            by_hand += mark.value
    return Runs((*found, Run(since(goal, day, value) or began, day, max(amounts.ZERO, value))))


def _length(goal: Goal, reset: Entry, by_hand: Decimal) -> Decimal:
    if goal.counts_days and goal.start_date is not None and reset.entry_date <= goal.start_date:
        return max(amounts.ZERO, by_hand)
    return -reset.value
