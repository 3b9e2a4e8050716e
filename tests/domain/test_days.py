"""Which day it is: exactly one, for every instant in every zone, and never an earlier one later."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.days import WeekStart, today, week_first_day

zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
starts = st.integers(0, 360)
instants = st.datetimes(datetime(1925, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds are naive


def wall(now: datetime, zone: ZoneInfo) -> datetime:
    return now.astimezone(zone).replace(tzinfo=None)


@given(zones, starts, instants, st.integers(0, 3 * 24 * 3600))
def test_today_never_runs_backwards(zone: ZoneInfo, start: int, now: datetime, later: int) -> None:
    assert today(now, zone, start) <= today(now + timedelta(seconds=later), zone, start)


@given(zones, starts, instants)
def test_today_is_the_latest_day_whose_start_any_earlier_clock_has_shown(
    zone: ZoneInfo, start: int, now: datetime
) -> None:
    """The wall clock of some instant up to now has reached today's start, and none has reached tomorrow's."""
    offset = timedelta(minutes=start)
    shown = max(wall(now - timedelta(minutes=back), zone) for back in range(0, 36 * 60, 5))
    day = today(now, zone, start)
    assert day >= (wall(now, zone) - offset).date()
    assert day >= (shown - offset).date()
    assert day <= (shown + timedelta(minutes=5) - offset).date()


@pytest.mark.parametrize(
    ("zone", "start", "now", "expected"),
    [
        ("UTC", 0, "2026-01-21T00:00:00", date(2026, 1, 21)),
        ("UTC", 180, "2026-01-21T01:30:00", date(2026, 1, 20)),
        ("UTC", 180, "2026-01-21T03:00:00", date(2026, 1, 21)),
        ("America/New_York", 0, "2026-01-21T04:59:59", date(2026, 1, 20)),
        # Apia went from the 29th to the 31st of December 2011 at midnight.
        ("Pacific/Apia", 0, "2011-12-30T09:59:59", date(2011, 12, 29)),
        ("Pacific/Apia", 0, "2011-12-30T10:00:00", date(2011, 12, 31)),
        # The day start lies in the hour that spring skips: the day begins when the clock jumps over it.
        ("Europe/Berlin", 150, "2026-03-29T00:59:59", date(2026, 3, 28)),
        ("Europe/Berlin", 150, "2026-03-29T01:00:00", date(2026, 3, 29)),
        # ... or in the hour that autumn repeats: the day has begun the first time.
        ("Europe/Berlin", 150, "2026-10-25T00:29:59", date(2026, 10, 24)),
        ("Europe/Berlin", 150, "2026-10-25T00:30:00", date(2026, 10, 25)),
        ("Europe/Berlin", 150, "2026-10-25T01:00:00", date(2026, 10, 25)),
        # Lord Howe's half hour.
        ("Australia/Lord_Howe", 105, "2026-04-04T14:44:59", date(2026, 4, 4)),
        ("Australia/Lord_Howe", 105, "2026-04-04T14:45:00", date(2026, 4, 5)),
        ("Australia/Lord_Howe", 105, "2026-04-04T15:05:00", date(2026, 4, 5)),
        # Havana's clocks go back from 1:00 to 0:00: midnight comes twice.
        ("America/Havana", 0, "2026-11-01T04:00:00", date(2026, 11, 1)),
        ("America/Havana", 0, "2026-11-01T05:30:00", date(2026, 11, 1)),
        # Azores: back from 1:00 to 0:00 as well; Godthab went back over midnight to the day before.
        ("America/Nuuk", 0, "2022-10-30T00:59:59", date(2022, 10, 29)),
        ("America/Godthab", 0, "2023-10-29T01:30:00", date(2023, 10, 28)),
    ],
)
def test_today_where_clocks_jump(zone: str, start: int, now: str, expected: date) -> None:
    assert today(datetime.fromisoformat(now).replace(tzinfo=UTC), ZoneInfo(zone), start) == expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(WeekStart))
def test_weeks_begin_on_their_day_and_hold_seven(day: date, week_start: WeekStart) -> None:
    first = week_first_day(day, week_start)
    assert first <= day <= first + timedelta(days=6)
    assert first.strftime("%A").upper() == week_start
