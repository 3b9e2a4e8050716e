"""A goal's pace, day by day and by fractions. (rules, section 7)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from tests.model.days import ONE_DAY
from tests.model.histories import Span, each_day

HUNDRED_YEARS = 36525


@dataclass(frozen=True)
class Aim:
    """A goal with a target: from when to when, its pauses for all habits, and what was recorded on which day."""

    start: date
    deadline: date
    target: Fraction
    pauses: tuple[Span, ...] = ()
    entries: tuple[tuple[date, Fraction], ...] = ()

    @property
    def current(self) -> Fraction:
        return sum((value for _, value in self.entries), Fraction(0))


def is_paused(aim: Aim, day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in aim.pauses)


def unpaused(aim: Aim, first: date, last: date) -> list[date]:
    """List the unpaused days of a span, both ends included; none when it ends before it begins."""
    return [day for day in each_day(first, last) if not is_paused(aim, day)] if first <= last else []


def days_in_all(aim: Aim) -> int:
    return len(unpaused(aim, aim.start, aim.deadline))


def expected(aim: Aim, day: date) -> Fraction:
    """Tell what is expected by the end of a day."""
    if day < aim.start:
        return Fraction(0)
    if day >= aim.deadline:
        return aim.target
    return aim.target * len(unpaused(aim, aim.start, day)) / days_in_all(aim)


def ahead(aim: Aim, today: date) -> Fraction:
    """Tell how far ahead in units, behind below 0; the share of today may be done or not."""
    against_yesterday = aim.current - expected(aim, today - ONE_DAY)
    against_today = aim.current - expected(aim, today)
    if against_yesterday < 0:
        return against_yesterday
    if against_today > 0:
        return against_today
    return Fraction(0)


def ahead_days(aim: Aim, today: date) -> Fraction:
    return ahead(aim, today) / (aim.target / days_in_all(aim))


def remaining(aim: Aim) -> Fraction:
    return max(Fraction(0), aim.target - aim.current)


def needed_per_day(aim: Aim, today: date) -> Fraction | None:
    if aim.current >= aim.target:
        return Fraction(0)
    left = unpaused(aim, max(today, aim.start), aim.deadline)
    return remaining(aim) / len(left) if today <= aim.deadline and left else None


def needed_per_week(aim: Aim, today: date) -> Fraction | None:
    per_day = needed_per_day(aim, today)
    return None if per_day is None else min(7 * per_day, remaining(aim))


def last_unpaused(aim: Aim, today: date) -> list[date]:
    """List the last 28 unpaused days up to today; only those since the start when there are fewer of them."""
    found: list[date] = []
    day = today
    while len(found) < 28 and day >= aim.start:
        if not is_paused(aim, day):
            found.append(day)
        day -= ONE_DAY
    return found


def forecast(aim: Aim, today: date) -> date | None:
    """Walk the unpaused days after today, each at the rate of the last, until what remains is covered."""
    if remaining(aim) == 0:
        return None
    days = last_unpaused(aim, today)
    if len(days) < 7:
        return None
    rate = sum((value for day, value in aim.entries if day in days), Fraction(0)) / len(days)
    if rate <= 0:
        return None
    needed = ceil(remaining(aim) / rate)
    for covered, day in enumerate(_unpaused_after(aim, today), start=1):
        if covered == needed:
            return day
    return None


def _unpaused_after(aim: Aim, today: date) -> Iterator[date]:
    for ahead in range(1, HUNDRED_YEARS + 1):
        day = today + ahead * ONE_DAY
        if not is_paused(aim, day):
            yield day


def state(aim: Aim, today: date) -> str:
    if aim.current >= aim.target:
        return "COMPLETED"
    if today > aim.deadline:
        return "OVERDUE"
    days = ahead_days(aim, today)
    if days >= 1:
        return "AHEAD"
    return "BEHIND" if days <= -1 else "ON_TRACK"


def has_pace(aim: Aim) -> bool:
    return days_in_all(aim) > 0
