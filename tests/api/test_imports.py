"""Files of other trackers, sent to be brought in."""

import random
from datetime import timedelta

import pytest

from headway.api.handlers import imports
from tests import loop_backups
from tests.api.clients import broken, code_of
from tests.cast import TODAY
from tests.doors import at_once
from tests.loop_backups import DONE, SKIP, Habit


@pytest.fixture
def backup(tmp_path):
    """A backup with a habit of three days, and one that was archived."""
    days = [TODAY - timedelta(days=back) for back in range(3)]
    return loop_backups.write(
        tmp_path / "loop.db",
        Habit(
            1, "Read", [(days[0], DONE, "begun"), (days[1], SKIP, "ill"), (days[2], DONE)], columns={"uuid": "a"}
        ),
        Habit(2, "Old", [(days[2], DONE)], columns={"uuid": "b", "archived": 1}),
    ).read_bytes()


def test_a_file_is_brought_in_and_reported(ada_there, backup):
    report = ada_there.post("/imports", backup)
    assert (report["source"], report["dryRun"]) == ("loop", False)
    assert report["totals"] == {
        "habits": {"new": 2, "known": 0, "deleted": 0},
        "completions": {"new": 3, "already": 0, "deletedSince": 0},
        "pauses": {"new": 1, "already": 0, "deletedSince": 0},
    }
    read, old = report["habits"]
    assert (read["title"], read["state"], old["archivedOn"]) == ("Read", "NEW", str(TODAY - timedelta(days=1)))
    kept = ada_there.get(f"/habits/{read['habitId']}")
    assert (kept["title"], kept["currentStreak"], kept["completions"][0]["note"]) == ("Read", 2, "begun")


def test_once_more_adds_nothing(ada_there, backup):
    ada_there.post("/imports", backup)
    again = ada_there.post("/imports", backup)
    assert [one["state"] for one in again["habits"]] == ["KNOWN", "KNOWN"]
    assert again["totals"]["completions"] == {"new": 0, "already": 3, "deletedSince": 0}
    assert len(ada_there.get("/habits", "archived=all")["items"]) == 2


def test_a_dry_run_tells_and_changes_nothing(ada_there, backup):
    told = ada_there.call("POST", "/imports", backup, query="dryRun=true").json
    assert ada_there.get("/habits", "archived=all")["items"] == []
    assert ada_there.call("POST", "/imports", backup, query="dryRun=false").json == told | {"dryRun": False}


def test_everybody_imports_for_themselves(ada_there, ben_there, backup):
    mine, his = (there.post("/imports", backup) for there in (ada_there, ben_there))
    assert {one["habitId"] for one in mine["habits"]}.isdisjoint(one["habitId"] for one in his["habits"])
    assert [len(there.get("/habits")["items"]) for there in (ada_there, ben_there)] == [1, 1]


def test_many_at_once_add_it_once(ada_there, backup):
    replies = at_once(6, lambda _: ada_there.call("POST", "/imports", backup))
    assert [reply.status_code for reply in replies] == [200] * 6
    assert sorted(reply.json["totals"]["completions"]["new"] for reply in replies) == [0] * 5 + [3]


def test_whoever_may_not_is_told_before_the_file_is_taken(ada_there, cy, backup):
    assert code_of(cy.refused("POST", "/imports", backup)) == "unauthenticated"
    reader = ada_there.with_token("read")
    for query in ("dryRun=true", "dryRun=false"):
        assert code_of(reader.refused("POST", "/imports", b"no file at all", query=query)) == "scope_missing"


@pytest.mark.parametrize("said", ["yes", "True", "1", ""])
def test_a_dry_run_is_true_or_false(ada_there, backup, said):
    problem = ada_there.refused("POST", "/imports", backup, query=f"dryRun={said}")
    assert broken(problem) == [("/dryRun", "out_of_range")]


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_a_file_is_declared_as_one(ada_there, backup, kind):
    problem = ada_there.refused("POST", "/imports", backup, headers={"Content-Type": kind})
    assert code_of(problem) == "unsupported_media_type"
    assert ada_there.get("/habits")["items"] == []


def test_a_file_may_have_so_many_bytes_and_no_more(ada_there, backup, monkeypatch):
    monkeypatch.setattr(imports, "MOST_BYTES", len(backup))
    ada_there.post("/imports", backup)
    problem = ada_there.refused("POST", "/imports", backup + b"\0")
    assert (problem["status"], code_of(problem)) == (413, "payload_too_large")
    assert str(len(backup)) in problem["detail"]


@pytest.mark.parametrize("content", [b"", b"Date,Name\n", b"SQLite format 3\0" + b"\xa5" * 4096])
def test_what_is_no_backup_is_refused_by_name(ada_there, content):
    problem = ada_there.refused("POST", "/imports", content)
    assert broken(problem) == [("/file", "pattern")]


def test_a_file_that_broke_off_on_the_way_is_not_read(ada_there, backup):
    problem = ada_there.refused("POST", "/imports", backup, headers={"Content-Length": str(len(backup) + 1)})
    assert (broken(problem), problem["detail"]) == ([("/file", "pattern")], "It broke off on the way.")


def test_a_damaged_file_is_refused_whole_or_taken(ada_there, backup):
    dice = random.Random(7)
    for _ in range(60):
        damaged = bytearray(backup)
        for _ in range(dice.randrange(1, 40)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        assert ada_there.call("POST", "/imports", bytes(damaged), query="dryRun=true").status_code in {200, 422}
    assert ada_there.get("/habits", "archived=all")["items"] == []


def test_who_waits_too_long_for_a_turn_is_told_to_come_back(ada_there, backup, monkeypatch):
    monkeypatch.setattr(imports, "WAIT_SECONDS", 1)
    with imports.TURN:
        reply = ada_there.call("POST", "/imports", backup)
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "1")
    ada_there.post("/imports", backup)
