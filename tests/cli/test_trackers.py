"""Two trackers, one way to speak: what a command prints on a server is what it prints on the embedded database."""

import re
import shlex
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests import loop_backups
from tests.cli.conftest import Headway, Said, set_up
from tests.cli.terminal import at_a_terminal
from tests.loop_backups import DONE, SKIP, Habit
from tests.served import PASSWORD, Served

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_SECOND = re.compile(r"(?<=at )\d\d:\d\d:\d\d")


@dataclass
class Both:
    """One who types every command twice: on the embedded database, and on a server."""

    monkeypatch: pytest.MonkeyPatch
    sides: tuple[dict[str, str], dict[str, str]]
    folder: Path
    ids: list[str] = field(default_factory=lambda: ["", ""])
    """What `{id}` stands for: the id that was printed last, on either side."""

    def __call__(self, words: str, said: str = "") -> Said:
        """Run a command on both sides, and give what both say to it, but for ids and moments."""
        embedded, server = (self._run(side, words, said) for side in (0, 1))
        assert server == embedded
        return server

    def _run(self, side: int, words: str, said: str) -> Said:
        self.enter(side)
        done = Headway(self.folder)(*shlex.split(words.replace("{id}", self.ids[side])), said=said)
        self.ids[side] = next(iter(_ID.findall(done.out)), self.ids[side])
        return Said(done.code, self._plain(done.out), self._plain(done.err))

    def enter(self, side: int) -> None:
        """Make the settings those of one side."""
        for name in ("SERVER", "TOKEN", "USER"):
            self.monkeypatch.delenv(f"HEADWAY_{name}", raising=False)
        for name, value in self.sides[side].items():
            self.monkeypatch.setenv(f"HEADWAY_{name}", value)

    def _plain(self, said: str) -> str:
        names: dict[str, str] = {}
        said = _ID.sub(lambda found: names.setdefault(found[0], f"<{len(names)}>"), said)
        return _SECOND.sub("<now>", _MOMENT.sub("<moment>", said))


def begin(monkeypatch: pytest.MonkeyPatch, folder: Path, served: Served) -> Both:
    """Give someone a new account on either side, both in UTC."""
    set_up(monkeypatch, folder / "data").ok("user add ada@example.org", said=f"{PASSWORD}\n")
    return Both(monkeypatch, ({}, {"SERVER": served.address, "TOKEN": served.newcomer().token}), folder)


@pytest.fixture
def both(monkeypatch, tmp_path, served):
    """Both sides, with nothing there yet."""
    return begin(monkeypatch, tmp_path, served)


