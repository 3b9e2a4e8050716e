"""What other trackers' tests expect where our rules say the same; where not: docs/semantics/differences.md."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from headway.domain import days
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.due import standing
from headway.domain.errors import RejectedError
from headway.domain.frequencies import FrequencyType, schedule
from headway.domain.periods import Done
from headway.domain.streaks import Terms
from headway.domain.users import UserDraft, check

Frequency = tuple[str, dict[str, Any]]


def pattern(name: str, **rules: Any) -> Frequency:
    return "ADVANCED", {"pattern": name, "rules": rules}


def by_rule(rrule: str, start: str = "2010-01-01") -> Frequency:
    return pattern("RRULE", rrule=rrule, startDate=start)


def dues(frequency: Frequency, first: date, count: int) -> list[date]:
    """List the first days on which someone is asked who does it each time, and has begun long ago."""
    kind, config = frequency
    cut = schedule(FrequencyType(kind), config, week_start=WeekStart.MONDAY, created_on=date(2010, 1, 1))
    terms = Terms(cut, date(2010, 1, 1))
    before = first - ONE_DAY
    done: dict[date, Done] = {before: Done(before, 1)} if kind == "CUSTOM_INTERVAL" else {}
    found: list[date] = []
    day = first
    while len(found) < count:
        if standing(terms, terms.created_on, done, day, day).due:
            found.append(day)
            done[day] = Done(day, 1)
        day += ONE_DAY
    return found


def dates(*written: str) -> list[date]:
    return [date.fromisoformat(one) for one in written]


DUE = {
    "every second day": (
        ("CUSTOM_INTERVAL", {"intervalDays": 2}),
        dates("2017-05-03", "2017-05-05", "2017-05-07", "2017-05-09", "2017-05-11", "2017-05-13"),
    ),
    "Friday and Sunday of every second week": (
        pattern("EVERY_N_WEEKS", weeks=2, days=["SUN", "FRI"], startDate="2017-05-01", weekStart="SUNDAY"),
        dates("2017-05-05", "2017-05-14", "2017-05-19", "2017-05-28", "2017-06-02", "2017-06-11"),
    ),
    "the first Monday": (
        pattern("NTH_WEEKDAY", weekday="MON", nth=1),
        dates("2017-06-05", "2017-07-03", "2017-08-07", "2017-09-04", "2017-10-02", "2017-11-06"),
    ),
    "the fourth Friday": (
        pattern("NTH_WEEKDAY", weekday="FRI", nth=4),
        dates("2017-05-26", "2017-06-23"),
    ),
    "every third Sunday, over the year's end": (
        pattern("EVERY_N_WEEKS", weeks=3, days=["SUN"], startDate="2017-11-19", weekStart="SUNDAY"),
        dates("2017-11-19", "2017-12-10", "2017-12-31", "2018-01-21"),
    ),
}

BY_RULE = {
    "every second day from its start on, done or not": (
        by_rule("FREQ=DAILY;INTERVAL=2", "2017-05-01"),
        dates("2017-05-03", "2017-05-05", "2017-05-07", "2017-05-09", "2017-05-11", "2017-05-13"),
    ),
    "Friday and Sunday of every second week": (
        by_rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,FR;WKST=SU", "2017-05-01"),
        dates("2017-05-05", "2017-05-14", "2017-05-19", "2017-05-28", "2017-06-02", "2017-06-11"),
    ),
    "the first Monday": (
        by_rule("FREQ=MONTHLY;BYDAY=1MO", "2017-05-01"),
        dates("2017-06-05", "2017-07-03", "2017-08-07", "2017-09-04", "2017-10-02", "2017-11-06"),
    ),
    "a fifth Monday, in the months that have one": (
        by_rule("FREQ=MONTHLY;BYDAY=5MO", "2017-06-01"),
        dates("2017-07-31", "2017-10-30", "2018-01-29", "2018-04-30", "2018-07-30", "2018-10-29"),
    ),
    "every third Sunday, over the year's end": (
        by_rule("FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;WKST=SU", "2017-11-19"),
        dates("2017-11-19", "2017-12-10", "2017-12-31", "2018-01-21"),
    ),
    "the fourth Friday": (by_rule("FREQ=MONTHLY;BYDAY=4FR", "2017-01-27"), dates("2017-05-26", "2017-06-23")),
    "the fourth Friday of every second month": (
        by_rule("FREQ=MONTHLY;INTERVAL=2;BYDAY=4FR", "2017-01-27"),
        dates("2017-05-26", "2017-07-28"),
    ),
}


@pytest.mark.parametrize("name", BY_RULE)
def test_what_is_due_there_is_due_here_by_a_recurrence_rule(name: str) -> None:
    frequency, expected = BY_RULE[name]
    assert dues(frequency, date(2017, 5, 2), len(expected)) == expected


@pytest.mark.parametrize("name", DUE)
def test_what_is_due_there_is_due_here(name: str) -> None:
    frequency, expected = DUE[name]
    assert dues(frequency, date(2017, 5, 2), len(expected)) == expected


EVERY_DAY: Frequency = ("DAILY", {"allowMultiplePerDay": False})
MONDAYS = pattern("WEEKDAYS_ONLY", excludeDays=["TUE", "WED", "THU", "FRI", "SAT", "SUN"])
ON_ITS_DAY = [
    (EVERY_DAY, "2024-01-01T12:34:56Z", "UTC", True),
    (EVERY_DAY, "2024-01-01T04:00:00Z", "America/New_York", True),
    (EVERY_DAY, "2024-04-07T02:30:00Z", "Australia/Sydney", True),
    (EVERY_DAY, "2024-01-01T23:59:59Z", "Asia/Kathmandu", True),
    (MONDAYS, "2024-01-01T00:00:00Z", "UTC", True),
    (MONDAYS, "2024-01-02T00:00:00Z", "UTC", False),
    (MONDAYS, "2023-12-25T00:00:00Z", "UTC", True),
    (pattern("WEEKDAYS_ONLY", excludeDays=["TUE", "THU", "SAT", "SUN"]), "2024-01-01T00:00:00Z", "UTC", True),
    (pattern("DAYS_OF_MONTH", days=[1]), "2024-01-01T00:00:00Z", "UTC", True),
    (pattern("YEARLY", dates=["01-01"]), "2024-01-01T00:00:00Z", "UTC", True),
]


@pytest.mark.parametrize(("frequency", "moment", "zone", "due"), ON_ITS_DAY)
def test_it_is_due_on_the_day_that_it_is_for_the_user(
    frequency: Frequency, moment: str, zone: str, due: bool
) -> None:
    today = days.today(datetime.fromisoformat(moment), ZoneInfo(zone), 0)
    assert (dues(frequency, today, 1) == [today]) is due


RULES_ON_THEIR_DAY = [
    ("FREQ=DAILY", "2024-01-01T12:34:56Z", "UTC", True),
    ("FREQ=WEEKLY;BYDAY=MO", "2024-01-01T00:00:00Z", "UTC", True),
    ("FREQ=WEEKLY;BYDAY=MO", "2024-01-02T00:00:00Z", "UTC", False),
    ("FREQ=DAILY", "2024-01-01T04:00:00Z", "America/New_York", True),
    ("FREQ=DAILY", "2024-01-01T23:00:00Z", "Asia/Tokyo", True),
    ("FREQ=DAILY", "2024-01-01T01:00:00Z", "Pacific/Honolulu", True),
    ("FREQ=DAILY", "2024-01-01T12:00:00Z", "Australia/Sydney", True),
    ("FREQ=DAILY", "2024-01-01T23:59:59Z", "Europe/London", True),
    ("FREQ=DAILY", "2024-01-01T00:00:01Z", "Asia/Kolkata", True),
    ("FREQ=DAILY", "2024-03-10T02:30:00Z", "America/New_York", True),
    ("FREQ=DAILY", "2024-10-27T01:30:00Z", "Europe/London", True),
    ("FREQ=DAILY", "2024-04-07T02:30:00Z", "Australia/Sydney", True),
    ("FREQ=DAILY", "2024-01-01T00:30:00Z", "Australia/Adelaide", True),
    ("FREQ=DAILY", "2024-01-01T23:59:59Z", "Asia/Kathmandu", True),
    ("FREQ=DAILY", "2024-01-01T23:00:00Z", "Pacific/Auckland", True),
    ("FREQ=DAILY", "2024-01-01T01:00:00Z", "Pacific/Tongatapu", True),
    ("FREQ=DAILY", "2024-01-01T23:59:59Z", "Pacific/Kiritimati", True),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "2024-01-01T00:00:00Z", "UTC", True),
    ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2024-01-01T00:00:00Z", "UTC", True),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "2024-01-01T00:00:00Z", "UTC", True),
    ("FREQ=WEEKLY;BYDAY=MO", "2023-12-25T00:00:00Z", "UTC", True),
    ("FREQ=WEEKLY;BYDAY=MO", "2024-12-30T00:00:00Z", "UTC", True),
]


@pytest.mark.parametrize(("rrule", "moment", "zone", "due"), RULES_ON_THEIR_DAY)
def test_a_recurrence_rule_is_due_on_the_day_that_it_is_for_the_user(
    rrule: str, moment: str, zone: str, due: bool
) -> None:
    today = days.today(datetime.fromisoformat(moment), ZoneInfo(zone), 0)
    assert (dues(by_rule(rrule), today, 1) == [today]) is due


TODAYS = [
    ("2024-01-01T23:30:00Z", "America/New_York", 0, "2024-01-01"),
    ("2024-01-01T23:30:00Z", "Asia/Tokyo", 0, "2024-01-02"),
    ("2024-03-10T02:30:00Z", "America/New_York", 0, "2024-03-09"),
    ("2024-03-10T02:30:00Z", "Europe/London", 0, "2024-03-10"),
    ("2024-01-01T23:59:59Z", "America/New_York", 0, "2024-01-01"),
    ("2024-01-02T00:00:01Z", "America/New_York", 0, "2024-01-01"),
    ("2024-01-01T23:59:59Z", "Asia/Tokyo", 0, "2024-01-02"),
    ("2024-01-02T00:00:01Z", "Asia/Tokyo", 0, "2024-01-02"),
    ("2020-02-02T09:30:00Z", "UTC", 0, "2020-02-02"),
    ("2020-02-02T04:30:00Z", "UTC", 5, "2020-02-01"),
    ("2020-02-02T13:30:27Z", "Etc/GMT+4", 0, "2020-02-02"),
]


@pytest.mark.parametrize(("moment", "zone", "hour", "day"), TODAYS)
def test_it_is_the_same_day_there_and_here(moment: str, zone: str, hour: int, day: str) -> None:
    assert days.today(datetime.fromisoformat(moment), ZoneInfo(zone), hour * 60) == date.fromisoformat(day)


def test_a_day_is_the_same_from_its_start_to_the_last_second_before_the_next() -> None:
    """Habitica's 4th Friday with days from seven in the morning, here from six, the latest that is offered."""
    every_second_month = by_rule("FREQ=MONTHLY;INTERVAL=2;BYDAY=4FR", "2017-01-27")
    due = {
        moment: dues(every_second_month, today, 1) == [today]
        for moment in ("2017-03-23T00:00Z", "2017-03-24T09:00Z", "2017-03-25T05:59:59Z", "2017-03-25T06:00Z")
        for today in [days.today(datetime.fromisoformat(moment), ZoneInfo("UTC"), 6 * 60)]
    }
    assert list(due.values()) == [False, True, True, False]


@pytest.mark.parametrize(
    ("frequency_type", "config"),
    [
        pattern("NTH_WEEKDAY", weekday="MON", nth=5),
        pattern("NTH_WEEKDAY", weekday="FRI", nth=4, months=2),
        pattern("EVERY_N_WEEKS", weeks=1, days=["MON"], startDate="2017-05-01", weekStart="MONDAY"),
        pattern("HOURLY"),
        by_rule("INVALID_RRULE"),
        by_rule("FREQ=HOURLY"),
        by_rule("FREQ=MINUTELY"),
        by_rule("FREQ=SECONDLY"),
    ],
)
def test_what_is_not_offered_is_refused(frequency_type: str, config: dict[str, Any]) -> None:
    with pytest.raises(RejectedError):
        schedule(FrequencyType(frequency_type), config, week_start=WeekStart.MONDAY, created_on=date(2017, 5, 1))


def test_a_day_that_starts_later_than_six_is_refused() -> None:
    with pytest.raises(RejectedError):
        check(UserDraft("ada@example.org", day_start=time(7)))
