"""Slips on every database: recorded once, changed, taken back, and never moving a number."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.entries import EntryKind
from headway.domain.errors import Code, ConflictError, GoneError, NotFoundError, RejectedError
from headway.services import counters, goals
from headway.services.creations import Chosen
from headway.storage import entries as storage
from tests.cast import NOW, TODAY
from tests.goals import COUNTING, SAVE, SOBER, add, change, edit, history, make, remove, reset, shown
from tests.plans import full_scans, recorded

CHOSEN = Chosen(UUID(int=99), "a" * 64)
YESTERDAY = TODAY - timedelta(days=1)


def slip(person, goal_id, day=None, note=None, chosen=None):
    with person.at() as scope:
        return counters.slip(scope, goal_id, day, note, chosen)


def course(person, goal_id):
    with person.at(write=False) as scope:
        return counters.show(scope, goal_id)


@pytest.mark.parametrize("draft", [SOBER, COUNTING])
def test_a_slip_is_kept_and_moves_no_number(ada, draft):
    counter = make(ada, draft).goal
    if not draft.counts_days:
        add(ada, counter.id, 7, YESTERDAY)
    before = shown(ada, counter.id)
    made = slip(ada, counter.id, YESTERDAY, "A wedding").item
    assert (made.kind, made.value, made.entry_date, made.note) == (EntryKind.SLIP, 0, YESTERDAY, "A wedding")
    after = shown(ada, counter.id)
    assert (after.value, after.goal, after.since) == (before.value, before.goal, before.since)
    assert slip(ada, counter.id).item.entry_date == TODAY


def test_a_slip_before_a_reset_leaves_it_as_it_is(ada):
    counter = make(ada, COUNTING).goal
    reset(ada, counter.id)
    slip(ada, counter.id, date(2026, 1, 5))
    assert history(ada, counter.id) == [(0, "SLIP", False), (-20, "RESET", False)]
    found = course(ada, counter.id).runs
    assert [(int(run.length), len(run.slips)) for run in found.runs] == [(20, 1), (0, 0)]


def test_a_repeated_slip_is_recorded_once(ada):
    counter = make(ada, COUNTING).goal
    first, second = (slip(ada, counter.id, YESTERDAY, chosen=CHOSEN) for _ in range(2))
    assert (first.created, second.created) == (True, False)
    assert first.item == second.item
    remove(ada, first.item)
    with pytest.raises(GoneError):
        slip(ada, counter.id, YESTERDAY, chosen=CHOSEN)


def test_day_and_note_of_a_slip_change_and_its_value_does_not(ada):
    counter = make(ada, COUNTING).goal
    made = slip(ada, counter.id).item
    changed = change(ada, made, entry_date=YESTERDAY, note="One glass")
    assert (changed.entry_date, changed.note, changed.value) == (YESTERDAY, "One glass", 0)
    with pytest.raises(RejectedError) as refused:
        change(ada, made, value=Decimal(-1))
    assert [one.code for one in refused.value.broken] == [Code.NOT_ALLOWED]
    remove(ada, changed)
    assert history(ada, counter.id) == []


def test_only_a_counter_in_use_knows_slips(ada, ben):
    with pytest.raises(RejectedError) as refused:
        slip(ada, make(ada, SAVE).goal.id)
    assert [(one.field, one.code) for one in refused.value.broken] == [(("goal_type",), Code.NOT_ALLOWED)]
    counter = make(ada, COUNTING).goal
    with pytest.raises(NotFoundError):
        slip(ben, counter.id)
    with pytest.raises(NotFoundError):
        course(ben, counter.id)
    with pytest.raises(RejectedError) as refused:
        slip(ada, counter.id, TODAY + timedelta(days=1), " ")
    assert [one.code for one in refused.value.broken] == [Code.DAY_IN_FUTURE, Code.EMPTY]
    for put, code in ((goals.complete, Code.GOAL_COMPLETED), (goals.archive, Code.GOAL_ARCHIVED)):
        with ada.at() as scope:
            put(scope, counter.id)
        with pytest.raises(ConflictError) as closed:
            slip(ada, counter.id)
        assert closed.value.code is code


def test_slips_stay_when_the_days_are_turned_on_and_off(ada):
    counter = make(ada, SOBER).goal
    add(ada, counter.id, 3, YESTERDAY)
    slip(ada, counter.id)
    assert edit(ada, counter.id, counts_days=True).value == 3
    assert history(ada, counter.id) == [(3, "ENTRY", True), (0, "SLIP", False)]
    assert edit(ada, counter.id, counts_days=False).value == 3
    assert course(ada, counter.id).runs.slips == 1


def test_milestones_by_hand_are_told_by_the_day_in_each_run(ada):
    counter = make(ada, replace(SOBER, unit="pages")).goal
    for back, value in ((9, 8), (8, 5), (5, 30)):
        add(ada, counter.id, value, TODAY - timedelta(days=back))
    reset(ada, counter.id, TODAY - timedelta(days=5))
    add(ada, counter.id, 12, TODAY - timedelta(days=5), NOW + timedelta(minutes=1))
    days = {one.milestone.number: one.days for one in course(ada, counter.id).reached}
    assert days == {
        10: (TODAY - timedelta(days=8), TODAY - timedelta(days=5)),
        25: (TODAY - timedelta(days=5),),
    }


def test_however_long_a_course_is_it_takes_as_many_statements_and_no_scan(ada, database):
    sent = []
    for number in (0, 20):
        counter = make(ada, SOBER).goal
        for back in range(number):
            add(ada, counter.id, 2, TODAY - timedelta(days=back))
            slip(ada, counter.id, TODAY - timedelta(days=back))
        with recorded(database) as seen:
            course(ada, counter.id)
        sent.append(seen)
    assert len(sent[0]) == len(sent[1])
    assert full_scans(database, [one for one in sent[1] if "progress_entries" in one.statement]) == []


def test_the_steps_of_a_run_are_summed_up_day_by_day(ada):
    counter = make(ada, SOBER).goal
    for value in (2, 3):
        add(ada, counter.id, value)
    with ada.at(write=False) as scope:
        found = storage.steps(scope.tx, scope.owner, counter.id, superseded=False)
        assert [(step.run, step.day, int(step.added)) for step in found] == [(0, TODAY, 5)]
        assert storage.steps(scope.tx, scope.owner, counter.id, superseded=True) == []