@pytest.fixture(scope="module")
def settled(tmp_path_factory, served):
    """Both sides with something of everything; for refusals, which change nothing of it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        both = begin(monkeypatch, tmp_path_factory.mktemp("settled"), served)
        for words in (
            "add habit Read", "add habit Vegan", "add habit vegan", "add habit Water --times-a-day 2",
            "add goal Save --target 100 --unit EUR --deadline 2190-12-31",
        ):  # fmt: skip
            assert both(words).code == 0
        yield both


@pytest.fixture
def backup(tmp_path, today):
    """A backup with something of everything."""
    days = [today - timedelta(days=back) for back in range(6)]
    return loop_backups.write(
        tmp_path / "My Backup.db",
        Habit(
            1, "Read", [(days[0], DONE, "begun"), (days[1], SKIP, "ill"), (days[2], DONE)], columns={"uuid": "a"}
        ),
        Habit(2, "Run", [(days[0], 5_000)], 1, 7, {"uuid": "b", "type": 1, "target_value": 5.0, "unit": "km"}),
        Habit(3, "Old", [(days[4], DONE)], columns={"uuid": "c", "archived": 1, "question": "Läufst du? 走る"}),
    )


def test_habits_are_spoken_of_alike(both, ago):
    for words in (
        "today", "habits", "habits --json", "today --json",
        "add habit 'Läufe ✓ 走る [red]' --weekly 3 --json", "add habit Read", "add habit Water --times-a-day 2",
        "add habit Bins --every 14 --from 2026-01-05",
        """add habit Club --config '{"pattern": "NTH_WEEKDAY", "rules": {"weekday": "TUE", "nth": 2}}'""",
        "done Read", "done Read", "done read --note 'two\nlines' --json", f"done rea --date {ago(1)} --note ü",
        "done Water", "done Water", f"done Water --date {ago(1)}", "done Water --time 07:30 --note early",
        "done Water --time 07:30", "done Water --time 07:31:59 --json",
        "today", "today --json", f"today --date {ago(1)}", f"today --date {ago(1)} --json",
        "habits", "habits --json",
        "undo Water", "undo Water --time 07:30", "undo Water --time 07:30", f"undo Water --date {ago(1)}",
        f"undo Water --date {ago(3)}", "undo Read", "undo Read", f"undo Läufe --date {ago(1)}",
        "today", "habits --archived", "habits --archived --json",
    ):  # fmt: skip
        assert both(words).code == 0, words


def test_goals_are_spoken_of_alike(both, ago):
    for words in (
        "goals", "goals --json",
        f"add goal Save --target 5000 --unit EUR --deadline {ago(-30)} --value 250.10 --json",
        "add goal Pages --counter --unit pages", f"add goal Sober --counts-days --since {ago(9)}",
        "add goal Clean --counts-days --json", "log {id} -3",
        "log Save 12.5", "log save -0.01 --note oops --json", f"log Save 1000 --total --date {ago(1)}",
        "log Save 1000 --total --json", "log Sober 0 --total --note cake", "log Pages 12", "log Save 4000",
        f"slip Clean --date {ago(2)} --note 'one sip'", "slip Pages --json",
        "reset Pages --note 'a new book' --json",
        f"reset Sober --date {ago(5)}", "runs Sober", "runs Pages --json", "log Pages 30", "runs Pages",
        f"add goal Smoke --counts-days --since {ago(400)} --saved-per-day 8.5 --saved-unit EUR", "runs Smoke",
        f"reset Smoke --date {ago(20)} --note 走る", f"slip Smoke --date {ago(3)}", "runs smoke",
        "runs Smoke --json",
        "goals", "goals --json", "goals --archived", "today", "today --json",
    ):  # fmt: skip
        assert both(words).code == 0, words


def test_pauses_are_spoken_of_alike(both, ago):
    for words in (
        "pauses", "pauses --json", "add habit Read", "pause", "pause Read --reason 'ill\nat home' --json",
        f"pause Read --from {ago(9)} --to {ago(5)}", f"pause --from {ago(3)} --to {ago(3)} --reason 走る", "pauses",
        "pauses --json", "today", "unpause {id}", "pauses",
    ):  # fmt: skip
        assert both(words).code == 0, words


def test_spans_are_looked_back_on_alike(both, ago):
    assert both("review").code == 0
    for words in (
        "add habit Read", "add habit Water --times-a-day 2", "done Read", f"done Read --date {ago(8)}",
        f"add goal Save --target 5000 --unit EUR --deadline {ago(-30)} --value 250.10",
        f"add goal Sober --counts-days --since {ago(9)}", "log Sober 0 --total",
        "add goal Pages --counter --unit pages",
        "review", "review --json", f"review --date {ago(7)}", "review --month", "review --quarter --json",
        f"review --year --date {ago(30)}", f"review --from {ago(9)} --to {ago(1)}",
        f"review --from {ago(3)} --json",
    ):  # fmt: skip
        assert both(words).code == 0, words
    for words, code in (
        ("review --week --year", 2), (f"review --to {ago(1)}", 1), (f"review --date {ago(-9)}", 1),
        (f"review --from {ago(1)} --to {ago(3)}", 1), (f"review --from {ago(1)} --date {ago(1)}", 1),
    ):  # fmt: skip
        assert both(words).code == code, words


def test_files_are_brought_in_alike(both, backup):
    for words in (
        f"import '{backup}' --dry-run", f"import '{backup}' --dry-run --json", f"import '{backup}'", "habits",
        "today", f"import '{backup}' --yes", f"import '{backup}' --json", "pauses", "habits --archived --json",
        "undo Read", f"import '{backup}'", "habits",
    ):  # fmt: skip
        assert both(words).code == 0, words


@pytest.mark.parametrize("answer", ["", "n"])
def test_somebody_at_a_terminal_sees_the_same(both, backup, answer):
    seen = []
    for side in (0, 1):
        both.enter(side)
        seen.append(at_a_terminal("import", str(backup), answers=[("Import this? [Y/n]", answer)]))
    assert _still(seen[0]) == _still(seen[1])
    assert both("habits").code == 0


def _still(seen: str) -> list[str]:
    """Leave out what turns while something takes its time."""
    return [line for line in re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", seen).splitlines() if "…" not in line]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("done nope", 2),
        ("done ''", 2),
        ("done Vegan", 2),
        ("undo v", 2),
        ("log nope 1", 2),
        ("pause nope", 2),
        ("unpause nope", 2),
        ("unpause 0190a0a0-ada0-7000-8000-000000000001", 1),
        ("done Read --date {tomorrow}", 1),
        ("done Read --date 1899-12-31 --time 08:00 --note {long}", 1),
        ("done Water --date {tomorrow} --note {long}", 1),
        ("done Water --date {tomorrow} --time 08:00", 1),
        ("done Read --date 2026-02-30", 2),
        ("today --date {tomorrow}", 1),
        ("today --date 2200-01-01", 1),
        ("log Save 0", 1),
        ("log Save 0.001 --date {tomorrow} --note ' '", 1),
        ("log Save 99999999999 --date 1899-01-01", 1),
        ("log Save 0.0000000000000000001", 1),
        ("log Save -9999999999999999999.9999999999999999999", 1),
        ("log Save 99999999999999999999", 2),
        ("log Save 1e3", 2),
        ("add habit ' '", 1),
        ("add habit x --weekly 9", 1),
        ("add habit half\udce4", 1),
        ("done Read --note half\udce4", 1),
        ("add habit x --weekly 99999999999999999999999999", 1),
        ("add habit x --weekly 3 --on MON,MON,XYZ", 1),
        ("add habit {long} --times-a-day 0", 1),
        ("""add habit x --config '{"pattern": "NEVER", "rules": {}}'""", 1),
        ("""add habit x --type WEEKLY --config '{"timesPerWeek": 1.5, "more": [1]}'""", 1),
        ("""add habit x --config '{"pattern": "RRULE", "rules": {"rrule": "FREQ=SECONDLY"}}'""", 1),
        ("add goal ' ' --target 0 --unit ' ' --deadline 2020-01-01", 1),
        ("add goal x --counts-days --since {tomorrow} --value -1", 1),
        ("add goal x --target 1 --unit km --deadline {tomorrow} --value 0.001 --since 2999-01-01", 1),
        ("add goal x --counts-days --saved-per-day 0.001", 1),
        ("add goal x --counts-days --saved-per-day 0 --saved-unit ' '", 1),
        ("add goal x --counter --unit km --saved-unit EUR", 2),
        ("slip Save", 1),
        ("runs Save", 1),
        ("slip nope", 2),
        ("reset Save --date {tomorrow} --note {long}", 1),
        ("reset Save", 1),
        ("pause --from 2026-01-02 --to 2026-01-01 --reason {long}", 1),
        ("pause Read --from 1800-01-01", 1),
        ("import nope.db", 2),
        ("import {empty}", 1),
        ("import {text} --dry-run", 1),
        ("import {damaged} --yes", 1),
        ("import {other} --json", 1),
        ("import {waiting}", 1),
    ],
)
def test_refusals_are_worded_alike(settled, ago, tmp_path, words, code):
    for name, value in {"tomorrow": ago(-1), "long": "x" * 501, **_files(tmp_path)}.items():
        words = words.replace(f"{{{name}}}", value)
    done = settled(words)
    assert (done.code, done.out) == (code, ""), done
    assert done.err


def _files(folder: Path) -> dict[str, str]:
    """Write files that are no backups, or not whole ones."""
    written = {"empty": b"", "text": b"Date,Name\n", "damaged": b"SQLite format 3\0" + b"\xa5" * 4096}
    for name, content in written.items():
        (folder / name).write_bytes(content)
    loop_backups.execute(folder / "other", "CREATE TABLE habits (id)")
    waiting = loop_backups.write(folder / "waiting", Habit(1, "Read"))
    waiting.with_name("waiting-wal").write_bytes(b"newer rows")
    return {name: str(folder / name) for name in (*written, "other", "waiting")}
