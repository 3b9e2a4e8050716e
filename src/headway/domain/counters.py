"""Counters: completed by hand, and able to count their days by themselves (rules, sections 5 and 6)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from headway.domain import amounts, days, entries, goals
from headway.domain.entries import Entry, EntryKind
from headway.domain.errors import Broken, Code, Findings, RejectedError
from headway.domain.goals import Goal, GoalStatus

T = TypeVar("T")


def complete(goal: Goal, now: datetime, today: date, day: date | None = None) -> Goal:
    """Complete a counter, today or as of a day before: its value stands still. A completed one stays as it is.

    Raises RejectedError for a goal with a target, which completes itself, and for a day that has not begun.
    """
    require_counter(goal, _BY_VALUE)
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
    require_counter(goal, _BY_VALUE)
    if goal.status is GoalStatus.ACTIVE:
        return goal
    return replace(goals.edited(goal, now), status=GoalStatus.ACTIVE, completed_at=None, completed_on=None)


_BY_VALUE = "A goal with a target is completed by its value alone."


def require_counter(goal: Goal, otherwise: str) -> None:
    """Require a counter.

    Raises RejectedError (NOT_ALLOWED) that says `otherwise`.
    """
    if not goal.is_counter:
        raise RejectedError([Broken(("goal_type",), Code.NOT_ALLOWED, otherwise)])


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
class Step:
    """What was recorded by hand on a day, in the run that so many resets came before."""

    run: int
    day: date
    added: Decimal


@dataclass(frozen=True, slots=True)
class Run:
    """How far a counter came between two resets, and the slips it went on after; the newest come last.

    Nothing has begun the first run, and nothing has ended the present one. One whose days counted themselves counts
    them `since` a day; any other was recorded by hand, step by step.
    """

    first_day: date
    last_day: date
    length: Decimal
    begun_by: Entry | None = None
    ended_by: Entry | None = None
    slips: tuple[Entry, ...] = ()
    since: date | None = None
    steps: tuple[Step, ...] = ()


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

    @property
    def slips(self) -> int:
        """How often it went on after a slip."""
        return sum(len(run.slips) for run in self.runs)


def runs(
    goal: Goal, marks: Collection[Entry], by_hand: Iterable[Step], first_day: date, day: date, value: Decimal
) -> Runs:
    """List the runs of a counter: as long as what each reset took, and the present one as long as its value.

    `marks` are its resets and slips, `first_day` is when the first run began, and `value` is what is shown on
    `day`. A run that ended before a counter began to count days is as long as what was recorded `by_hand`. Nothing
    is lost by a reset: a counter of 23 days that began anew 3 days ago has counted 26. A slip ends nothing.

    >>> from uuid import UUID
    >>> now, start = datetime(2025, 10, 25, 9), date(2025, 10, 2)
    >>> kind = goals.GoalType.CONTINUOUS_COUNTER
    >>> draft = goals.GoalDraft("Days without", kind, "days", start_date=start, counts_days=True)
    >>> counter = goals.make(draft, UUID(int=1), now, now.date())
    >>> def mark(number: int, day: int, value: int, kind: EntryKind) -> Entry:
    ...     draft = entries.EntryDraft(date(2025, 10, day), Decimal(value))
    ...     return entries.make(draft, counter.id, UUID(int=number), kind, now)
    >>> marks = [mark(2, 10, 0, EntryKind.SLIP), mark(3, 25, -23, EntryKind.RESET)]
    >>> found = runs(counter, marks, [], start, date(2025, 10, 28), Decimal(3))
    >>> [(str(run.first_day), str(run.length), len(run.slips)) for run in found.runs], str(found.total)
    ([('2025-10-02', '23.00', 1), ('2025-10-25', '3', 0)], '26.00')
    """
    slips, steps = _by_run(_slips(marks)), _by_run((step.run, step) for step in by_hand)
    found: list[Run] = []
    began: Entry | None = None
    for reset in sorted((mark for mark in marks if mark.kind is EntryKind.RESET), key=entries.place_of):
        number, first = len(found), began.entry_date if began else first_day
        run = Run(first, reset.entry_date, -reset.value, began, reset, slips[number], steps=steps[number])
        found.append(_measured(goal, run))
        began = reset
    number, first = len(found), since(goal, day, value) or (began.entry_date if began else first_day)
    present = Run(first, day, value, began, slips=slips[number], steps=steps[number])
    return Runs((*found, _measured(goal, present)))


def _measured(goal: Goal, run: Run) -> Run:
    """Tell from what a run's length is: days that counted themselves, or what was recorded by hand."""
    if not goal.counts_days or goal.start_date is None:
        return replace(run, length=max(amounts.ZERO, run.length))
    if run.ended_by and run.last_day <= goal.start_date:
        by_hand = sum((step.added for step in run.steps), amounts.ZERO)
        return replace(run, length=max(amounts.ZERO, by_hand))
    length = max(amounts.ZERO, run.length)
    return replace(run, length=length, since=_days_before(run.last_day, length), steps=())


def _slips(marks: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Give the slips in order, each with the number of resets before it."""
    run = 0
    for mark in sorted(marks, key=entries.place_of):
        if mark.kind is EntryKind.RESET:
            run += 1
        else:
            yield run, mark


def _by_run(numbered: Iterable[tuple[int, T]]) -> defaultdict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = {}
    for number, one in numbered:
        found.setdefault(number, []).append(one)
    return defaultdict(tuple, {number: tuple(some) for number, some in found.items()})
