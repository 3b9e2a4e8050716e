"""`import`: what another tracker kept, brought in from the command line."""

from datetime import timedelta
from pathlib import Path

import pytest

from headway.services import habits
from tests import loop_backups
from tests.cli.conftest import IMPLEMENTATIONS
from tests.cli.terminal import at_a_terminal
from tests.loop_backups import DONE, NO, SKIP, Habit
from tests.served import PASSWORD


@pytest.fixture(params=IMPLEMENTATIONS)
def implementation(request):
    return request.param


@pytest.fixture
def backup(tmp_path, today) -> Path:
    """A backup of schema 25 with something of everything."""
    days = [today - timedelta(days=back) for back in range(8)]
    return loop_backups.write(
        tmp_path / "Loop Habits Backup.db",
        Habit(
            1,
            "Read",
            [(days[0], DONE, "begun"), (days[1], SKIP, "ill"), (days[2], DONE), (days[3], NO, "tired")],
            columns={"uuid": "a", "question": "Did you?", "color": 7, "reminder_hour": 8, "description": "why"},
        ),
        Habit(
            2,
            "Run",
            [(days[0], 5_000), (days[7], 1_000)],
            1,
            7,
            {"uuid": "b", "type": 1, "target_value": 5.0, "unit": "km"},
        ),
        Habit(3, "Old", [(days[4], DONE), (days[5], DONE)], columns={"uuid": "c", "archived": 1}),
    )


def test_everything_of_a_backup_is_brought_in_and_shown(headway, backup, today):
    report = headway.ok("import", str(backup)).out
    assert report.splitlines()[-1] == "Added 3 habits, 5 completions and 1 pause."
    assert "Read   every day    2 new  1 new" in report
    assert "Old    every day    2 new" in report
    assert "question, description, colour, reminder, explicit no, note on an undone day" in report
    assert "1 explicit no" in report
    assert "target amount, 2 amounts" in report
    read, run = headway.ok("today --json").json["habits"]
    assert (read["title"], read["currentStreak"], read["completions"][0]["note"]) == ("Read", 2, "begun")
    assert (run["frequencyType"], run["currentStreak"]) == ("WEEKLY", 1)
    (old,) = headway.ok("habits --archived --json").json["items"]
    assert (old["archivedOn"], old["longestStreak"]) == (str(today - timedelta(days=3)), 2)


def test_a_dry_run_tells_and_changes_nothing(headway, backup):
    told = headway.ok("import", str(backup), "--dry-run").out
    assert told.splitlines()[-1] == "This would add 3 habits, 5 completions and 1 pause."
    assert headway.ok("habits --json").json["items"] == []
    done = headway.ok("import", str(backup)).out
    assert told.splitlines()[:-1] == done.splitlines()[:-1]


def test_once_more_adds_nothing_and_a_later_backup_what_is_new(headway, tmp_path, today, ago):
    habit = Habit(1, "Read", [(today - timedelta(days=1), DONE)], columns={"uuid": "a"})
    path = loop_backups.write(tmp_path / "loop.db", habit)
    headway.ok("import", str(path))
    assert headway.ok("import", str(path)).lines[-1] == "There is nothing new in it."
    headway.ok(f"undo Read --date {ago(1)}")
    habit.entries = [*habit.entries, (today, DONE)]
    report = headway.ok("import", str(loop_backups.write(path, habit)), "--json").json
    assert report["habits"][0]["completions"] == {"new": 1, "already": 0, "deletedSince": 1}
    assert "1 here, 1 deleted here" in headway.ok("import", str(path)).out


def test_the_report_can_be_read_by_programs(headway, backup):
    report = headway.ok("import", str(backup), "--dry-run", "--json").json
    assert (report["source"], report["dryRun"]) == ("loop", True)
    assert report["totals"] == {
        "habits": {"new": 3, "known": 0, "deleted": 0},
        "completions": {"new": 5, "already": 0, "deletedSince": 0},
        "pauses": {"new": 1, "already": 0, "deletedSince": 0},
    }
    read = report["habits"][0]
    assert (read["title"], read["frequencyType"], read["state"]) == ("Read", "DAILY", "NEW")
    assert {aside["what"]: aside["count"] for aside in read["asides"]} == {
        "question": 1,
        "description": 1,
        "color": 1,
        "reminder": 1,
        "no": 1,
        "note": 1,
    }
    assert all(aside["why"] and aside["kept"] for aside in read["asides"])
    done = headway.ok("import", str(backup), "--json").json
    assert done == report | {"dryRun": False}
    again = headway.ok("import", str(backup), "--json").json["habits"]
    assert [one["state"] for one in again] == ["KNOWN"] * 3
    assert [one["archivedOn"] for one in again] == [None] * 3


