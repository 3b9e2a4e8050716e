from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.categories import CategoryDraft
from headway.domain.errors import Code, ConflictError, GoneError, NotFoundError, RejectedError, StaleError
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.services import categories, goals, habits
from headway.services.creations import Chosen
from tests.plans import full_scans, recorded

HEALTH = CategoryDraft("Health", "#10b981")


def make(person, draft=HEALTH, chosen=None):
    with person.at() as scope:
        return categories.create(scope, draft, chosen).item


def listed(person):
    with person.at(write=False) as scope:
        return [(one.category.name, one.goals, one.habits) for one in categories.page(scope, None, 100).items]


def add_goal(person, category_id):
    draft = GoalDraft("Run", GoalType.TARGET_BASED, "km", Decimal(500), date(2026, 12, 31), category_id=category_id)
    with person.at() as scope:
        return goals.create(scope, draft).item.goal


def add_habit(person, category_id):
    draft = HabitDraft("Walk", FrequencyType.DAILY, {"allowMultiplePerDay": False}, category_id)
    with person.at() as scope:
        return habits.create(scope, draft).item


def test_a_category_is_kept_as_it_was_given(ada):
    made = make(ada)
    with ada.at(write=False) as scope:
        assert categories.get(scope, made.id) == made
    assert (made.name, made.color, made.version) == ("Health", "#10b981", 1)


def test_a_name_is_taken_whatever_its_capitals(ada, ben):
    make(ada)
    with pytest.raises(ConflictError) as refused, ada.at() as scope:
        categories.create(scope, CategoryDraft("  HEALTH"))
    assert refused.value.code is Code.NAME_TAKEN
    assert make(ben).name == "Health"


def test_a_category_can_be_renamed_to_itself_but_not_to_another(ada):
    health, money = make(ada), make(ada, CategoryDraft("Money"))
    with ada.at() as scope:
        assert categories.edit(scope, health.id, {"name": "HEALTH"}).name == "HEALTH"
    with pytest.raises(ConflictError) as refused, ada.at() as scope:
        categories.edit(scope, money.id, {"name": "health"})
    assert refused.value.code is Code.NAME_TAKEN


def test_an_edit_counts_as_a_version_and_an_edit_of_nothing_does_not(ada):
    health = make(ada)
    with ada.at() as scope:
        assert categories.edit(scope, health.id, {"color": None}, version=1).version == 2
        assert categories.edit(scope, health.id, {"color": None}).version == 2
        assert categories.get(scope, health.id).color is None
    with pytest.raises(StaleError) as refused, ada.at() as scope:
        categories.edit(scope, health.id, {"color": "#000000"}, version=1)
    assert refused.value.facts == {"version": 2}


def test_broken_rules_are_refused_and_nothing_is_kept(ada):
    with pytest.raises(RejectedError), ada.at() as scope:
        categories.create(scope, CategoryDraft("", "blue"))
    assert listed(ada) == []


def test_the_list_counts_goals_and_habits_archived_ones_too_and_deleted_ones_not(ada, ben):
    health, empty = make(ada), make(ada, CategoryDraft("Money"))
    first, second, third = (add_goal(ada, health.id) for _ in range(3))
    habit = add_habit(ada, health.id)
    theirs = make(ben)
    add_goal(ben, theirs.id)
    with ada.at() as scope:
        goals.archive(scope, first.id)
        goals.remove(scope, second.id)
    assert listed(ada) == [("Health", 2, 1), ("Money", 0, 0)]
    with ada.at() as scope:
        goals.edit(scope, third.id, {"category_id": empty.id})
        habits.remove(scope, habit.id)
    assert listed(ada) == [("Health", 1, 0), ("Money", 1, 0)]


def test_removing_a_category_keeps_what_belonged_to_it(ada, ben):
    health = make(ada)
    goal, habit, deleted = add_goal(ada, health.id), add_habit(ada, health.id), add_goal(ada, health.id)
    with ada.at() as scope:
        goals.remove(scope, deleted.id)
        categories.remove(scope, health.id)
    with ada.at() as scope:
        assert goals.get(scope, goal.id).goal.category_id is None
        assert goals.get(scope, goal.id).goal.version == goal.version
        assert habits.get(scope, habit.id).category_id is None
        assert goals.undelete(scope, deleted.id).goal.category_id is None
    with pytest.raises(NotFoundError), ada.at() as scope:
        categories.remove(scope, health.id)


def test_removing_a_category_leaves_those_of_others_alone(ada, ben):
    mine, theirs = make(ada), make(ben, chosen=Chosen(UUID(int=7), "a" * 64))
    goal = add_goal(ben, theirs.id)
    with ada.at() as scope:
        categories.remove(scope, mine.id)
    with ben.at() as scope:
        assert goals.get(scope, goal.id).category == theirs


def test_another_users_category_is_not_there(ada, ben):
    theirs = make(ben)
    for attempt in (
        lambda scope: categories.get(scope, theirs.id),
        lambda scope: categories.edit(scope, theirs.id, {"name": "Mine"}),
        lambda scope: categories.remove(scope, theirs.id),
    ):
        with pytest.raises(NotFoundError), ada.at() as scope:
            attempt(scope)
    assert listed(ben) == [("Health", 0, 0)]


def test_a_page_begins_after_the_last_one_ended(ada):
    for name in "abcde":
        make(ada, CategoryDraft(name))
    seen, after = [], None
    with ada.at(write=False) as scope:
        for _ in range(3):
            page = categories.page(scope, after, 2)
            seen += [one.category.name for one in page.items]
            after = page.after
    assert seen == list("abcde")
    assert after is None


def test_the_same_request_with_its_own_id_is_answered_with_what_is_kept(ada):
    chosen = Chosen(UUID(int=42), "a" * 64)
    with ada.at() as scope:
        first = categories.create(scope, HEALTH, chosen)
        categories.edit(scope, first.item.id, {"name": "Body"})
    with ada.at() as scope:
        again = categories.create(scope, HEALTH, chosen)
        assert (first.created, again.created) == (True, False)
        assert again.item.name == "Body"
        categories.remove(scope, first.item.id)
    with pytest.raises(GoneError), ada.at() as scope:
        categories.create(scope, HEALTH, chosen)


def test_the_list_is_one_statement_that_an_index_answers(ada):
    for name in "abc":
        add_goal(ada, make(ada, CategoryDraft(name)).id)
    with recorded(ada.database) as asked:
        listed(ada)
    assert len([one for one in asked if "FROM categories" in one.statement]) == 1
    assert full_scans(ada.database, [one for one in asked if "categories" in one.statement]) == []


def test_removing_is_found_by_indexes_too(ada):
    category = make(ada)
    with ada.at() as scope, recorded(ada.database) as asked:
        categories.remove(scope, category.id)
    assert len(asked) == 4
    assert full_scans(ada.database, asked) == []
