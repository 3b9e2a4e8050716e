"""`migrate` and `doctor`."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def usual(headway, monkeypatch):
    """Ada's place, with settings that nobody warns of."""
    monkeypatch.delenv("HEADWAY_BCRYPT_COST")
    return headway


def change(headway, statement: str) -> None:
    """Change the embedded database behind Headway's back."""
    with closing(sqlite3.connect(headway.directory / "headway.db")) as database:
        database.execute(statement)
        database.commit()


STEPS = {
    "0001": "Make the whole schema",
    "0002": "Count the revisions of data",
    "0003": "Add phases and amounts to habits",
    "0004": "Limit the skips of a month",
    "0005": "Add what a day saves to goals",
}
*EARLIER, NEWEST = STEPS


def test_the_schema_is_made_shown_and_taken_back(nobody):
    told = [f"{revision} {title}" for revision, title in STEPS.items()]
    assert nobody.ok("migrate status").lines == [
        "The schema is at nothing yet.",
        *(f"To do: {one}" for one in told),
    ]
    assert nobody.ok("migrate status --json").json == {
        "revision": None,
        "pending": [{"revision": revision, "title": title} for revision, title in STEPS.items()],
        "accounts": None,
    }
    assert nobody.ok("migrate up").lines == [*(f"Done: {one}" for one in told), "The schema is up to date."]
    assert nobody.ok("migrate status").lines == [f"The schema is at {NEWEST}.", "It is up to date."]
    assert nobody.ok("migrate up").lines == ["The schema is up to date."]
    assert "--yes" in nobody.misused("migrate down")
    for revision in [*EARLIER[::-1], "base"]:
        assert nobody.ok("migrate down --yes").lines == [f"The schema is at {revision}."]
    assert nobody.refused("migrate down --yes") == ["REVISION: there is nothing to take back."]
    assert nobody.ok("migrate status --json").json["revision"] is None


def test_a_dry_run_prints_the_statements_and_changes_nothing(nobody):
    assert "CREATE TABLE habits" in nobody.ok("migrate up --dry-run").out
    assert nobody.ok("migrate status --json").json["revision"] is None
    nobody.ok("migrate up")
    assert nobody.ok("migrate up --dry-run").out == "-- There is nothing to do.\n"


def test_only_what_was_before_can_be_gone_back_to(nobody):
    nobody.ok("migrate up")
    for revision in (NEWEST, "nope", "head"):
        told = f"REVISION: it can go back to {', '.join(['base', *EARLIER])}."
        assert nobody.refused(f"migrate down {revision} --yes") == [told]


def test_a_database_of_another_program_is_refused(nobody):
    nobody.directory.mkdir()
    change(nobody, "CREATE TABLE songs (id)")
    for command in ("today", "migrate status", "migrate up", "doctor"):
        assert "songs" in nobody.refused(command)[0]


def test_a_database_of_a_newer_headway_is_refused(headway):
    change(headway, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in headway.refused("today")[0]


def test_the_doctor_finds_nothing_where_nothing_is_wrong(usual, ago):
    usual.ok("add habit Read")
    usual.ok("done Read")
    usual.ok(f"add goal Save --target 50 --unit EUR --deadline {ago(-1)} --value 5")
    assert usual.ok("doctor").lines == ["Checked 2 habits and goals.", "Everything is as it should be."]
    assert usual.ok("doctor --json").json == {"checked": 2, "faults": [], "drift": [], "warnings": []}


def test_the_doctor_tells_what_drifted_and_puts_it_right_if_asked(headway):
    id_ = headway.ok("add habit Read --json").json["id"]
    headway.ok("done Read")
    change(headway, "UPDATE habits SET longest_streak = 40, current_streak = 40, longest_over = 40")
    found = headway("doctor")
    assert (found.code, found.err) == (1, "")
    assert found.lines[-1] == "2 values are wrong; headway doctor --repair puts that right."
    assert any(line.split()[:5] == ["habit", id_, "streak.length", "40", "1"] for line in found.lines)
    assert headway("doctor").lines == found.lines
    repaired = headway.ok("doctor --repair --json").json
    assert [(one["field"], one["kept"], one["right"], one["repaired"]) for one in repaired["drift"]] == [
        ("streak.length", "40", "1", True),
        ("streak.longest_over", "40", "0", True),
    ]
    assert headway.ok("doctor").lines[-1] == "Everything is as it should be."
    change(headway, "UPDATE habits SET longest_streak = 40, current_streak = 40, longest_over = 40")
    assert headway.ok("doctor --repair").lines[-1] == "Everything is as it should be now."


def test_the_doctor_tells_what_is_wrong_with_the_file(headway):
    headway.ok("add habit Read")
    change(headway, "DELETE FROM users")
    found = headway("doctor")
    assert found.code == 1
    assert "refers to nothing in users" in found.out


@pytest.mark.parametrize(
    ("settings", "warned"),
    [
        ({}, False),
        ({"HOST": "::1"}, False),
        ({"HOST": "0.0.0.0"}, True),
        ({"HOST": "192.168.1.2"}, True),
        ({"HOST": "0.0.0.0", "PUBLIC_URL": "https://headway.example.org"}, False),
        ({"HOST": "0.0.0.0", "PUBLIC_URL": "http://headway.example.org"}, True),
    ],
)
def test_the_doctor_warns_of_plain_http(headway, monkeypatch, settings, warned):
    for name, value in settings.items():
        monkeypatch.setenv(f"HEADWAY_{name}", value)
    assert any("plain HTTP" in line for line in headway.ok("doctor").lines) is warned