def test_a_habit_that_was_deleted_stays_so_and_is_told(headway, backup, within):
    headway.ok("import", str(backup))
    within(lambda scope: habits.remove(scope, habits.page(scope, limit=1).items[0].id))
    report = headway.ok("import", str(backup)).lines
    assert report[1].startswith("Read   every day    2 deleted here  1 deleted here  deleted here, stays so")
    assert report[-1] == "There is nothing new in it."


def test_the_first_account_is_made_with_the_import(nobody, backup):
    done = nobody.ok("import", str(backup), "--user", "ada@example.org", said=f"{PASSWORD}\n")
    assert done.lines[-1].startswith("Added 3 habits")
    assert [one["email"] for one in nobody.ok("user list --json").json["items"]] == ["ada@example.org"]
    nobody.ok("import", str(backup), "--user", "ADA@example.org")


def test_without_an_account_and_without_its_name_nothing_is_done(nobody, backup):
    assert "--user EMAIL" in nobody.misused("import", str(backup))
    assert "password" in nobody.misused("import", str(backup), "--user", "ada@example.org")
    assert nobody.refused("import", str(backup), "--user", "nope", said=f"{PASSWORD}\n") == [
        "EMAIL: This is no e-mail address."
    ]
    assert nobody.ok("user list --json").json["items"] == []


def test_a_dry_run_needs_no_account(nobody, backup):
    assert nobody.ok("import", str(backup), "--dry-run").lines[-1].startswith("This would add 3 habits")


def test_an_account_is_never_made_beside_others_by_a_slip(nobody, backup):
    headway = nobody
    headway.ok("user add ada@example.org", said=f"{PASSWORD}\n")
    assert "ada@example.org" in headway.misused("import", str(backup), "--user", "aad@example.org")
    headway.ok("user add ben@example.org", said=f"{PASSWORD}\n")
    assert "HEADWAY_USER" in headway.misused("import", str(backup))
    headway.ok("import", str(backup), "--user", "ben@example.org")


@pytest.mark.parametrize("content", [b"", b"Position,Name\n", b"SQLite format 3\0" + b"\xa5" * 4096])
def test_what_is_no_backup_is_refused_before_anything_is_made(nobody, tmp_path, content):
    path = tmp_path / "loop.db"
    path.write_bytes(content)
    (line,) = nobody.refused("import", str(path), "--user", "ada@example.org", said=f"{PASSWORD}\n")
    assert line.startswith("FILE: ")
    assert nobody.ok("user list --json").json["items"] == []


@pytest.mark.parametrize("name", ["nope.db", "."])
def test_what_is_no_file_is_a_wrong_use(headway, tmp_path, name):
    assert "FILE" in headway.misused("import", str(tmp_path / name))


def test_what_belongs_to_nothing_is_left_out_and_told(headway, backup):
    loop_backups.execute(backup, "INSERT INTO Repetitions (habit, timestamp) VALUES (9, 0), (9, 1)")
    lines = headway.ok("import", str(backup)).lines
    at = lines.index("Left out:")
    assert lines[at + 1].startswith("  2 records of no habit  ")


def test_at_a_terminal_the_report_comes_first_and_then_the_question(headway, backup):
    seen = at_a_terminal("import", str(backup), answers=[("Import this? [Y/n]", "n")])
    assert "This would add 3 habits" in seen.partition("Import this?")[0]
    assert headway.ok("habits --json").json["items"] == []
    seen = at_a_terminal("import", str(backup), answers=[("Import this?", "")])
    assert "Importing 3 habits …" in seen
    assert "Added 3 habits" in seen
    assert len(headway.ok("habits --json").json["items"]) == 2


def test_at_a_terminal_the_account_is_offered(nobody, backup):
    answers = [
        ("Import this?", ""),
        ("e-mail", "ada@example.org"),
        ("Password: ", PASSWORD),
        ("Repeat for confirmation: ", PASSWORD),
    ]
    seen = at_a_terminal("import", str(backup), answers=answers)
    assert "Made the account ada@example.org" in seen
    assert "Added 3 habits" in seen
    assert PASSWORD not in seen
