"""Categories on pages: made, changed, deleted, and nobody else's."""

from uuid import uuid4

import pytest

from headway.domain.categories import CategoryDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.services import categories, habits
from headway.web.palette import PALETTE
from tests.cast import Person
from tests.plans import recorded
from tests.web.conftest import Reader


def make(person: Person, name: str = "Health", color: str | None = "#10B981"):
    with person.at() as scope:
        return categories.create(scope, CategoryDraft(name, color)).item


def kept(person: Person):
    with person.at(write=False) as scope:
        return {one.category.name: one.category.color for one in categories.page(scope, None, 200).items}


@pytest.mark.parametrize(
    ("fields", "color"),
    [
        ({"color": PALETTE[3].value, "own_color": "#123456"}, PALETTE[3].value),
        ({"color": "own", "own_color": "#123456"}, "#123456"),
        ({"color": "", "own_color": "#123456"}, None),
        ({}, None),
    ],
)
def test_a_category_has_one_of_our_colours_or_its_own_or_none(
    fields: dict[str, str], color: str | None, ada_there: Reader, ada: Person
):
    page = ada_there.follow(ada_there.send("/categories", {"name": "Health", **fields}))
    assert "Health: saved." in page.text
    assert kept(ada) == {"Health": color}


def test_a_colour_that_is_none_and_a_name_that_is_taken_are_told_beside_their_fields(
    ada_there: Reader, ada: Person
):
    make(ada)
    taken = ada_there.send("/categories", {"name": "HEALTH", "color": PALETTE[2].value})
    assert taken.status_code == 409
    assert 'id="name-wrong">' in taken.text
    assert f'value="{PALETTE[2].value}" checked' in taken.text
    wrong = ada_there.send("/categories", {"name": "", "color": "own", "own_color": "blue"})
    assert 'id="name-wrong"' in wrong.text
    assert 'id="color-wrong"' in wrong.text
    assert list(kept(ada)) == ["Health"]


def test_a_form_sent_twice_makes_one(ada_there: Reader, ada: Person):
    fields = {"name": "Health", "color": "", "id": str(uuid4())}
    for _ in range(2):
        assert ada_there.send("/categories", fields).status_code == 303
    assert list(kept(ada)) == ["Health"]


def test_a_category_is_renamed_and_keeps_a_colour_of_its_own(ada_there: Reader, ada: Person):
    health = make(ada)
    page = ada_there.get(f"/categories/{health.id}").text
    assert 'value="own" checked' in page
    assert 'name="own_color" value="#10B981"' in page
    ada_there.send(f"/categories/{health.id}", {"name": "Body", "color": "own", "own_color": "#10B981"})
    assert kept(ada) == {"Body": "#10B981"}


def test_deleting_keeps_what_belonged_to_it(ada_there: Reader, ada: Person):
    health = make(ada)
    draft = HabitDraft("Gym", FrequencyType.DAILY, {"allowMultiplePerDay": False}, health.id)
    with ada.at() as scope:
        habit = habits.create(scope, draft).item
    assert "1 habit" in ada_there.get("/categories").text
    page = ada_there.follow(ada_there.send(f"/categories/{health.id}/delete"))
    assert "The category Health is deleted; what belonged to it stays." in page.text
    with ada.at(write=False) as scope:
        assert habits.get(scope, habit.id).category_id is None


def test_someone_elses_category_is_not_there(ben_there: Reader, ada: Person):
    health = make(ada)
    path = f"/categories/{health.id}"
    assert ben_there.get(path).status_code == 404
    assert ben_there.send(path, {"name": "Mine"}).status_code == 404
    assert ben_there.send(f"{path}/delete").status_code == 404
    assert "Health" not in ben_there.get("/categories").text
    assert kept(ada) == {"Health": "#10B981"}


def test_a_page_asks_as_much_of_the_database_however_many_there_are(ada_there: Reader, ada: Person):
    asked = []
    for names in ("a", "bcdefghij"):
        for name in names:
            make(ada, name)
        with recorded(ada.database) as seen:
            for path in ("/categories", "/order", "/settings/sessions", "/settings/tokens"):
                assert ada_there.get(path).status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]
