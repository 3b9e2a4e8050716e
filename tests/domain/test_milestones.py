from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import amounts, counters, milestones, resets, savings
from headway.domain.counters import Runs, Step
from headway.domain.entries import EntryKind
from headway.domain.milestones import Milestone, MilestoneUnit
from tests.cast import NOW, TODAY
from tests.domain.test_counters import COUNTER, PLAIN, entry

START = date(2024, 2, 29)
COUNTING = replace(COUNTER, start_date=START)
DAYS, YEARS, UNITS = MilestoneUnit


def course(marks, day, goal=COUNTING):
    """Tell the runs of a counter of days, and its value, on a day."""
    replayed = resets.replay(goal, marks)
    value = counters.value_on(replace(goal, current_value=replayed.total), day, None)
    kept = [one for one in replayed.entries if one.kind is not EntryKind.ENTRY]
    return counters.runs(goal, kept, [], goal.start_date, day, value), value


def by_hand(*added, completed=False):
    """Tell the only run of a counter of pages, recorded a day at a time."""
    steps = [Step(0, TODAY + timedelta(days), Decimal(value)) for days, value in enumerate(added)]
    value = sum((step.added for step in steps), amounts.ZERO)
    goal = replace(PLAIN, current_value=value)
    goal = counters.complete(goal, NOW, TODAY) if completed else goal
    return goal, counters.runs(goal, [], steps, TODAY, TODAY, value), value


def test_years_are_the_same_day_of_each_and_the_leap_day_is_the_28th_where_there_is_none():
    runs, value = course([], date(2028, 2, 29))
    reached = {one.milestone: one.days for one in milestones.reached(COUNTING, runs)}
    assert [reached[Milestone(years, YEARS)] for years in (1, 4)] == [(date(2025, 2, 28),), (date(2028, 2, 29),)]
    there = milestones.upcoming(COUNTING, date(2028, 2, 29), value)
    assert there is not None
    assert (there.milestone, there.day) == (Milestone(5, YEARS), date(2029, 2, 28))


def test_any_other_counter_has_milestones_in_its_own_unit():
    goal, runs, value = by_hand(7, 4, 40)
    assert milestones.reached(goal, runs) == [
        milestones.Reached(Milestone(10, UNITS), (TODAY + timedelta(1),)),
        milestones.Reached(Milestone(25, UNITS), (TODAY + timedelta(2),)),
        milestones.Reached(Milestone(50, UNITS), (TODAY + timedelta(2),)),
    ]
    assert milestones.upcoming(goal, TODAY, value) == milestones.Next(Milestone(100, UNITS), Decimal(49))


def test_a_correction_takes_back_what_is_no_longer_reached_and_moves_the_day_of_what_is():
    goal, runs, _ = by_hand(27, -20, 5)
    assert [int(one.milestone.number) for one in milestones.reached(goal, runs)] == [10]
    assert milestones.reached(goal, runs)[0].days == (TODAY + timedelta(2),)


def test_a_completed_counter_and_one_beyond_all_amounts_have_no_next_milestone():
    goal, _, value = by_hand(7, completed=True)
    assert milestones.upcoming(goal, TODAY, value) is None
    assert milestones.upcoming(PLAIN, TODAY, amounts.MOST) is None
    assert milestones.upcoming(COUNTING, TODAY, -amounts.MOST) is None


def test_a_counter_below_zero_has_its_first_milestone_when_its_days_have_come_so_far():
    there = milestones.upcoming(COUNTING, TODAY, Decimal("-3.50"))
    assert there is not None
    assert (int(there.left), there.day) == (5, TODAY + timedelta(5))


def test_days_recorded_by_hand_before_the_days_counted_themselves_keep_their_milestones():
    goal = replace(COUNTING, start_date=TODAY)
    began = TODAY - timedelta(9)
    steps = [Step(0, began + timedelta(days), Decimal(1)) for days in range(4)]
    runs = counters.runs(
        goal, [entry(1, TODAY - timedelta(2), "0", EntryKind.RESET)], steps, began, TODAY, Decimal(0)
    )
    assert [(one.milestone.number, one.days) for one in milestones.reached(goal, runs)] == [
        (1, (began,)),
        (3, (began + timedelta(2),)),
    ]


