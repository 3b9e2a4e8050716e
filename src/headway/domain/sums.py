"""Sums: what a goal's entries come to, one after another and over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from headway.domain import amounts
from headway.domain.counters import counted_days
from headway.domain.entries import Entry
from headway.domain.goals import Goal


@dataclass(frozen=True, slots=True)
class Sum:
    """What all entries came to at the end of a day."""

    day: date
    total: Decimal


def over_time(added: Iterable[tuple[date, Decimal]], most: int) -> list[Sum]:
    """Add up what each day added, in the order of days; give at most so many points, the last of them always.

    Where there are more days, the last of each week stands for it, or that of each month, or year:

    >>> days = [(date(2026, 1, number), Decimal(1)) for number in range(1, 22)]
    >>> [(one.day.day, int(one.total)) for one in over_time(days, most=5)]
    [(4, 4), (11, 11), (18, 18), (21, 21)]
    """
    totals: dict[date, Decimal] = {}
    total = amounts.ZERO
    for day, amount in added:
        totals[day] = total = total + amount
    shown = list(totals)
    for span in (_week, _month, _year):
        if len(shown) <= most:
            break
        shown = list({span(day): day for day in shown}.values())
    return [Sum(day, totals[day]) for day in shown]


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _year(day: date) -> int:
    return day.year


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry, and the value that its goal had after it."""

    entry: Entry
    value: Decimal


def after_each(goal: Goal, newest_first: Sequence[Entry], total: Decimal) -> list[Recorded]:
    """Tell what a goal's value was after each of its entries; `total` is the sum up to the newest of these.

    A counter that counts days had counted those up to the entry's day. What is superseded added nothing.

    >>> from datetime import datetime; from uuid import UUID
    >>> from headway.domain.entries import EntryDraft, EntryKind, make
    >>> from headway.domain.goals import GoalDraft, GoalType, make as make_goal
    >>> now = datetime(2026, 1, 22, 9)
    >>> goal = make_goal(GoalDraft("Pages", GoalType.CONTINUOUS_COUNTER, "pages"), UUID(int=1), now, now.date())
    >>> def on(day: int, value: int) -> Entry:
    ...     draft = EntryDraft(date(2026, 1, day), Decimal(value))
    ...     return make(draft, goal.id, UUID(int=day), EntryKind.ENTRY, now)
    >>> [str(one.value) for one in after_each(goal, [on(21, 5), on(20, 7)], Decimal("12.00"))]
    ['12.00', '7.00']
    """
    recorded = []
    for entry in newest_first:
        recorded.append(Recorded(entry, total + counted_days(goal, entry.entry_date)))
        if not entry.superseded:
            total -= entry.value
    return recorded
