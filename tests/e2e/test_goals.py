"""Goals and counters in a browser: their lines and runs, and their entries changed, taken back and brought back."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from headway.domain.entries import EntryDraft
from headway.domain.goals import Goal
from headway.services import entries, goals
from tests.cast import Person
from tests.e2e.conftest import DESKTOP, Visitor, faults_of
from tests.e2e.things import TODAY, make_counter, make_goal

YEAR = date(2026, 1, 1)


def record(person: Person, goal: Goal, *said: tuple[str, int]) -> None:
    """Record amounts, each so many days ago."""
    with person.at() as scope:
        for value, back in said:
            entries.add(scope, goal.id, EntryDraft(TODAY - timedelta(days=back), Decimal(value)))


def relapse(person: Person, goal: Goal, *backs: int) -> None:
    """Reset a counter, each time so many days ago."""
    with person.at() as scope:
        for back in backs:
            goals.reset(scope, goal.id, TODAY - timedelta(days=back), "A wedding")


def said(page: Page, text: str) -> None:
    expect(page.locator("#said")).to_contain_text(text)


def undo(page: Page) -> None:
    page.locator("#said").get_by_role("button", name="Undo").click()


def figures(page: Page, text: str) -> None:
    expect(page.locator(".big")).to_have_text(text)


def test_a_goal_is_reached_entry_by_entry(ada: Visitor):
    goal = make_goal(ada.person, target_value=Decimal(100))
    page = ada.go(f"/goals/{goal.id}")
    for amount, standing in (("40", "40 / 100 EUR"), ("12.50", "52.50 / 100 EUR")):
        page.get_by_label("Amount in EUR").fill(amount)
        page.get_by_role("button", name="Record").click()
        figures(page, standing)
    page.get_by_role("radio", name="set total to").check()
    page.get_by_label("Amount in EUR").fill("100")
    page.get_by_role("button", name="Record").click()
    said(page, "Save: you have reached it.")
    expect(page.get_by_text("Reached: today")).to_be_visible()
    undo(page)
    figures(page, "52.50 / 100 EUR")
    expect(page.get_by_text("Reached: today")).to_be_hidden()
    expect(page).to_have_url(f"{ada.site.address}/goals/{goal.id}")


def test_an_entry_is_recorded_for_an_earlier_day_with_a_note(ada: Visitor):
    goal = make_goal(ada.person)
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_label("Amount in EUR").fill("-5")
    page.get_by_label("Day", exact=True).fill("2025-12-24")
    page.get_by_label("Note").first.fill("A present")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", name="December 2025")).to_be_visible()
    expect(page.get_by_role("link", name="A present")).to_contain_text("\N{MINUS SIGN}5")


def test_an_entry_is_changed_in_its_place(ada: Visitor):
    goal = make_goal(ada.person)
    record(ada.person, goal, ("10", 3), ("20", 1))
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_role("link", name="+10").click()
    form = page.locator("form.edit")
    form.get_by_label("Amount").fill("10.05")
    form.get_by_label("Day").fill("2025-12-31")
    form.get_by_label("Note").fill("Cash")
    form.get_by_role("button", name="Save").click()
    said(page, "Save: the entry is changed.")
    expect(page.get_by_role("link", name="Cash")).to_contain_text("10.05")
    figures(page, "30.05 / 5,000 EUR")
    undo(page)
    figures(page, "30 / 5,000 EUR")
    expect(page.get_by_role("link", name="Cash")).to_have_count(0)


def test_what_is_wrong_with_a_change_is_said_in_its_place(ada: Visitor):
    goal = make_goal(ada.person)
    record(ada.person, goal, ("10", 3))
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_role("link", name="+10").click()
    amount = page.locator("form.edit").get_by_label("Amount")
    amount.fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("An entry of 0 records nothing.")
    expect(amount).to_have_value("0")
    amount.fill("0.01")
    page.get_by_role("button", name="Save").click()
    figures(page, "0.01 / 5,000 EUR")
    expect(page).to_have_url(f"{ada.site.address}/goals/{goal.id}")


def test_a_deleted_entry_is_brought_back(ada: Visitor):
    goal = make_goal(ada.person)
    record(ada.person, goal, ("10", 3), ("20", 1))
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_role("link", name="+10").click()
    page.locator("form.edit").get_by_role("button", name="Delete").click()
    said(page, "Save: the entry is deleted.")
    figures(page, "20 / 5,000 EUR")
    undo(page)
    figures(page, "30 / 5,000 EUR")
    expect(page.get_by_role("link", name="+10")).to_contain_text("Sun 18")


def test_a_counter_counts_one_more_and_begins_anew(ada: Visitor):
    counter = make_counter(ada.person, "Pages", unit="pages")
    record(ada.person, counter, ("7", 4))
    page = ada.go(f"/goals/{counter.id}")
    page.get_by_role("button", name="+1: Pages").click()
    figures(page, "8 pages")
    page.get_by_text("Begin anew…").click()
    page.locator("#reset-day").fill("2026-01-20")
    page.locator("#reset-note").fill("Started over")
    page.get_by_role("button", name="Begin anew").click()
    said(page, "Pages begins anew.")
    figures(page, "1 pages")
    runs = page.get_by_role("region", name="Runs").get_by_role("listitem")
    expect(runs).to_have_count(2)
    expect(runs.last).to_contain_text("7 pages")
    expect(runs.last).to_contain_text("Started over")
    undo(page)
    figures(page, "8 pages")
    expect(page.get_by_role("region", name="Runs")).to_have_count(0)
    undo(page)
    figures(page, "1 pages")


def test_a_counter_of_days_tells_its_runs_and_since_when_it_counts(ada: Visitor):
    counter = make_counter(ada.person, start_date=YEAR, counts_days=True)
    relapse(ada.person, counter, 12, 1)
    page = ada.go(f"/goals/{counter.id}")
    figures(page, "1 day")
    runs = page.get_by_role("region", name="Runs")
    expect(runs.get_by_role("listitem").first).to_contain_text("since 20 Jan")
    expect(runs.get_by_role("listitem").nth(1)).to_contain_text("11 days longest")
    expect(runs).to_contain_text("In all20 days")
    expect(ada.go("/").get_by_role("link", name="Without sugar")).to_contain_text("since 20 Jan")
    page = ada.go(f"/goals/{counter.id}")
    page.get_by_role("link", name="after 11 days").click()
    page.locator("form.edit").get_by_label("Day").fill("2026-01-19")
    expect(page.locator("form.edit").get_by_label("Amount")).to_have_count(0)
    page.get_by_role("button", name="Save").click()
    figures(page, "2 days")
    page.get_by_role("link", name="after 10 days").click()
    page.locator("form.edit").get_by_role("button", name="Delete").click()
    said(page, "as if it had not begun anew")
    figures(page, "12 days")
    undo(page)
    figures(page, "2 days")


def test_a_counter_is_completed_and_reopened(ada: Visitor):
    counter = make_counter(ada.person, start_date=YEAR, counts_days=True)
    page = ada.go(f"/goals/{counter.id}")
    page.get_by_role("button", name="Complete").click()
    said(page, "Without sugar is completed.")
    expect(page.get_by_text("It stands still until you reopen it.")).to_be_visible()
    expect(page.get_by_text("Begin anew…")).to_have_count(0)
    undo(page)
    expect(page.get_by_text("Begin anew…")).to_be_visible()
    page.get_by_role("button", name="Complete").click()
    page.get_by_role("button", name="Reopen").click()
    said(page, "Without sugar goes on.")


def test_a_goal_is_archived_and_deleted_and_comes_back(ada: Visitor):
    goal = make_goal(ada.person)
    record(ada.person, goal, ("10", 3))
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_role("button", name="Archive").click()
    said(page, "Save is archived.")
    expect(page.get_by_role("button", name="Record")).to_have_count(0)
    page.get_by_role("link", name="Goals", exact=True).first.click()
    page.get_by_role("link", name="Archived goals").click()
    page.get_by_role("button", name="Save: restore").click()
    said(page, "Save is back.")
    expect(page.get_by_text("Nothing is archived.")).to_be_visible()
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_role("button", name="Delete").click()
    said(page, "Save is deleted.")
    expect(page.get_by_text("What would you like to keep up?")).to_be_visible()
    undo(page)
    said(page, "Save is back.")
    expect(page.get_by_role("link", name="Save")).to_be_visible()


INKED = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((one) => one > 0);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_line_is_drawn_and_drawn_anew_and_its_table_says_the_same(visit: Callable[..., Visitor], scheme: str):
    ada = visit(color_scheme=scheme)
    goal = make_goal(ada.person, start_date=date(2025, 12, 1))
    record(ada.person, goal, ("1000", 30), ("250.50", 3))
    page = ada.go(f"/goals/{goal.id}")
    canvas = page.locator(".chart canvas")
    expect(canvas).to_have_count(1)
    assert canvas.evaluate(INKED)
    page.get_by_text("The same as a table").click()
    rows = page.locator(".chart tbody tr")
    expect(rows.last).to_have_text("18 Jan 20261,250.501,150.23")
    expect(page.locator(".key")).to_have_text(["sum", "even pace", "forecast", "today"])
    page.get_by_label("Amount in EUR").fill("9")
    page.get_by_role("button", name="Record").click()
    expect(rows).to_have_count(3)
    expect(canvas).to_have_count(1)
    assert canvas.evaluate(INKED)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(canvas).to_have_attribute("width", str(page.locator(".plot").evaluate("one => one.clientWidth")))
    page.get_by_role("link", name="Goals", exact=True).last.click()
    page.get_by_role("link", name="Save").click()
    expect(canvas).to_have_count(1)


def test_what_is_reached_is_among_the_completed(ada: Visitor):
    make_goal(ada.person, "Reached", target_value=Decimal(5), current_value=Decimal(5))
    make_goal(ada.person)
    page = ada.go("/goals")
    expect(page.get_by_role("link", name="Reached")).to_be_hidden()
    page.get_by_text("Completed · 1").click()
    expect(page.get_by_role("link", name="Reached")).to_contain_text("5 EUR · 21 Jan")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_refusal_that_is_loaded_again_leads_to_the_goal(visit: Callable[..., Visitor], scripts: bool):
    ada = visit(java_script_enabled=scripts)
    goal = make_goal(ada.person)
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_label("Amount in EUR").fill("much")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("This is no number.")).to_be_visible()
    page.goto(page.url)
    expect(page).to_have_url(f"{ada.site.address}/goals/{goal.id}")
    figures(page, "0 / 5,000 EUR")


def test_it_all_works_without_scripts(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    goal = make_goal(ada.person)
    page = ada.go(f"/goals/{goal.id}")
    expect(page.locator(".plot")).to_be_hidden()
    for typed in ("much", "12.50"):
        page.get_by_label("Amount in EUR").fill(typed)
        page.get_by_role("button", name="Record").click()
    figures(page, "12.50 / 5,000 EUR")
    expect(page).to_have_url(f"{ada.site.address}/goals/{goal.id}")
    page.get_by_role("link", name="+12.50").click()
    page.locator("form.edit").get_by_role("button", name="Delete").click()
    undo(page)
    figures(page, "12.50 / 5,000 EUR")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    visit: Callable[..., Visitor], scheme: str, size: str
):
    ada = visit(color_scheme=scheme, **({"viewport": DESKTOP} if size == "desk" else {}))
    goal = make_goal(ada.person, "Save for " + "a very long journey " * 5, unit="dollars of New Zealand")
    record(ada.person, goal, ("1000", 30), ("250.50", 3))
    counter = make_counter(ada.person, start_date=YEAR, counts_days=True)
    relapse(ada.person, counter, 12, 1)
    make_goal(ada.person, "Reached", target_value=Decimal(5), current_value=Decimal(5))
    for path in ("/goals", f"/goals/{goal.id}", f"/goals/{counter.id}", "/goals?archived=true"):
        page = ada.go(path)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("link", name="Go to today")).to_have_count(0)
        for summary in page.locator("main summary").all():
            summary.click()
        assert faults_of(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page = ada.go(f"/goals/{goal.id}")
    page.get_by_role("link", name="+1,000").click()
    expect(page.locator("form.edit")).to_be_visible()
    assert faults_of(page) == []
