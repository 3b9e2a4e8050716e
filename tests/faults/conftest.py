"""What faults happen to: servers of our own, that nobody else's tests depend on."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.cli.conftest import Headway, set_up
from tests.faults.clients import Person, settle
from tests.faults.served import Served
from tests.postgresql import Cluster

_CLIENTS = 3


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    """How often each fault happens."""
    return int(request.config.getoption("--rounds"))


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Chance, that is the same again with the same --seed; how requests interleave is not."""
    seed = request.config.getoption("--seed") or random.randrange(10**9)
    print(f"--seed {seed}")  # noqa: T201 -- shown when the test fails
    return random.Random(seed)


@pytest.fixture(scope="session")
def clusters() -> Iterator[Callable[[int], Cluster]]:
    """PostgreSQL 16 and 18 as they come, so that what is committed is on the disk, and with few connections."""
    made: dict[int, Cluster] = {}

    def give(major: int) -> Cluster:
        if major not in made:
            made[major] = Cluster(major, options=("max_connections=40",))
        return made[major]

    yield give
    for cluster in made.values():
        cluster.remove()


@pytest.fixture
def served(
    engine: str, clusters: Callable[[int], Cluster], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Served]:
    """Headway on a database of its own, on PostgreSQL with two worker processes."""
    if engine == "sqlite":
        place = Served(tmp_path, f"sqlite:///{tmp_path / 'headway.db'}")
    else:
        url = clusters(int(engine.removeprefix("postgresql"))).create(f"faults{abs(hash(request.node.nodeid))}")
        place = Served(tmp_path, url, workers=2)
        database = Database(url)
        Schema(database).upgrade()
        database.close()
    place.start()
    yield place
    place.stop()


@pytest.fixture
def people(served: Served, dice: random.Random) -> Iterator[Sequence[Person]]:
    """Ada and Ben, with habits, goals and some clients each."""
    tokens = [served.account(f"{name}@example.org") for name in ("ada", "ben")]
    both = [settle(served.port, token, _CLIENTS, dice) for token in tokens]
    yield both
    for client in (client for person in both for client in person.clients):
        client.connection.close()


@pytest.fixture
def headway(served: Served, monkeypatch: pytest.MonkeyPatch) -> Headway:
    """The command line beside the server, on the same database."""
    return set_up(monkeypatch, served.folder, DATABASE_URL=served.database_url)
