"""Making and changing goals and counters in a browser."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from headway.domain.entries import EntryDraft
from headway.domain.goals import GoalDraft, GoalType
from headway.services import entries, goals
from headway.services.goals import GoalView
from tests.cast import Person
from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of

SAVE = GoalDraft("Save", GoalType.TARGET_BASED, "EUR", Decimal(5000), date(2026, 7, 1))
PIANO = GoalDraft("Piano", GoalType.CONTINUOUS_COUNTER, "days")


def make(person: Person, draft: GoalDraft, *values: int, now: Any = None) -> UUID:
    with person.at(*([now] if now else [])) as scope:
        goal = goals.create(scope, draft).item.goal.id
        for value in values:
            entries.add(scope, goal, EntryDraft(scope.today, Decimal(value)))
    return goal


def kept(person: Person) -> GoalView:
    with person.at() as scope:
        (view,) = goals.page(scope, limit=10).items
    return view


def test_a_goal_is_made_with_what_is_there_already(ada: Visitor):
    page = ada.go("/goals/new")
    expect(page.get_by_label("What do you want to reach?")).to_be_focused()
    page.keyboard.type("Save for a bicycle")
    page.get_by_label("Target").fill("1,250.50")
    page.get_by_label("Unit").fill("EUR")
    page.get_by_label("Reach it by").fill("2026-07-01")
    page.get_by_label("Begun on").fill("2026-01-01")
    page.get_by_label("Already there").fill("200")
    page.get_by_label("Category", exact=True).select_option("new")
    page.get_by_label("Name of the new category").fill("Money")
    page.get_by_role("button", name="Add goal").click()
    expect(page.locator("#said")).to_contain_text("Save for a bicycle is on its way.")
    view = kept(ada.person)
    assert (view.goal.target_value, view.value) == (Decimal("1250.50"), Decimal(200))
    assert (view.goal.start_date, view.goal.deadline) == (date(2026, 1, 1), date(2026, 7, 1))
    assert view.category
    assert view.category.name == "Money"


def test_an_amount_stands_in_its_field_as_one_would_type_it(ada: Visitor):
    make(ada.person, SAVE)
    goal = kept(ada.person).goal
    page = ada.go(f"/goals/{goal.id}/edit")
    target = page.locator("#target_value")
    expect(target).to_have_value("5000")
    target.fill("1,250.50")
    page.locator(".making button.main").click()
    expect(page).to_have_url(re.compile(f"/goals/{goal.id}$"))
    assert kept(ada.person).goal.target_value == Decimal("1250.50")


def test_a_counter_counts_days_by_itself_or_what_is_recorded(ada: Visitor):
    page = ada.go("/goals/new?kind=counter")
    page.get_by_label("What do you count?").fill("Without alcohol")
    expect(page.get_by_label("Already there")).to_be_hidden()
    page.get_by_label("Counting since").fill("2026-01-01")
    page.get_by_role("button", name="Add counter").click()
    expect(page.get_by_role("link", name="Without alcohol")).to_contain_text("20 days")


def test_a_counter_that_does_not_count_days_begins_where_it_is(ada: Visitor):
    page = ada.go("/goals/new?kind=counter")
    page.get_by_label("What do you count?").fill("Piano")
    page.get_by_label("It counts days by itself").uncheck()
    expect(page.get_by_label("Counting since")).to_be_hidden()
    page.get_by_label("Unit").fill("hours")
    page.get_by_label("Already there").fill("12.5")
    page.get_by_role("button", name="Add counter").click()
    expect(page.locator("#said")).to_contain_text("Piano is on its way.")
    view = kept(ada.person)
    assert (view.value, view.goal.counts_days, view.goal.start_date) == (Decimal("12.50"), False, None)


@pytest.mark.parametrize(
    ("example", "button", "title"),
    [("save", "Add goal", "Savings for the summer"), ("sugar", "Add counter", "Days without sugar")],
)
def test_an_example_is_added_by_one_tap(example: str, button: str, title: str, ada: Visitor):
    page = ada.go("/")
    page.locator(f'a[href="/goals/new?example={example}"]').click()
    page.get_by_role("button", name=button).click()
    expect(page.locator("#said")).to_contain_text(f"{title} is on its way.")
    assert kept(ada.person).goal.deadline == (date(2026, 6, 21) if example == "save" else None)


def test_it_works_without_scripts_and_a_refusal_keeps_what_was_typed(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    page = ada.go("/goals/new")
    page.get_by_label("What do you want to reach?").fill("Read")
    page.get_by_label("Target").fill("many")
    page.get_by_label("Unit").fill("pages")
    page.get_by_label("Begun on").fill("2026-01-05")
    page.get_by_role("button", name="Add goal").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#target_value-wrong")).to_have_text("This is no number.")
    expect(page.get_by_label("Target")).to_have_value("many")
    expect(page.get_by_label("Begun on")).to_have_value("2026-01-05")
    page.get_by_label("Target").fill("300")
    page.get_by_label("Begun on").fill("2027-01-05")
    page.get_by_role("button", name="Add goal").click()
    expect(page.locator("#start_date-wrong")).to_contain_text("no later than its deadline")
    page.get_by_label("Begun on").fill("")
    page.get_by_role("button", name="Add goal").click()
    expect(page.get_by_role("link", name="Read")).to_be_visible()


def test_a_refused_counter_is_still_a_counter(ada: Visitor):
    page = ada.go("/goals/new?kind=counter")
    page.get_by_label("What do you count?").fill("Piano")
    page.get_by_label("Counting since").fill("")
    page.get_by_role("button", name="Add counter").click()
    expect(page.locator("#start_date-wrong")).to_contain_text("the day it started")
    expect(page.get_by_role("button", name="Add counter")).to_be_visible()


def test_an_overdue_goal_is_renamed_and_its_deadline_stays(ada: Visitor):
    overdue = GoalDraft("Save", GoalType.TARGET_BASED, "EUR", Decimal(100), date(2026, 1, 10))
    goal = make(ada.person, overdue, 20, now=date(2026, 1, 1))
    page = ada.go(f"/goals/{goal}/edit")
    page.get_by_label("What do you want to reach?").fill("Saved")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/goals/{goal}$"))
    assert (kept(ada.person).goal.title, kept(ada.person).goal.deadline) == ("Saved", date(2026, 1, 10))


def test_a_counter_begins_to_count_days_where_its_run_began_and_stops(ada: Visitor):
    goal = make(ada.person, PIANO, 5)
    page = ada.go(f"/goals/{goal}/edit")
    page.get_by_label("It counts days by itself").check()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/goals/{goal}$"))
    assert kept(ada.person).goal.start_date == date(2026, 1, 16)
    assert kept(ada.person).value == Decimal(5)
    page = ada.go(f"/goals/{goal}/edit")
    page.get_by_label("It counts days by itself").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/goals/{goal}$"))
    assert (kept(ada.person).goal.counts_days, kept(ada.person).value) == (False, Decimal(5))


def test_what_has_no_entries_may_become_the_other_kind_and_what_has_may_not(ada: Visitor):
    goal = make(ada.person, PIANO)
    page = ada.go(f"/goals/{goal}/edit")
    page.locator(".segments label", has_text="Goal").click()
    page.get_by_label("Target").fill("100")
    page.get_by_label("Reach it by").fill("2026-12-31")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/goals/{goal}$"))
    assert kept(ada.person).goal.goal_type is GoalType.TARGET_BASED
    with ada.person.at() as scope:
        entries.add(scope, goal, EntryDraft(scope.today, Decimal(1)))
    page = ada.go(f"/goals/{goal}/edit")
    expect(page.get_by_role("radio")).to_have_count(0)


def test_the_sheet_of_someone_elses_goal_is_not_there(ada: Visitor, visit: Callable[..., Visitor]):
    goal = make(visit().person, SAVE)
    for path in (f"/goals/{goal}/edit", "/goals/not-an-id/edit"):
        assert ada.page.request.get(path).status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(viewport: dict[str, int], scheme: str, visit: Callable[..., Visitor]):
    ada = visit(viewport=viewport, color_scheme=scheme)
    goal, counter = make(ada.person, SAVE, 20), make(ada.person, PIANO)
    paths = ("/goals/new", "/goals/new?kind=counter", f"/goals/{goal}/edit", f"/goals/{counter}/edit")
    for path in paths:
        assert faults_of(ada.go(path)) == [], path
    page = ada.go("/goals/new")
    page.get_by_label("What do you want to reach?").fill("Read")
    page.get_by_label("Unit").fill("pages")
    page.get_by_label("Target").fill("many")
    page.get_by_role("button", name="Add goal").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page) == []
