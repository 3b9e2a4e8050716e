from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.amounts import MOST
from headway.domain.entries import EntryDraft, EntryKind
from headway.domain.errors import Code, ConflictError, NotFoundError, RejectedError, StaleError
from headway.domain.goals import GoalStatus
from headway.services import entries, goals
from headway.services.creations import Chosen
from tests.cast import NOW, TODAY
from tests.goals import (
    COUNTING,
    SAVE,
    SOBER,
    add,
    change,
    edit,
    history,
    make,
    record,
    remove,
    reset,
    shown,
    stored_total,
    total,
)

YESTERDAY = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=7)


def test_a_value_is_the_exact_sum_of_its_entries(ada):
    goal = make(ada).goal
    for _ in range(10):
        add(ada, goal.id, "0.10")
    add(ada, goal.id, "-0.30")
    assert str(shown(ada, goal.id).value) == "0.70"
    assert str(stored_total(ada, goal.id)) == "0.70"


def test_an_entry_is_kept_as_it_was_given(ada):
    goal = make(ada).goal
    made = record(ada, goal.id, EntryDraft(YESTERDAY, Decimal(250), note="Paycheck\ndeposit")).item
    with ada.at(write=False) as scope:
        assert entries.get(scope, goal.id, made.id) == made
    assert (made.note, made.entry_date, made.kind) == ("Paycheck\ndeposit", YESTERDAY, EntryKind.ENTRY)
    assert (str(made.value), made.version, made.created_at) == ("250.00", 1, NOW)


def test_reaching_the_target_completes_a_goal_and_falling_back_reopens_it(ada):
    goal = make(ada).goal
    add(ada, goal.id, "4999.99")
    assert shown(ada, goal.id).goal.status is GoalStatus.ACTIVE
    last = add(ada, goal.id, "0.01")
    completed = shown(ada, goal.id).goal
    assert (completed.status, completed.completed_at, completed.completed_on) == (GoalStatus.COMPLETED, NOW, TODAY)
    add(ada, goal.id, 1, now=NOW + timedelta(days=2))
    assert shown(ada, goal.id).goal.completed_at == NOW
    change(ada, last, value=Decimal(-5))
    reopened = shown(ada, goal.id).goal
    assert (reopened.status, reopened.completed_at, reopened.completed_on) == (GoalStatus.ACTIVE, None, None)


def test_a_total_records_the_difference(ada):
    goal = make(ada, replace(SAVE, current_value=Decimal(40))).goal
    assert total(ada, goal.id, "50.5").item.value == Decimal("10.50")
    assert total(ada, goal.id, 20, day=LAST_WEEK).item.value == Decimal("-30.50")
    assert shown(ada, goal.id).value == 20


def test_a_total_that_is_there_already_records_nothing(ada):
    goal = make(ada, replace(SAVE, current_value=Decimal(40))).goal
    kept = total(ada, goal.id, "40.00")
    assert (kept.item, kept.created) == (None, False)
    assert len(history(ada, goal.id)) == 1


def test_a_total_on_a_counter_that_counts_days_corrects_what_it_shows(ada):
    counter = make(ada, COUNTING).goal
    assert total(ada, counter.id, 20).item is None
    assert total(ada, counter.id, 18).item.value == -2
    assert shown(ada, counter.id).value == 18
    assert total(ada, counter.id, 0).item.kind is EntryKind.RESET
    assert shown(ada, counter.id).value == 0
    with pytest.raises(RejectedError):
        total(ada, counter.id, 1)


def test_a_sum_that_cannot_be_kept_is_refused_and_nothing_is_stored(ada):
    goal = make(ada, SOBER).goal
    kept = add(ada, goal.id, MOST)
    attempts = (
        lambda: add(ada, goal.id, "0.01"),
        lambda: add(ada, goal.id, "0.01", LAST_WEEK),
        lambda: total(ada, goal.id, MOST + Decimal("0.01")),
    )
    for attempt in attempts:
        with pytest.raises(RejectedError) as refused:
            attempt()
        assert [one.code for one in refused.value.broken] == [Code.OUT_OF_RANGE]
    correction = add(ada, goal.id, -5)
    add(ada, goal.id, 5)
    for attempt in (lambda: remove(ada, correction), lambda: change(ada, correction, value=Decimal(-4))):
        with pytest.raises(RejectedError):
            attempt()
    assert shown(ada, goal.id).value == stored_total(ada, goal.id) == kept.value


