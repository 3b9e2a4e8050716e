"""The command line over a data directory of its own, or over a server, as someone would use it."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from typer.testing import CliRunner

from headway import clock
from headway.cli import place
from headway.cli.main import app
from headway.domain.pauses import PauseDraft
from headway.services import habits, pauses
from headway.services.passwords import Passwords
from headway.services.scope import Scope
from headway.storage import users as stored
from tests.served import PASSWORD, Newcomer, Served

IMPLEMENTATIONS = ["embedded", "server"]


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Headway:
    """Runs `headway` with words that are separated by blanks, or with what is listed."""

    directory: Path

    def __call__(self, *words: str, said: str = "") -> Said:
        """Run a command, whatever comes of it."""
        listed = words[0].split() if len(words) == 1 else list(words)
        done = CliRunner().invoke(app, listed, input=said)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Said(done.exit_code, done.stdout, done.stderr)

    def ok(self, *words: str, said: str = "") -> Said:
        """Run a command that has to be done."""
        done = self(*words, said=said)
        assert (done.code, done.err) == (0, ""), done
        return done

    def refused(self, *words: str, said: str = "") -> list[str]:
        """Run a command that has to be refused, and give the reasons."""
        done = self(*words, said=said)
        assert (done.code, done.out) == (1, ""), done
        return done.err.splitlines()

    def misused(self, *words: str, said: str = "") -> str:
        """Run a command that is used wrongly, and give what it says to that."""
        done = self(*words, said=said)
        assert (done.code, done.out) == (2, ""), done
        return done.err


def set_up(monkeypatch: pytest.MonkeyPatch, directory: Path, **settings: str) -> Headway:
    """Make the settings those of a new place, and nothing of whoever runs the tests."""
    for name in [one for one in os.environ if one.startswith("HEADWAY_")]:
        monkeypatch.delenv(name)
    for name, value in {"DATA_DIR": str(directory), "BCRYPT_COST": "4", **settings}.items():
        monkeypatch.setenv(f"HEADWAY_{name}", value)
    monkeypatch.setenv("TZ", "UTC")
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return Headway(directory)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Headway:
    """A place where nobody has an account yet."""
    return set_up(monkeypatch, tmp_path / "data")


@pytest.fixture(params=IMPLEMENTATIONS[:1])
def implementation(request: pytest.FixtureRequest) -> str:
    """What the commands of Ada work on; modules about what they do name both."""
    return str(request.param)


@pytest.fixture
def whose(implementation: str, request: pytest.FixtureRequest) -> Newcomer | None:
    """Somebody new on the server, if the commands work there."""
    if implementation == "embedded":
        return None
    served: Served = request.getfixturevalue("served")
    return served.newcomer()


@pytest.fixture
def headway(nobody: Headway, whose: Newcomer | None, monkeypatch: pytest.MonkeyPatch) -> Headway:
    """Ada's place, where she is alone; or her account on a server."""
    if whose is None:
        nobody.ok("user add ada@example.org", said=f"{PASSWORD}\n")
    else:
        monkeypatch.setenv("HEADWAY_SERVER", whose.served.address)
        monkeypatch.setenv("HEADWAY_TOKEN", whose.token)
    return nobody


@pytest.fixture
def today() -> date:
    """The day it is for someone in UTC: commands read the real clock."""
    return clock.now().date()


@pytest.fixture
def ago(today: date) -> Callable[[int], str]:
    """Write the day that was so many days ago; a day to come, if it is negative."""
    return lambda count: str(today - timedelta(days=count))


@pytest.fixture
def within(headway: Headway, whose: Newcomer | None) -> Callable[[Callable[[Scope], Any]], Any]:
    """Do what no command does, for Ada."""

    def do(work: Callable[[Scope], Any]) -> Any:
        if whose is not None:
            with whose.scope() as scope:
                return work(scope)
        with place.opened() as here, here.scopes.open_for(place.owner(here).id, write=True) as scope:
            return work(scope)

    return do


@pytest.fixture
def archive(within: Callable[..., Any]) -> Callable[[str], Any]:
    """Archive a habit."""
    return lambda id_: within(lambda scope: habits.archive(scope, UUID(id_)))


@pytest.fixture
def pause(within: Callable[..., Any], today: date) -> Callable[[str], Any]:
    """Pause a habit from today on."""
    return lambda id_: within(lambda scope: pauses.create(scope, PauseDraft(today, None, UUID(id_))))


@pytest.fixture
def sign_in(headway: Headway) -> Callable[[str], bool]:
    """Tell whether Ada's password is this one."""

    def matches(password: str) -> bool:
        with place.opened() as here:
            ada = place.owner(here)
            with here.scopes.visit(write=False) as visit:
                kept = stored.find_password(visit.tx, ada.id)
        return Passwords(4).matches(password, kept)

    return matches
