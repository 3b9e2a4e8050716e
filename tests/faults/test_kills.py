"""Killed in the middle: whatever was acknowledged is there, whatever was not is done wholly or not at all."""

import random
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing

from headway.storage.database import Database
from tests.cli.conftest import Headway
from tests.faults.clients import Person, report, working
from tests.faults.served import Served


def test_every_acknowledged_write_outlives_a_kill(
    served: Served, people: Sequence[Person], headway: Headway, rounds: int, dice: random.Random
):
    done, undone = 0, 0
    for _ in range(rounds):
        with working(people):
            time.sleep(dice.uniform(0.1, 0.8))
            served.kill()
        check_file(served)
        served.launch()
        check_caches(headway)
        served.wait()
        for person in people:
            were_done, were_not = person.check()
            done, undone = done + were_done, undone + were_not
            for client in person.clients:
                client.finish()
            assert person.check() == (0, 0)
    check_caches(headway)
    acknowledged = sum(person.acknowledged for person in people)
    report(f"{rounds} kills, {acknowledged} acknowledged writes, {done + undone} unanswered, {done} of them done")
    assert done + undone >= rounds


def check_file(served: Served) -> None:
    """Look at an embedded database as SQLite itself does."""
    path = Database(served.database_url).path
    if path is not None:
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def check_caches(headway: Headway) -> None:
    """Have everything computed anew, and compared."""
    found = headway("doctor --json")
    assert (found.code, found.json["faults"], found.json["drift"]) == (0, [], []), found
    assert found.json["checked"] > 0
