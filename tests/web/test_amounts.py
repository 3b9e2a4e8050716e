"""Amounts on pages, without a browser: how much is said, recorded, corrected and taken back."""

import re
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.domain.targets import AmountPer, Direction, Target
from headway.services import completions, habits, today
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

DAILY = {"repeats": "DAILY"}
WEEKLY = {"repeats": "WEEKLY", "WEEKLY.timesPerWeek": "3"}


def water(person: Person, **said: Any) -> Habit:
    target: dict[str, Any] = {"unit": "l", "target_amount": Decimal(2), "direction": Direction.AT_LEAST, **said}
    with person.at() as scope:
        config = {"allowMultiplePerDay": False}
        return habits.create(scope, HabitDraft("Water", FrequencyType.DAILY, config, **target)).item


def kept(person: Person, habit: Habit) -> list[Decimal | None]:
    with person.at(write=False) as scope:
        return [one.amount for one in completions.on_day(scope, habit.id, TODAY)]


@pytest.mark.parametrize(
    ("fields", "target"),
    [
        (DAILY, None),
        (DAILY | {"direction": ""}, None),
        (
            DAILY | {"direction": "AT_LEAST", "target_amount": "1.5", "unit": "l"},
            Target("l", Decimal("1.50"), Direction.AT_LEAST),
        ),
        (
            WEEKLY | {"direction": "AT_LEAST", "target_amount": "20", "unit": "km", "amount_per": "PERIOD"},
            Target("km", Decimal("20.00"), Direction.AT_LEAST, AmountPer.PERIOD),
        ),
        (
            WEEKLY | {"direction": "AT_MOST", "target_amount": "4", "unit": "beers"},
            Target("beers", Decimal("4.00"), Direction.AT_MOST, AmountPer.PERIOD),
        ),
        (
            DAILY | {"direction": "AT_MOST", "target_amount": "0", "unit": "puffs", "clean_unless_logged": "on"},
            Target("puffs", Decimal("0.01"), Direction.AT_MOST, clean_unless_logged=True),
        ),
    ],
)
def test_how_much_is_said_on_the_sheet(
    fields: dict[str, str], target: Target | None, ada: Person, ada_there: Reader
):
    assert ada_there.send("/habits/new", {"title": "Something", **fields}).status_code == 303
    with ada.at(write=False) as scope:
        [shown] = today.show(scope).habits
    assert shown.habit.target == target
    page = ada_there.get(f"/habits/{shown.habit.id}/edit").text
    said = fields.get("target_amount", "")
    assert f'name="target_amount" inputmode="decimal" autocomplete="off" value="{said}"' in page


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"direction": "AT_LEAST", "unit": "l"}, "target_amount", "A target has a unit"),
        ({"direction": "AT_LEAST", "target_amount": "2"}, "unit", "A target has a unit"),
        ({"direction": "AT_LEAST", "target_amount": "0", "unit": "l"}, "target_amount", "more than 0"),
        ({"direction": "AT_LEAST", "target_amount": "much", "unit": "l"}, "target_amount", "no number"),
        ({"direction": "AT_MOST", "target_amount": "2", "unit": "l", "repeats": "NTH_WEEKDAY",
          "NTH_WEEKDAY.weekday": "MON", "NTH_WEEKDAY.nth": "1", "amount_per": "PERIOD"}, None, None),
        ({"direction": "AT_MOST", "target_amount": "2", "unit": "l", "repeats": "CUSTOM_INTERVAL",
          "CUSTOM_INTERVAL.intervalDays": "3"}, "direction", "no upper limit"),
    ],
)  # fmt: skip
def test_what_is_no_target_is_told_beside_its_field(
    fields: dict[str, str], field: str | None, told: str | None, ada_there: Reader
):
    reply = ada_there.send("/habits/new", {"title": "Something", **DAILY, **fields})
    if field is None:
        assert reply.status_code == 303
        return
    assert reply.status_code == 422
    found = re.search(rf'id="{field}-wrong">([^<]+)', reply.text)
    assert found is not None
    assert told in found[1]


