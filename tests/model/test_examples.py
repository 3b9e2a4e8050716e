"""The examples that the rules give, against the model that the code is compared with."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.model.days import begins, today
from tests.model.due import due_on
from tests.model.goals import Said, counted_value, total, values
from tests.model.histories import History, Span
from tests.model.periods import State
from tests.model.runs import Break
from tests.model.streaks import streak

WEDNESDAY = date(2026, 1, 21)
LONG_AGO = date(2025, 12, 1)


def jan(*days: int) -> tuple[tuple[date, None], ...]:
    return tuple((date(2026, 1, day), None) for day in days)


def habit(
    frequency_type: str,
    completions: Iterable[tuple[date, time | None]],
    created_on: date = date(2026, 1, 1),
    pauses: Iterable[Span] = (),
    **config: Any,
) -> History:
    return History(frequency_type, config, created_on, tuple(completions), tuple(pauses))


DAILY: dict[str, Any] = {"allowMultiplePerDay": False}
GYM: dict[str, Any] = {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}
TWICE: dict[str, Any] = {"allowMultiplePerDay": True, "timesPerDay": 2}
WEEKDAYS: dict[str, Any] = {"pattern": "WEEKDAYS_ONLY", "rules": {}}
THREE_IN_SEVEN: dict[str, Any] = {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 7}}
FEBRUARY = [(date(2026, 2, day), None) for day in range(1, 29)]

EXAMPLES = [
    (habit("DAILY", jan(18, 19, 20), **DAILY), WEDNESDAY, 3, 3, "DAYS"),
    (habit("DAILY", jan(17, 18, 19), **DAILY), WEDNESDAY, 0, 3, "DAYS"),
    (
        habit("DAILY", jan(18, 20), pauses=[(date(2026, 1, 19), date(2026, 1, 19))], **DAILY),
        WEDNESDAY,
        2,
        2,
        "DAYS",
    ),
    (
        habit(
            "DAILY",
            [
                (date(2026, 1, 20), time(8)),
                (date(2026, 1, 19), time(8)),
                (date(2026, 1, 19), time(20)),
            ],
            **TWICE,
        ),
        WEDNESDAY,
        0,
        1,
        "DAYS",
    ),
    (habit("WEEKLY", jan(5, 7, 9, 12, 14, 16, 19), **GYM), WEDNESDAY, 2, 2, "WEEKS"),
    (habit("WEEKLY", jan(5, 7, 8, 12, 14, 16), **GYM), WEDNESDAY, 1, 1, "WEEKS"),
    (habit("WEEKLY", jan(5, 14), timesPerWeek=1), WEDNESDAY, 2, 2, "WEEKS"),
    (habit("CUSTOM_INTERVAL", jan(1, 6, 13), intervalDays=7), WEDNESDAY, 0, 3, "TIMES"),
    (habit("CUSTOM_INTERVAL", jan(1, 6, 13), intervalDays=7), date(2026, 1, 20), 3, 3, "TIMES"),
    (habit("MONTHLY", FEBRUARY, timesPerMonth=31), date(2026, 3, 10), 1, 1, "MONTHS"),
    (habit("ADVANCED", jan(15, 16, 19, 20), **WEEKDAYS), WEDNESDAY, 4, 4, "DAYS"),
    (habit("ADVANCED", jan(2, 3, 5, 10, 15, 16, 17), **THREE_IN_SEVEN), WEDNESDAY, 4, 4, "TIMES"),
    (habit("ADVANCED", jan(2, 3, 4, 5, 10, 15, 16, 17), **THREE_IN_SEVEN), WEDNESDAY, 4, 5, "TIMES"),
]


@pytest.mark.parametrize(("history", "day", "current", "longest", "unit"), EXAMPLES)
def test_the_examples_of_the_rules_hold(history, day, current, longest, unit):
    found = streak(history, day)
    assert (found.current, found.longest, found.unit) == (current, longest, unit)


def test_the_interval_is_alive_until_its_last_day_and_the_rolling_run_until_its_own():
    interval = habit("CUSTOM_INTERVAL", jan(1, 6, 13), intervalDays=7)
    assert streak(interval, WEDNESDAY).alive_until == date(2026, 1, 20)
    assert streak(interval, WEDNESDAY).broken_by == Break(date(2026, 1, 14), date(2026, 1, 20), 0, 1)
    rolling = habit("ADVANCED", jan(2, 3, 5, 10, 15, 16, 17), **THREE_IN_SEVEN)
    assert streak(rolling, WEDNESDAY).alive_until == date(2026, 1, 22)
    assert streak(rolling, WEDNESDAY).since == date(2026, 1, 10)


def test_a_run_says_since_when_and_what_broke_it():
    found = streak(habit("WEEKLY", jan(6, 7, 8), created_on=date(2026, 1, 6), timesPerWeek=3), WEDNESDAY)
    assert (found.since, found.last_day, found.alive_until) == (
        date(2026, 1, 6),
        date(2026, 1, 8),
        date(2026, 1, 18),
    )
    assert found.broken_by == Break(date(2026, 1, 12), date(2026, 1, 18), 0, 3)


def test_ill_from_monday_to_thursday_three_a_week_become_two():
    ill = habit("WEEKLY", jan(16, 17), LONG_AGO, pauses=[(date(2026, 1, 12), date(2026, 1, 15))], timesPerWeek=3)
    assert streak(ill, WEDNESDAY).current == 1
    assert due_on(ill, date(2026, 1, 16), WEDNESDAY).quota == 2


def test_a_week_that_began_before_the_habit_counts_when_met_and_is_excused_when_not():
    started = habit("WEEKLY", jan(15), created_on=date(2026, 1, 15), timesPerWeek=2)
    assert streak(started, WEDNESDAY).broken_by is None
    assert due_on(started, date(2026, 1, 18), today=date(2026, 1, 18)).state is State.OPEN
    assert due_on(started, date(2026, 1, 18), today=date(2026, 1, 19)).state is State.EXCUSED
    met = habit("WEEKLY", jan(15, 16), created_on=date(2026, 1, 15), timesPerWeek=2)
    assert streak(met, WEDNESDAY).current == 1
    assert streak(met, WEDNESDAY).since == date(2026, 1, 15)


def test_what_a_change_of_zone_put_after_today_counts_and_ends_what_lies_before_it():
    ahead = habit("DAILY", jan(20, 23), **DAILY)
    assert streak(ahead, WEDNESDAY).current == 1
    assert streak(ahead, WEDNESDAY).alive_until == date(2026, 1, 24)


def test_the_29th_of_february_is_the_28th_in_common_years():
    config: dict[str, Any] = {"pattern": "YEARLY", "rules": {"dates": ["02-29", "02-28"]}}
    days = [(date(2024, 2, 28), None), (date(2024, 2, 29), None), (date(2025, 2, 28), None)]
    assert streak(habit("ADVANCED", days, date(2024, 1, 1), **config), date(2025, 3, 1)).current == 3


@pytest.mark.parametrize(
    ("rules", "day", "due"),
    [
        ({"pattern": "DAYS_OF_MONTH", "rules": {"days": [30, -1]}}, date(2026, 2, 28), True),
        ({"pattern": "DAYS_OF_MONTH", "rules": {"days": [30]}}, date(2026, 1, 31), False),
        ({"pattern": "NTH_WEEKDAY", "rules": {"weekday": "TUE", "nth": 2}}, date(2026, 1, 13), True),
        ({"pattern": "NTH_WEEKDAY", "rules": {"weekday": "FRI", "nth": -1}}, date(2026, 1, 30), True),
        ({"pattern": "NTH_WEEKDAY", "rules": {"weekday": "FRI", "nth": -1}}, date(2026, 1, 23), False),
    ],
)
def test_patterns_of_one_day_are_due_on_that_day(rules: dict[str, Any], day: date, due: bool) -> None:
    assert due_on(habit("ADVANCED", (), **rules), day, day).due is due


def test_every_second_week_counts_from_the_week_of_its_start():
    rules = {"weeks": 2, "days": ["SUN", "MON"], "startDate": "2026-01-07", "weekStart": "SUNDAY"}
    every = habit("ADVANCED", (), pattern="EVERY_N_WEEKS", rules=rules)
    due = [day for day in range(1, 32) if due_on(every, date(2026, 1, day), WEDNESDAY).due]
    assert due == [18, 19]


def test_an_interval_is_due_again_after_its_days_and_at_once_when_never_done():
    often = habit("CUSTOM_INTERVAL", jan(6, 13), LONG_AGO, intervalDays=7)
    assert [day for day in range(1, 26) if due_on(often, date(2026, 1, day), WEDNESDAY).due] == [
        1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 25,
    ]  # fmt: skip
    assert due_on(often, date(2026, 1, 20), WEDNESDAY).last_chance
    assert not due_on(often, date(2026, 1, 21), WEDNESDAY).last_chance


def test_a_week_has_a_last_chance_and_then_is_out_of_reach():
    gym = habit("WEEKLY", jan(12), LONG_AGO, **GYM)
    chances = {day: due_on(gym, date(2026, 1, day), WEDNESDAY) for day in range(12, 19)}
    assert [day for day, due in chances.items() if due.due] == [14, 16]
    assert [day for day, due in chances.items() if due.last_chance] == [14]
    assert [day for day, due in chances.items() if not due.reachable] == [15, 16, 17, 18]


@pytest.mark.parametrize(
    ("zone", "instant", "day_start", "day"),
    [
        ("Europe/Berlin", datetime(2026, 1, 21, 0, 30, tzinfo=UTC), time(3), date(2026, 1, 20)),
        ("Europe/Berlin", datetime(2026, 10, 25, 1, 10, tzinfo=UTC), time(2, 30), date(2026, 10, 25)),
        ("Pacific/Apia", datetime(2011, 12, 30, 9, 59, tzinfo=UTC), time(0), date(2011, 12, 29)),
        ("Pacific/Apia", datetime(2011, 12, 30, 10, 0, tzinfo=UTC), time(0), date(2011, 12, 31)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC), time(2, 15), date(2026, 10, 4)),
    ],
)
def test_today_is_the_latest_day_that_has_begun(zone, instant, day_start, day):
    assert today(instant, ZoneInfo(zone), day_start) == day


def test_a_day_that_begins_in_a_gap_begins_where_the_gap_ends():
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    assert begins(date(2026, 10, 4), lord_howe, time(2, 15)) == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)


def test_the_seeds_counter_counts_23_days_and_its_reset_lets_it_count_on():
    start, relapse = date(2025, 10, 2), date(2025, 10, 25)
    assert counted_value([], start, relapse) == 23
    said = [Said(relapse, None)]
    assert values(said, start) == [Decimal(-23)]
    assert counted_value(said, start, relapse) == 0
    assert counted_value(said, start, date(2025, 10, 28)) == 3


def test_a_reset_takes_what_was_there_and_never_adds():
    said = [Said(WEDNESDAY, Decimal("2.50")), Said(WEDNESDAY, None), Said(WEDNESDAY, Decimal("1.25"))]
    assert values(said) == [Decimal("2.50"), Decimal("-2.50"), Decimal("1.25")]
    assert total([*said, Said(date(2026, 1, 20), Decimal(-4))]) == Decimal("-0.25")
