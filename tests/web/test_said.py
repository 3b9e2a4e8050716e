"""What was said: told once, undone where it can be, and leading nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.web import said
from headway.web.routes import ROUTES
from headway.web.said import TOLD, UNDO, Deed, Said

HABIT = "0190a0a0-ada0-7000-8000-000000000001"


def test_every_deed_is_told():
    assert set(TOLD) == set(Deed)


def test_what_is_written_is_read_back():
    told = Said(Deed.TICKED, "Läuft “fast”", (HABIT, "2026-01-21"), (("time", "07:30:00"),))
    assert said.read(said.write(told)) == told
    assert told.undo == f"/habits/{HABIT}/completions/2026-01-21/undo"


def test_what_cannot_be_undone_leads_nowhere():
    assert Said(Deed.SAVED, "Read").undo is None
    assert all(address.startswith("/") and not address.startswith("//") for address in UNDO.values())


@pytest.mark.parametrize("part", ["../../x", "//evil.example", "a?b=c", "a/b", "", "é"])
def test_a_cookie_of_anyone_else_leads_nowhere_else(part: str):
    assert Said(Deed.HABIT_DELETED, "x", (part,)).undo is None
    assert Said(Deed.HABIT_DELETED, "x", ()).undo is None


@given(st.text(max_size=80))
def test_any_other_value_says_nothing(value: str):
    assert said.read(value) is None or isinstance(said.read(value), Said)


def test_everything_that_can_be_undone_is_undone_by_a_form_of_ours():
    patterns = [re.compile(re.sub(r"{\w+}", "[^/]+", route.path)) for route in ROUTES if route.writes]
    for address in UNDO.values():
        assert any(pattern.fullmatch(address) for pattern in patterns), address