SAID = st.tuples(st.integers(0, 900), st.sampled_from(EntryKind), st.integers(1, 40))
LIVES = st.lists(SAID, max_size=8)


def live(said):
    """Make the entries of a life of days: corrections, resets and slips."""
    return [
        entry(number, START + timedelta(days), f"-{value}" if kind is EntryKind.ENTRY else "0", kind)
        for number, (days, kind, value) in enumerate(said)
    ]


END = START + timedelta(1000)


@given(LIVES, st.integers(0, 1000))
def test_a_slip_changes_no_number(said, back):
    marks = live(said)
    slip = entry(99, END - timedelta(back), "0", EntryKind.SLIP)
    before, value = course(marks, END)
    after, value_after = course([*marks, slip], END)
    assert value_after == value
    assert [run.length for run in after.runs] == [run.length for run in before.runs]
    assert (after.total, after.average, after.longest.length, after.resets) == (
        before.total, before.average, before.longest.length, before.resets,
    )  # fmt: skip
    assert after.slips == before.slips + 1
    assert milestones.reached(COUNTING, after) == milestones.reached(COUNTING, before)
    assert milestones.upcoming(COUNTING, END, value_after) == milestones.upcoming(COUNTING, END, value)


@given(LIVES, st.integers(0, 1000))
def test_no_reset_takes_a_clean_day_however_late_it_is_entered(said, back):
    marks = live(said)
    before, _ = course(marks, END)
    after, _ = course([*marks, entry(99, END - timedelta(back), "0", EntryKind.RESET)], END)
    assert after.total >= before.total
    per_day = Decimal("8.50")
    assert saved_in_all(per_day, after) >= saved_in_all(per_day, before)


def saved_in_all(per_day: Decimal, runs: Runs) -> Decimal:
    return savings.saved(per_day, runs.current.length, runs.total).in_all


@given(LIVES)
def test_a_reset_today_takes_neither_the_longest_run_nor_a_milestone(said):
    marks = live(said)
    before, _ = course(marks, END)
    after, _ = course([*marks, entry(99, END, "0", EntryKind.RESET)], END)
    assert after.longest.length == before.longest.length
    assert milestones.reached(COUNTING, after) == milestones.reached(COUNTING, before)


@given(LIVES)
def test_runs_add_up_and_their_average_times_their_number_is_their_sum(said):
    runs, _ = course(live(said), END)
    number = len(runs.runs)
    assert sum(run.length for run in runs.runs) == runs.total
    assert abs(runs.average * number - runs.total) <= number * Decimal("0.005")


@given(LIVES, st.integers(1, 400))
def test_a_greater_milestone_comes_later_and_none_goes_as_days_pass(said, later):
    marks = live(said)
    runs, value = course(marks, END)
    reached = milestones.reached(COUNTING, runs)
    assert all(small.days[0] <= great.days[0] for small, great in pairwise(reached))
    assert all(len(small.days) >= len(great.days) for small, great in pairwise(reached))
    assert all(list(one.days) == sorted(one.days) for one in reached)
    there = {one.milestone: one.days for one in reached}
    then, _ = course(marks, END + timedelta(later))
    for one in milestones.reached(COUNTING, then):
        assert one.days[: len(there.get(one.milestone, ()))] == there.pop(one.milestone, ())
    assert there == {}
    ahead = milestones.upcoming(COUNTING, END, value)
    assert ahead is not None
    assert ahead.day is not None
    assert ahead.day > END
    on_its_day, _ = course(marks, ahead.day)
    assert ahead.milestone in {one.milestone for one in milestones.reached(COUNTING, on_its_day)}


@given(st.lists(st.integers(-40, 60).filter(bool), max_size=12))
def test_steps_by_hand_reach_greater_milestones_later_and_no_more_than_the_run_is_long(added):
    goal, runs, value = by_hand(*added)
    reached = milestones.reached(goal, runs)
    assert [one.milestone.number for one in reached] == [n for n in (10, 25, 50, 100, 250, 500, 1000) if n <= value]
    assert all(small.days <= great.days for small, great in pairwise(reached))


@pytest.mark.parametrize("value", ["0.01", "8.50", "99999999.99"])
def test_what_is_saved_is_exact(value):
    assert savings.saved(Decimal(value), Decimal(3), Decimal(26)).in_all == Decimal(value) * 26
