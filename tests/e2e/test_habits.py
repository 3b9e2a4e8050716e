"""Habits in a browser: the list, the calendar under fingers and keys, a day with its notes, away and back."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.services import habits
from headway.web.routes import ROUTES
from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of
from tests.e2e.life import lead
from tests.e2e.things import TODAY, make_habit

ABOUT_HABITS = [route for route in ROUTES if route.path.startswith("/habits/{id}")]


def day(page: Page, name: str):
    return page.get_by_role("table").first.get_by_label(name)


def test_the_list_tells_frequency_streak_and_week_and_leads_to_each(ada: Visitor):
    make_habit(ada.person, done=4)
    page = ada.go("/habits")
    link = page.get_by_role("link", name="Meditate")
    expect(link).to_contain_text("every day · 4 days")
    expect(link).to_contain_text("This week: done on 2 days")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meditate")


def test_nobody_is_left_with_an_empty_list(ada: Visitor):
    page = ada.go("/habits")
    expect(page.get_by_role("link", name="Meditate every day")).to_be_visible()


def test_a_tap_ticks_an_earlier_day_and_a_second_takes_it_back(ada: Visitor):
    habit = make_habit(ada.person, done=2)
    page = ada.go(f"/habits/{habit.id}")
    expect(page.get_by_text("since 19 Jan · alive until tonight")).to_be_visible()
    day(page, "Sunday 18 January: nothing due").click()
    expect(day(page, "Sunday 18 January: done")).to_be_visible()
    expect(page.get_by_text("since 18 Jan · alive until tonight")).to_be_visible()
    expect(page.locator("#said")).to_contain_text("Meditate: done.")
    day(page, "Monday 19 January: done").click()
    expect(day(page, "Monday 19 January: missed")).to_be_visible()
    page.locator("#said").get_by_role("button", name="Undo").click()
    expect(day(page, "Monday 19 January: done")).to_be_visible()


def test_the_tick_of_today_and_its_day_are_one(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go(f"/habits/{habit.id}")
    page.get_by_role("button", name="Today: done").click()
    expect(day(page, "Wednesday 21 January: done")).to_be_visible()
    expect(page.get_by_role("button", name="Today: done")).to_have_attribute("aria-pressed", "true")


def test_what_remains_stands_before_what_ended(ada: Visitor):
    with ada.person.at(date(2025, 12, 1)) as scope:
        draft = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 3})
        habit = habits.create(scope, draft).item
    page = ada.go(f"/habits/{habit.id}")
    for number in (5, 6, 7):
        page.get_by_label(re.compile(rf"\w+day {number} January: missed")).click()
        expect(page.get_by_label(re.compile(rf"\w+day {number} January: done"))).to_be_visible()
    page.get_by_label("Monday 12 January: missed").click()
    section = page.get_by_role("region", name="Streak")
    expect(section).to_contain_text("1 week")
    expect(section).to_contain_text("The week of 12 Jan had 1 of 3.")


def test_arrows_move_from_day_to_day_and_enter_ticks(ada_at_desk: Visitor):
    habit = make_habit(ada_at_desk.person, done=1)
    page = ada_at_desk.go(f"/habits/{habit.id}")
    day(page, "Wednesday 21 January: not done yet").focus()
    for key, expected in (
        ("ArrowUp", "Tuesday 20 January: done"),
        ("ArrowLeft", "Tuesday 13 January: nothing due"),
        ("ArrowUp", "Monday 12 January: nothing due"),
        ("ArrowUp", "Sunday 11 January: nothing due"),
        ("ArrowDown", "Monday 12 January: nothing due"),
        ("ArrowRight", "Monday 19 January: nothing due"),
    ):
        page.keyboard.press(key)
        expect(day(page, expected)).to_be_focused()
    page.keyboard.press("Enter")
    expect(day(page, "Monday 19 January: done")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(day(page, "Tuesday 20 January: done")).to_be_focused()
    assert page.locator("[data-calendar] [tabindex='0']").count() == 1


def test_a_long_press_opens_the_day(visit: Callable[..., Visitor]):
    ada = visit(has_touch=True)
    habit = make_habit(ada.person)
    page = ada.go(f"/habits/{habit.id}")
    page.wait_for_selector("[data-calendar] [tabindex='0']")
    box = day(page, "Tuesday 20 January: nothing due").bounding_box()
    assert box is not None
    touch = {"x": box["x"] + 20, "y": box["y"] + 20}
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [touch]})
    page.wait_for_url(f"**/habits/{habit.id}/days/2026-01-20")


def test_a_day_keeps_a_note_that_is_changed_and_deleted(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go(f"/habits/{habit.id}")
    page.get_by_label("A day, with its time and notes").fill("2026-01-19")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Monday 19 January")
    page.get_by_label("Note").fill("In the garden")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("In the garden").first).to_be_visible()
    page.get_by_text("Change the note").click()
    page.get_by_label("Note").fill("In the rain")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#said")).to_contain_text("Meditate: saved.")
    page.get_by_role("link", name="Meditate").click()
    expect(page.get_by_role("region", name="Notes")).to_contain_text("In the rain")
    day(page, "Monday 19 January: done, with a note").click()
    page.get_by_role("button", name="Delete what was done").click()
    expect(page.get_by_text("Nothing is recorded on this day.")).to_be_visible()
    page.locator("#said").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("In the rain").first).to_be_visible()


def test_a_day_of_several_lists_them_by_time_and_refuses_the_same_twice(ada: Visitor):
    habit = make_habit(ada.person, "Water", several=3)
    page = ada.go(f"/habits/{habit.id}")
    day(page, "Tuesday 20 January: nothing due").click()
    for at in ("09:15", "07:30"):
        page.get_by_label("At", exact=True).fill(at)
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_text(at)).to_be_visible()
    page.get_by_label("At", exact=True).fill("07:30")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("This is recorded already.")
    page.get_by_role("button", name="Delete what was done at 07:30").click()
    expect(page.get_by_text("07:30")).to_have_count(0)
    page.get_by_role("link", name="Water").click()
    expect(day(page, "Tuesday 20 January: 1 of 3 done")).to_be_visible()


def test_a_year_at_a_time_in_place(ada: Visitor):
    made = lead(ada.person)
    page = ada.go(f"/habits/{made['Morning meditation']}")
    expect(day(page, "Tuesday 20 January: done")).to_be_visible()
    page.evaluate("document.body.dataset.kept = 'yes'")
    page.get_by_role("link", name="2025", exact=True).click()
    expect(page.get_by_role("heading", name="2025")).to_be_visible()
    expect(day(page, "Friday 8 August: paused")).to_be_attached()
    assert page.evaluate("document.body.dataset.kept") == "yes"
    assert page.url.endswith("?year=2025")
    page.get_by_role("link", name="The last year").click()
    expect(day(page, "Tuesday 20 January: done")).to_be_visible()


def test_the_newest_week_is_in_view_on_a_phone(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go(f"/habits/{habit.id}")
    expect(day(page, "Wednesday 21 January: not done yet")).to_be_in_viewport()
    box = day(page, "Wednesday 21 January: not done yet").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


def test_archived_and_back(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go(f"/habits/{habit.id}")
    page.get_by_role("button", name="Archive").click()
    expect(page.locator("#said")).to_contain_text("Meditate is archived.")
    page.get_by_role("link", name="Archived habits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Archived habits")
    page.get_by_role("link", name="Meditate").click()
    expect(page.get_by_text("Archived on 21 Jan. It asks for nothing until it is restored.")).to_be_visible()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("#said")).to_contain_text("Meditate is back.")
    expect(page.get_by_role("button", name="Today: done")).to_be_visible()


def test_deleted_and_had_back(ada: Visitor):
    habit = make_habit(ada.person, done=3)
    page = ada.go(f"/habits/{habit.id}")
    page.get_by_role("button", name="Delete").click()
    page.wait_for_url("**/habits")
    page.locator("#said").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meditate")
    expect(page.get_by_text("since 18 Jan · alive until tonight")).to_be_visible()


def test_it_all_works_without_scripts(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    habit = make_habit(ada.person)
    page = ada.go(f"/habits/{habit.id}")
    day(page, "Tuesday 20 January: nothing due").click()
    day(page, "Tuesday 20 January: done").click()
    expect(day(page, "Tuesday 20 January: nothing due")).to_be_visible()
    page.get_by_label("A day, with its time and notes").fill("2026-01-19")
    page.get_by_role("button", name="Open").click()
    page.get_by_label("Note").fill("In the garden")
    page.get_by_role("button", name="Record").click()
    page.get_by_role("link", name="Meditate").click()
    expect(page.get_by_role("region", name="Notes")).to_contain_text("In the garden")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meditate")


def test_strength_is_a_line_that_tells_each_day_and_a_table_of_months(ada: Visitor):
    habit = make_habit(ada.person, done=40)
    page = ada.go(f"/habits/{habit.id}")
    region = page.get_by_role("region", name="Strength")
    expect(region.locator("canvas")).to_have_count(1)
    right_edge = region.locator(".u-over").evaluate("one => one.clientWidth - 1")
    region.locator(".u-over").hover(position={"x": right_edge, "y": 100})
    expect(region.locator(".under")).to_have_text("21 Jan 2026: 88%")
    region.get_by_text("The same as a table").click()
    expect(region.locator("tbody tr").first).to_have_text("January 202688% so far")
    page.locator(".ticks button").click()
    expect(region.locator("tbody tr").first).to_have_text("January 202689% so far")
    expect(region.locator("canvas")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(visit: Callable[..., Visitor], viewport: dict[str, int], scheme: str):
    ada = visit(viewport=viewport, color_scheme=scheme)
    made = lead(ada.person)
    meditation, water = made["Morning meditation"], made["Water"]
    for path in (
        "/habits",
        "/habits?archived=true",
        f"/habits/{meditation}",
        f"/habits/{water}",
        f"/habits/{water}/days/{TODAY}",
        f"/habits/{meditation}/days/{TODAY - timedelta(days=3)}",
    ):
        assert faults_of(ada.go(path)) == [], path


@pytest.mark.parametrize("route", ABOUT_HABITS, ids=lambda route: f"{route.method} {route.path}")
def test_another_ones_habit_is_not_there(route, visit: Callable[..., Visitor]):
    habit = make_habit(visit().person, done=1)
    ben = visit()
    path = route.path.format(id=habit.id, day=TODAY, phase="first")
    if route.method == "GET":
        reply = ben.page.request.get(f"{ben.site.address}{path}?day={TODAY}")
    else:
        reply = ben.page.request.post(
            ben.site.address + path, form={"note": "mine"}, headers={"Origin": ben.site.address}
        )
    assert reply.status == 404
    assert UUID(str(habit.id)).hex not in reply.text()
