"""PostgreSQL taken away in the middle, and brought back: everyone is told to come back, and then goes on."""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from itertools import cycle
from pathlib import Path

import psycopg
import pytest

from tests.cli.conftest import Headway, set_up
from tests.doors import at_once
from tests.faults.clients import Person, check_people, check_refusals, report, told_to_come_back, working
from tests.faults.connections import Connection
from tests.faults.served import Served, free_port
from tests.faults.test_kills import check_caches
from tests.postgresql import Cluster

Way = Callable[[Callable[[], None]], None]
"""Takes PostgreSQL away, does something meanwhile, and brings it back."""

MANY = 24
"""More at once than two processes have connections for."""


@pytest.fixture(params=["postgresql16", "postgresql18"])
def engine(request: pytest.FixtureRequest) -> str:
    """The servers."""
    return str(request.param)


@pytest.fixture
def cluster(engine: str, clusters: Callable[[int], Cluster]) -> Cluster:
    """The PostgreSQL that Headway is served on."""
    return clusters(int(engine.removeprefix("postgresql")))


@pytest.fixture
def ways(cluster: Cluster) -> list[Way]:
    """Restarted, stopped without warning, killed, and crashed when one process of it was killed."""

    def between(take_away: Callable[[], None]) -> Way:
        def way(meanwhile: Callable[[], None]) -> None:
            take_away()
            meanwhile()
            cluster.start()

        return way

    return [
        between(lambda: cluster.stop("fast")),
        between(lambda: cluster.stop("immediate")),
        between(cluster.kill),
        lambda _meanwhile: cluster.crash(),
    ]


def test_writes_go_on_once_postgresql_is_back(
    served: Served, people: Sequence[Person], ways: list[Way], headway: Headway, rounds: int, dice: random.Random
):
    def meanwhile() -> None:
        assert served.ask("GET", "/healthz")[0] == 200
        assert told_to_come_back(*served.ask("GET", "/readyz"))
        time.sleep(dice.uniform(0, 0.4))

    refused = 0
    for _, way in zip(range(rounds), cycle(dice.sample(ways, len(ways))), strict=False):
        with working(people):
            time.sleep(dice.uniform(0.1, 0.4))
            way(meanwhile)
            back_at = time.monotonic()
            time.sleep(0.4)
        assert served.ask("GET", "/readyz")[0] == 200
        refused += check_refusals(people, back_at)
        check_people(people)
    check_caches(headway)
    acknowledged = sum(person.acknowledged for person in people)
    report(f"{rounds} times away, {acknowledged} acknowledged writes, {refused} refusals")


@pytest.mark.parametrize("engine", ["postgresql18"])
def test_nobody_notices_a_restart_that_nobody_was_asking_in(served: Served, ways: list[Way]):
    token = served.account("ada@example.org")

    def ask(number: int) -> int:
        with closing(Connection(served.port, token)) as connection:
            method, path, body = (
                ("GET", "/today", None) if number % 2 else ("PATCH", "/me", {"weekStart": "SUNDAY"})
            )
            return connection.ask(method, path, body)[0]

    assert at_once(MANY, ask) == [200] * MANY
    for way in ways:
        way(lambda: None)
        assert at_once(MANY, ask) == [200] * MANY


@pytest.mark.parametrize("engine", ["postgresql18"])
def test_who_finds_no_connection_left_is_told_to_come_back(served: Served, cluster: Cluster):
    token = served.account("ada@example.org")
    served.stop()
    served.start()  # so that it has no connection yet
    with ExitStack() as taken:
        with pytest.raises(psycopg.OperationalError, match="too many clients"):
            while True:
                taken.enter_context(psycopg.connect(cluster.url()))
        with closing(Connection(served.port, token)) as connection:
            assert connection.ask("GET", "/today")[0] == 503
            (refusal,) = connection.refusals
            assert told_to_come_back(refusal.status, refusal.body, refusal.headers)
        assert told_to_come_back(*served.ask("GET", "/readyz"))
    until = time.monotonic() + 5
    while served.ask("GET", "/readyz")[0] == 503:  # those who leave are seen out after they have gone
        assert time.monotonic() < until


@pytest.mark.parametrize("place", ["/none?host=/nowhere", "127.0.0.1:1/none"])
def test_without_postgresql_it_does_not_start_and_says_why(
    place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """Whoever watches over it, systemd or Compose, starts it again; it never serves what it has not looked at."""
    url = f"postgresql://headway:hush@{place}"
    (said, *_) = set_up(monkeypatch, tmp_path, DATABASE_URL=url).refused("serve", "--port", str(free_port()))
    assert said.startswith("PostgreSQL is not available: ")
    assert "hush" not in said
