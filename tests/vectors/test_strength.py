"""The strength that Loop's tests expect, where our rules say the same."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.strength import step, strength, strengths
from tests.model.wire import history_of, schedule_of_wire
from tests.vectors.strengths import AMOUNTS, CHECKS, STEPS, STRONG_AFTER, Strong, Wire, asks

TODAY = date(2015, 1, 25)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def history_of_vector(schedule: Wire, recorded: dict[int, str | None], skipped: tuple[int, ...] = ()) -> History:
    first = ago(max(recorded, default=0))
    kept = [
        (ago(days), None if told is None else time(12), None if told is None else Decimal(told))
        for days, told in sorted(recorded.items(), reverse=True)
    ]
    return history_of([schedule_of_wire(schedule)], first, kept, [(ago(days), ago(days)) for days in skipped])


@pytest.mark.parametrize(("before", "often", "fulfilled", "after"), STEPS)
def test_one_day_makes_a_habit_stronger_or_weaker(before, often, fulfilled, after):
    assert step(before, often, fulfilled) == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize("vector", [*CHECKS, *AMOUNTS], ids=lambda vector: vector.name)
def test_a_habit_is_as_strong_as_loop_says(vector: Strong) -> None:
    found = strengths(history_of_vector(vector.schedule, dict(vector.recorded), vector.skipped), TODAY + ONE_DAY)
    for days, expected in vector.expected.items():
        assert found[ago(days)] == pytest.approx(expected, abs=vector.within), days


@pytest.mark.parametrize(("name", "schedule", "days"), STRONG_AFTER)
def test_a_habit_is_strong_after_a_reasonable_time(name, schedule, days):
    assert strength(history_of_vector(schedule, dict.fromkeys(days)), TODAY) > 0.99


@pytest.mark.parametrize(("days", "expected"), [(30, 0.798), (60, 0.959), (90, 0.992)])
def test_a_perfect_daily_habit_reaches_what_the_rules_promise(days, expected):
    daily = asks("DAILY", {"allowMultiplePerDay": False})
    assert strength(history_of_vector(daily, dict.fromkeys(range(days))), TODAY) == pytest.approx(
        expected, abs=5e-4
    )


def test_today_counts_when_it_is_done_or_over():
    daily = asks("DAILY", {"allowMultiplePerDay": False})
    yesterday = history_of_vector(daily, {1: None})
    assert strength(yesterday, TODAY) == strength(yesterday, TODAY - ONE_DAY)
    assert strength(yesterday, TODAY + ONE_DAY) < strength(yesterday, TODAY)
