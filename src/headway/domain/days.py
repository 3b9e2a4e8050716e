"""Days: which day it is in someone's life, and the weeks they count in.

A *day* is a civil date. Day D begins at the first instant whose wall clock in the user's zone reads
D + day start or later; *today* is the latest day that has begun. (rules, section 1)
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from headway.domain.errors import Code, Findings

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
LATEST_DAY_START_MINUTES = 6 * 60

ONE_DAY = timedelta(days=1)


class Weekday(StrEnum):
    """A day of the week, as frequencies name it; in the order of `date.weekday()`."""

    MON = "MON"
    TUE = "TUE"
    WED = "WED"
    THU = "THU"
    FRI = "FRI"
    SAT = "SAT"
    SUN = "SUN"


WEEKDAYS = tuple(Weekday)


class WeekStart(StrEnum):
    """The day on which a user's weeks begin."""

    MONDAY = "MONDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


_WEEK_START_INDEX = {WeekStart.MONDAY: 0, WeekStart.SATURDAY: 5, WeekStart.SUNDAY: 6}


def weekday(day: date) -> Weekday:
    """Name the weekday of a day.

    >>> weekday(date(2026, 1, 21))
    <Weekday.WED: 'WED'>
    """
    return WEEKDAYS[day.weekday()]


def week_first_day(day: date, week_start: WeekStart) -> date:
    """Find the day on which the week of `day` begins; 1 January 1 where the calendar has no earlier one.

    >>> week_first_day(date(2026, 1, 21), WeekStart.SUNDAY)
    datetime.date(2026, 1, 18)
    """
    back = (day.weekday() - _WEEK_START_INDEX[week_start]) % 7
    return day - timedelta(days=back)


def today(now: datetime, zone: ZoneInfo, day_start_minutes: int) -> date:
    """Tell which day it is at the instant `now` for someone in `zone` whose days begin at `day_start_minutes`.

    Clocks that go back over the day start do not take today back with them:

    >>> berlin = ZoneInfo("Europe/Berlin")
    >>> today(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), berlin, 150)  # 02:30 for the first time
    datetime.date(2026, 10, 25)
    >>> today(datetime(2026, 10, 25, 1, 10, tzinfo=UTC), berlin, 150)  # 02:10 again
    datetime.date(2026, 10, 25)
    """
    start = timedelta(minutes=day_start_minutes)
    day = (now.astimezone(zone).replace(tzinfo=None) - start).date()
    while _begins(day + ONE_DAY, zone, start) <= now:
        day += ONE_DAY
    return day


def _begins(day: date, zone: ZoneInfo, start: timedelta) -> datetime:
    """Find the first instant whose wall clock reads `day` + `start`."""
    wall = datetime(day.year, day.month, day.day) + start  # noqa: DTZ001 -- a wall time, given its zone next
    return wall.replace(tzinfo=zone).astimezone(UTC)


@lru_cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Tell whether `name` is an IANA time zone.

    >>> is_zone("Australia/Lord_Howe"), is_zone("Mars/Base"), is_zone("../etc/passwd")
    (True, False, False)
    """
    return name in _zones()


@lru_cache
def zones() -> tuple[str, ...]:
    """List the time zones that people choose from: those named for a region and a place, and UTC.

    >>> "Europe/Berlin" in zones(), "UTC" in zones(), "Etc/GMT+3" in zones()
    (True, True, False)
    """
    return ("UTC", *sorted(name for name in _zones() if "/" in name and name.partition("/")[0] in _REGIONS))


_REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)


def check_recordable(findings: Findings, field: str, day: date, today: date, **place: object) -> None:
    """Require a day that has begun and lies in 1900 … 2199.

    `place` are the facts that explain today: zone and dayStart.
    """
    check_in_calendar(findings, field, day)
    if FIRST_DAY <= day <= LAST_DAY and day > today:
        findings.add(
            (field,), Code.DAY_IN_FUTURE, f"It is {today} there; {day} has not begun.", today=today, **place
        )


def check_in_calendar(findings: Findings, field: str, day: date) -> bool:
    """Require a day in 1900-01-01 … 2199-12-31, and tell whether it is."""
    return findings.require(
        FIRST_DAY <= day <= LAST_DAY, (field,), Code.OUT_OF_RANGE, f"Days lie in {FIRST_DAY} … {LAST_DAY}."
    )
