"""The command as a whole: what it offers, how it ends, and how quickly it begins."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer import Context
from typer.main import get_group

from headway.cli.main import app


def run(*words: str, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command as it is."""
    return subprocess.run(
        [Path(sys.executable).with_name("headway"), *words],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def test_help_tells_of_every_command_what_it_tells_itself(nobody):
    commands = get_group(app)
    told = nobody.ok("--help").out
    for name in commands.list_commands(Context(commands)):
        own = commands.get_command(Context(commands), name)
        first = (own.help if own and own.help else "").partition("\n")[0]
        assert any(line.split() == [name, *first.split()] for line in told.splitlines()), (name, first)


@pytest.mark.parametrize(
    "words", ["nope", "today --nope", "today 5", "done", "log Save", "add", "add nope", "user"]
)
def test_a_wrong_use_exits_with_2_and_says_where_help_is(headway, words):
    assert "headway" in headway.misused(words)


def test_backup_restore_and_export_do_not_exist_yet(nobody):
    for name in ("backup", "restore", "export"):
        assert f"No such command '{name}'" in nobody.misused(name)


@pytest.mark.parametrize(
    ("name", "value", "code", "told"),
    [
        ("PORT", "abc", 2, "HEADWAY_PORT"),
        ("SERVER", "https://headway.example.org", 2, "headway login --server https://headway.example.org"),
        ("DATABASE_URL", "mysql://x/y", 2, "HEADWAY_DATABASE_URL"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/none", 1, "PostgreSQL is not available"),
        ("DATABASE_URL", "sqlite:////proc/none/headway.db", 1, "cannot be made"),
        ("DATABASE_URL", "sqlite:////etc/hostname", 1, "not a database"),
    ],
)
def test_what_stands_in_the_way_is_told_in_a_line(headway, monkeypatch, name, value, code, told):
    monkeypatch.setenv(f"HEADWAY_{name}", value)
    done = headway("today")
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_file_of_settings_that_cannot_be_read_is_told(nobody):
    nobody.directory.mkdir()
    (nobody.directory / "headway.toml").write_text("port = [")
    assert "headway.toml" in nobody.misused("today")


def test_it_runs_as_installed(headway):
    done = run("add", "habit", "Read", "--weekly", "9")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "--weekly: It lies in 1 … 7.\n")
    assert run("add", "habit", "Läufe ✓").returncode == 0
    assert "Läufe ✓" in run("habits").stdout
    assert "L\xe4ufe ?" in run("habits", PYTHONIOENCODING="latin-1", encoding="latin-1").stdout
    assert run("nope").returncode == 2


def loaded(*words: str) -> set[str]:
    """List the packages that a command loads."""
    program = (
        "import sys; from headway.cli.main import app; app(sys.argv[1:], standalone_mode=False);"
        "print('|'.join(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split("|"))


@pytest.mark.parametrize("words", ["today", "habits", "done Read", "log Books 1", "add habit Run"])
def test_everyday_commands_load_no_server_and_no_migrations(headway, words):
    headway.ok("add habit Read")
    headway.ok("add goal Books --counter --unit books")
    assert not loaded(*words.split()) & {"granian", "alembic", "falcon", "jinja2", "pydantic", "rich.progress"}


@pytest.mark.parametrize("words", ["today", "pauses", "done Read", "log Books 1", "add habit Run"])
def test_on_a_server_commands_load_no_database(served, nobody, monkeypatch, words):
    monkeypatch.setenv("HEADWAY_SERVER", served.address)
    monkeypatch.setenv("HEADWAY_TOKEN", served.newcomer().token)
    nobody.ok("add habit Read")
    nobody.ok("add goal Books --counter --unit books")
    assert not loaded(*words.split()) & {
        "sqlalchemy",
        "psycopg",
        "sqlite3",
        "alembic",
        "falcon",
        "granian",
        "jinja2",
    }


def test_help_loads_no_database(nobody):
    assert not loaded("--help") & {"sqlalchemy", "psycopg", "msgspec", "rich"}
