"""Which day it is, against a walk over the zone's minutes, around every kind of change that clocks make."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import days
from tests.model.days import begins
from tests.model.days import today as walked

ZONES = sorted(available_timezones())
# Lord Howe moves by half an hour, Apia skipped a day, Kwajalein too, Casablanca and Cairo change in odd months,
# Gaza at odd hours, Troll by two hours, Santiago and Havana at midnight, Kiritimati is furthest ahead.
REMARKABLE = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Pyongyang",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Kwajalein",
]

zones = st.one_of(st.sampled_from(REMARKABLE), st.sampled_from(ZONES)).map(ZoneInfo)
day_starts = st.integers(0, days.LATEST_DAY_START_MINUTES)


@lru_cache
def changes(zone: ZoneInfo) -> list[datetime]:
    """Find the weeks of 1975 … 2037 in which the zone's clocks change, and in each the minute."""
    found, week = [], timedelta(days=7)
    instant = datetime(1975, 1, 1, tzinfo=UTC)
    while instant.year < 2037:
        if instant.astimezone(zone).utcoffset() != (instant + week).astimezone(zone).utcoffset():
            before, after = instant, instant + week
            while after - before > timedelta(minutes=1):
                middle = before + (after - before) // timedelta(minutes=2) * timedelta(minutes=1)
                same = middle.astimezone(zone).utcoffset() == before.astimezone(zone).utcoffset()
                before, after = (middle, after) if same else (before, middle)
            found.append(after)
        instant += week
    return found or [datetime(2026, 1, 21, tzinfo=UTC)]


@st.composite
def moments(draw: st.DrawFn) -> tuple[datetime, ZoneInfo, int]:
    """Choose an instant within a day and a half of a change of clocks, often within its hour."""
    zone = draw(zones)
    change = draw(st.sampled_from(changes(zone)))
    away = draw(st.one_of(st.integers(-90, 90), st.integers(-36 * 60, 36 * 60)))
    return change + timedelta(minutes=away), zone, draw(day_starts)


def clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


@given(moments())
def test_today_is_the_day_that_walking_every_minute_finds(moment: tuple[datetime, ZoneInfo, int]) -> None:
    now, zone, day_start = moment
    assert days.today(now, zone, day_start) == walked(now, zone, clock(day_start))


@given(moments(), st.integers(1, 48 * 60))
def test_today_never_runs_backwards_in_one_zone(moment: tuple[datetime, ZoneInfo, int], minutes: int) -> None:
    now, zone, day_start = moment
    later = now + timedelta(minutes=minutes)
    assert days.today(now, zone, day_start) <= days.today(later, zone, day_start)


@pytest.mark.parametrize("zone", REMARKABLE)
def test_a_day_begins_to_the_minute_where_clocks_change(zone: str) -> None:
    place = ZoneInfo(zone)
    for change in changes(place)[-6:]:
        day = change.astimezone(place).date()
        for begun in (begins(day + days.ONE_DAY * n, place, time(2, 30)) for n in (-1, 0, 1)):
            here = days.today(begun, place, 150)
            assert days.today(begun - timedelta(minutes=1), place, 150) < here


def test_the_30th_of_december_2011_was_no_day_in_apia() -> None:
    apia, midnight = ZoneInfo("Pacific/Apia"), datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert days.today(midnight - timedelta(seconds=1), apia, 0) == date(2011, 12, 29)
    assert days.today(midnight, apia, 0) == date(2011, 12, 31)
