"""Categories in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from headway.domain.categories import CategoryDraft
from headway.services import categories
from tests.cast import Person
from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of


def make(person: Person, name: str, color: str | None) -> str:
    with person.at() as scope:
        return str(categories.create(scope, CategoryDraft(name, color)).item.id)


def kept(person: Person) -> dict[str, str | None]:
    with person.at(write=False) as scope:
        return {one.category.name: one.category.color for one in categories.page(scope, None, 200).items}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_category_lives(scripts: bool, visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=scripts)
    page = ada.go("/categories")
    page.get_by_label("Name").fill("Health")
    page.get_by_role("radio", name="Green").check(force=True)
    page.get_by_role("button", name="Make the category").click()
    expect(page.get_by_role("link", name="Health")).to_be_visible()
    assert kept(ada.person) == {"Health": "#7dc27c"}
    page.get_by_role("link", name="Health").click()
    expect(page.get_by_role("heading", name="Health")).to_be_visible()
    page.get_by_label("Name").fill("Body")
    page.get_by_role("radio", name="None").check(force=True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#said")).to_have_text("Body: saved.")
    assert kept(ada.person) == {"Body": None}
    page.get_by_role("link", name="Body").click()
    page.get_by_text("Delete…").click()
    page.get_by_role("button", name="Delete the category").click()
    expect(page.locator("#said")).to_contain_text("The category Body is deleted")
    assert kept(ada.person) == {}


def test_a_colour_of_ones_own_is_chosen_by_picking_it(ada: Visitor):
    page = ada.go("/categories")
    page.get_by_label("Name").fill("Odd")
    page.get_by_label("Your own colour").fill("#123456")
    expect(page.get_by_role("radio", name="Own", exact=True)).to_be_checked()
    page.get_by_role("button", name="Make the category").click()
    expect(page.get_by_role("link", name="Odd")).to_be_visible()
    assert kept(ada.person) == {"Odd": "#123456"}


def test_colours_are_picked_by_keys(ada: Visitor):
    page = ada.go("/categories")
    page.get_by_role("radio", name="Teal").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Sky")).to_be_checked()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, viewport: dict[str, int], visit: Callable[..., Visitor]):
    ada = visit(color_scheme=scheme, viewport=viewport)
    assert faults_of(ada.go("/categories")) == []
    first = make(ada.person, "Health", "#7dc27c")
    make(ada.person, "Everything that has a very long name and goes on and on without an end", "#fffffe")
    for path in ("/categories", f"/categories/{first}"):
        page = ada.go(path)
        assert faults_of(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
