"""The order in a browser: by keys, by buttons and by dragging, on its page and on Today."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from headway.services import goals, habits
from tests.cast import Person
from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of
from tests.e2e.things import make_counter, make_goal, make_habit


@pytest.fixture
def with_three(ada: Visitor) -> Visitor:
    """Someone with three habits."""
    for title in ("Read", "Run", "Write"):
        make_habit(ada.person, title)
    return ada


def kept(person: Person) -> list[str]:
    with person.at(write=False) as scope:
        return [one.title for one in habits.page(scope, limit=200).items]


def shown(page: Page, within: str = "[data-sortable]") -> Locator:
    return page.locator(f"{within} .title")


def test_alt_and_an_arrow_move_a_row_and_the_focus_stays_on_it(with_three: Visitor):
    page = with_three.go("/order")
    page.get_by_role("button", name="Write: up").focus()
    with page.expect_response(re.compile("/habits/order")):
        page.keyboard.press("Alt+ArrowUp")
    expect(shown(page)).to_have_text(["Read", "Write", "Run"])
    expect(page.locator("#moved")).to_have_text("Write: place 2 of 3")
    expect(page.get_by_role("button", name="Write: up")).to_be_focused()
    with page.expect_response(re.compile("/habits/order")):
        page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#moved")).to_have_text("Write: place 1 of 3")
    expect(page.get_by_role("button", name="Write: up")).to_have_attribute("aria-disabled", "true")
    assert kept(with_three.person) == ["Write", "Read", "Run"]
    page.reload()
    expect(shown(page)).to_have_text(["Write", "Read", "Run"])


def test_keys_alone_are_enough(with_three: Visitor):
    page = with_three.go("/order")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Read: down":
            break
    with page.expect_response(re.compile("/habits/order")):
        page.keyboard.press("Enter")
    expect(shown(page)).to_have_text(["Run", "Read", "Write"])
    expect(page.get_by_role("button", name="Read: down")).to_be_focused()
    assert kept(with_three.person) == ["Run", "Read", "Write"]


def test_many_moves_in_a_row_all_count(with_three: Visitor):
    page = with_three.go("/order")
    page.get_by_role("button", name="Read: down").focus()
    for key in ("Down", "Down", "Up", "Down", "Up", "Up", "Down", "Down"):
        page.keyboard.press(f"Alt+Arrow{key}")
    page.wait_for_load_state("networkidle")
    expect(shown(page)).to_have_text(["Run", "Write", "Read"])
    assert kept(with_three.person) == ["Run", "Write", "Read"]


def test_a_row_is_dragged_by_its_handle(with_three: Visitor):
    page = with_three.go("/order")
    page.wait_for_load_state("networkidle")
    grip, target = page.locator(".grip").first, page.locator("[data-sortable] li").nth(2)
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    with page.expect_response(re.compile("/habits/order")):
        page.mouse.move(start["x"] + 20, start["y"] + 20)
        page.mouse.down()
        page.mouse.move(start["x"] + 20, start["y"] + 60, steps=5)
        page.mouse.move(start["x"] + 20, end["y"] + end["height"] - 4, steps=10)
        page.mouse.up()
    expect(shown(page)).to_have_text(["Run", "Write", "Read"])
    expect(page.locator("#moved")).to_have_text("Read: place 3 of 3")
    assert kept(with_three.person) == ["Run", "Write", "Read"]


def test_the_buttons_are_plain_forms(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    for title in ("Read", "Run"):
        make_habit(ada.person, title)
    page = ada.go("/order")
    expect(page.locator(".grip").first).to_be_hidden()
    page.get_by_role("button", name="Run: up").click()
    expect(page.locator("#said").filter(has_text="The order is kept.")).to_be_visible()
    expect(shown(page)).to_have_text(["Run", "Read"])


def test_what_cannot_be_kept_is_put_back_and_said(with_three: Visitor):
    page = with_three.go("/order")
    page.route("**/api/v1/habits/order", lambda route: route.abort())
    page.get_by_role("button", name="Read: down").click()
    expect(page.locator("#moved")).to_have_text("The order could not be kept.")
    expect(shown(page)).to_have_text(["Read", "Run", "Write"])
    assert kept(with_three.person) == ["Read", "Run", "Write"]


def test_on_today_keys_move_what_is_focused_within_its_list(with_three: Visitor):
    page = with_three.go("/")
    page.get_by_role("link", name=re.compile("Run")).focus()
    with page.expect_response(re.compile("/habits/order")):
        page.keyboard.press("Alt+ArrowDown")
    expect(shown(page, "[data-habit]")).to_have_text(["Read", "Write", "Run"])
    expect(page.get_by_role("link", name=re.compile("Run"))).to_be_focused()
    expect(page.locator("#moved")).to_have_text("Run: place 3 of 3")
    page.get_by_role("button", name="Read: done").click()
    expect(page.get_by_role("button", name="Read: done")).to_have_attribute("aria-pressed", "true")
    assert kept(with_three.person) == ["Read", "Write", "Run"]


def test_on_today_counters_and_goals_move_among_their_own(ada: Visitor):
    make_goal(ada.person, "Save")
    for title in ("Sugar", "Smoke"):
        make_counter(ada.person, title)
    page = ada.go("/")
    page.get_by_role("link", name=re.compile("Smoke")).focus()
    with page.expect_response(re.compile("/goals/order")):
        page.keyboard.press("Alt+ArrowUp")
    with ada.person.at(write=False) as scope:
        assert [view.goal.title for view in goals.active_today(scope)] == ["Save", "Smoke", "Sugar"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, viewport: dict[str, int], visit: Callable[..., Visitor]):
    ada = visit(color_scheme=scheme, viewport=viewport)
    assert faults_of(ada.go("/order")) == []
    for title in ("Read", "Run twice around the lake that is behind the house of the neighbours"):
        make_habit(ada.person, title)
    make_goal(ada.person)
    make_counter(ada.person)
    page = ada.go("/order")
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    for box in [one.bounding_box() for one in page.locator(".order button, .grip").all()]:
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