def test_taps_add_up_and_the_last_one_is_undone_and_comes_back(ada: Person, ada_there: Reader):
    habit = water(ada)
    path = f"/habits/{habit.id}/completions/{TODAY}"
    ada_there.send(path, {"amount": "0.25"})
    reply = ada_there.send(path, {"amount": "1.50"})
    taken_back = ada_there.undo(reply)
    assert kept(ada, habit) == [Decimal("0.25")]
    ada_there.undo(taken_back)
    assert kept(ada, habit) == [Decimal("0.25"), Decimal("1.50")]
    assert "1.75 of 2 l" in ada_there.get("/").text


def test_an_amount_that_is_none_is_told_where_it_was_typed(ada: Person, ada_there: Reader):
    habit = water(ada)
    reply = ada_there.send(f"/habits/{habit.id}/completions/{TODAY}", {"amount": "much"})
    assert (reply.status_code, "This is no number." in reply.text, 'value="much"' in reply.text) == (
        422,
        True,
        True,
    )
    on_page = ada_there.send(f"/habits/{habit.id}/completions/{TODAY}", {"amount": "-1", "on": "habit"})
    assert (on_page.status_code, "An amount is 0 or more." in on_page.text) == (422, True)
    assert kept(ada, habit) == []


def test_an_amount_is_corrected_on_the_page_of_its_day(ada: Person, ada_there: Reader):
    habit = water(ada)
    day = f"/habits/{habit.id}/days/{TODAY}"
    ada_there.send(day, {"completion_time": "07:30", "amount": "0.5", "note": "cold"})
    ada_there.send(f"{day}/note", {"completion_time": "07:30", "amount": "0.75", "note": "cold"})
    page = ada_there.get(day).text
    assert "0.75 l" in page
    assert "cold" in page
    refused = ada_there.send(f"{day}/note", {"completion_time": "07:30", "amount": "0.755", "note": ""})
    assert (refused.status_code, "At most two decimals." in refused.text) == (422, True)
    assert kept(ada, habit) == [Decimal("0.75")]


def test_more_than_wanted_is_a_fact_and_a_clean_habit_needs_no_tick(ada: Person, ada_there: Reader):
    coffee = water(ada, unit="coffees", direction=Direction.AT_MOST)
    clean = water(ada, unit="puffs", direction=Direction.AT_MOST, clean_unless_logged=True)
    with ada.at() as scope:
        completions.record(scope, coffee.id, CompletionDraft(TODAY, time(8), amount=Decimal(3)))
    page = ada_there.get("/").text
    assert "3 coffees; at most 2" in page
    assert "To leave alone" in page
    shown = page[page.index(f'id="habit-{clean.id}"') :]
    assert 'class="tick' not in shown[: shown.index("</li>")]
    year = ada_there.get(f"/habits/{coffee.id}").text
    assert "3 coffees; at most 2" in year
    assert "more than you wanted" in year


def test_a_weeks_sum_is_told_beside_whatever_year_is_looked_at(ada: Person, ada_there: Reader):
    with ada.at() as scope:
        target: dict[str, Any] = {"unit": "km", "target_amount": Decimal(20), "direction": Direction.AT_LEAST}
        draft = HabitDraft("Run", FrequencyType.WEEKLY, {"timesPerWeek": 1}, amount_per=AmountPer.PERIOD, **target)
        run = habits.create(scope, draft).item
        for day, amount in ((TODAY, "5.4"), (TODAY.replace(day=19), "7"), (TODAY.replace(day=18), "9")):
            completions.record(scope, run.id, CompletionDraft(day, time(8), amount=Decimal(amount)))
    for page in (f"/habits/{run.id}", f"/habits/{run.id}?year=2025", "/"):
        assert "12.4 of 20 km this week" in ada_there.get(page).text
