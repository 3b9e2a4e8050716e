"""Frequencies as menus: what is kept comes back as the same fields, and the same fields give what is kept."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.days import WeekStart
from headway.domain.errors import Broken, Code, Findings, RejectedError
from headway.domain.frequencies import PATTERNS, PLAIN, FrequencyType, parse
from headway.domain.habits import Habit, HabitDraft, settle
from headway.domain.streaks import Streak
from headway.web import frequencies
from headway.web.forms import Form
from headway.web.frequencies import Chosen, Repeats
from headway.web.words import words_for
from tests.cast import NOW, TODAY
from tests.domain.test_streaks_against_model import each_kind
from tests.model.strategies import of_kind

ENGLISH = words_for("en-GB", None)


def sent(**changes: list[str]) -> Form:
    fields = frequencies.defaults(TODAY) | {name.replace("__", "."): value for name, value in changes.items()}
    return Form(fields, ENGLISH)


def kept(frequency_type: FrequencyType, config: dict[str, Any]) -> Habit:
    return Habit(
        id=UUID(int=1),
        title="Gym",
        frequency_type=frequency_type,
        frequency_config=config,
        category_id=None,
        created_on=TODAY,
        archived_on=None,
        deleted_at=None,
        position=0,
        version=1,
        created_at=NOW,
        updated_at=NOW,
        streak=Streak(),
    )


def test_there_is_a_menu_for_every_type_and_pattern():
    assert set(Repeats) == {*(kind.value for kind in PLAIN), *PATTERNS}


@each_kind
@given(data=st.data())
def test_what_is_kept_comes_back_by_its_menus(kind: str, data: st.DataObject):
    name, config = data.draw(of_kind(kind))
    frequency_type = FrequencyType(name)
    form = Form(frequencies.write(frequency_type, config, TODAY), ENGLISH)
    chosen = frequencies.read(form)
    form.enforce()
    assert chosen.kind == kind
    assert parse(chosen.type, chosen.config, Findings()) == parse(frequency_type, config, Findings())
    assert chosen.is_kept(kept(frequency_type, config))


@pytest.mark.parametrize("kind", Repeats)
def test_every_kind_begins_with_what_may_be_kept(kind: Repeats):
    chosen = frequencies.read(sent(repeats=[kind.value]))
    settled = settle(HabitDraft("Gym", chosen.type, chosen.config), WeekStart.MONDAY, TODAY).phase
    assert chosen.is_kept(kept(settled.frequency_type, dict(chosen.config)))


def test_several_times_a_day_may_be_kept_several_times_a_day():
    assert frequencies.read(sent(DAILY__timesPerDay=["8"])).config == {
        "allowMultiplePerDay": True,
        "timesPerDay": 8,
    }
    assert frequencies.read(sent()).config == {"allowMultiplePerDay": False}


def test_a_start_is_kept_only_where_something_is_counted_from_it():
    menus = {"repeats": ["CUSTOM_INTERVAL"], "CUSTOM_INTERVAL__startDate": ["2026-01-05"]}
    assert "startDate" not in frequencies.read(sent(**menus)).config
    fixed = sent(**menus, CUSTOM_INTERVAL__anchor=["SCHEDULE"])
    assert frequencies.read(fixed).config["startDate"] == "2026-01-05"


def test_days_of_the_year_are_added_one_by_one_and_never_twice():
    menus = {"repeats": ["YEARLY"], "YEARLY__dates": ["02-14"], "YEARLY__month": ["3"], "YEARLY__day": ["8"]}
    form = sent(**menus)
    assert frequencies.read(form).config["rules"] == {"dates": ["02-14", "03-08"]}
    again = frequencies.with_added(form)
    assert (again["YEARLY.dates"], again["YEARLY.month"]) == (["02-14", "03-08"], [""])
    twice = sent(**{**menus, "YEARLY__month": ["2"], "YEARLY__day": ["14"]})
    assert frequencies.read(twice).config["rules"] == {"dates": ["02-14"]}


@pytest.mark.parametrize(
    ("menus", "field", "code", "detail"),
    [
        (
            {"repeats": ["WEEKLY"], "WEEKLY__specificDays": ["MON", "TUE"]},
            ("WEEKLY", "timesPerWeek"),
            Code.OUT_OF_RANGE,
            "Only 2 days a week are allowed.",
        ),
        (
            {"repeats": ["DAYS_OF_MONTH"], "DAYS_OF_MONTH__days": []},
            ("DAYS_OF_MONTH", "days"),
            Code.MISSING,
            "Choose at least one day.",
        ),
        (
            {"repeats": ["YEARLY"], "YEARLY__month": ["2"], "YEARLY__day": ["30"]},
            ("YEARLY", "dates"),
            Code.OUT_OF_RANGE,
            "No year has a 02-30.",
        ),
        ({"repeats": ["RRULE"], "RRULE__rrule": [""]}, ("RRULE", "rrule"), Code.MISSING, "This is needed."),
        (
            {"repeats": ["CUSTOM_INTERVAL"], "CUSTOM_INTERVAL__intervalDays": [""]},
            ("CUSTOM_INTERVAL", "intervalDays"),
            Code.MISSING,
            "Choose a number.",
        ),
    ],
)
def test_what_is_wrong_is_told_beside_its_menu(
    menus: dict[str, list[str]], field: tuple[str, str], code: Code, detail: str
):
    chosen = frequencies.read(sent(**menus))
    with pytest.raises(RejectedError) as refused, chosen.beside():
        settle(HabitDraft("Gym", chosen.type, chosen.config), WeekStart.MONDAY, TODAY)
    assert refused.value.broken == (Broken(field, code, detail),)


def test_what_is_wrong_with_the_title_stays_with_the_title():
    chosen = Chosen(Repeats.DAILY, {"allowMultiplePerDay": False})
    with pytest.raises(RejectedError) as refused, chosen.beside():
        settle(HabitDraft(" ", chosen.type, chosen.config), WeekStart.MONDAY, TODAY)
    assert [one.field for one in refused.value.broken] == [("title",)]


def test_a_number_that_is_none_is_told_beside_its_menu():
    form = sent(repeats=["MONTHLY"], MONTHLY__timesPerMonth=["often"])
    frequencies.read(form)
    with pytest.raises(RejectedError) as refused:
        form.enforce()
    assert [one.field for one in refused.value.broken] == [("MONTHLY", "timesPerMonth")]


def test_another_frequency_is_not_the_one_that_is_kept():
    weekly = kept(FrequencyType.WEEKLY, {"timesPerWeek": 3})
    assert not frequencies.read(sent(repeats=["WEEKLY"], WEEKLY__timesPerWeek=["2"])).is_kept(weekly)
    assert not frequencies.read(sent(repeats=["MONTHLY"])).is_kept(weekly)
