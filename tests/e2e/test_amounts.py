"""Amounts and changes in a browser: steps under a thumb, without a network too; and what was stays as it was."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from playwright.sync_api import expect

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.targets import Direction
from headway.services import completions, habits
from tests.cast import Person
from tests.e2e.conftest import Visitor, faults_of
from tests.e2e.things import ONCE_A_DAY, TODAY


def make_measured(person: Person, title: str, unit: str, amount: int) -> None:
    """Make a daily habit with a target."""
    target: dict[str, Any] = {"unit": unit, "target_amount": Decimal(amount), "direction": Direction.AT_LEAST}
    with person.at() as scope:
        habits.create(scope, HabitDraft(title, FrequencyType.DAILY, ONCE_A_DAY, **target))


def test_steps_add_up_on_the_phone_and_the_last_is_taken_back(ada: Visitor):
    make_measured(ada.person, "Water", "l", 2)
    page = ada.go("/")
    page.get_by_role("button", name="Water: 0 of 2 l, add 0.25 l").click()
    page.get_by_role("button", name="Water: 0.25 of 2 l, add 0.25 l").click()
    expect(page.get_by_text("0.5 of 2 l")).to_be_visible()
    page.locator("#said").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("0.25 of 2 l")).to_be_visible()
    page.get_by_label("Water: another amount").click()
    page.get_by_label("How much, in l").fill("1.75")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", name="Done · 1")).to_be_visible()
    assert faults_of(page) == []


def test_an_amount_and_a_timer_wait_for_the_network(visit: Callable[..., Visitor]):
    ada = visit()
    make_measured(ada.person, "Piano", "minutes", 30)
    page = ada.go("/")
    timer = page.get_by_role("button", name="Piano: timer")
    timer.click()
    expect(timer).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(timer).to_have_attribute("aria-pressed", "true")
    with ada.site.cut_off():
        timer.click()
        expect(page.locator(".item .mark")).to_be_visible()
        page.get_by_role("button", name="Piano: 0 of 30 minutes, add 5 minutes").click()
        expect(page.get_by_text("6 of 30 minutes")).to_be_visible()
    page.reload()
    expect(page.get_by_text("6 of 30 minutes")).to_be_visible()
    expect(page.locator(".item .mark")).to_have_count(0)


def test_a_change_from_today_on_leaves_the_old_streak_as_it_was(ada: Visitor):
    with ada.person.at(TODAY - timedelta(days=12)) as scope:
        gym = habits.create(scope, HabitDraft("Gym", FrequencyType.DAILY, ONCE_A_DAY)).item
    with ada.person.at() as scope:
        for back in range(1, 13):
            completions.record(scope, gym.id, CompletionDraft(TODAY - timedelta(days=back)))
    page = ada.go(f"/habits/{gym.id}/edit")
    page.get_by_label("How often?").select_option("Every week")
    expect(page.get_by_label("From today on; what was stays as it was")).to_be_checked()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Since 21 Jan: 3 times a week; before: every day")).to_be_visible()
    page.get_by_role("link", name="All changes").click()
    expect(page.get_by_text("A run of 12 days, 9 Jan to 20 Jan")).to_be_visible()
    assert faults_of(page) == []
