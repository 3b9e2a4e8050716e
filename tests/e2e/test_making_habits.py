"""Making and changing habits in a browser: every frequency by menus, and the days that follow."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect

from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.services import categories, habits
from headway.web.frequencies import Repeats
from tests.cast import Person
from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of

TODAY = date(2026, 1, 21)


def kept(person: Person) -> list[Habit]:
    with person.at() as scope:
        return list(habits.page(scope, limit=100).items)


def make(person: Person, kind: FrequencyType, config: Mapping[str, Any], title: str = "Gym") -> UUID:
    with person.at() as scope:
        return habits.create(scope, HabitDraft(title, kind, config)).item.id


def menu(page: Page, kind: str) -> Locator:
    """Choose a kind, and give its menus."""
    page.get_by_label("How often?").select_option(kind)
    return page.locator(f".kind.{kind.lower()}")


def tick(menus: Locator, *names: str) -> None:
    for name in names:
        menus.locator(".pill", has=menus.page.get_by_role("checkbox", name=name, exact=True)).click()


def several_a_day(page: Page) -> None:
    menu(page, "DAILY").get_by_label("How many times").select_option("8")


def times_kept_daily(page: Page) -> None:
    menu(page, "DAILY").get_by_label("Several a day").check()


def on_chosen_days(page: Page) -> None:
    tick(menu(page, "WEEKLY"), "Monday", "Wednesday", "Friday")


def fewer_than_chosen_days(page: Page) -> None:
    menus = menu(page, "WEEKLY")
    tick(menus, "Saturday", "Sunday")
    menus.get_by_label("How many times").select_option("1")


def thrice_a_month(page: Page) -> None:
    menu(page, "MONTHLY").get_by_label("How many times").select_option("3")


def since_the_last_time(page: Page) -> None:
    menu(page, "CUSTOM_INTERVAL").get_by_label("Number of days").fill("10")


def by_the_calendar(page: Page) -> None:
    menus = menu(page, "CUSTOM_INTERVAL")
    menus.get_by_label("Counted from").select_option("SCHEDULE")
    menus.get_by_label("First day").fill("2026-01-19")


def every_third_week(page: Page) -> None:
    menus = menu(page, "EVERY_N_WEEKS")
    menus.get_by_label("Number of weeks").fill("3")
    tick(menus, "Thursday")


def not_on_sundays(page: Page) -> None:
    menus = menu(page, "WEEKDAYS_ONLY")
    tick(menus, "Saturday")
    menus.get_by_label("How many times").select_option("5")


def on_the_first_and_last(page: Page) -> None:
    tick(menu(page, "DAYS_OF_MONTH"), "the last day")


def on_the_second_tuesday(page: Page) -> None:
    menus = menu(page, "NTH_WEEKDAY")
    menus.get_by_label("Which one").select_option("second")
    menus.get_by_label("Weekday").select_option("Tuesday")


def on_two_days_of_the_year(page: Page) -> None:
    menus = menu(page, "YEARLY")
    for day, month in (("14", "February"), ("29", "February")):
        menus.get_by_label("Day", exact=True).select_option(day)
        menus.get_by_label("Month").select_option(month)
        menus.get_by_role("button", name="Another day").click()
        expect(menus.get_by_role("checkbox", name=f"{day} {month}")).to_be_checked()


def four_times_in_ten_days(page: Page) -> None:
    menus = menu(page, "TIMES_IN_DAYS")
    menus.get_by_label("Number of times").fill("4")
    menus.get_by_label("Number of days").fill("10")


def by_a_rule(page: Page) -> None:
    menu(page, "RRULE").get_by_label("Rule").fill("FREQ=WEEKLY;BYDAY=TU")


def advanced(pattern: str, **rules: Any) -> tuple[str, dict[str, Any]]:
    return "ADVANCED", {"pattern": pattern, "rules": rules}


def on(kind: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        menu(page, kind)

    return choose


START = "2026-01-21"
MENUS: list[tuple[Callable[[Page], None], tuple[str, dict[str, Any]], str, list[str]]] = [
    (on("DAILY"), ("DAILY", {"allowMultiplePerDay": False}), "every day", ["today", "tomorrow", "Fri 23 Jan"]),
    (several_a_day, ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 8}), "8 times a day", ["today"]),
    (
        times_kept_daily,
        ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 1}),
        "once a day or more often",
        ["today"],
    ),
    (on("WEEKLY"), ("WEEKLY", {"timesPerWeek": 3}), "3 times a week", ["today", "tomorrow"]),
    (
        on_chosen_days,
        ("WEEKLY", {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}),
        "every Monday, Wednesday and Friday",
        ["today", "Fri 23 Jan", "Mon 26 Jan"],
    ),
    (
        fewer_than_chosen_days,
        ("WEEKLY", {"timesPerWeek": 1, "specificDays": ["SAT", "SUN"]}),
        "once a week, only Saturday and Sunday",
        ["Sat 24 Jan", "Sat 31 Jan"],
    ),
    (thrice_a_month, ("MONTHLY", {"timesPerMonth": 3}), "3 times a month", ["today", "tomorrow", "Fri 23 Jan"]),
    (
        since_the_last_time,
        ("CUSTOM_INTERVAL", {"intervalDays": 10, "anchor": "COMPLETION"}),
        "at least every 10 days",
        ["today", "Sat 31 Jan"],
    ),
    (
        by_the_calendar,
        ("CUSTOM_INTERVAL", {"intervalDays": 3, "anchor": "SCHEDULE", "startDate": "2026-01-19"}),
        "once in every 3 days, counted from 19 Jan 2026",
        ["today", "tomorrow", "Sun 25 Jan"],
    ),
    (
        every_third_week,
        advanced("EVERY_N_WEEKS", weeks=3, days=["WED", "THU"], startDate=START, weekStart="MONDAY"),
        "every 3 weeks on Wednesday and Thursday",
        ["today", "tomorrow", "Wed 11 Feb"],
    ),
    (
        not_on_sundays,
        advanced("WEEKDAYS_ONLY", excludeDays=["SUN"], timesPerWeek=5),
        "5 times a week, only Monday, Tuesday, Wednesday, Thursday, Friday and Saturday",
        ["today", "tomorrow"],
    ),
    (
        on_the_first_and_last,
        advanced("DAYS_OF_MONTH", days=[1, -1]),
        "on day 1 and on the last day of each month",
        ["Sat 31 Jan", "Sun 1 Feb"],
    ),
    (
        on_the_second_tuesday,
        advanced("NTH_WEEKDAY", weekday="TUE", nth=2),
        "on the second Tuesday of each month",
        ["Tue 10 Feb", "Tue 10 Mar"],
    ),
    (
        on_two_days_of_the_year,
        advanced("YEARLY", dates=["02-14", "02-29"]),
        "each year on 14 February and 29 February",
        ["Sat 14 Feb", "Sat 28 Feb", "Sun, 14 Feb 2027"],
    ),
    (
        four_times_in_ten_days,
        advanced("TIMES_IN_DAYS", times=4, days=10),
        "4 times in any 10 days",
        ["today", "tomorrow"],
    ),
    (
        by_a_rule,
        advanced("RRULE", rrule="FREQ=WEEKLY;BYDAY=TU", startDate=START),
        "every Tuesday",
        ["Tue 27 Jan", "Tue 3 Feb"],
    ),
]


@pytest.mark.parametrize(("choose", "expected", "sentence", "days"), MENUS, ids=[str(one[1]) for one in MENUS])
def test_every_frequency_is_made_by_menus_and_said_back_with_its_days(
    choose: Callable[[Page], None],
    expected: tuple[str, dict[str, Any]],
    sentence: str,
    days: list[str],
    ada: Visitor,
):
    page = ada.go("/habits/new")
    page.get_by_label("What do you do?").fill("Gym")
    choose(page)
    follows = page.locator("#due-days")
    expect(follows.locator(".said-back")).to_have_text(sentence)
    expect(follows.get_by_role("listitem")).to_have_count(5)
    assert follows.get_by_role("listitem").all_inner_texts()[: len(days)] == days
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("#said")).to_contain_text("Gym is on its way.")
    (habit,) = kept(ada.person)
    assert (habit.frequency_type, dict(habit.frequency_config)) == expected


def test_it_is_all_made_without_scripts(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    page = ada.go("/habits/new")
    menus = menu(page, "YEARLY")
    menus.get_by_label("Day", exact=True).select_option("14")
    menus.get_by_label("Month").select_option("February")
    menus.get_by_role("button", name="Another day").click()
    expect(page.locator(".said-back")).to_have_text("each year on 14 February")
    menus = menu(page, "MONTHLY")
    menus.get_by_label("How many times").select_option("2")
    page.get_by_role("button", name="Show the next days").click()
    expect(page.locator(".said-back")).to_have_text("2 times a month")
    page.get_by_label("What do you do?").fill("Call home")
    page.get_by_role("button", name="Add habit").click()
    expect(page.get_by_role("link", name="Call home")).to_be_visible()
    assert kept(ada.person)[0].frequency_config == {"timesPerMonth": 2}


def test_only_the_menus_of_the_chosen_kind_are_seen(ada: Visitor):
    page = ada.go("/habits/new")
    for kind in ("MONTHLY", "RRULE", "DAILY"):
        menu(page, kind)
        expect(page.locator(".kind:visible")).to_have_count(1)


def test_a_sheet_that_is_refused_keeps_what_was_typed_and_says_what_would_be_right(ada: Visitor):
    page = ada.go("/habits/new")
    page.get_by_label("What do you do?").fill("x" * 255)
    menus = menu(page, "DAYS_OF_MONTH")
    tick(menus, "1")
    expect(page.locator("#due-days")).to_contain_text("Choose at least one day.")
    page.get_by_role("button", name="Add habit").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(menus.get_by_text("Choose at least one day.")).to_be_visible()
    expect(page.get_by_label("What do you do?")).to_have_value("x" * 255)
    expect(page.get_by_label("How often?")).to_have_value("DAYS_OF_MONTH")
    tick(menus, "15")
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("#said")).to_contain_text("is on its way")
    assert len(kept(ada.person)) == 1


def test_a_habit_sent_twice_is_made_once(ada: Visitor):
    page = ada.go("/habits/new?example=meditate")
    page.get_by_label("Category", exact=True).select_option("new")
    page.get_by_label("Name of the new category").fill("Mind")
    form = page.evaluate("new URLSearchParams(new FormData(document.querySelector('form.making'))).toString()")
    headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    for _ in range(2):
        answer = page.request.post("/habits/new", data=form, headers=headers, max_redirects=0)
        assert answer.status == 303
    assert len(kept(ada.person)) == 1


def test_a_category_is_made_in_place_or_the_one_of_that_name_is_taken(ada: Visitor):
    for title, name in (("Gym", "Health"), ("Walk", " health ")):
        page = ada.go("/habits/new")
        page.get_by_label("What do you do?").fill(title)
        expect(page.get_by_label("Name of the new category")).to_be_hidden()
        page.get_by_label("Category", exact=True).select_option("new")
        page.get_by_label("Name of the new category").fill(name)
        page.get_by_role("button", name="Add habit").click()
        expect(page.locator("#said")).to_contain_text(f"{title} is on its way.")
    with ada.person.at() as scope:
        (category,) = categories.page(scope, None, 10).items
    assert {habit.category_id for habit in kept(ada.person)} == {category.category.id}


def test_a_new_category_needs_a_name(ada: Visitor):
    page = ada.go("/habits/new?example=exercise")
    page.get_by_label("Category", exact=True).select_option("new")
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("#category-wrong")).to_be_visible()
    assert kept(ada.person) == []


@pytest.mark.parametrize(
    ("example", "title", "frequency"),
    [("meditate", "Meditate", "every day"), ("exercise", "Exercise", "3 times a week")],
)
def test_an_example_is_added_by_one_tap(example: str, title: str, frequency: str, ada: Visitor):
    page = ada.go("/new")
    page.locator(f'a[href="/habits/new?example={example}"]').click()
    expect(page.get_by_label("What do you do?")).to_have_value(title)
    expect(page.locator(".said-back")).to_have_text(frequency)
    page.get_by_role("button", name="Add habit").click()
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_a_habit_is_made_by_keys_alone(ada_at_desk: Visitor):
    page = ada_at_desk.go("/habits/new")
    expect(page.get_by_label("What do you do?")).to_be_focused()
    page.keyboard.type("Gym")
    page.keyboard.press("Tab")
    page.keyboard.type("Every week")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    expect(page.locator(".said-back")).to_have_text("every Monday and Tuesday")
    page.get_by_label("What do you do?").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Gym is on its way.")
    assert kept(ada_at_desk.person)[0].frequency_config == {"timesPerWeek": 2, "specificDays": ["MON", "TUE"]}


def test_a_changed_habit_is_kept_and_its_sheet_says_what_becomes_of_the_past(ada: Visitor):
    habit = make(ada.person, FrequencyType.WEEKLY, {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]})
    page = ada.go(f"/habits/{habit}/edit")
    expect(page.get_by_label("From today on; what was stays as it was")).to_be_checked()
    menus = page.locator(".kind.weekly")
    expect(menus.get_by_role("checkbox", name="Wednesday")).to_be_checked()
    page.get_by_label("What do you do?").fill("Gym with Ben")
    menu(page, "DAILY")
    expect(page.locator(".said-back")).to_have_text("every day")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/habits/{habit}$"))
    (changed,) = kept(ada.person)
    assert (changed.title, changed.frequency_type) == ("Gym with Ben", FrequencyType.DAILY)


def test_a_change_made_elsewhere_in_the_meantime_is_told_before_it_is_overwritten(ada: Visitor):
    habit = make(ada.person, FrequencyType.DAILY, {"allowMultiplePerDay": False})
    page = ada.go(f"/habits/{habit}/edit")
    with ada.person.at() as scope:
        habits.edit(scope, habit, {"title": "Gym at noon"})
    page.get_by_label("What do you do?").fill("Gym at six")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("changed in the meantime")
    expect(page.get_by_label("What do you do?")).to_have_value("Gym at six")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(f"/habits/{habit}$"))
    assert kept(ada.person)[0].title == "Gym at six"


def test_the_sheet_of_someone_elses_habit_is_not_there(ada: Visitor, visit: Callable[..., Visitor]):
    habit = make(visit().person, FrequencyType.DAILY, {"allowMultiplePerDay": False})
    for path in (f"/habits/{habit}/edit", "/habits/not-an-id/edit"):
        assert ada.page.request.get(path).status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(viewport: dict[str, int], scheme: str, visit: Callable[..., Visitor]):
    ada = visit(viewport=viewport, color_scheme=scheme)
    habit = make(ada.person, FrequencyType.WEEKLY, {"timesPerWeek": 3})
    page = ada.go("/new")
    assert faults_of(page) == []
    page = ada.go(f"/habits/{habit}/edit")
    assert faults_of(page) == []
    page = ada.go("/habits/new")
    for kind in ("DAILY", "WEEKLY", "CUSTOM_INTERVAL", "DAYS_OF_MONTH", "NTH_WEEKDAY", "YEARLY", "RRULE"):
        menu(page, kind)
        assert faults_of(page) == [], kind
    tick(menu(page, "DAYS_OF_MONTH"), "1")
    page.get_by_label("What do you do?").fill("Gym")
    page.get_by_role("button", name="Add habit").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page) == []


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_no_menu_is_wider_than_the_window(width: int, visit: Callable[..., Visitor]):
    page = visit(viewport={"width": width, "height": 800}).go("/habits/new")
    for kind in Repeats:
        menu(page, kind.value)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


def test_a_sheet_gone_back_to_makes_another_habit(ada: Visitor):
    page = ada.go("/habits/new?example=meditate")
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("#said")).to_contain_text("Meditate is on its way.")
    page.go_back()
    page.get_by_label("What do you do?").fill("Read")
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("#said")).to_contain_text("Read is on its way.")
    assert {habit.title for habit in kept(ada.person)} == {"Meditate", "Read"}


def test_the_usual_sheet_fits_on_a_phone(ada: Visitor):
    page = ada.go("/habits/new?example=exercise")
    bar = page.locator(".places").bounding_box()
    button = page.get_by_role("button", name="Add habit").bounding_box()
    assert bar
    assert button
    assert button["y"] + button["height"] < bar["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