def test_a_reset_that_would_take_more_than_can_be_kept_is_refused(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, MOST, LAST_WEEK)
    reset(ada, goal.id, YESTERDAY)
    add(ada, goal.id, MOST)
    with pytest.raises(RejectedError):
        add(ada, goal.id, 1, LAST_WEEK)
    assert shown(ada, goal.id).value == stored_total(ada, goal.id) == MOST


# -- changing, removing, who may ----------------------------------------------------------------------------


def test_an_edit_counts_as_a_version_and_an_edit_of_nothing_does_not(ada):
    goal = make(ada).goal
    entry = add(ada, goal.id, 5)
    assert change(ada, entry, version=1, note="Found it").version == 2
    assert change(ada, entry, note="Found it", value=Decimal("5.0")).version == 2
    with pytest.raises(StaleError) as refused:
        change(ada, entry, version=1, note=None)
    assert refused.value.facts == {"version": 2}
    with pytest.raises(StaleError), ada.at() as scope:
        entries.remove(scope, goal.id, entry.id, version=1)
    assert change(ada, entry, note=None).note is None


def test_a_removed_entry_is_gone(ada):
    goal = make(ada).goal
    entry = add(ada, goal.id, 5)
    add(ada, goal.id, 6)
    remove(ada, entry)
    assert shown(ada, goal.id).value == stored_total(ada, goal.id) == 6
    with pytest.raises(NotFoundError):
        remove(ada, entry)
    with pytest.raises(NotFoundError):
        change(ada, entry, note="x")


def test_an_entry_of_another_goal_is_not_there(ada):
    goal, other = make(ada).goal, make(ada).goal
    entry = replace(add(ada, goal.id, 5), goal_id=other.id)
    with pytest.raises(NotFoundError), ada.at() as scope:
        entries.get(scope, other.id, entry.id)
    for attempt in (lambda: change(ada, entry, note="x"), lambda: remove(ada, entry)):
        with pytest.raises(NotFoundError):
            attempt()


def test_an_entry_cannot_take_the_id_of_another_users_goal_or_of_an_own_entry(ada, ben):
    goal, theirs = make(ada).goal, make(ben).goal
    entry = add(ada, goal.id, 5)
    with pytest.raises(ConflictError) as refused:
        record(ada, goal.id, EntryDraft(TODAY, Decimal(1)), Chosen(entry.id, "a" * 64))
    assert refused.value.code is Code.ID_REUSED
    with pytest.raises(NotFoundError):
        record(ada, theirs.id, EntryDraft(TODAY, Decimal(1)), Chosen(UUID(int=1), "a" * 64))


def test_a_completed_counter_takes_and_changes_no_entries_until_it_is_reopened(ada):
    counter = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    entry = shown(ada, counter.id).latest_entry
    with ada.at() as scope:
        goals.complete(scope, counter.id)
    attempts = (
        lambda: add(ada, counter.id, 1),
        lambda: total(ada, counter.id, 5),
        lambda: reset(ada, counter.id),
        lambda: change(ada, entry, note="x"),
        lambda: remove(ada, entry),
    )
    for attempt in attempts:
        with pytest.raises(ConflictError) as refused:
            attempt()
        assert refused.value.code is Code.GOAL_COMPLETED
    with ada.at() as scope:
        goals.reopen(scope, counter.id)
    assert add(ada, counter.id, 1).value == 1


def test_a_superseded_entry_can_be_moved_and_removed_without_touching_the_value(ada):
    counter = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    edit(ada, counter.id, counts_days=True)
    entry = shown(ada, counter.id).latest_entry
    assert entry.superseded
    moved = change(ada, entry, entry_date=LAST_WEEK, note="From before")
    assert (shown(ada, counter.id).value, moved.superseded) == (5, True)
    remove(ada, moved)
    assert shown(ada, counter.id).value == 5
    assert stored_total(ada, counter.id) == 0
