from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from headway.domain.entries import EntryKind
from headway.domain.errors import Code, ConflictError, RejectedError
from headway.services import goals
from tests.cast import NOW, TODAY
from tests.goals import COUNTING, SOBER, add, edit, history, make, shown


def test_the_seeds_counter_counts_to_23_and_on_from_its_reset(ada):
    start = date(2025, 10, 2)
    on_the_25th = datetime(2025, 10, 25, 9, tzinfo=UTC)
    counter = make(
        ada, replace(SOBER, start_date=start, counts_days=True), now=datetime(2025, 10, 2, 9, tzinfo=UTC)
    ).goal
    assert shown(ada, counter.id, on_the_25th).value == 23
    relapse = add(ada, counter.id, "-23.00", on_the_25th.date(), on_the_25th)
    assert relapse.kind is EntryKind.RESET
    assert shown(ada, counter.id, on_the_25th).value == 0
    assert shown(ada, counter.id, on_the_25th + timedelta(days=5)).value == 5
    assert shown(ada, counter.id).goal.current_value == -23


def test_turning_the_days_on_counts_on_from_where_the_counter_stood(ada):
    counter = make(ada, SOBER).goal
    for days_ago in (12, 11, 10):
        add(ada, counter.id, 1, TODAY - timedelta(days=days_ago))
    with ada.at() as scope:
        goals.reset(scope, counter.id, TODAY - timedelta(days=9), "Relapse")
    for days_ago in (3, 2, 1, 0):
        add(ada, counter.id, 1, TODAY - timedelta(days=days_ago))
    turned = edit(ada, counter.id, counts_days=True)
    assert (turned.value, turned.goal.start_date, turned.goal.current_value) == (4, TODAY - timedelta(days=4), 0)
    superseded = (1, "ENTRY", True)
    assert history(ada, counter.id) == [superseded] * 3 + [(0, "RESET", False)] + [superseded] * 4
    assert shown(ada, counter.id, NOW + timedelta(days=2)).value == 6


def test_turning_them_off_again_is_the_reverse(ada):
    counter = make(ada, SOBER).goal
    add(ada, counter.id, 10, TODAY - timedelta(days=12))
    add(ada, counter.id, -9, TODAY - timedelta(days=11))
    with ada.at() as scope:
        goals.reset(scope, counter.id, TODAY - timedelta(days=9))
    add(ada, counter.id, 3)
    before = history(ada, counter.id)
    assert edit(ada, counter.id, counts_days=True).value == 3
    assert edit(ada, counter.id, counts_days=False).value == 3
    assert history(ada, counter.id) == before


def test_corrections_do_not_eat_into_the_days_that_are_turned_on(ada):
    counter = make(ada, SOBER).goal
    add(ada, counter.id, 10)
    add(ada, counter.id, -9)
    assert edit(ada, counter.id, counts_days=True).value == 1


def test_turning_the_days_on_takes_the_start_that_is_given(ada):
    counter = make(ada, replace(SOBER, start_date=date(2025, 1, 1), current_value=Decimal(5))).goal
    turned = edit(ada, counter.id, counts_days=True, start_date=date(2026, 1, 1))
    assert (turned.goal.start_date, turned.value) == (date(2026, 1, 1), 20)
    other = make(ada, replace(SOBER, start_date=date(2025, 1, 1), current_value=Decimal(5))).goal
    assert edit(ada, other.id, counts_days=True).goal.start_date == TODAY - timedelta(days=5)
    with pytest.raises(RejectedError) as refused:
        edit(ada, make(ada, SOBER).goal.id, counts_days=True, start_date=TODAY + timedelta(days=1))
    assert [one.code for one in refused.value.broken] == [Code.DAY_IN_FUTURE]


def test_a_counter_beyond_the_calendar_asks_for_a_start(ada):
    counter = make(ada, replace(SOBER, unit="steps", current_value=Decimal(9_000_000))).goal
    with pytest.raises(RejectedError) as refused:
        edit(ada, counter.id, counts_days=True)
    assert {one.field for one in refused.value.broken} == {("start_date",)}
    assert edit(ada, counter.id, counts_days=True, start_date=TODAY).value == 0


def test_a_new_start_rewrites_resets_and_leaves_corrections_in_the_sum(ada):
    counter = make(ada, COUNTING).goal
    add(ada, counter.id, -2, date(2026, 1, 5))
    with ada.at() as scope:
        goals.reset(scope, counter.id, date(2026, 1, 11))
    assert history(ada, counter.id) == [(-2, "ENTRY", False), (-8, "RESET", False)]
    moved = edit(ada, counter.id, start_date=date(2025, 12, 22))
    assert history(ada, counter.id) == [(-2, "ENTRY", False), (-18, "RESET", False)]
    assert moved.value == 10
    with pytest.raises(RejectedError):
        edit(ada, counter.id, start_date=None)


def test_a_completed_counter_stands_still_and_counts_on_when_reopened(ada):
    counter = make(ada, COUNTING).goal
    with ada.at() as scope:
        assert goals.complete(scope, counter.id).value == 20
    later = NOW + timedelta(days=10)
    assert shown(ada, counter.id, later).value == 20
    with pytest.raises(ConflictError) as refused:
        edit(ada, counter.id, start_date=date(2025, 1, 1))
    assert refused.value.code is Code.GOAL_COMPLETED
    assert edit(ada, counter.id, title="Sober").goal.title == "Sober"
    with ada.at(later) as scope:
        assert goals.reopen(scope, counter.id).value == 30
