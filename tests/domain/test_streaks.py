"""The examples of the rules: weeks from Monday; today is Wednesday 2026-01-21 unless said."""

from datetime import date

import pytest

from headway.domain.days import WeekStart
from headway.domain.frequencies import FrequencyType, schedule
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Unit
from headway.domain.streaks import Done, Gap, Run, Terms, fold

TODAY = date(2026, 1, 21)
CREATED = date(2026, 1, 1)


def january(*days):
    return [Done(date(2026, 1, day), 1) for day in days]


def streak_of(frequency_type, config, history, *, paused=NO_PAUSES, created_on=CREATED):
    plan = schedule(FrequencyType(frequency_type), config, week_start=WeekStart.MONDAY, created_on=created_on)
    return fold(Terms(plan, created_on, paused), history)


DAILY = {"allowMultiplePerDay": False}
TWICE = {"allowMultiplePerDay": True, "timesPerDay": 2}
GYM = {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}
THREE_IN_SEVEN = {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 7}}

EXAMPLES = [
    ("DAILY", DAILY, january(18, 19, 20), TODAY, 3, 3),
    ("DAILY", DAILY, january(17, 18, 19), TODAY, 0, 3),
    ("DAILY", TWICE, [Done(date(2026, 1, 19), 2), Done(date(2026, 1, 20), 1)], TODAY, 0, 1),
    ("WEEKLY", GYM, january(5, 7, 9, 12, 14, 16, 19), TODAY, 2, 2),
    ("WEEKLY", GYM, january(5, 7, 8, 12, 14, 16), TODAY, 1, 1),
    ("WEEKLY", {"timesPerWeek": 1}, january(5, 14), TODAY, 2, 2),
    ("CUSTOM_INTERVAL", {"intervalDays": 7}, january(1, 6, 13), TODAY, 0, 3),
    ("CUSTOM_INTERVAL", {"intervalDays": 7}, january(1, 6, 13), date(2026, 1, 20), 3, 3),
    (
        "MONTHLY",
        {"timesPerMonth": 31},
        [Done(date(2026, 2, day), 1) for day in range(1, 29)],
        date(2026, 3, 10),
        1,
        1,
    ),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {}}, january(15, 16, 19, 20), TODAY, 4, 4),
    ("ADVANCED", THREE_IN_SEVEN, january(2, 3, 5, 10, 15, 16, 17), TODAY, 4, 4),
    ("ADVANCED", THREE_IN_SEVEN, january(2, 3, 4, 5, 10), TODAY, 0, 5),
]


@pytest.mark.parametrize(("frequency_type", "config", "history", "today", "current", "longest"), EXAMPLES)
def test_the_examples_of_the_rules_hold(frequency_type, config, history, today, current, longest):
    streak, _ = streak_of(frequency_type, config, history)
    assert (streak.current(today), streak.longest(today)) == (current, longest)


def test_a_pause_neither_adds_nor_breaks():
    streak, _ = streak_of(
        "DAILY", DAILY, january(18, 20), paused=PausedDays([(date(2026, 1, 19), date(2026, 1, 19))])
    )
    assert streak.current(TODAY) == 2


def test_three_in_seven_stays_alive_seven_days_after_the_third_last():
    streak, over = streak_of("ADVANCED", THREE_IN_SEVEN, january(2, 3, 5, 10, 15, 16, 17))
    assert streak.alive_until == date(2026, 1, 22)
    assert over == [Run(date(2026, 1, 2), date(2026, 1, 5), 3, Unit.TIMES)]


def test_a_broken_streak_names_the_first_missed_period():
    streak, _ = streak_of("WEEKLY", GYM, january(5, 7, 9, 12))
    assert streak.broken_by(TODAY) == Gap(date(2026, 1, 12), date(2026, 1, 18), 1, 3)
    assert streak.broken_by(date(2026, 1, 18)) is None


def test_an_open_ended_pause_keeps_a_streak_alive_without_end():
    streak, _ = streak_of("WEEKLY", GYM, january(5, 7, 9), paused=PausedDays([(date(2026, 1, 12), None)]))
    assert streak.alive_until is None
    assert streak.current(date(2199, 1, 1)) == 1
