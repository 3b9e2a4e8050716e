from datetime import timedelta
from decimal import Decimal

import pytest

from headway.domain.entries import EntryDraft
from headway.domain.errors import Code, ConflictError, NotFoundError, StaleError
from headway.services import entries, goals
from headway.services.paging import Archived
from headway.storage import entries as entries_storage
from headway.storage import goals as storage
from tests.cast import NOW, TODAY
from tests.goals import SOBER, add, make, shown


def test_an_archived_goal_is_listed_apart_and_takes_no_entries(ada):
    goal = make(ada).goal
    other = make(ada).goal
    with ada.at() as scope:
        archived = goals.archive(scope, goal.id).goal
        assert goals.archive(scope, goal.id).goal == archived
    assert (archived.archived_on, archived.version) == (TODAY, 2)
    with ada.at(write=False) as scope:
        found = {kind: goals.page(scope, archived=kind, limit=9).items for kind in Archived}
        assert [view.goal.id for view in goals.active_today(scope)] == [other.id]
    assert {kind: [view.goal.id for view in views] for kind, views in found.items()} == {
        Archived.NO: [other.id],
        Archived.YES: [goal.id],
        Archived.ALL: [goal.id, other.id],
    }
    with pytest.raises(ConflictError) as refused:
        add(ada, goal.id, 1)
    assert refused.value.code is Code.GOAL_ARCHIVED
    with ada.at() as scope:
        assert goals.restore(scope, goal.id).goal.archived_on is None
    assert add(ada, goal.id, 1).value == 1


def test_a_deleted_goal_is_out_of_sight_everywhere_until_it_is_brought_back(ada):
    goal = make(ada).goal
    entry = add(ada, goal.id, 7)
    with ada.at() as scope:
        goals.remove(scope, goal.id, version=1)
    for attempt in (
        lambda scope: goals.get(scope, goal.id),
        lambda scope: goals.edit(scope, goal.id, {"title": "x"}),
        lambda scope: goals.remove(scope, goal.id),
        lambda scope: goals.archive(scope, goal.id),
        lambda scope: goals.reset(scope, goal.id),
        lambda scope: entries.add(scope, goal.id, EntryDraft(TODAY, Decimal(1))),
        lambda scope: entries.get(scope, goal.id, entry.id),
        lambda scope: entries.page(scope, goal.id, None, 9),
        lambda scope: entries.edit(scope, goal.id, entry.id, {"note": "x"}),
        lambda scope: entries.remove(scope, goal.id, entry.id),
    ):
        with pytest.raises(NotFoundError), ada.at() as scope:
            attempt(scope)
    with ada.at() as scope:
        assert goals.page(scope, archived=Archived.ALL, limit=9).items == []
        back = goals.undelete(scope, goal.id)
    assert back.value == 7
    assert back.latest_entry == entry
    assert (back.goal.deleted_at, back.goal.version) == (None, 1)
    with ada.at() as scope:
        assert goals.undelete(scope, goal.id) == back


def test_purging_removes_for_good_what_was_deleted_by_then_and_its_entries(ada, ben):
    gone, kept, theirs = make(ada).goal, make(ada).goal, make(ben).goal
    add(ada, gone.id, 7)
    for person, goal, minutes in ((ada, gone, 0), (ada, kept, 1), (ben, theirs, 0)):
        with person.at(NOW + timedelta(minutes=minutes)) as scope:
            goals.remove(scope, goal.id)
    with ada.at() as scope:
        storage.purge(scope.tx, scope.owner, NOW)
        assert entries_storage.every(scope.tx, scope.owner, gone.id) == []
    with pytest.raises(NotFoundError), ada.at() as scope:
        goals.undelete(scope, gone.id)
    with ada.at() as scope:
        goals.undelete(scope, kept.id)
    with ben.at() as scope:
        goals.undelete(scope, theirs.id)


def test_ten_minutes_after_its_deletion_a_goal_is_gone(ada):
    soon, late = make(ada).goal, make(ada).goal
    with ada.at() as scope:
        goals.remove(scope, soon.id)
        goals.remove(scope, late.id)
    with ada.at(NOW + timedelta(minutes=9, seconds=59)) as scope:
        goals.undelete(scope, soon.id)
    with pytest.raises(NotFoundError), ada.at(NOW + timedelta(minutes=10)) as scope:
        goals.undelete(scope, late.id)


def test_only_the_version_that_was_seen_is_deleted(ada):
    goal = make(ada).goal
    with pytest.raises(StaleError), ada.at() as scope:
        goals.remove(scope, goal.id, version=2)
    assert shown(ada, goal.id).goal == goal


def test_another_users_goal_is_not_there(ada, ben):
    theirs = make(ben, SOBER).goal
    entry = add(ben, theirs.id, 5)
    for attempt in (
        lambda scope: goals.get(scope, theirs.id),
        lambda scope: goals.edit(scope, theirs.id, {"title": "x"}),
        lambda scope: goals.complete(scope, theirs.id),
        lambda scope: goals.reopen(scope, theirs.id),
        lambda scope: goals.reset(scope, theirs.id),
        lambda scope: goals.archive(scope, theirs.id),
        lambda scope: goals.restore(scope, theirs.id),
        lambda scope: goals.remove(scope, theirs.id),
        lambda scope: goals.undelete(scope, theirs.id),
        lambda scope: entries.add(scope, theirs.id, EntryDraft(TODAY, Decimal(1))),
        lambda scope: entries.page(scope, theirs.id, None, 9),
        lambda scope: entries.get(scope, theirs.id, entry.id),
        lambda scope: entries.edit(scope, theirs.id, entry.id, {"note": "x"}),
        lambda scope: entries.remove(scope, theirs.id, entry.id),
    ):
        with pytest.raises(NotFoundError), ada.at() as scope:
            attempt(scope)
    assert shown(ben, theirs.id).value == 5
