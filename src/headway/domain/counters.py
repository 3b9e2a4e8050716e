"""Counters: completed by hand, and able to count their days by themselves (rules, sections 5 and 6)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from headway.domain import amounts, goals
from headway.domain.errors import Broken, Code, RejectedError
from headway.domain.goals import Goal, GoalStatus


def complete(goal: Goal, now: datetime, today: date) -> Goal:
    """Complete a counter: its value stands still. A completed one stays as it is.

    Raises RejectedError for a goal with a target: it completes itself.
    """
    _require_counter(goal)
    if goal.status is GoalStatus.COMPLETED:
        return goal
    return replace(goals.edited(goal, now), status=GoalStatus.COMPLETED, completed_at=now, completed_on=today)


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
    day = goal.completed_on or today
    return goal.current_value + counted_days(goal, max(day, last_day or day))


def run_began(goal: Goal, today: date) -> date:
    """Find the day on which the present run of a counter began, had it counted days: today minus its value.

    Half a day has not begun another. A value of more days than there have been ends at the first day of all,
    which no counter may start on.
    """
    run = int(max(amounts.ZERO, goal.current_value))
    return date.fromordinal(max(1, today.toordinal() - run))
