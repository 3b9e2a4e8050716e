"""The order on its page: buttons that work as plain forms."""

from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.services import goals, habits
from tests.cast import Person
from tests.web.conftest import Reader


def make(person: Person, titles: str):
    with person.at() as scope:
        drafts = [HabitDraft(one, FrequencyType.DAILY, {"allowMultiplePerDay": False}) for one in titles]
        return [str(habits.create(scope, draft).item.id) for draft in drafts]


def titles(person: Person) -> str:
    with person.at(write=False) as scope:
        return "".join(one.title for one in habits.page(scope, limit=200).items)


def test_a_button_moves_one_by_one_place_and_not_over_the_ends(ada_there: Reader, ada: Person):
    a, b, c = ids = make(ada, "abc")
    for pressed, expected in (({"down": a}, "bac"), ({"up": c}, "acb"), ({"up": a}, "abc"), ({"down": c}, "abc")):
        page = ada_there.follow(ada_there.send("/order/habits", {"ids": ids, **pressed}))
        assert "The order is kept." in page.text
        assert titles(ada) == expected
    ada_there.send("/order/habits", {"ids": [c, b, a]})
    assert titles(ada) == "cba"


def test_goals_and_counters_have_lists_of_their_own(ada_there: Reader, ada: Person):
    with ada.at() as scope:
        counters = [
            str(goals.create(scope, GoalDraft(one, GoalType.CONTINUOUS_COUNTER, "days")).item.goal.id)
            for one in "xy"
        ]
    ada_there.send("/order/goals", {"ids": counters, "up": counters[1]})
    page = ada_there.get("/order").text
    assert page.index(counters[1]) < page.index(counters[0])


def test_someone_elses_things_do_not_move(ada_there: Reader, ada: Person, ben: Person):
    mine, theirs = make(ada, "ab"), make(ben, "xy")
    assert ada_there.send("/order/habits", {"ids": theirs[::-1]}).status_code == 422
    assert ada_there.send("/order/habits", {"ids": mine, "up": theirs[1]}).status_code == 404
    assert ada_there.send("/order/habits", {"ids": ["7"]}).status_code == 422
    assert (titles(ada), titles(ben)) == ("ab", "xy")
