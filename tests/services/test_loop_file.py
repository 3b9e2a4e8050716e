import os
import sqlite3
from contextlib import closing, suppress
from datetime import date

import pytest

from headway.domain.errors import Code, RejectedError
from headway.services import loop
from headway.services.loop import file
from tests import loop_backups
from tests.loop_backups import DONE, Habit

TODAY = date(2026, 1, 21)
HABITS = "CREATE TABLE Habits (id, name, freq_num, freq_den)"
ENTRIES = "CREATE TABLE Repetitions (habit, timestamp)"


def refusal(path):
    with pytest.raises(RejectedError) as caught:
        loop.read(path, TODAY)
    (broken,) = caught.value.broken
    assert broken.field == ("file",)
    return broken


@pytest.fixture
def backup(tmp_path):
    entries = [(date.fromordinal(TODAY.toordinal() - back), DONE, "said " * 20) for back in range(500)]
    return loop_backups.write(tmp_path / "loop.db", Habit(1, "Run", entries))


def test_the_file_stays_as_it_is(backup):
    backup.chmod(0o400)
    before = (backup.read_bytes(), sorted(backup.parent.iterdir()))
    loop.read(backup, TODAY)
    assert (backup.read_bytes(), sorted(backup.parent.iterdir())) == before


@pytest.mark.parametrize("name", ["with space.db", "100%?mode=rwc#.db", "überall.db"])
def test_any_name_of_a_file_will_do(backup, name):
    assert len(loop.read(backup.rename(backup.with_name(name)), TODAY).habits) == 1


def test_what_is_not_there_or_no_file_is_refused(tmp_path):
    assert "No such file" in refusal(tmp_path / "none.db").detail
    assert "not a file" in refusal(tmp_path).detail
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in refusal(tmp_path / "pipe").detail


@pytest.mark.parametrize("content", [b"", b"SQLite", b"Position,Name\n001,Run\n", b"\x00" * 4096])
def test_what_is_no_database_is_refused(tmp_path, content):
    path = tmp_path / "loop.db"
    path.write_bytes(content)
    assert "not an SQLite database" in refusal(path).detail


@pytest.mark.parametrize(
    "statements",
    [
        ["VACUUM"],
        ["CREATE TABLE tracks (_id)", "CREATE TABLE ticks (_id)"],
        [HABITS],
        [ENTRIES],
        [HABITS, "CREATE TABLE Repetitions (habit, day)"],
        ["CREATE TABLE Habits (id, name)", ENTRIES],
        ["CREATE VIEW Habits AS SELECT 1 AS id, 2 AS name, 1 AS freq_num, 1 AS freq_den", ENTRIES],
        ["CREATE VIRTUAL TABLE Habits USING fts5(id, name, freq_num, freq_den)", ENTRIES],
    ],
)
def test_databases_of_others_are_refused(tmp_path, statements):
    path = tmp_path / "other.db"
    loop_backups.execute(path, *statements)
    assert refusal(path).detail == "It is a database, but not a backup of Loop Habit Tracker."


def test_a_newer_schema_is_refused_by_its_number(backup):
    loop_backups.execute(backup, "PRAGMA user_version = 26")
    assert "schema 26" in refusal(backup).detail


def test_an_empty_backup_is_a_backup(tmp_path):
    assert loop.read(loop_backups.write(tmp_path / "loop.db"), TODAY).habits == ()


@pytest.mark.parametrize("start", [100, 4096, 8192, 20_000])
def test_a_damaged_file_is_refused_or_read_but_never_breaks(backup, start):
    content = bytearray(backup.read_bytes())
    content[start : start + 2_000] = b"\xa5" * 2_000
    backup.write_bytes(content)
    with suppress(RejectedError):
        loop.read(backup, TODAY)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(backup, part):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * part)])
    assert "not a readable SQLite database" in refusal(backup).detail


def test_rows_that_still_stand_in_a_log_beside_it_are_not_lost_in_silence(backup):
    with closing(sqlite3.connect(backup)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("INSERT INTO Repetitions (habit, timestamp) VALUES (1, 0)")
        database.commit()
        assert "loop.db-wal" in refusal(backup).detail


def test_limits_are_kept(backup, monkeypatch):
    for limit, most, code in [
        ("MOST_BYTES", 5_000, Code.TOO_LONG),
        ("MOST_HABITS", 0, Code.TOO_LONG),
        ("MOST_ENTRIES", 499, Code.TOO_LONG),
        ("MOST_COLUMNS", 5, Code.TOO_LONG),
        ("LONGEST_ROW", 90, Code.PATTERN),
        ("MOST_STEPS", 1_000, Code.PATTERN),
    ]:
        with monkeypatch.context() as patched:
            patched.setattr(file, limit, most)
            assert (limit, refusal(backup).code) == (limit, code)
    loop.read(backup, TODAY)


def test_text_is_bounded_in_all_even_where_the_file_is_small(backup, monkeypatch):
    monkeypatch.setattr(file, "MOST_TEXT", 40_000)
    assert refusal(backup).code is Code.TOO_LONG


def test_a_column_whose_name_is_no_text_is_passed_over(backup):
    loop_backups.execute(
        backup,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = CAST(replace(sql, 'color', CAST(x'ff' AS TEXT)) AS TEXT)",
    )
    (habit,) = loop.read(backup, TODAY).habits
    assert "color" not in habit.raw["habit"]
    assert len(habit.completions) == 500


def test_what_sqlite_quotes_of_a_damaged_schema_may_be_no_text(backup):
    schema = b"CREATE TABLE Habits (a) \xb2".hex()
    loop_backups.execute(
        backup,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = CAST(x'{schema}' AS TEXT)",
    )
    assert "not a readable SQLite database" in refusal(backup).detail


def test_nothing_in_the_file_can_run_for_ever(tmp_path):
    path = tmp_path / "loop.db"
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, i FROM n"
    loop_backups.execute(path, f"CREATE VIEW Habits (id, name, freq_num, freq_den) AS {endless}", ENTRIES)
    assert "not a backup" in refusal(path).detail
