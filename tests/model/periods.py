"""The periods of calendar frequencies, row by row of the rules' tables. (rules, sections 2, 9, 10 and 11)"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tests.model.days import ONE_DAY, WEEKDAYS, month_of, week_of, weekday
from tests.model.histories import History, Target, each_day
from tests.model.patterns import allowed_days, every_allowed_day, is_listed


class State(StrEnum):
    MET = "MET"
    OPEN = "OPEN"
    MISSED = "MISSED"
    EXCUSED = "EXCUSED"
    NONE = "NONE"


@dataclass(frozen=True)
class Period:
    """A span of days, those of its days that count, its full quota and whether pauses may reduce that.

    The quota is a number of times, or the target where amounts are asked of the period. It is judged by the
    schedule at a place in the history. A cut one lies across the day on which a schedule took over.
    """

    days: tuple[date, ...]
    counting: tuple[date, ...]
    full_quota: int | Decimal
    reducible: bool
    place: int = 0
    cut: bool = False

    @property
    def first(self) -> date:
        return self.days[0]

    @property
    def last(self) -> date:
        return self.days[-1]


def chain(history: History) -> str | None:
    """Name the kind of chain, None for a calendar frequency."""
    if history.pattern == "TIMES_IN_DAYS":
        return "TIMES_IN_DAYS"
    if history.pattern == "CUSTOM_INTERVAL" and history.rules.get("anchor", "COMPLETION") == "COMPLETION":
        return "COMPLETION"
    return None


def unit(history: History) -> str:
    if history.pattern == "CUSTOM_INTERVAL":
        return "TIMES" if chain(history) else "INTERVALS"
    if history.pattern == "WEEKDAYS_ONLY":
        return "DAYS" if every_allowed_day(history) else "WEEKS"
    return {"DAILY": "DAYS", "WEEKLY": "WEEKS", "MONTHLY": "MONTHS"}.get(history.pattern, "TIMES")


# The periods of one schedule


def period_under(part: History, day: date) -> Period | None:
    """Find the period that a day lies in under one schedule, None when it lies in none, as under a chain."""
    if chain(part):
        return None
    period = period_by_times(part, day)
    if period is None or part.target is None or not part.target.per_period:
        return period
    reducible = not part.target.at_most and len(period.days) > 1
    return replace(period, full_quota=part.target.amount, reducible=reducible)


def period_by_times(part: History, day: date) -> Period | None:
    match part.pattern:
        case "DAILY":
            return Period((day,), (day,), int(part.rules.get("timesPerDay", 1)), reducible=False)
        case "WEEKLY":
            return week(
                part, day, part.rules.get("specificDays", list(WEEKDAYS)), part.rules.get("timesPerWeek", 1)
            )
        case "MONTHLY":
            month = tuple(month_of(day))
            return Period(month, month, min(part.rules.get("timesPerMonth", 1), len(month)), reducible=True)
        case "CUSTOM_INTERVAL":
            return window(part, day)
        case "WEEKDAYS_ONLY" if not every_allowed_day(part):
            return week(part, day, allowed_days(part), part.rules["timesPerWeek"])
        case _:
            return Period((day,), (day,), 1, reducible=True) if is_listed(part, day) else None


def week(part: History, day: date, allowed: list[str], times: int) -> Period:
    days = tuple(week_of(day, part.week_start))
    return Period(days, tuple(d for d in days if weekday(d) in allowed), times, reducible=True)


def window(part: History, day: date) -> Period:
    """Step from the start by whole windows, back or forth, until the day lies in one."""
    size = timedelta(days=part.rules["intervalDays"])
    start = date.fromisoformat(part.rules.get("startDate", part.created_on.isoformat()))
    while start > day:
        start -= size
    while start + size <= day:
        start += size
    days = tuple(start + n * ONE_DAY for n in range(size.days))
    return Period(days, days, 1, reducible=True)


# What the schedules, one after the other, make of time


def period_of(history: History, day: date) -> Period | None:
    """Find the period that a day lies in, as all schedules together made it."""
    return period_made(history, len(history.schedules) - 1, day)


def period_made(history: History, place: int, day: date) -> Period | None:
    """Find what a schedule and those before it made of a day.

    Old periods that end before the schedule begins stay, new ones that begin with it or later are its own, and
    what lies between is one cut period. What is old is itself what the schedules before made of time.
    """
    if place == 0:
        return period_under(history.parts[0], day)
    cut = cut_period(history, place)
    if cut and cut.first <= day <= cut.last:
        return cut
    if day < history.begins(place):
        return period_made(history, place - 1, day)
    return period_of_new(history, place, day)


def period_of_new(history: History, place: int, day: date) -> Period | None:
    period = period_under(history.parts[place], day)
    return replace(period, place=place) if period else None


def cut_period(history: History, place: int) -> Period | None:
    """Join what is left of the old and of the new period in which a schedule begins; None when it cuts neither.

    It runs from the old one's first day, or the day of the change, to the new one's last, or the day before the
    change. The new one judges it, or the old one where no new one is cut; met, it counts once, in the unit of
    the schedule that judges it. Its days before the change count as the old rule lets days count, the others as
    the new one does.
    """
    change = history.begins(place)
    old, new = period_made(history, place - 1, change), period_of_new(history, place, change)
    old = old if old and old.first < change else None
    new = new if new and new.first < change else None
    judge = new or old
    if judge is None:
        return None
    return Period(
        tuple(each_day(old.first if old else change, new.last if new else change - ONE_DAY)),
        (
            *(day for day in (old.counting if old else ()) if day < change),
            *(day for day in (new.counting if new else ()) if day >= change),
        ),
        easier(history, old, new) if old and new else judge.full_quota,
        judge.reducible,
        judge.place,
        cut=True,
    )


def easier(history: History, old: Period, new: Period) -> int | Decimal:
    """Choose the easier quota of two weeks or two months that count the same; else the new one."""
    units = {unit(history.parts[period.place]) for period in (old, new)}
    if units not in ({"WEEKS"}, {"MONTHS"}) or measure(history, old) != measure(history, new):
        return new.full_quota
    target = target_of(history, new)
    if target and target.per_period and target.at_most:
        return max(old.full_quota, new.full_quota)
    return min(old.full_quota, new.full_quota)


def measure(history: History, period: Period) -> tuple[str, str] | None:
    """Tell what a period counts: amounts of a unit in a direction, or times, which days with amounts are, too."""
    target = target_of(history, period)
    return (target.unit, target.direction) if target and target.per_period else None


def target_of(history: History, period: Period) -> Target | None:
    return history.schedules[period.place].target


def walk(history: History, until: date | None = None) -> Iterator[Period]:
    """Yield every period from the one of the habit's first day on, one after the other, without end unless told."""
    day = history.first_day
    while until is None or day <= until:
        period = period_of(history, day)
        if period is not None:
            yield period
        day = period.last + ONE_DAY if period else day + ONE_DAY
