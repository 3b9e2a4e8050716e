"""The order of habits, goals and counters: changed by their owner, kept, and nobody else's affair."""

from decimal import Decimal

import pytest

from headway.domain.errors import Code, RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.services import goals, habits
from headway.services.paging import Archived
from tests.doors import at_once
from tests.plans import full_scans, recorded


def make(person, titles):
    with person.at() as scope:
        return [
            habits.create(scope, HabitDraft(title, FrequencyType.DAILY, {"allowMultiplePerDay": False})).item.id
            for title in titles
        ]


def make_counters(person, titles):
    with person.at() as scope:
        drafts = [GoalDraft(title, GoalType.CONTINUOUS_COUNTER, "days") for title in titles]
        return [goals.create(scope, draft).item.goal.id for draft in drafts]


def arrange(person, ids):
    with person.at() as scope:
        habits.arrange(scope, ids)


def titles(person):
    with person.at(write=False) as scope:
        return "".join(one.title for one in habits.page(scope, archived=Archived.ALL, limit=200).items)


def test_habits_stand_as_they_are_named(ada, ben):
    a, b, c, d = make(ada, "abcd")
    make(ben, "xyz")
    arrange(ada, [d, b, c, a])
    assert titles(ada) == "dbca"
    assert titles(ben) == "xyz"


def test_some_change_places_among_themselves_and_what_is_made_later_comes_last(ada):
    a, _, c, _ = make(ada, "abcd")
    arrange(ada, [c, a])
    make(ada, "e")
    assert titles(ada) == "cbade"


def test_what_is_archived_or_deleted_keeps_its_place(ada):
    a, b, c, d = make(ada, "abcd")
    with ada.at() as scope:
        habits.archive(scope, b)
        habits.remove(scope, c)
    arrange(ada, [d, a])
    with ada.at() as scope:
        habits.undelete(scope, c)
    assert titles(ada) == "dbca"


def test_an_order_is_no_edit_of_what_stands_in_it(ada):
    a, b = make(ada, "ab")
    arrange(ada, [b, a])
    with ada.at() as scope:
        assert habits.get(scope, a).version == 1
        assert habits.edit(scope, a, {"title": "A"}, version=1).position == 2


def test_goals_and_counters_stand_in_one_order(ada, ben):
    a, b, c = make_counters(ada, "abc")
    make_counters(ben, "x")
    with ada.at() as scope:
        goals.arrange(scope, [c, b, a])
    with ada.at(write=False) as scope:
        assert [view.goal.title for view in goals.active_today(scope)] == ["c", "b", "a"]
        assert goals.get(scope, a).goal.current_value == Decimal(0)


def test_someone_elses_things_are_not_there_and_nothing_moves(ada, ben):
    mine, theirs = make(ada, "ab"), make(ben, "xy")
    with pytest.raises(RejectedError) as refused, ada.at() as scope:
        habits.arrange(scope, [mine[1], theirs[0], mine[0]])
    assert [(one.field, one.code) for one in refused.value.broken] == [(("ids", 1), Code.UNKNOWN_REFERENCE)]
    other = make_counters(ben, "z")
    with pytest.raises(RejectedError), ada.at() as scope:
        goals.arrange(scope, other)
    assert (titles(ada), titles(ben)) == ("ab", "xy")


def test_an_order_is_two_statements_however_many_there_are(ada):
    few, many = make(ada, "ab"), make(ada, [str(number) for number in range(40)])
    for ids in (few, [*few, *many]):
        with ada.at() as scope, recorded(ada.database) as asked:
            habits.arrange(scope, list(reversed(ids)))
        assert len(asked) == 2
        assert full_scans(ada.database, asked[:1]) == []


def test_two_at_once_leave_one_of_both_orders(ada):
    ids = make(ada, "abcd")
    wanted = [[*reversed(ids)], [ids[1], ids[0], ids[3], ids[2]]]
    assert at_once(2, lambda number: arrange(ada, wanted[number])) == [None, None]
    assert titles(ada) in {"dcba", "badc"}
