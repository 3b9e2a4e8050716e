"""Everything in German: what is said, how days and numbers are written and read, and that it all has room."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of
from tests.e2e.things import make_counter, make_goal, make_habit

_SMALL_PHONE = {"width": 320, "height": 640}
_PLACES = ("/", "/habits", "/goals", "/more", "/new", "/habits/new", "/goals/new", "/goals/new?kind=counter")
_SETTINGS = ("/settings", "/settings/days", "/settings/appearance", "/settings/tokens", "/categories", "/order")

_SHORT_OF_ROOM = """() => {
  const room = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > room ? ["the page"] : [];
  const style = (one) => getComputedStyle(one);
  const scrolls = (one) => one && (/auto|scroll/.test(style(one).overflowX) || scrolls(one.parentElement));
  for (const one of document.querySelectorAll("main *, nav *")) {
    if (one.closest("svg, .spoken, input") || !one.checkVisibility({ visibilityProperty: true })) continue;
    if (scrolls(one) || one.querySelector(".spoken")) continue;
    const stands_out = style(one).display !== "inline" && one.scrollWidth > one.clientWidth + 2;
    if (stands_out || one.getBoundingClientRect().right > room + 1)
      found.push(`${one.tagName}.${one.className}: ${one.textContent.trim()}`);
  }
  return found;
}"""
"""What does not fit: pages wider than their window, and what stands out of its box."""

_BROKEN_WORDS = """() =>
  [...document.querySelectorAll("h1, nav a span, .segments a, .segments span, .button, button")]
  .filter((one) => one.checkVisibility() && !one.closest(".spoken") && one.childElementCount === 0)
  .filter((one) => /^\\p{L}+$/u.test(one.textContent.trim()))
  .filter((one) => {
    const words = document.createRange();
    words.selectNodeContents(one);
    return new Set([...words.getClientRects()].map((line) => Math.round(line.top))).size > 1;
  })
  .map((one) => one.textContent.trim())"""
"""Single words that do not fit into their line, and were broken."""


@pytest.fixture
def ada(visit: Callable[..., Visitor]) -> Visitor:
    """Someone new whose browser asks for German, on a phone."""
    return visit(locale="de-DE")


def fill_in(page: Page, field: str, said: str, button: str) -> None:
    page.get_by_label(field, exact=True).fill(said)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_day_is_told_in_german(ada: Visitor):
    make_habit(ada.person, "Meditieren", done=4)
    make_goal(ada.person, "Sparen")
    page = ada.go("/")
    expect(page.locator("html")).to_have_attribute("lang", "de-DE")
    expect(page.get_by_role("heading", level=1)).to_contain_text("21. Januar")
    expect(page.get_by_text("4 Tage · hält bis heute Abend")).to_be_visible()
    page.get_by_role("button", name="Meditieren: erledigt").click()
    expect(page.get_by_text("5 Tage · hält bis morgen")).to_be_visible()
    expect(page.locator("#said")).to_contain_text("Meditieren: erledigt.")
    page.get_by_label("Sparen: Fortschritt eintragen").click()
    fill_in(page, "Wert", "12,50", "Eintragen")
    expect(page.get_by_text("12,50 / 5.000 EUR")).to_be_visible()


def test_a_habit_is_told_in_german(ada: Visitor):
    habit = make_habit(ada.person, "Meditieren", done=4)
    page = ada.go(f"/habits/{habit.id}")
    expect(page.get_by_text("jeden Tag", exact=True)).to_be_visible()
    expect(page.get_by_text("seit dem 17. Jan. · hält bis heute Abend")).to_be_visible()
    expect(page.get_by_role("heading", name="Das letzte Jahr")).to_be_visible()
    expect(page.get_by_role("button", name="Mittwoch, 21. Januar: noch offen")).to_be_visible()


def test_a_goal_reads_numbers_as_germans_write_them(ada: Visitor):
    goal = make_goal(ada.person, "Sparen")
    page = ada.go(f"/goals/{goal.id}")
    fill_in(page, "Wert in EUR", "1.250,50", "Eintragen")
    expect(page.locator(".big")).to_have_text("1.250,50 / 5.000 EUR")
    expect(page.get_by_text("25\N{NO-BREAK SPACE}% · bis 1.\N{NO-BREAK SPACE}Juli")).to_be_visible()
    page.get_by_role("link", name="Ändern").click()
    expect(page.locator("form.edit").get_by_label("Wert in EUR")).to_have_value("1250,5")
    page.get_by_role("link", name="Abbrechen").click()
    expect(page.locator("form.edit")).to_be_hidden()
    fill_in(page, "Wert in EUR", "viel", "Eintragen")
    expect(page.get_by_role("alert")).to_contain_text("Das ist keine Zahl.")


def test_a_new_habit_says_how_often_in_german(ada: Visitor):
    page = ada.go("/habits/new")
    page.get_by_label("Wie oft?").select_option("NTH_WEEKDAY")
    days = page.locator("#due-days")
    expect(days).to_contain_text(re.compile("am ersten Mittwoch im Monat", re.IGNORECASE))
    page.get_by_label("Wie oft?").select_option("WEEKLY")
    expect(days).to_contain_text(re.compile("3-mal pro Woche", re.IGNORECASE))
    expect(days).to_contain_text("morgen")


def test_a_refused_form_says_why_in_german(visit: Callable[..., Visitor]):
    page = visit(locale="de-DE", java_script_enabled=False).go("/settings/days")
    expect(page.get_by_text("Bei dir ist Mittwoch, 21. Januar 2026.")).to_be_visible()
    fill_in(page, "Zeitzone", "Mittelerde", "Speichern")
    expect(page.get_by_text("Diese Zeitzone gibt es nicht; versuch es mit „Europe/Berlin“.").first).to_be_visible()
    expect(page.get_by_label("Zeitzone", exact=True)).to_have_value("Mittelerde")


@pytest.mark.parametrize("viewport", [_SMALL_PHONE, PHONE, DESKTOP], ids=lambda viewport: str(viewport["width"]))
def test_long_german_words_have_room_and_axe_finds_nothing(viewport: dict[str, int], visit: Callable[..., Visitor]):
    ada = visit(locale="de-DE", viewport=viewport)
    habit = make_habit(ada.person, "Meditieren", done=4)
    goal = make_goal(ada.person, "Sparen")
    counter = make_counter(ada.person, "Ohne Zucker", unit="Tage")
    things = (f"/habits/{habit.id}", f"/goals/{goal.id}", f"/goals/{counter.id}", f"/goals/{goal.id}/edit")
    for path in (*_PLACES, *_SETTINGS, *things):
        page = ada.go(path)
        assert page.evaluate(_SHORT_OF_ROOM) == [], path
        assert page.evaluate(_BROKEN_WORDS) == [], path
        if viewport != DESKTOP:
            assert faults_of(page) == [], path
