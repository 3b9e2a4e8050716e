import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.entries import Entry, EntryDraft, EntryKind
from headway.services import entries
from headway.services.creations import Chosen
from headway.storage import entries as storage
from tests.cast import NOW, TODAY
from tests.goals import (
    SAVE,
    SOBER,
    add,
    history,
    make,
    record,
    reset,
    shown,
    stored_total,
)
from tests.plans import full_scans, recorded

YESTERDAY = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=7)


def test_pages_go_from_the_newest_day_to_the_oldest_and_within_a_day_from_the_latest_made(ada):
    goal = make(ada).goal
    days = (YESTERDAY, TODAY, LAST_WEEK, TODAY, YESTERDAY)
    made = [add(ada, goal.id, 1, day, NOW + timedelta(seconds=at)) for at, day in enumerate(days)]
    seen: list[Entry] = []
    after = None
    with ada.at(write=False) as scope:
        for _ in range(3):
            page = entries.page(scope, goal.id, after, 2)
            seen += page.items
            after = page.after
    assert seen == [made[3], made[1], made[4], made[0], made[2]]
    assert after is None


def _cost(person, goal_id, count, minute, day=TODAY):
    """Count the statements of recording after `count` more entries, but for those of any scope."""
    now = NOW + timedelta(minutes=minute)
    with person.at(now - timedelta(days=30)) as scope:
        for _ in range(count):
            entries.add(scope, goal_id, EntryDraft(LAST_WEEK - timedelta(days=60), Decimal(1)))
    with recorded(person.database) as asked, person.at(now) as scope:
        before = len(asked)
        entries.add(scope, goal_id, EntryDraft(day, Decimal(1)))
    assert full_scans(person.database, asked[before:]) == []
    return len(asked) - before


@pytest.mark.parametrize("draft", [SAVE, SOBER])
def test_recording_costs_the_same_whatever_the_history(ada, draft):
    goal = make(ada, draft).goal
    add(ada, goal.id, 1, LAST_WEEK - timedelta(days=90))
    reset(ada, goal.id, LAST_WEEK - timedelta(days=80))
    few, many = _cost(ada, goal.id, 1, 1), _cost(ada, goal.id, 300, 2)
    backdated = _cost(ada, goal.id, 0, 3, LAST_WEEK)
    assert few == many == backdated == 4  # the goal, what comes after, the entry, the goal's value


def test_backdating_before_a_reset_reads_the_history_once(ada):
    goal = make(ada, SOBER).goal
    add(ada, goal.id, 1, LAST_WEEK)
    reset(ada, goal.id)
    few = _cost(ada, goal.id, 1, 1, YESTERDAY)
    assert few == _cost(ada, goal.id, 300, 2, YESTERDAY) == 6


def test_reads_and_changes_are_answered_by_indexes_that_begin_with_the_user(ada):
    goal = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    add(ada, goal.id, 2)
    with ada.at() as scope, recorded(ada.database) as asked:
        entry = entries.page(scope, goal.id, None, 1).items[0]
        entries.page(scope, goal.id, (entry.entry_date, entry.created_at, entry.id), 9)
        entries.get(scope, goal.id, entry.id)
        storage.get_total(scope.tx, scope.owner, goal.id)
        entries.edit(scope, goal.id, entry.id, {"value": Decimal(3)})
        entries.remove(scope, goal.id, entry.id)
    assert full_scans(ada.database, asked) == []


def _at_once(work):
    """Let 16 threads begin the same work at the same moment, and give what each got or raised."""
    gate = threading.Barrier(16)

    def begin(number):
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(begin, range(16)))


def test_of_16_who_record_at_once_nothing_is_lost_and_nothing_counted_twice(ada):
    goal = make(ada).goal
    _at_once(lambda number: [add(ada, goal.id, f"{number}.01", TODAY - timedelta(days=at)) for at in range(5)])
    assert str(shown(ada, goal.id).value) == str(stored_total(ada, goal.id)) == "600.80"
    assert len(history(ada, goal.id)) == 80


def test_resets_are_true_when_16_record_before_and_after_them_at_once(ada):
    goal = make(ada, replace(SOBER, current_value=Decimal(100))).goal

    def work(number):
        add(ada, goal.id, 1, YESTERDAY if number % 2 else TODAY, NOW + timedelta(seconds=number))
        if number % 4 == 0:
            reset(ada, goal.id, now=NOW + timedelta(seconds=number))

    _at_once(work)
    with ada.at() as scope:
        kept = storage.every(scope.tx, scope.owner, goal.id)
    value = Decimal(0)
    for entry in kept:
        if entry.kind is EntryKind.RESET:
            assert entry.value == -max(Decimal(0), value)
        value += entry.value
    assert shown(ada, goal.id).value == value
    assert len(kept) == 1 + 16 + 4


def test_of_16_who_send_the_same_request_at_once_one_records(ada):
    goal, chosen = make(ada).goal, Chosen(UUID(int=42), "a" * 64)
    kept = _at_once(lambda _: record(ada, goal.id, EntryDraft(TODAY, Decimal(5)), chosen))
    assert sorted(one.created for one in kept) == [False] * 15 + [True]
    assert {one.item.id for one in kept} == {chosen.id}
    assert shown(ada, goal.id).value == 5
