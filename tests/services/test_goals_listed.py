from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.categories import CategoryDraft
from headway.domain.goals import GoalStatus, GoalType
from headway.domain.pauses import NO_PAUSES
from headway.services import categories, goals
from headway.services.paging import Archived
from headway.storage import goals as storage
from tests.cast import NOW, TODAY
from tests.goals import SAVE, SOBER, add, make
from tests.plans import full_scans, recorded


def test_the_list_can_be_limited_by_status_type_and_category(ada):
    with ada.at() as scope:
        category = categories.create(scope, CategoryDraft("Money")).item
    save = make(ada, replace(SAVE, category_id=category.id)).goal.id
    done = make(ada, replace(SAVE, current_value=Decimal(5000))).goal.id
    sober = make(ada, SOBER).goal.id

    def listed(**limits):
        with ada.at(write=False) as scope:
            return [view.goal.id for view in goals.page(scope, limit=9, **limits).items]

    assert listed() == [save, done, sober]
    assert listed(status=GoalStatus.ACTIVE) == [save, sober]
    assert listed(status=GoalStatus.COMPLETED) == [done]
    assert listed(goal_type=GoalType.CONTINUOUS_COUNTER) == [sober]
    assert listed(category_id=category.id) == [save]
    assert listed(category_id=category.id, goal_type=GoalType.CONTINUOUS_COUNTER) == []


def test_lists_carry_the_category_and_the_last_entry_in_order(ada):
    with ada.at() as scope:
        category = categories.create(scope, CategoryDraft("Money")).item
    with_both, bare = make(ada, replace(SAVE, category_id=category.id)).goal, make(ada).goal
    add(ada, with_both.id, 1, TODAY)
    last = add(ada, with_both.id, 2, TODAY, NOW + timedelta(minutes=1))
    add(ada, with_both.id, 3, TODAY - timedelta(days=1), NOW + timedelta(minutes=2))
    with ada.at(write=False) as scope:
        views = {view.goal.id: view for view in goals.page(scope, limit=9).items}
        assert goals.active_today(scope) == list(views.values())
    assert (views[with_both.id].category, views[with_both.id].latest_entry) == (category, last)
    assert (views[bare.id].category, views[bare.id].latest_entry) == (None, None)


def test_a_page_begins_after_the_last_one_ended_whatever_comes_and_goes(ada):
    ids = [make(ada).goal.id for _ in range(5)]
    with ada.at() as scope:
        first = goals.page(scope, limit=2)
        goals.remove(scope, ids[0])
        second = goals.page(scope, after=first.after, limit=2)
        third = goals.page(scope, after=second.after, limit=2)
    assert [view.goal.id for page in (first, second, third) for view in page.items] == ids
    assert third.after is None


def test_today_shows_what_is_neither_completed_nor_archived(ada):
    active = make(ada).goal.id
    make(ada, replace(SAVE, current_value=Decimal(5000)))
    counter = make(ada, SOBER).goal.id
    completed = make(ada, SOBER).goal.id
    with ada.at() as scope:
        goals.complete(scope, completed)
        assert [view.goal.id for view in goals.active_today(scope)] == [active, counter]


@pytest.mark.parametrize("read", [goals.active_today, lambda scope: goals.page(scope, limit=200)])
def test_lists_are_two_statements_for_3_goals_and_for_300(ada, read):
    counts = []
    for number in (3, 297):
        with ada.at() as scope:
            for _ in range(number):
                goals.create(scope, replace(SAVE, current_value=Decimal(1)))
        with ada.at(write=False) as scope, recorded(ada.database) as asked:
            read(scope)
        counts.append(len(asked))
    assert counts == [2, 2]


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"after": (0, UUID(int=0))},
        {"status": GoalStatus.ACTIVE},
        {"goal_type": GoalType.TARGET_BASED},
        {"category_id": UUID(int=1)},
        {"archived": Archived.YES},
    ],
)
def test_pages_are_answered_by_indexes_that_begin_with_the_user(ada, limits):
    with ada.at(write=False) as scope, recorded(ada.database) as asked:
        goals.page(scope, limit=9, **limits)
    assert len(asked) == 2
    assert full_scans(ada.database, asked) == []


def test_single_goals_and_those_of_the_day_are_too(ada):
    goal = make(ada).goal
    with ada.at(write=False) as scope, recorded(ada.database) as asked:
        goals.get(scope, goal.id)
        goals.active_today(scope)
        goals.active_today(scope, NO_PAUSES)
    assert len(asked) == 5
    assert full_scans(ada.database, asked) == []


def test_writes_are_found_by_indexes_that_begin_with_the_user(ada):
    with ada.at() as scope, recorded(ada.database) as asked:
        goal = goals.create(scope, replace(SOBER, current_value=Decimal(1))).item.goal.id
        goals.edit(scope, goal, {"counts_days": True})
        goals.complete(scope, goal)
        goals.archive(scope, goal)
        goals.remove(scope, goal)
        storage.purge(scope.tx, scope.owner, NOW)
    assert full_scans(ada.database, asked) == []
