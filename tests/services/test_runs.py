"""A counter's runs, a goal's line and its history, on every database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from headway.domain.errors import NotFoundError
from headway.services import counters, entries, goals
from tests.cast import NOW, TODAY
from tests.goals import COUNTING, SAVE, SOBER, add, edit, make, reset, shown
from tests.plans import full_scans, recorded


def runs(person, goal_id, now=NOW):
    with person.at(now, write=False) as scope:
        return counters.show(scope, goal_id).runs


def spans(found):
    return [(run.first_day, run.last_day, int(run.length)) for run in found.runs]


def test_a_counter_of_days_has_its_runs_between_its_resets(ada):
    counter = make(ada, COUNTING).goal
    first, second = date(2026, 1, 6), date(2026, 1, 18)
    for day in (first, second):
        reset(ada, counter.id, day)
    assert spans(runs(ada, counter.id)) == [(date(2026, 1, 1), first, 5), (first, second, 12), (second, TODAY, 3)]
    assert shown(ada, counter.id).since == second


def test_a_counter_of_entries_begins_with_the_first_of_them(ada):
    counter = make(ada, SOBER).goal
    assert spans(runs(ada, counter.id)) == [(TODAY, TODAY, 0)]
    began = TODAY - timedelta(days=9)
    add(ada, counter.id, 7, began)
    reset(ada, counter.id, TODAY - timedelta(days=2))
    add(ada, counter.id, 4)
    middle = TODAY - timedelta(days=2)
    assert spans(runs(ada, counter.id)) == [(began, middle, 7), (middle, TODAY, 4)]
    assert shown(ada, counter.id).since is None


def test_runs_recorded_by_hand_stay_when_the_days_count_themselves(ada):
    counter = make(ada, SOBER).goal
    add(ada, counter.id, 7, TODAY - timedelta(days=9))
    reset(ada, counter.id, TODAY - timedelta(days=5))
    add(ada, counter.id, 4)
    edit(ada, counter.id, counts_days=True)
    assert [int(run.length) for run in runs(ada, counter.id).runs] == [7, 4]


def test_a_completed_counters_run_ends_on_its_day(ada):
    counter = make(ada, COUNTING).goal
    with ada.at() as scope:
        goals.complete(scope, counter.id)
    later = NOW + timedelta(days=30)
    assert spans(runs(ada, counter.id, later)) == [(date(2026, 1, 1), TODAY, 20)]


def history(person, goal, before, limit):
    with person.at(write=False) as scope:
        return entries.history(scope, goals.get(scope, goal.id).goal, before, limit)


def test_the_history_tells_what_the_value_was_after_each_entry_page_by_page(ada):
    goal = make(ada).goal
    for back in range(7):
        add(ada, goal.id, back + 1, TODAY - timedelta(days=back))
    whole = [one.value for one in history(ada, goal, None, 10).items]
    assert whole == [28, 27, 25, 22, 18, 13, 7]
    seen, before = [], None
    while True:
        page = history(ada, goal, before, 3)
        seen += [one.value for one in page.items]
        if page.after is None:
            break
        before = page.items[-1].entry.id
    assert seen == whole


def test_the_history_of_a_counter_of_days_tells_what_it_showed(ada):
    counter = make(ada, COUNTING).goal
    add(ada, counter.id, -2, date(2026, 1, 5))
    reset(ada, counter.id, date(2026, 1, 11))
    assert [one.value for one in history(ada, counter, None, 9).items] == [0, 2]
    before = history(ada, counter, None, 1).items[0].entry.id
    assert [one.value for one in history(ada, counter, before, 9).items] == [2]


def test_a_page_after_an_entry_that_is_gone_begins_anew(ada):
    goal, other = make(ada).goal, make(ada).goal
    add(ada, goal.id, 5)
    strange = add(ada, other.id, 7)
    assert [one.value for one in history(ada, goal, strange.id, 9).items] == [5]


def test_a_line_adds_up_day_by_day(ada):
    goal = make(ada).goal
    for value, back in ((10, 3), ("2.50", 3), (-5, 1)):
        add(ada, goal.id, value, TODAY - timedelta(days=back))
    with ada.at(write=False) as scope:
        line = entries.over_time(scope, goal, 100)
    assert [(one.day, one.total) for one in line] == [
        (TODAY - timedelta(days=3), Decimal("12.50")),
        (TODAY - timedelta(days=1), Decimal("7.50")),
    ]


def test_nobody_sees_what_is_someone_elses(ada, ben):
    counter = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    reset(ada, counter.id)
    with pytest.raises(NotFoundError):
        runs(ben, counter.id)
    with ben.at(write=False) as scope:
        assert entries.over_time(scope, counter, 100) == []
        assert entries.history(scope, replace(counter, current_value=Decimal(0)), None, 9).items == []


def test_however_much_there_is_it_takes_as_many_statements_and_no_scan(ada, database):
    few, many = make(ada, SOBER).goal, make(ada, SAVE).goal
    for back in range(20):
        add(ada, many.id, 2, TODAY - timedelta(days=back))
    sent = []
    for goal in (few, many):
        with recorded(database) as seen, ada.at(write=False) as scope:
            view = goals.get(scope, goal.id)
            counters.course(scope, view)
            page = entries.history(scope, view.goal, None, 5)
            entries.over_time(scope, view.goal, 100)
        assert len(page.items) == (5 if goal is many else 0)
        sent.append(seen)
    assert len(sent[0]) == len(sent[1])
    assert full_scans(database, [one for one in sent[1] if "progress_entries" in one.statement]) == []
