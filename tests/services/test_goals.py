from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.categories import CategoryDraft
from headway.domain.errors import Code, ConflictError, GoneError, RejectedError, StaleError
from headway.domain.goals import GoalStatus, GoalType
from headway.services import categories, goals
from headway.services.creations import Chosen
from headway.storage import goals as storage
from tests.cast import NOW, TODAY
from tests.goals import SAVE, SOBER, add, edit, make, shown


def test_a_goal_is_kept_as_it_was_given(ada):
    with ada.at() as scope:
        category = categories.create(scope, CategoryDraft("Money")).item
    view = make(ada, replace(SAVE, start_date=TODAY, category_id=category.id))
    assert view == shown(ada, view.goal.id)
    assert view.category == category
    goal = view.goal
    assert (goal.title, goal.unit, goal.target_value, goal.deadline) == (
        "Save for vacation",
        "dollars",
        5000,
        SAVE.deadline,
    )
    assert (goal.start_date, goal.created_on, goal.version, goal.status) == (TODAY, TODAY, 1, GoalStatus.ACTIVE)
    assert (view.value, view.latest_entry, goal.archived_on, goal.completed_at) == (0, None, None, None)


def test_the_day_a_goal_is_made_on_is_that_of_its_user(ben):
    at_two_in_the_morning = datetime(2026, 1, 21, 7, tzinfo=UTC)  # before Ben's day start at three
    assert make(ben, SAVE, now=at_two_in_the_morning).goal.created_on == date(2026, 1, 20)


def test_a_value_to_begin_with_is_an_entry_of_today(ada):
    view = make(ada, replace(SAVE, current_value=Decimal("2250.5")))
    assert str(view.value) == "2250.50"
    assert (view.latest_entry.value, view.latest_entry.entry_date) == (Decimal("2250.50"), TODAY)
    assert make(ada, replace(SAVE, current_value=Decimal(0))).latest_entry is None


def test_a_goal_that_begins_at_its_target_is_completed(ada):
    goal = make(ada, replace(SAVE, current_value=Decimal(5000), status=GoalStatus.COMPLETED)).goal
    assert (goal.status, goal.completed_at, goal.completed_on) == (GoalStatus.COMPLETED, NOW, TODAY)


def test_a_refused_goal_leaves_nothing_behind(ada):
    chosen = Chosen(UUID(int=42), "a" * 64)
    with pytest.raises(RejectedError):
        make(ada, replace(SAVE, target_value=Decimal(-1)), chosen)
    assert make(ada, SAVE, chosen).goal.id == chosen.id


def test_another_users_category_is_refused_like_one_that_is_nowhere(ada, ben):
    with ben.at() as scope:
        theirs = categories.create(scope, CategoryDraft("Theirs")).item
    mine = make(ada).goal
    refusals = []
    for category_id in (theirs.id, UUID(int=4711)):
        for attempt in (
            lambda wanted=category_id: make(ada, replace(SAVE, category_id=wanted)),
            lambda wanted=category_id: edit(ada, mine.id, category_id=wanted),
        ):
            with pytest.raises(RejectedError) as refused:
                attempt()
            refusals.append([(one.field, one.code, one.detail) for one in refused.value.broken])
    assert refusals == [refusals[0]] * 4
    assert refusals[0][0][:2] == (("category_id",), Code.UNKNOWN_REFERENCE)


def test_the_same_request_with_its_own_id_is_answered_with_what_is_kept(ada, ben):
    chosen = Chosen(UUID(int=42), "a" * 64)
    first = make(ada, SAVE, chosen)
    edit(ada, first.goal.id, title="Save more")
    a_year_later = NOW + timedelta(days=400)  # when its deadline would be refused
    with ada.at(a_year_later) as scope:
        again = goals.create(scope, SAVE, chosen)
    assert not again.created
    assert again.item.goal.title == "Save more"
    assert make(ben, SAVE, chosen).goal.title == "Save for vacation"


def test_another_request_with_the_same_id_is_refused(ada):
    make(ada, SAVE, Chosen(UUID(int=42), "a" * 64))
    with pytest.raises(ConflictError) as refused:
        make(ada, SAVE, Chosen(UUID(int=42), "b" * 64))
    assert refused.value.code is Code.ID_REUSED
    with pytest.raises(ConflictError), ada.at() as scope:
        categories.create(scope, CategoryDraft("Money"), Chosen(UUID(int=42), "a" * 64))


