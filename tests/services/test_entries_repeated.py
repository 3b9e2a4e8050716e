from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.entries import EntryDraft
from headway.domain.errors import Code, ConflictError, GoneError
from headway.services import entries, goals
from headway.services.creations import Chosen
from tests.cast import NOW, TODAY
from tests.goals import SAVE, SOBER, add, change, make, record, remove, shown, total

YESTERDAY = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=7)


CHOSEN = Chosen(UUID(int=42), "a" * 64)


def test_the_same_request_with_its_own_id_records_once(ada):
    goal = make(ada).goal
    draft = EntryDraft(TODAY, Decimal(5))
    first = record(ada, goal.id, draft, CHOSEN)
    change(ada, first.item, note="Changed since")
    again = record(ada, goal.id, draft, CHOSEN)
    assert (first.created, again.created, again.item.note) == (True, False, "Changed since")
    assert shown(ada, goal.id).value == 5
    with pytest.raises(ConflictError) as refused:
        record(ada, goal.id, draft, Chosen(CHOSEN.id, "b" * 64))
    assert refused.value.code is Code.ID_REUSED


def test_a_request_repeated_after_its_entry_was_removed_does_not_bring_it_back(ada):
    goal = make(ada, SOBER).goal
    remove(ada, record(ada, goal.id, EntryDraft(TODAY, Decimal(5)), CHOSEN).item)
    with pytest.raises(GoneError):
        record(ada, goal.id, EntryDraft(TODAY, Decimal(5)), CHOSEN)
    assert shown(ada, goal.id).value == 0


def test_a_total_that_recorded_nothing_records_nothing_when_repeated_later(ada):
    goal = make(ada, replace(SAVE, current_value=Decimal(40))).goal
    assert total(ada, goal.id, 40, CHOSEN).item is None
    add(ada, goal.id, 10)
    again = total(ada, goal.id, 40, CHOSEN)
    assert (again.item, again.created) == (None, False)
    assert shown(ada, goal.id).value == 50
    with pytest.raises(ConflictError):
        total(ada, goal.id, 41, Chosen(CHOSEN.id, "b" * 64))


def test_a_repeated_reset_resets_once(ada):
    goal = make(ada, replace(SOBER, current_value=Decimal(5))).goal
    for created in (True, False):
        with ada.at(NOW + timedelta(minutes=1)) as scope:
            kept = goals.reset(scope, goal.id, chosen=CHOSEN)
            assert (kept.created, kept.item.value) == (created, Decimal(-5))
    with ada.at() as scope:
        entries.remove(scope, goal.id, CHOSEN.id)
    with pytest.raises(GoneError), ada.at() as scope:
        goals.reset(scope, goal.id, chosen=CHOSEN)
