from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import entries, resets
from headway.domain.amounts import MOST
from headway.domain.entries import Entry, EntryDraft, EntryKind
from headway.domain.errors import Code, RejectedError
from tests.cast import NOW, TODAY
from tests.domain.test_counters import COUNTER, PLAIN, SAVING
from tests.model import goals as model

RESET = EntryKind.RESET
MONDAY = date(2026, 1, 19)


def entry(day, value, kind=EntryKind.ENTRY, number=1, superseded=False):
    """Make an entry on a day after Monday; of one day, a higher number was made later."""
    draft = EntryDraft(MONDAY + timedelta(days=day), Decimal(value))
    made = entries.make(draft, PLAIN.id, UUID(int=number), kind, NOW + timedelta(minutes=number))
    return replace(made, superseded=superseded)


def values(goal, *history):
    return [int(one.value) for one in resets.replay(goal, history).entries]


def test_entries_stand_by_day_then_by_when_they_were_made_then_by_id():
    late, early = entry(1, 1, number=1), entry(0, 1, number=9)
    assert sorted([late, early], key=entries.place_of) == [early, late]
    again = replace(early, id=UUID(int=10))
    assert entries.place_of(early) < entries.place_of(again) < entries.place_of(entry(0, 1, number=10))


def test_a_reset_takes_away_what_was_there_just_before_it():
    assert values(PLAIN, entry(0, 5), entry(1, 0, RESET, 2), entry(2, 3, number=3)) == [5, -5, 3]


def test_what_is_recorded_for_an_earlier_day_is_taken_too_and_what_comes_later_is_not():
    assert values(PLAIN, entry(0, 5), entry(1, -5, RESET, 2), entry(0, 4, number=3)) == [5, 4, -9]
    assert values(PLAIN, entry(0, 5), entry(1, -5, RESET, 2), entry(1, 4, number=3)) == [5, -5, 4]


def test_a_reset_with_nothing_before_it_takes_nothing():
    assert values(PLAIN, entry(0, -9, RESET)) == [0]
    assert values(PLAIN, entry(0, -5), entry(1, -9, RESET, 2)) == [-5, 0]


def test_each_of_several_resets_takes_what_the_one_before_left():
    history = (entry(0, 5), entry(1, 0, RESET, 2), entry(2, 3, number=3), entry(3, 0, RESET, 4))
    assert values(PLAIN, *history) == [5, -5, 3, -3]
    assert values(PLAIN, history[0], *history[2:]) == [5, 3, -8]


def test_goals_with_a_target_are_reset_the_same_way():
    assert values(SAVING, entry(0, 500), entry(1, 0, RESET, 2)) == [500, -500]


def test_a_reset_takes_the_days_that_were_counted_by_then():
    counter = replace(COUNTER, start_date=MONDAY - timedelta(days=10))
    assert values(counter, entry(0, 0, RESET), entry(3, 0, RESET, 2)) == [-10, -3]
    assert values(counter, entry(-20, 0, RESET), entry(0, -4, number=2), entry(1, 0, RESET, 3)) == [0, -4, -7]


def test_superseded_entries_count_for_nothing():
    assert values(PLAIN, entry(0, 5, superseded=True), entry(1, 0, RESET, 2)) == [5, 0]
    assert resets.replay(PLAIN, [entry(0, 5, superseded=True)]).total == 0


def test_a_reset_that_would_take_more_than_can_be_kept_is_refused():
    history = [entry(0, MOST), entry(1, MOST, number=2), entry(2, 0, RESET, 3)]
    with pytest.raises(RejectedError) as refused:
        resets.replay(PLAIN, history)
    assert [one.code for one in refused.value.broken] == [Code.OUT_OF_RANGE]


def test_a_sum_may_be_beyond_in_between_where_nothing_is_kept_of_it():
    history = [entry(0, MOST), entry(1, MOST, number=2), entry(2, -MOST, number=3)]
    assert resets.replay(SAVING, history).total == MOST


# -- an entry in its place ----------------------------------------------------------------------------------


def placed(goal, value, before):
    return resets.put_in_place(goal, entry(0, value), Decimal(before))


def test_a_negative_entry_that_takes_all_of_a_counter_is_a_reset():
    assert placed(PLAIN, "-23.00", 23).kind is RESET
    assert placed(COUNTER, -23, "23.00").kind is RESET


@pytest.mark.parametrize(("value", "before"), [(-22, 23), (-24, 23), (23, -23), (23, 23), (-5, 0), (-5, -5)])
def test_any_other_entry_stays_what_it_is(value, before):
    assert placed(PLAIN, value, before) == entry(0, value)


