"""Which day it is, found by walking the zone's instants one by one. (rules, section 1)"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
WEEK_STARTS = {"MONDAY": "MON", "SATURDAY": "SAT", "SUNDAY": "SUN"}

# No clock on earth has been further from UTC than this since 1900.
FURTHEST = timedelta(hours=16)


@lru_cache(4096)
def begins(day: date, zone: ZoneInfo, day_start: time, step: timedelta = timedelta(minutes=1)) -> datetime:
    """Walk forward to the first instant whose wall clock reads `day` + `day_start` or later."""
    wanted = datetime.combine(day, day_start)
    instant = wanted.replace(tzinfo=UTC) - FURTHEST
    while instant.astimezone(zone).replace(tzinfo=None) < wanted:
        instant += step
    return instant


def today(now: datetime, zone: ZoneInfo, day_start: time) -> date:
    """Try the days around `now` from the last one down: the latest that has begun."""
    day = now.date() + 3 * ONE_DAY
    while begins(day, zone, day_start) > now:
        day -= ONE_DAY
    return day


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def week_of(day: date, week_start: str) -> list[date]:
    """Step back to the day that weeks begin with; the week is that day and the six after it."""
    while weekday(day) != WEEK_STARTS[week_start]:
        day -= ONE_DAY
    return [day + n * ONE_DAY for n in range(7)]


def month_of(day: date) -> list[date]:
    """Step back to the first; the month is that day and all after it until the month's name changes."""
    day = day.replace(day=1)
    month: list[date] = []
    while not month or day.month == month[0].month:
        month.append(day)
        day += ONE_DAY
    return month
