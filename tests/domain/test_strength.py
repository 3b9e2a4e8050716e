"""Strength: what it reaches, what moves it and what leaves it alone, and what Loop says of the same habits."""

from datetime import date, timedelta
from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from headway.domain import phases
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.frequencies import FrequencyType
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Done
from headway.domain.phases import Phase
from headway.domain.strength import Strengths, strengths
from headway.domain.targets import AmountPer, Direction, Target
from tests.domain.test_strength_against_model import counted
from tests.vectors.strengths import AMOUNTS, CHECKS, STRONG_AFTER, Strong
from tests.vectors.test_strength import TODAY, ago, history_of_vector

BEGAN = date(2026, 1, 1)


def weekly(times: int, first_day: date | None = None) -> Phase:
    return Phase(first_day, FrequencyType.WEEKLY, {"timesPerWeek": times})


def advanced(pattern: str, **rules: Any) -> Phase:
    return Phase(None, FrequencyType.ADVANCED, {"pattern": pattern, "rules": rules})


DAILY = Phase(None, FrequencyType.DAILY, {"allowMultiplePerDay": False})


def strong(
    *of: Phase, on: range | list[int], today: int, paused: PausedDays = NO_PAUSES, amount: str = "0"
) -> Strengths:
    """Tell the strengths of a habit that began on 1 January and was done on some days of the year."""
    history = [Done(BEGAN + timedelta(days=at), 1, int(Decimal(amount).scaleb(2))) for at in on]
    terms = phases.terms(of, BEGAN, WeekStart.MONDAY, paused)
    return strengths(of, terms, WeekStart.MONDAY, history, BEGAN + timedelta(days=today))


@pytest.mark.parametrize("vector", [*CHECKS, *AMOUNTS], ids=lambda vector: vector.name)
def test_a_habit_is_as_strong_as_loop_says(vector: Strong) -> None:
    history = history_of_vector(vector.schedule, dict(vector.recorded), vector.skipped)
    found = counted(history, TODAY + ONE_DAY)
    for days, expected in vector.expected.items():
        assert found.on(ago(days)) == pytest.approx(expected, abs=vector.within), days


@pytest.mark.parametrize(("name", "schedule", "days"), STRONG_AFTER)
def test_a_habit_is_strong_after_a_reasonable_time(name, schedule, days):
    assert counted(history_of_vector(schedule, dict.fromkeys(days)), TODAY).last > 0.99


@pytest.mark.parametrize(("days", "expected"), [(30, 0.798), (60, 0.959), (90, 0.992)])
def test_a_perfect_daily_habit_reaches_what_the_rules_promise(days, expected):
    assert round(strong(DAILY, on=range(days), today=days).last, 3) == expected


def test_today_counts_when_it_is_done_or_over():
    assert strong(DAILY, on=[0, 1], today=2).last == strong(DAILY, on=[0, 1], today=1).last
    assert strong(DAILY, on=[0, 1, 2], today=2).last > strong(DAILY, on=[0, 1], today=2).last
    assert strong(DAILY, on=[0, 1], today=3).last < strong(DAILY, on=[0, 1], today=2).last


def test_a_paused_day_leaves_it_as_it_is():
    paused = PausedDays([(BEGAN + timedelta(days=10), BEGAN + timedelta(days=19))])
    found = strong(DAILY, on=range(10), today=25, paused=paused)
    assert {found.on(BEGAN + timedelta(days=at)) for at in range(9, 20)} == {found.values[9]}
    assert found.values[20] < found.values[19]


@pytest.mark.parametrize("phase", [weekly(2), advanced("TIMES_IN_DAYS", times=2, days=7)])
def test_a_window_reaches_over_a_pause(phase):
    paused = PausedDays([(BEGAN + timedelta(days=14), BEGAN + timedelta(days=43))])
    with_pause = strong(phase, on=[0, 3, 7, 10, 44, 47], today=51, paused=paused)
    without = strong(phase, on=[0, 3, 7, 10, 14, 17], today=21)
    assert with_pause.last == without.last


def test_a_change_rewrites_nothing_before_it():
    changed = BEGAN + timedelta(days=20)
    before = strong(DAILY, on=range(0, 40, 2), today=40)
    after = strong(DAILY, weekly(3, changed), on=range(0, 40, 2), today=40)
    assert after.values[:20] == before.values[:20]
    assert after.last > before.last


def test_a_weekend_leaves_a_habit_of_working_days_as_it_is():
    working_days = [at for at in range(60) if (BEGAN + timedelta(days=at)).weekday() < 5]
    found = strong(advanced("WEEKDAYS_ONLY"), on=working_days, today=60)
    assert round(found.last, 3) == round(strong(DAILY, on=range(len(working_days)), today=41).last, 3)


def test_what_is_not_to_be_exceeded_begins_with_all_and_keeps_it_while_nothing_is_recorded():
    at_most = Target("units", Decimal(2), Direction.AT_MOST, AmountPer.DAY, clean_unless_logged=True)
    found = strong(Phase(None, FrequencyType.DAILY, DAILY.frequency_config, at_most), on=[9], today=20, amount="5")
    assert found.values[:9] == [1.0] * 9
    assert found.values[9] < found.last < 1


def test_there_is_no_strength_before_the_first_day_nor_after_today():
    found = strong(DAILY, on=[0], today=3)
    assert [found.on(BEGAN + timedelta(days=at)) is None for at in (-1, 0, 3, 4)] == [True, False, False, True]
    assert strong(DAILY, on=[], today=-5).last == 0


@pytest.mark.parametrize(
    ("phase", "cycle"),
    [
        (weekly(7), (7, 7)),
        (Phase(None, FrequencyType.MONTHLY, {"timesPerMonth": 31}), (30, 30)),
        (advanced("DAYS_OF_MONTH", days=[1, 30, 31, -1]), (30, 2)),
        (advanced("YEARLY", dates=["02-28", "02-29", "12-31"]), (365, 2)),
        (advanced("EVERY_N_WEEKS", weeks=2, days=["MON", "FRI"], startDate="2026-01-01"), (14, 2)),
        (advanced("RRULE", rrule="FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", startDate="2026-01-01"), (90, 1)),
        (
            advanced("RRULE", rrule="FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", startDate="2026-01-01"),
            (730, 1),
        ),
    ],
)
def test_how_often_something_is_asked_for_is_told_in_days(phase, cycle):
    assert phase.cycle == cycle


@pytest.mark.parametrize(
    "phase", [DAILY, weekly(3), advanced("WEEKDAYS_ONLY"), advanced("TIMES_IN_DAYS", times=100, days=366)]
)
def test_ten_years_are_told_in_one_pass(phase):
    began = process_time()
    found = strong(phase, on=range(3650), today=3650)
    assert found.last == pytest.approx(1)
    assert process_time() - began < 0.5, "a few milliseconds, on a machine that does other things as well"
