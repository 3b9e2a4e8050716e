"""Commands on a PostgreSQL, which its operator migrates."""

from datetime import timedelta

import pytest

from tests import loop_backups
from tests.cli.conftest import set_up
from tests.loop_backups import DONE, SKIP, Habit
from tests.served import PASSWORD


@pytest.fixture(params=["postgresql16", "postgresql18"])
def engine(request: pytest.FixtureRequest) -> str:
    """The servers."""
    return str(request.param)


@pytest.fixture
def server(monkeypatch, tmp_path, address):
    """A place whose database is a PostgreSQL with nothing in it."""
    return set_up(monkeypatch, tmp_path / "data", DATABASE_URL=address)


def test_the_operator_migrates_and_then_everything_works(server, tmp_path, today, ago):
    assert "headway migrate up" in server.refused("today")[0]
    assert "headway migrate up" in server.refused("serve --port 58123")[0]
    assert "CREATE TABLE habits" in server.ok("migrate up --dry-run").out
    assert server.ok("migrate up").lines[-1] == "The schema is up to date."
    server.ok("user add ada@example.org", said=f"{PASSWORD}\n")

    days = [today - timedelta(days=back) for back in range(3)]
    backup = loop_backups.write(tmp_path / "loop.db", Habit(1, "Run", [(days[1], DONE), (days[2], SKIP)]))
    assert server.ok("import", str(backup)).lines[-1] == "Added 1 habit, 1 completion and 1 pause."
    assert server.ok("import", str(backup)).lines[-1] == "There is nothing new in it."
    assert server.ok("done run").out.endswith("Streak: 2 days. Strength: 10%.\n")
    server.ok(f"add goal Save --target 50 --unit EUR --deadline {ago(-1)} --value 5.25")
    assert server.ok("log save 1.5").out == "Save: 6.75 EUR of 50 EUR\n"
    assert "✓  Run" in server.ok("today").out
    assert server.ok("doctor").lines[-1] == "Everything is as it should be."
    assert server.ok("undo run").out.endswith("Streak: 1 day. Strength: 5%.\n")
    server.ok("user delete ada@example.org --yes")
    assert server.ok("migrate down base --yes").lines == ["The schema is at base."]
