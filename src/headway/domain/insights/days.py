"""Days: how much of what a day asked for was done on it, and at what times things are done."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from headway.domain.days import ONE_DAY
from headway.domain.due import History, asked_each
from headway.domain.periods import Period
from headway.domain.streaks import Terms

HOURS = 24


class DayShare(NamedTuple):
    """Of how many habits something was asked when a day began, and of how many of them it was done."""

    day: date
    due: int
    met: int

    @property
    def share(self) -> float | None:
        """The share that was done; None where nothing was asked."""
        return self.met / self.due if self.due else None


class WeekdayShare(NamedTuple):
    """A day of the week, 0 is Monday: how often things were done on it, and what was done of what it asked for."""

    weekday: int
    times: int
    due: int
    met: int


class MonthShare(NamedTuple):
    """A month, by its first day: what was done of what its days asked for."""

    first_day: date
    due: int
    met: int


def each(span: Period) -> list[date]:
    """List the days of a span."""
    return [span.first_day + ONE_DAY * at for at in range(span.length)]


def asked_on(
    terms: Terms, first_completion: date | None, history: History, span: Period
) -> Iterator[tuple[int, int]]:
    """Tell of each day of a span whether a habit asked for something when it began, and whether that was done.

    It is told as the week of Today tells it (docs/semantics/due.md, "The week").
    """
    days = each(span)
    known = [first_completion if first_completion and first_completion <= day else None for day in days]
    asked = asked_each(terms, [terms.first_day(first) for first in known], history, days)
    return ((int(was_asked), int(done)) for was_asked, done in asked)


def shares(span: Period, habits: Iterable[Iterable[tuple[int, int]]]) -> list[DayShare]:
    """Put what each habit asked for together, day by day.

    >>> span = Period(date(2026, 1, 20), date(2026, 1, 21))
    >>> [(one.due, one.met) for one in shares(span, [[(1, 1), (1, 0)], [(0, 0), (1, 1)]])]
    [(1, 1), (2, 1)]
    """
    days = each(span)
    due, met = [0] * len(days), [0] * len(days)
    for habit in habits:
        for at, (asked, done) in enumerate(habit):
            due[at] += asked
            met[at] += done
    return [DayShare(*one) for one in zip(days, due, met, strict=True)]


def by_weekday(shown: Iterable[DayShare], done_on: Iterable[tuple[date, int]]) -> list[WeekdayShare]:
    """Put days together by their weekday, Monday first; `done_on` tells how often something was done on a day.

    >>> monday = date(2026, 1, 19)
    >>> by_weekday([DayShare(monday, 3, 2)], [(monday, 4), (monday, 1)])[0]
    WeekdayShare(weekday=0, times=5, due=3, met=2)
    """
    times, due, met = [0] * 7, [0] * 7, [0] * 7
    for day, count in done_on:
        times[day.weekday()] += count
    for one in shown:
        due[one.day.weekday()] += one.due
        met[one.day.weekday()] += one.met
    return [WeekdayShare(*one) for one in zip(range(7), times, due, met, strict=True)]


def by_month(shown: Iterable[DayShare]) -> list[MonthShare]:
    """Put days together by their months, in order."""
    months: dict[date, tuple[int, int]] = {}
    for one in shown:
        due, met = months.get(one.day.replace(day=1), (0, 0))
        months[one.day.replace(day=1)] = (due + one.due, met + one.met)
    return [MonthShare(first_day, due, met) for first_day, (due, met) in months.items()]


def best(months: Sequence[MonthShare]) -> MonthShare | None:
    """Find the month with the greatest share; of equal ones that with more, then the later one.

    >>> best([MonthShare(date(2026, 1, 1), 9, 6), MonthShare(date(2026, 2, 1), 3, 2)]).due
    9
    """
    some = [one for one in months if one.met]
    return max(some, key=lambda one: (one.met / one.due, one.met, one.first_day), default=None)


def by_hour(hours: Iterable[int]) -> list[int]:
    """Count how often each hour of the day was named.

    >>> by_hour([7, 7, 23])[7]
    2
    """
    counts = [0] * HOURS
    for hour in hours:
        counts[hour] += 1
    return counts
