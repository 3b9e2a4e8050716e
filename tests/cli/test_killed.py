"""Long commands that are killed in the middle: run again, they go on from there, and all is as it should be."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, update

from headway import clock
from headway.cli import wording
from headway.domain.completions import CompletionDraft
from headway.services import completions, doctor, revisions
from headway.services.scope import Scopes
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.storage.tables import habit_completions, habits, users
from tests.cast import ADA, PASSWORD_HASH
from tests.cli.conftest import set_up
from tests.rows import DONE, HABIT

ACCOUNTS, DAYS = 120, 60
HABIT_ID = UUID(int=1)
PATIENCE_SECONDS = 30
_COMMAND = [sys.executable, "-c", "from headway.cli.main import run; run()"]


@pytest.fixture
def home(monkeypatch, tmp_path, address):
    """A place with many accounts, whose streaks were never counted."""
    headway = set_up(monkeypatch, tmp_path / "data", DATABASE_URL=address)
    with closing(Database(address)) as database:
        Schema(database).upgrade()
        fill(database)
    return headway


@pytest.fixture
def scopes(home, address):
    with closing(Database(address)) as database:
        yield Scopes(database, clock.now)


@pytest.fixture
def watching(home, address):
    """Scopes that need not wait for the turn of whoever writes meanwhile."""
    with closing(Database(address)) as database:
        yield Scopes(database, clock.now)


def fill(database):
    today = clock.now().date()
    owners = [UUID(int=number) for number in range(1, ACCOUNTS + 1)]
    account = {name: getattr(ADA, name) for name in type(ADA).__slots__} | {"password_hash": PASSWORD_HASH}
    habit = HABIT | {"id": HABIT_ID, "category_id": None, "created_on": today - timedelta(days=DAYS)}
    done = DONE | {"habit_id": HABIT_ID}
    days = {UUID(int=back): today - timedelta(days=back) for back in range(1, DAYS) if back % 9}
    with database.write() as tx:
        tx.execute(insert(users), [account | {"id": owner} for owner in owners])
        tx.execute(insert(habits), [habit | {"user_id": owner} for owner in owners])
        for id_, day in days.items():
            tx.execute(
                insert(habit_completions),
                [done | {"user_id": owner, "id": id_, "completion_date": day} for owner in owners],
            )


def kill_in_the_middle(command, count_left):
    """Start a command, and kill it when it has done something and not all; give how much is left."""
    at_first = count_left()
    with subprocess.Popen([*_COMMAND, *command], stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + PATIENCE_SECONDS
        while count_left() == at_first:
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < until, "it does nothing"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    left = count_left()
    assert 0 < left < at_first
    return left


def drift(scopes):
    return [one for batch in doctor.examine(scopes) for one in batch.drift]


def test_a_killed_migration_of_data_goes_on_where_it_was_killed(home, scopes, watching):
    recorded = []

    def record():
        """Tick the habit of one account after the other, whether or not its turn was already."""
        for number in range(ACCOUNTS, 0, -1):
            with scopes.open_for(UUID(int=number), write=True) as scope:
                completions.record(scope, HABIT_ID, CompletionDraft(scope.today))
            recorded.append(number)

    with ThreadPoolExecutor(1) as meanwhile:
        recording = meanwhile.submit(record)
        left = kill_in_the_middle(["migrate", "up"], lambda: revisions.count_behind(watching))
        assert home.ok("migrate status").lines[-1] == f"To do: the data of {wording.count(left, 'account')}"
        goes_on = home.ok("migrate up").lines
        recording.result(PATIENCE_SECONDS)
    assert goes_on == [f"Done: the data of {wording.count(left, 'account')}", "The schema is up to date."]
    assert len(recorded) == ACCOUNTS
    assert drift(scopes) == []
    with scopes.open_for(UUID(int=1), write=False) as scope:
        assert completions.page(scope, HABIT_ID, limit=1).items[0].completion_date == scope.today
    assert home.ok("migrate status").lines[-1] == "It is up to date."


def test_a_killed_doctor_leaves_each_habit_right_or_as_it_was_and_finishes_the_next_time(home, scopes):
    list(revisions.catch_up(scopes))
    wrong = 5000
    with scopes.visit(write=True) as visit:
        visit.tx.execute(update(habits).values(longest_over=wrong))
    damaged = select(func.count()).select_from(habits).where(habits.c.longest_over == wrong)

    def count_damaged():
        with scopes.visit(write=False) as visit:
            return visit.tx.execute(damaged).scalar_one()

    left = kill_in_the_middle(["doctor", "--repair"], count_damaged)
    assert {(one.field, one.kept) for one in drift(scopes)} == {("streak.longest_over", str(wrong))}
    repaired = home.ok("doctor --repair --json").json
    assert len(repaired["drift"]) == left
    assert home.ok("doctor --json").json["drift"] == []
