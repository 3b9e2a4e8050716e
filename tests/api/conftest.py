"""The application over a real database, with people before it."""

from io import StringIO

import pytest

from headway.app import App, assemble
from headway.edge.log import RequestLog
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.clients import Client
from tests.cast import Person
from tests.doors import Entrance, entrance


@pytest.fixture(params=["sqlite"])
def engine(request: pytest.FixtureRequest) -> str:
    """What HTTP adds is the same on every database; modules that touch the difference name more."""
    return str(request.param)


@pytest.fixture
def door(database: Database) -> Entrance:
    """The door, with a clock that stands and quick hashes."""
    return entrance(database)


@pytest.fixture
def log() -> StringIO:
    """What the application writes for every answer."""
    return StringIO()


@pytest.fixture
def app(door: Entrance, database: Database, log: StringIO) -> App:
    """The application, as it listens on 127.0.0.1."""
    return assemble(door.door, Guard(bound_to="127.0.0.1"), Schema(database), log=RequestLog(log, door.clock))


@pytest.fixture
def cy(app: App) -> Client:
    """Cy, who is signed out."""
    return Client(app)


@pytest.fixture
def ada_there(cy: Client, ada: Person) -> Client:
    """Ada, signed in with her browser."""
    return cy.sign_in(ada)


@pytest.fixture
def ben_there(cy: Client, ben: Person) -> Client:
    """Ben, signed in with his browser."""
    return cy.sign_in(ben)
