from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import amounts, counters, entries, goals, resets
from headway.domain.entries import EntryDraft, EntryKind
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


def test_a_run_counts_since_the_last_reset_or_since_the_start():
    assert counters.since(COUNTER, date(2025, 10, 25), Decimal(23)) == date(2025, 10, 2)
    assert counters.since(COUNTER, date(2025, 10, 28), Decimal(3)) == date(2025, 10, 25)
    assert counters.since(PLAIN, TODAY, Decimal(3)) is None


def entry(number: int, day: date, value: str, kind: EntryKind = EntryKind.ENTRY) -> entries.Entry:
    return entries.make(EntryDraft(day, Decimal(value)), UUID(int=1), UUID(int=number), kind, NOW)


def test_the_longest_of_runs_that_are_equally_long_is_the_last_of_them():
    marks = [entry(number, TODAY, "-5", EntryKind.RESET) for number in (1, 2)]
    found = counters.runs(PLAIN, marks, [], YESTERDAY, TODAY, Decimal(2))
    assert [run.length for run in found.runs] == [5, 5, 2]
    assert found.longest.ended_by == marks[1]
    assert (found.total, found.average) == (Decimal(12), Decimal(4))
    assert (found.resets, found.current.first_day) == (2, TODAY)


def test_a_run_that_was_counted_by_hand_stays_as_long_when_the_days_begin_to_count_themselves():
    counter = replace(COUNTER, start_date=TODAY)
    by_hand = [counters.Step(run, YESTERDAY, Decimal(added)) for run, added in ((0, 7), (1, 4))]
    reset = entry(2, YESTERDAY, "0", EntryKind.RESET)
    found = counters.runs(counter, [reset], by_hand, YESTERDAY, TODAY, Decimal(0))
    assert [(int(run.length), run.since) for run in found.runs] == [(7, None), (0, TODAY)]


MOMENTS = st.tuples(st.integers(0, 60), st.sampled_from(EntryKind), st.integers(-500, 500).filter(bool))


@given(st.lists(MOMENTS, max_size=12), st.booleans())
def test_runs_lose_nothing_of_what_was_counted(moments, counting):
    """Together they are all that was ever added, and the last of them is what the counter shows."""
    start = date(2025, 12, 1)
    counter = replace(COUNTER, start_date=start) if counting else PLAIN
    said = [
        entry(number, start + timedelta(days), f"{hundredths}e-2" if kind is EntryKind.ENTRY else "0", kind)
        for number, (days, kind, hundredths) in enumerate(moments)
    ]
    replayed = resets.replay(counter, said)
    last_day = replayed.entries[-1].entry_date if said else None
    value = counters.value_on(replace(counter, current_value=replayed.total), TODAY, last_day)
    marks = [one for one in replayed.entries if one.kind is not EntryKind.ENTRY]
    day = counters.valued_on(counter, TODAY, last_day)
    found = counters.runs(counter, marks, [], start, day, value)
    added = sum((one.value for one in said), amounts.ZERO) + counters.counted_days(counter, day)
    assert found.current.length == max(0, value)
    assert found.total == added + max(amounts.ZERO, -value)
    assert found.resets + found.slips == len(marks)
    assert all(run.first_day <= run.last_day for run in found.runs)
