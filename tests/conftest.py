"""What tests stand on: every database for real, and the cast."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import delete

from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.storage.tables import logins, users
from tests import cast
from tests.postgresql import Servers
from tests.served import Served, serving
from tests.statements import watch

# The same examples every time, so that what passed once passes again; `long` looks for others.
settings.register_profile("quick", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=3000, stateful_step_count=40, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

ENGINES = ("sqlite", "postgresql16", "postgresql18")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make faults` do more than there is time for in `make test`."""
    parser.addoption("--rounds", type=int, default=3, help="how often each fault of tests/faults happens")
    parser.addoption("--seed", type=int, help="the chance of tests/faults, as a failed test printed it")


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL 16 and 18, each started when the first test asks for it."""
    running = Servers()
    yield running
    running.remove()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Every database in turn: sqlite, postgresql16, postgresql18."""
    return str(request.param)


@pytest.fixture(scope="session")
def migrated(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Database]]:
    """One database of each engine with the whole schema and nothing in it, made once."""
    made: dict[str, Database] = {}

    def make(engine: str) -> Database:
        if engine not in made:
            url = _address(engine, servers, tmp_path_factory.mktemp("template"), "migrated")
            made[engine] = Database(url, connections=40)
            Schema(made[engine]).upgrade()
            watch(made[engine].engine)
        return made[engine]

    yield make
    for database in made.values():
        database.close()


@pytest.fixture
def database(engine: str, migrated: Callable[[str], Database], tmp_path: Path) -> Iterator[Database]:
    """A migrated database without accounts, on every engine in turn."""
    template = migrated(engine)
    if template.path is None:  # emptied, which is ten times faster than making another
        with template.write() as tx:
            tx.execute(delete(logins))
            tx.execute(delete(users))
        yield template
        return
    template.close()  # so that all of it is in the one file
    shutil.copy(template.path, tmp_path / template.path.name)
    copy = Database(f"sqlite:///{tmp_path / template.path.name}", synchronous="OFF")
    watch(copy.engine)
    yield copy
    copy.close()


@pytest.fixture
def address(engine: str, servers: Servers, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database with nothing in it, not even the schema, on every engine in turn."""
    name = f"empty{abs(hash(request.node.nodeid))}"
    yield _address(engine, servers, tmp_path, name)
    if engine != "sqlite":
        servers[_major(engine)].drop(name)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests that only talk to it; each brings its own people."""
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture
def ada(database: Database) -> cast.Person:
    """Ada, in Berlin, whose weeks begin on Monday and whose days at midnight."""
    return cast.settle(database, cast.ADA)


@pytest.fixture
def ben(database: Database) -> cast.Person:
    """Ben, in New York, whose weeks begin on Sunday and whose days at three."""
    return cast.settle(database, cast.BEN)


def _address(engine: str, servers: Servers, folder: Path, name: str) -> str:
    return f"sqlite:///{folder / 'headway.db'}" if engine == "sqlite" else servers[_major(engine)].create(name)


def _major(engine: str) -> int:
    return int(engine.removeprefix("postgresql"))
