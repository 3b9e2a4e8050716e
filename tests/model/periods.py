"""The periods of calendar frequencies, row by row of the rules' tables. (rules, sections 2 and 9)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil

from dateutil.rrule import rrulestr

from tests.model.days import ONE_DAY, month_of, week_of, weekday
from tests.model.histories import History

CHAINS = ("COMPLETION", "TIMES_IN_DAYS")


class State(StrEnum):
    MET = "MET"
    OPEN = "OPEN"
    MISSED = "MISSED"
    EXCUSED = "EXCUSED"
    NONE = "NONE"


@dataclass(frozen=True)
class Period:
    """A span of days, those of its days that count, its full quota and whether pauses may reduce that."""

    days: tuple[date, ...]
    counting: tuple[date, ...]
    full_quota: int
    reducible: bool

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


def period_of(history: History, day: date) -> Period | None:
    """Find the period that a day lies in, None when it lies in none."""
    match history.pattern:
        case "DAILY":
            return Period((day,), (day,), int(history.rules.get("timesPerDay", 1)), reducible=False)
        case "WEEKLY":
            allowed = history.rules.get("specificDays", ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"])
            return week(history, day, allowed, history.rules["timesPerWeek"])
        case "MONTHLY":
            month = tuple(month_of(day))
            return Period(month, month, min(history.rules["timesPerMonth"], len(month)), reducible=True)
        case "CUSTOM_INTERVAL":
            return window(history, day)
        case "WEEKDAYS_ONLY" if not every_allowed_day(history):
            return week(history, day, allowed_days(history), history.rules["timesPerWeek"])
        case _:
            return Period((day,), (day,), 1, reducible=True) if is_listed(history, day) else None


def week(history: History, day: date, allowed: list[str], times: int) -> Period:
    days = tuple(week_of(day, history.week_start))
    return Period(days, tuple(d for d in days if weekday(d) in allowed), times, reducible=True)


def window(history: History, day: date) -> Period:
    """Step from the start by whole windows, back or forth, until the day lies in one."""
    size = timedelta(days=history.rules["intervalDays"])
    start = date.fromisoformat(history.rules.get("startDate", history.created_on.isoformat()))
    while start > day:
        start -= size
    while start + size <= day:
        start += size
    days = tuple(start + n * ONE_DAY for n in range(size.days))
    return Period(days, days, 1, reducible=True)


def allowed_days(history: History) -> list[str]:
    excluded = history.rules.get("excludeDays", ["SAT", "SUN"])
    return [d for d in ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN") if d not in excluded]


def every_allowed_day(history: History) -> bool:
    allowed = len(allowed_days(history))
    return bool(history.rules.get("timesPerWeek", allowed) == allowed)


def is_listed(history: History, day: date) -> bool:
    """Tell whether a one-day pattern makes this day a period."""
    rules = history.rules
    match history.pattern:
        case "WEEKDAYS_ONLY":
            return weekday(day) in allowed_days(history)
        case "DAYS_OF_MONTH":
            end = month_of(day)[-1].day
            return day.day in {end if listed == -1 else min(listed, end) for listed in rules["days"]}
        case "NTH_WEEKDAY":
            same = [d for d in month_of(day) if weekday(d) == rules["weekday"]]
            return day == (same[-1] if rules["nth"] == -1 else same[rules["nth"] - 1])
        case "EVERY_N_WEEKS":
            start = date.fromisoformat(rules["startDate"])
            here, there = week_of(day, rules["weekStart"])[0], week_of(start, rules["weekStart"])[0]
            return day >= start and (here - there).days // 7 % rules["weeks"] == 0 and weekday(day) in rules["days"]
        case "YEARLY":
            names = {day.strftime("%m-%d")}
            if day.month == 2 and day == month_of(day)[-1]:
                names.add("02-29")
            return bool(names & set(rules["dates"]))
        case "RRULE":
            return day in occurrences(rules["rrule"], date.fromisoformat(rules["startDate"]), day.year)
        case unknown:
            raise AssertionError(unknown)


@lru_cache(maxsize=4096)
def occurrences(rule: str, start: date, year: int) -> frozenset[date]:
    """Let dateutil list the days of a year that a recurrence rule names."""
    first, last = (datetime.combine(day, time()) for day in (date(year, 1, 1), date(year, 12, 31)))
    found = rrulestr(rule, dtstart=datetime.combine(start, time())).between(first, last, inc=True)
    return frozenset(each.date() for each in found)


def walk(history: History) -> Iterator[Period]:
    """Yield every period from the one of the habit's first day on, one after the other, without end."""
    day = history.first_day
    while True:
        period = period_of(history, day)
        if period is not None:
            yield period
        day = period.last + ONE_DAY if period else day + ONE_DAY


def done(history: History, period: Period) -> int:
    """Count what counts in a period: every completion of a daily habit, else the distinct days that count."""
    if history.pattern == "DAILY":
        return sum(1 for day, _ in history.completions if day == period.first)
    return sum(1 for day in period.counting if day in history.days_done)


def eligible_days(history: History, period: Period) -> list[date]:
    return [day for day in period.counting if history.eligible(day)]


def quota(history: History, period: Period) -> int:
    """Ask for less of a period with pauses, but never of one that began before the habit's first day."""
    if period.first < history.first_day or not period.reducible:
        return period.full_quota
    share = Fraction(len(eligible_days(history, period)), len(period.counting))
    return max(1, min(period.full_quota, ceil(period.full_quota * share)))


def is_met(history: History, period: Period) -> bool:
    return done(history, period) >= quota(history, period)


def is_excused(history: History, period: Period) -> bool:
    """Tell whether a period that is not met is excused."""
    return period.first < history.first_day or not eligible_days(history, period)


def state(history: History, period: Period, today: date, last_met: Period | None) -> State:
    """Judge a period; one that lies before a met one is over, whatever today says."""
    if is_met(history, period):
        return State.MET
    if is_excused(history, period):
        return State.EXCUSED
    if period.last < today or (last_met is not None and period.last < last_met.first):
        return State.MISSED
    return State.OPEN
