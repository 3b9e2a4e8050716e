"""What is different where somebody looks and can be asked."""

import re

from tests.cli.terminal import at_a_terminal


def test_colours_are_for_terminals_only(headway, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    headway.ok("add habit Read")
    assert "\x1b" not in headway.ok("today").out
    assert "\x1b[1m" in at_a_terminal("today", answers=[])


def test_what_cannot_be_taken_back_is_asked_for(headway):
    delete = "user", "delete", "ada@example.org"
    assert "Aborted" in at_a_terminal(*delete, answers=[("for good?", "n")])
    assert len(headway.ok("user list --json").json["items"]) == 1
    at_a_terminal(*delete, answers=[("for good?", "y")])
    assert headway.ok("user list --json").json["items"] == []


def test_a_password_is_asked_for_twice_and_not_shown(nobody):
    typed = ["correct horse", "other horse", "a long word", "a long word"]
    answers = list(zip(["Password", "Repeat", "Password", "Repeat"], typed, strict=True))
    seen = at_a_terminal("user", "add", "ada@example.org", answers=answers)
    assert "Made the account" in seen
    assert "horse" not in seen


def test_a_long_title_is_cut_to_the_screen(headway):
    headway.ok("add", "habit", "x" * 255)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", at_a_terminal("habits", answers=[])).splitlines()
    assert max(len(line) for line in lines) <= 200
