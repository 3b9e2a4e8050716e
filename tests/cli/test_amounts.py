"""Amounts and changes on the command line, on the embedded database and on a server alike."""

import re

import pytest

from tests.cli.test_trackers import begin


@pytest.fixture
def both(monkeypatch, tmp_path, served):
    """Both sides, with nothing there yet."""
    return begin(monkeypatch, tmp_path, served)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--unit l --target 2", "every day, at least 2 l"),
        ("--weekly 1 --unit km --target 20 --per-period", "20 km a week"),
        ("--monthly 4 --unit km --target 12.5", "4 times a month, at least 12.5 km"),
        ("--unit coffees --at-most 2", "at most 2 coffees a day"),
        ("--unit cigarettes --at-most 0 --clean", "no cigarettes; clean unless recorded"),
    ],
)
def test_a_habit_is_made_with_an_amount(both, options, words):
    assert both(f"add habit Something {options}").out == f"Added: Something, {words}\n"
    assert words.split(",")[0] in both("habits").out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--target 2", "--unit says of what"),
        ("--unit l", "go with --target or --at-most"),
        ("--unit l --target 2 --at-most 3", "A habit has one target"),
        ("--unit l --target 2 --clean", "--clean"),
        ("--every 3 --unit l --at-most 2", "--at-most"),
        ("--weekly 3 --unit l --target 2 --per-period", "--per-period"),
    ],
)
def test_what_is_no_target_is_refused_by_its_option(both, options, told):
    said = both(f"add habit Something {options}")
    assert said.code != 0
    assert told in said.err


def test_amounts_of_a_day_add_up_and_the_last_is_taken_back(both):
    both("add habit Water --unit l --target 2")
    assert re.match(r"✓ Water, .+, 1\.5 l\. No streak", both("done Water --amount 1.5").out)
    assert "Streak: 1 day." in both("done Water --amount 0.75").out
    assert "2.25/2 l" in both("today").out
    assert "0.75 l" in both("undo Water").out
    assert "1.5/2 l" in both("today").out


def test_an_amount_is_needed_where_there_is_a_target_and_refused_where_there_is_none(both):
    both("add habit Water --unit l --target 2")
    both("add habit Read")
    assert "--amount: Say how much, in l." in both("done Water").err
    assert "--amount" in both("done Read --amount 2").err


def test_the_phases_of_a_habit_are_listed(both):
    both("add habit Gym --weekly 3")
    said = both("phases Gym")
    assert said.code == 0
    assert "from the beginning" in said.out
    assert "3 times a week" in said.out
    assert both("phases Gym --json").code == 0