def test_an_id_that_was_not_chosen_cannot_be_chosen_later(ada):
    goal = make(ada).goal
    with pytest.raises(ConflictError) as refused:
        make(ada, SAVE, Chosen(goal.id, "a" * 64))
    assert refused.value.code is Code.ID_REUSED


def test_a_request_repeated_after_the_goal_was_deleted_does_not_bring_it_back(ada):
    chosen = Chosen(UUID(int=42), "a" * 64)
    make(ada, SAVE, chosen)
    with ada.at() as scope:
        goals.remove(scope, chosen.id)
    with pytest.raises(GoneError):
        make(ada, SAVE, chosen)
    with ada.at() as scope:
        storage.purge(scope.tx, scope.owner, NOW)
    with pytest.raises(GoneError):
        make(ada, SAVE, chosen)


# -- changing ---------------------------------------------------------------------------------------------------


def test_an_edit_counts_as_a_version_and_what_entries_change_does_not(ada):
    goal = make(ada).goal
    add(ada, goal.id, 6000)
    assert shown(ada, goal.id).goal.version == 1
    assert edit(ada, goal.id, version=1, title="Save more").goal.version == 2
    assert edit(ada, goal.id, title="Save more").goal.version == 2
    with pytest.raises(StaleError) as refused:
        edit(ada, goal.id, version=1, title="Save less")
    assert refused.value.facts == {"version": 2}


def test_a_new_target_completes_a_goal_or_makes_it_active_again(ada):
    goal = make(ada, replace(SAVE, current_value=Decimal(100))).goal
    later = NOW + timedelta(days=3)
    lowered = edit(ada, goal.id, now=later, target_value=Decimal(100)).goal
    assert (lowered.status, lowered.completed_at, lowered.completed_on) == (
        GoalStatus.COMPLETED,
        later,
        later.date(),
    )
    kept = edit(ada, goal.id, now=later + timedelta(days=1), target_value=Decimal(50)).goal
    assert kept.completed_at == later
    raised = edit(ada, goal.id, target_value=Decimal("100.01")).goal
    assert (raised.status, raised.completed_at, raised.completed_on) == (GoalStatus.ACTIVE, None, None)


def test_an_overdue_goal_takes_entries_and_edits(ada):
    goal = make(ada).goal
    overdue = datetime(2027, 3, 1, 12, tzinfo=UTC)
    add(ada, goal.id, 5000, now=overdue)
    assert edit(ada, goal.id, now=overdue, title="Saved").goal.status is GoalStatus.COMPLETED
    with pytest.raises(RejectedError):
        edit(ada, goal.id, now=overdue, deadline=date(2027, 2, 28))


def test_the_type_can_change_until_there_are_entries(ada):
    as_counter = {"goal_type": GoalType.CONTINUOUS_COUNTER, "target_value": None, "deadline": None}
    goal = make(ada).goal
    assert edit(ada, goal.id, **as_counter).goal.target_value is None
    other = make(ada).goal
    add(ada, other.id, 1)
    with pytest.raises(RejectedError) as refused:
        edit(ada, other.id, **as_counter)
    assert [one.code for one in refused.value.broken] == [Code.TYPE_FIXED]


def test_a_completed_counter_that_becomes_a_goal_with_a_target_is_active(ada):
    counter = make(ada, SOBER).goal
    with ada.at() as scope:
        goals.complete(scope, counter.id)
    as_target = {"goal_type": GoalType.TARGET_BASED, "target_value": Decimal(9), "deadline": date(2026, 5, 1)}
    assert edit(ada, counter.id, **as_target).goal.status is GoalStatus.ACTIVE


def test_complete_and_reopen_are_for_counters(ada):
    counter, target = make(ada, SOBER).goal, make(ada).goal
    with ada.at() as scope:
        completed = goals.complete(scope, counter.id).goal
        assert goals.complete(scope, counter.id).goal == completed
    assert (completed.status, completed.completed_at, completed.completed_on) == (GoalStatus.COMPLETED, NOW, TODAY)
    assert completed.version == 2
    with ada.at() as scope:
        reopened = goals.reopen(scope, counter.id).goal
    assert (reopened.status, reopened.completed_at, reopened.version) == (GoalStatus.ACTIVE, None, 3)
    for change in (goals.complete, goals.reopen):
        with pytest.raises(RejectedError), ada.at() as scope:
            change(scope, target.id)