def test_a_correction_of_all_of_a_goal_with_a_target_is_no_reset():
    assert placed(SAVING, -23, 23).kind is EntryKind.ENTRY


def test_what_counts_for_nothing_resets_nothing():
    out = entry(0, -23, superseded=True)
    assert resets.put_in_place(COUNTER, out, Decimal(23)) == out


def test_there_is_something_to_reset_only_above_zero():
    resets.check_something_to_reset(Decimal("0.01"))
    for value in (Decimal(0), Decimal("-0.01")):
        with pytest.raises(RejectedError) as refused:
            resets.check_something_to_reset(value)
        assert [one.code for one in refused.value.broken] == [Code.NOTHING_TO_RESET]


def test_a_changed_entry_is_judged_where_it_stands_now():
    others = [entry(0, 5), entry(1, -5, RESET, 2), entry(2, 3, number=3)]
    assert resets.revise(PLAIN, others, entry(0, -5, number=4)).kind is RESET
    assert resets.revise(PLAIN, others, entry(3, -5, number=4)).kind is EntryKind.ENTRY
    assert resets.revise(PLAIN, others, entry(3, -3, number=4)).kind is RESET
    assert resets.revise(PLAIN, others, entry(3, -99, RESET, 4)).value == -3


# -- counting days, on and off ------------------------------------------------------------------------------


def test_what_was_recorded_by_hand_is_superseded_by_counted_days_and_resets_are_not():
    history = [entry(0, 10), entry(1, -9, number=2), entry(2, -1, RESET, 3), entry(3, 0, EntryKind.SLIP, 4)]
    counting = resets.supersede(COUNTER, history)
    assert [one.superseded for one in counting] == [True, True, False, False]
    assert resets.supersede(PLAIN, counting) == history


small = st.decimals(-50, 50, places=2)
histories = st.lists(
    st.builds(
        lambda day, value: (day, value),
        st.integers(0, 9),
        st.none() | small.filter(bool),
    ),
    max_size=12,
)


def said_and_kept(history) -> tuple[list[model.Said], list[Entry]]:
    """Tell a history to the plain model, and make the entries that storage would keep of it, resets still empty."""
    said = [model.Said(MONDAY + timedelta(days=day), value) for day, value in history]
    made = [
        entry(day, value or 0, RESET if value is None else EntryKind.ENTRY, number)
        for number, (day, value) in enumerate(history, start=1)
    ]
    return said, made


@given(histories)
def test_a_replay_finds_what_the_plain_model_finds(history):
    said, made = said_and_kept(history)
    replayed = resets.replay(PLAIN, made)
    assert [one.value for one in replayed.entries] == model.values(said)
    assert replayed.total == model.total(said)


@given(histories, st.integers(-10, 10))
def test_a_replay_of_counted_days_finds_what_the_plain_model_finds(history, start):
    said, made = said_and_kept(history)
    began = MONDAY + timedelta(days=start)
    replayed = resets.replay(replace(COUNTER, start_date=began), made)
    assert [one.value for one in replayed.entries] == model.values(said, began)


@given(histories)
def test_right_after_a_reset_nothing_is_left_above_zero(history):
    replayed = resets.replay(PLAIN, said_and_kept(history)[1])
    total = Decimal(0)
    for one in replayed.entries:
        total += one.value
        if one.kind is RESET:
            assert total <= 0


@given(histories, st.randoms())
def test_the_order_in_which_entries_are_handed_over_does_not_matter(history, random):
    made = said_and_kept(history)[1]
    shuffled = random.sample(made, len(made))
    assert resets.replay(PLAIN, shuffled) == resets.replay(PLAIN, made)


@given(histories)
def test_replaying_twice_changes_nothing_more(history):
    once = resets.replay(PLAIN, said_and_kept(history)[1])
    assert resets.replay(PLAIN, once.entries) == once


@given(histories, small.filter(bool), st.integers(0, 9))
def test_the_value_before_an_entry_is_the_sum_without_what_comes_after(history, value, day):
    """What recording relies on: the sum minus the tail is the value before, without reading the past."""
    made = list(resets.replay(PLAIN, said_and_kept(history)[1]).entries)
    new = entry(day, value, number=99)
    total = sum((one.value for one in made), Decimal(0))
    tail = sum((one.value for one in made if entries.place_of(one) > entries.place_of(new)), Decimal(0))
    assert resets.revise(PLAIN, made, new) == resets.put_in_place(PLAIN, new, total - tail)


def test_today_is_a_day_like_any_other():
    assert resets.before(COUNTER, TODAY, Decimal(-5)) == (TODAY - date(2025, 10, 2)).days - 5
