"""Goals and counters in a span: what was added, where they stood at its end, and which of its days were clean."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from headway.domain.amounts import ZERO
from headway.domain.counters import counted_days
from headway.domain.days import ONE_DAY
from headway.domain.goals import Goal
from headway.domain.insights.spans import View


class Added(NamedTuple):
    """What a day added to a goal, without its resets, and how many resets and slips it had."""

    day: date
    total: Decimal
    resets: int = 0
    slips: int = 0


class Progress(NamedTuple):
    """What came to a goal in a span: the sum of its entries without resets, of which there were so many, and slips.

    `clean_days` are the days that a counter counted by itself, but for those with a reset or a slip; None where it
    counts none.
    """

    total: Decimal = ZERO
    resets: int = 0
    slips: int = 0
    clean_days: int | None = None


def progress(goal: Goal, added: Iterable[Added], view: View) -> Progress:
    """Tell what came to a goal in the days that are looked at."""
    here = [one for one in added if view.span.first_day <= one.day <= view.until]
    total = sum((one.total for one in here), ZERO)
    resets, slips = sum(one.resets for one in here), sum(one.slips for one in here)
    return Progress(total, resets, slips, _clean_days(goal, here, view))


def _clean_days(goal: Goal, added: Iterable[Added], view: View) -> int | None:
    """Count the days that are over and were counted, without those on which it began anew or slipped."""
    if not goal.counts_days or goal.start_date is None:
        return None
    ends = min(view.until, view.today - ONE_DAY, *([goal.completed_on - ONE_DAY] if goal.completed_on else []))
    first_day = max(view.span.first_day, goal.start_date)
    unclean = {one.day for one in added if (one.resets or one.slips) and first_day <= one.day <= ends}
    return max(0, (ends - first_day).days + 1) - len(unclean)


def value_at(goal: Goal, later: Decimal, view: View) -> Decimal:
    """Tell what a goal showed at the end of the days that are looked at; `later` is what came after them.

    >>> from datetime import datetime; from uuid import UUID
    >>> from headway.domain.goals import GoalDraft, GoalType, make
    >>> from headway.domain.insights.spans import Span, SpanKind
    >>> kind, start, now = GoalType.CONTINUOUS_COUNTER, date(2026, 1, 1), datetime(2026, 1, 21)
    >>> draft = GoalDraft("Days without", kind, "days", start_date=start, counts_days=True)
    >>> week = Span(SpanKind.WEEK, date(2026, 1, 12), date(2026, 1, 18))
    >>> value_at(make(draft, UUID(int=1), now, start), ZERO, View(week, week.last_day, now.date()))
    Decimal('17.00')
    """
    ends = min(view.until, goal.completed_on or view.until)
    return goal.current_value - later + counted_days(goal, ends)


def lived(goal: Goal, added: Iterable[Added], view: View) -> bool:
    """Tell whether a goal was there in a span: begun, and neither completed nor put away; or recorded for."""
    if any(view.span.first_day <= one.day <= view.until for one in added):
        return True
    ends = [day for day in (goal.archived_on, goal.completed_on) if day]
    began = min(goal.created_on, goal.start_date or goal.created_on)
    return began <= view.until and all(day >= view.span.first_day for day in ends)


def is_reached(goal: Goal, view: View) -> bool:
    """Tell whether a goal was completed in the days that are looked at."""
    return goal.completed_on is not None and view.span.first_day <= goal.completed_on <= view.until
