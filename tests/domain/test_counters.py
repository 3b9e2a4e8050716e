from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import counters, goals
from headway.domain.errors import Code, RejectedError
from headway.domain.goals import GoalStatus
from tests.cast import NOW, TODAY
from tests.domain.test_goals import TOMORROW, YESTERDAY
from tests.goals import COUNTING, SAVE, SOBER

PLAIN = goals.make(SOBER, UUID(int=1), NOW, TODAY)
COUNTER = goals.make(replace(COUNTING, start_date=date(2025, 10, 2)), UUID(int=1), NOW, TODAY)
SAVING = goals.make(SAVE, UUID(int=1), NOW, TODAY)


def test_the_seeds_own_counter_stands_at_23_on_its_day_and_at_0_after_its_reset():
    day = date(2025, 10, 25)
    assert counters.value_on(COUNTER, day, None) == 23
    relapsed = replace(COUNTER, current_value=Decimal("-23.00"))
    assert counters.value_on(relapsed, day, day) == 0
    assert counters.value_on(relapsed, day + timedelta(days=10), day) == 10


def test_days_before_the_start_count_for_nothing():
    assert counters.value_on(COUNTER, date(2025, 9, 1), None) == 0


def test_a_counter_that_does_not_count_days_shows_its_sum():
    started = replace(PLAIN, start_date=date(2025, 10, 2), current_value=Decimal("7.50"))
    assert counters.value_on(started, TODAY, TODAY) == Decimal("7.50")


def test_a_counter_is_valued_on_the_day_of_its_last_entry_when_that_lies_ahead():
    reset_ahead = replace(COUNTER, start_date=YESTERDAY, current_value=Decimal("-2.00"))
    assert counters.value_on(reset_ahead, TODAY, TOMORROW) == 0
    assert counters.value_on(reset_ahead, TODAY, YESTERDAY) == -1


def test_a_completed_counter_stands_still_and_counts_on_when_reopened():
    completed = counters.complete(COUNTER, NOW, date(2025, 10, 25))
    assert (completed.status, completed.completed_at) == (GoalStatus.COMPLETED, NOW)
    assert counters.value_on(completed, TODAY, None) == 23
    assert counters.complete(completed, NOW, TODAY) is completed
    reopened = counters.reopen(completed, NOW)
    assert (reopened.status, reopened.completed_at, reopened.completed_on) == (GoalStatus.ACTIVE, None, None)
    assert counters.value_on(reopened, TODAY, None) == counters.value_on(COUNTER, TODAY, None)
    assert counters.reopen(reopened, NOW) is reopened


@pytest.mark.parametrize(
    "change", [lambda: counters.complete(SAVING, NOW, TODAY), lambda: counters.reopen(SAVING, NOW)]
)
def test_a_goal_with_a_target_is_not_completed_by_hand(change):
    with pytest.raises(RejectedError) as refused:
        change()
    assert [(one.field, one.code) for one in refused.value.broken] == [(("goal_type",), Code.NOT_ALLOWED)]


@pytest.mark.parametrize(("value", "days"), [("0", 0), ("-5", 0), ("7", 7), ("7.99", 7), ("0.50", 0)])
def test_the_present_run_began_as_many_whole_days_ago_as_the_counter_stands_at(value, days):
    counter = replace(PLAIN, current_value=Decimal(value))
    assert counters.run_began(counter, TODAY) == TODAY - timedelta(days=days)


def test_a_run_longer_than_the_calendar_begins_on_a_day_that_no_counter_may_start_on():
    assert counters.run_began(replace(PLAIN, current_value=Decimal("99999999.99")), TODAY) == date.min


@given(st.integers(0, 40_000), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_turning_the_days_on_keeps_the_value(value, today):
    start = counters.run_began(replace(PLAIN, current_value=Decimal(value)), today)
    counting = replace(PLAIN, counts_days=True, start_date=start)
    assert counters.value_on(counting, today, None) == value


@given(st.dates(), st.dates(), st.none() | st.dates())
def test_a_counter_without_entries_never_goes_back_as_days_pass(day, later, last_day):
    day, later = min(day, later), max(day, later)
    assert 0 <= counters.value_on(COUNTER, day, last_day) <= counters.value_on(COUNTER, later, last_day)
