from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.entries import EntryDraft, EntryKind
from headway.domain.errors import Code, RejectedError
from headway.services import entries, goals
from headway.services.creations import Chosen
from tests.cast import NOW, TODAY
from tests.goals import SAVE, SOBER, add, change, history, make, remove, reset, shown, stored_total

YESTERDAY = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=7)


def test_a_reset_takes_away_what_was_there_before_its_day(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 23, LAST_WEEK)
    add(ada, goal.id, 2)
    made = reset(ada, goal.id, YESTERDAY)
    assert (made.kind, made.value) == (EntryKind.RESET, -23)
    assert shown(ada, goal.id).value == 2


def test_a_reset_keeps_its_note_and_happens_today_unless_said_otherwise(ada):
    goal = make(ada, replace(SAVE, current_value=Decimal(5))).goal
    with ada.at() as scope:
        made = goals.reset(scope, goal.id, note="Started over").item
    assert (made.entry_date, made.note, made.value) == (TODAY, "Started over", Decimal(-5))


def test_there_has_to_be_something_to_reset(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 5)
    for day in (YESTERDAY, LAST_WEEK):
        with pytest.raises(RejectedError) as refused:
            reset(ada, goal.id, day)
        assert [one.code for one in refused.value.broken] == [Code.NOTHING_TO_RESET]
    reset(ada, goal.id)
    with pytest.raises(RejectedError):
        reset(ada, goal.id, now=NOW + timedelta(minutes=1))


def test_a_reset_cannot_be_of_tomorrow_nor_its_note_too_long(ada):
    goal = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    with pytest.raises(RejectedError) as refused, ada.at() as scope:
        goals.reset(scope, goal.id, TODAY + timedelta(days=1), "x" * 501)
    assert [(one.field, one.code) for one in refused.value.broken] == [
        (("day",), Code.DAY_IN_FUTURE),
        (("note",), Code.TOO_LONG),
    ]
    assert refused.value.facts == scope.place


def test_resets_stay_true_when_the_past_before_them_changes(ada):
    goal = make(ada, SOBER).goal
    first = add(ada, goal.id, 10, LAST_WEEK)
    reset(ada, goal.id, YESTERDAY)
    add(ada, goal.id, 3)
    assert history(ada, goal.id) == [(10, "ENTRY", False), (-10, "RESET", False), (3, "ENTRY", False)]
    late = add(ada, goal.id, 5, LAST_WEEK)
    assert [value for value, *_ in history(ada, goal.id)] == [10, 5, -15, 3]
    change(ada, first, value=Decimal(1))
    assert [value for value, *_ in history(ada, goal.id)] == [1, 5, -6, 3]
    change(ada, late, entry_date=TODAY)
    assert [value for value, *_ in history(ada, goal.id)] == [1, -1, 3, 5]
    remove(ada, first)
    assert [value for value, *_ in history(ada, goal.id)] == [0, 3, 5]
    assert shown(ada, goal.id).value == stored_total(ada, goal.id) == 8


def test_a_rewritten_reset_is_no_edit_of_its_user(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 10, LAST_WEEK)
    made = reset(ada, goal.id)
    add(ada, goal.id, 5, LAST_WEEK)
    with ada.at(write=False) as scope:
        assert entries.get(scope, goal.id, made.id) == replace(made, value=Decimal(-15))


def test_an_earlier_reset_leaves_the_next_one_with_less_to_take(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 10, LAST_WEEK)
    reset(ada, goal.id)
    earlier = reset(ada, goal.id, YESTERDAY)
    assert [value for value, *_ in history(ada, goal.id)] == [10, -10, 0]
    remove(ada, earlier)
    assert [value for value, *_ in history(ada, goal.id)] == [10, -10]


def test_a_negative_entry_that_takes_all_is_a_reset_from_then_on(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 23, LAST_WEEK)
    add(ada, goal.id, 1)
    assert add(ada, goal.id, -23, YESTERDAY).kind is EntryKind.RESET
    add(ada, goal.id, 2, LAST_WEEK)
    assert [value for value, *_ in history(ada, goal.id)] == [23, 2, -25, 1]
    correction = add(ada, goal.id, -9, now=NOW + timedelta(minutes=1))
    assert correction.kind is EntryKind.ENTRY
    assert change(ada, correction, value=Decimal(-1)).kind is EntryKind.RESET


def test_a_moved_reset_takes_what_is_before_its_new_place(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 4, LAST_WEEK)
    add(ada, goal.id, 6, YESTERDAY)
    made = reset(ada, goal.id)
    moved = change(ada, made, entry_date=LAST_WEEK, note="Earlier, really")
    assert (moved.value, moved.version, moved.note) == (-4, 2, "Earlier, really")
    assert shown(ada, goal.id).value == 6
    with pytest.raises(RejectedError):
        change(ada, made, value=Decimal(-1))


def test_of_two_entries_of_one_moment_the_one_with_the_lower_id_comes_first(ada):
    goal = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    with ada.at() as scope:
        [opening] = entries.page(scope, goal.id, None, 9).items
        made = goals.reset(scope, goal.id, chosen=Chosen(UUID(int=2**128 - 1), "a" * 64)).item
        entries.add(scope, goal.id, EntryDraft(TODAY, Decimal(7)), Chosen(UUID(int=1), "a" * 64))
        page = entries.page(scope, goal.id, None, 9).items
    assert [one.id for one in page] == [made.id, opening.id, UUID(int=1)]
    assert page[0].value == -12
