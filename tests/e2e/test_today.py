"""Today in a browser: ticking, taking back, recording; with scripts and without."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from playwright.sync_api import expect

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import Habit, HabitDraft
from headway.services import completions, goals, habits
from tests.cast import Person
from tests.e2e.conftest import Visitor, faults_of

TODAY = date(2026, 1, 21)


def make_habit(person: Person, title: str = "Meditate", several: int = 0, done: int = 0) -> Habit:
    config = {"allowMultiplePerDay": True, "timesPerDay": several} if several else {"allowMultiplePerDay": False}
    with person.at() as scope:
        habit = habits.create(scope, HabitDraft(title, FrequencyType.DAILY, config)).item
        for back in range(1, done + 1):
            completions.record(scope, habit.id, CompletionDraft(TODAY - timedelta(days=back)))
    return habit


def make_goal(person: Person, **said: Any) -> None:
    with person.at() as scope:
        draft: dict[str, Any] = {"title": "Save"}
        draft |= {"goal_type": GoalType.TARGET_BASED, "unit": "EUR", "target_value": Decimal(5000)}
        goals.create(scope, GoalDraft(**{**draft, "deadline": date(2026, 7, 1), **said}))


def test_one_tap_ticks_a_second_takes_it_back_and_the_streak_follows(ada: Visitor):
    make_habit(ada.person, done=4)
    page = ada.go("/")
    tick = page.get_by_role("button", name="Meditate: done")
    expect(page.get_by_text("4 days · alive until tonight")).to_be_visible()
    tick.click()
    expect(page.get_by_text("5 days · alive until tomorrow")).to_be_visible()
    expect(tick).to_have_attribute("aria-pressed", "true")
    tick.click()
    expect(page.get_by_text("4 days · alive until tonight")).to_be_visible()
    expect(tick).to_have_attribute("aria-pressed", "false")


def test_what_was_done_is_said_and_can_be_undone(ada: Visitor):
    make_habit(ada.person)
    page = ada.go("/")
    page.get_by_role("button", name="Meditate: done").click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("Meditate: done.")
    said.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Meditate: not done.")
    said.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")


def test_it_all_works_without_scripts(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    make_habit(ada.person)
    make_goal(ada.person)
    page = ada.go("/")
    page.get_by_role("button", name="Meditate: done").click()
    expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Save: record progress").click()
    page.get_by_label("Amount").fill("12.50")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("status")).to_contain_text("Save: recorded.")
    expect(page.get_by_text("12.50 / 5,000 EUR")).to_be_visible()


def test_several_a_day_are_counted_up_and_down(ada: Visitor):
    make_habit(ada.person, "Water", several=3)
    page = ada.go("/")
    for expected in ("1/3", "2/3"):
        page.get_by_role("button", name="Water: ").last.click()
        expect(page.get_by_role("button", name=f"Water: {expected} done, add one")).to_be_visible()
    page.get_by_role("button", name="Water: take the last one back").click()
    expect(page.get_by_role("button", name="Water: 1/3 done, add one")).to_be_visible()


def test_an_earlier_day_is_ticked_from_the_week(ada: Visitor):
    make_habit(ada.person)
    page = ada.go("/")
    page.get_by_role("link", name="Monday 19 January").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("19 January")
    page.get_by_role("button", name="Meditate: done").click()
    expect(page.get_by_role("link", name="Monday 19 January, 1 of 1 done")).to_be_visible()


def test_an_amount_that_is_none_is_told_beside_it(ada: Visitor):
    make_goal(ada.person)
    page = ada.go("/")
    page.get_by_label("Save: record progress").click()
    page.get_by_label("Amount").fill("much")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no number.")
    expect(page.get_by_label("Amount")).to_have_value("much")


def test_axe_finds_nothing(ada: Visitor):
    make_habit(ada.person, done=3)
    make_habit(ada.person, "Water", several=3)
    make_goal(ada.person)
    make_goal(ada.person, title="Sober", goal_type=GoalType.CONTINUOUS_COUNTER, target_value=None, deadline=None)
    page = ada.go("/")
    assert faults_of(page) == []
