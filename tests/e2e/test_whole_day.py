"""Whole stories, told in one go: from the first visit to the first tick, and a day with everything in it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Visitor

MOST_STEPS = 8
"""A minute has room for so many taps and fields."""


def test_from_the_first_visit_to_the_first_tick_it_is_a_few_steps(window: Callable[..., BrowserContext]):
    page = window(timezone_id="America/New_York").new_page()
    page.goto("/welcome")
    expect(page.get_by_label("Time zone")).to_have_value("America/New_York")
    steps: list[Callable[[], None]] = [
        lambda: page.get_by_label("E-mail").fill("first@example.org"),
        lambda: page.get_by_label("Password").fill("a good long one"),
        lambda: page.get_by_role("button", name="Begin").click(),
        lambda: page.get_by_role("link", name="Meditate every day").click(),
        lambda: page.get_by_role("button", name="Add habit").click(),
        lambda: page.get_by_role("button", name="Meditate: done").click(),
    ]
    for step in steps:
        step()
    expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()
    expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wednesday")
    assert len(steps) <= MOST_STEPS


def item(page: Page, title: str) -> Locator:
    """Find something on Today."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title))


def add(page: Page, kind: str) -> None:
    """Open the sheet on which a habit, a goal or a counter is made."""
    page.get_by_role("link", name="Add a habit, goal or counter").click()
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{kind}")).click()


def undo(page: Page) -> None:
    """Undo what was done last."""
    page.get_by_role("status").get_by_role("button", name="Undo").click()


def make_everything(page: Page) -> None:
    """Make a habit of each of two kinds, a goal and a counter, by hand."""
    add(page, "A habit")
    page.get_by_label("What do you do?").fill("Gym")
    page.get_by_label("How often?").select_option("WEEKLY")
    page.get_by_role("button", name="Add habit").click()
    expect(item(page, "Gym")).to_contain_text("0 of 3 this week")
    add(page, "A habit")
    page.get_by_label("What do you do?").fill("Water")
    page.get_by_label("Several a day, each with its time").check()
    page.locator(".kind.daily select").select_option("2")
    page.get_by_role("button", name="Add habit").click()
    expect(item(page, "Water")).to_contain_text("0/2")
    add(page, "A goal")
    page.get_by_label("What do you want to reach?").fill("Save")
    page.get_by_label("Target").fill("100")
    page.get_by_label("Unit").fill("EUR")
    page.get_by_role("button", name="Add goal").click()
    expect(item(page, "Save")).to_contain_text("0 / 100 EUR")
    add(page, "A counter")
    page.get_by_label("What do you count?").fill("Without sugar")
    page.get_by_label("Counting since").fill("2026-01-11")
    page.get_by_role("button", name="Add counter").click()
    expect(item(page, "Without sugar")).to_contain_text("10 days")


def record(page: Page, amount: str) -> None:
    """Record an amount for the goal."""
    page.get_by_label("Save: record progress").click()
    item(page, "Save").get_by_label("Amount").fill(amount)
    item(page, "Save").get_by_role("button", name="Record").click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_whole_day(size: dict[str, int], visit: Callable[..., Visitor]):
    page = visit(viewport=size).go("/")
    make_everything(page)

    page.get_by_role("button", name="Water: 0/2 done, add one").click()
    page.get_by_role("button", name="Water: 1/2 done, add one").click()
    expect(item(page, "Water")).to_contain_text("1 day · alive until tomorrow")

    page.get_by_role("button", name="Gym: done").click()
    expect(item(page, "Gym")).to_contain_text("1 of 3 this week")
    page.get_by_role("link", name="Monday 19 January").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("19 January")
    page.get_by_role("button", name="Gym: done").click()
    expect(item(page, "Gym")).to_contain_text("1 of 3 this week")
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("21 January")
    expect(item(page, "Gym")).to_contain_text("2 of 3 this week")
    page.get_by_role("button", name="Gym: done").click()
    expect(item(page, "Gym")).to_contain_text("1 of 3 this week")
    undo(page)
    expect(item(page, "Gym")).to_contain_text("2 of 3 this week")

    record(page, "60")
    expect(item(page, "Save")).to_contain_text("60 / 100 EUR")
    record(page, "40")
    expect(page.locator("#said")).to_contain_text("Save: you have reached it.")

    page.get_by_label("Without sugar: more").click()
    item(page, "Without sugar").get_by_role("button", name="Begin anew").click()
    expect(item(page, "Without sugar")).to_contain_text(re.compile(r"\b0 days"))
    undo(page)
    expect(item(page, "Without sugar")).to_contain_text("10 days")

    page.get_by_role("link", name="Goals", exact=True).click()
    page.get_by_text("Completed · 1").click()
    page.get_by_role("link", name="Save").click()
    expect(page.get_by_text("Reached: today")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
