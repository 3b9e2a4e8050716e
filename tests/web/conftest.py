"""The site over a real database, with people before it who need no browser."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from falcon.testing import Result, TestClient

from headway.app import App, assemble
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.cast import Person
from tests.doors import Entrance, entrance

HOST = "127.0.0.1:8000"


class Reader:
    """Someone who looks at pages and sends forms."""

    def __init__(self, app: App, cookies: Mapping[str, str] | None = None) -> None:
        self._client = TestClient(app)
        self.cookies = dict(cookies or {})

    def get(self, path: str, **headers: str) -> Result:
        """Ask for a page."""
        return self._keep(self._client.simulate_get(path, headers=self._headers(headers)))

    def send(self, path: str, fields: Mapping[str, Any] | None = None, **headers: str) -> Result:
        """Send a form of one of our pages."""
        sent = self._headers(
            {"Origin": f"http://{HOST}", "Content-Type": "application/x-www-form-urlencoded"} | headers
        )
        return self._keep(
            self._client.simulate_post(path, headers=sent, body=urlencode(dict(fields or {}), doseq=True))
        )

    def follow(self, reply: Result) -> Result:
        """Go on to where a form led."""
        assert reply.status_code == 303, reply.text
        return self.get(reply.headers["location"])

    def undo(self, reply: Result) -> Result:
        """Send the form that undoes what a form has done, as the next page offers it."""
        page = self.follow(reply).text
        said = page[page.index('id="said"') :]
        action = re.search(r'action="([^"]+)"', said)
        assert action is not None
        fields = re.findall(r'name="([^"]+)" value="([^"]*)"', said)
        return self.send(action[1], {name: unescape(value) for name, value in fields})

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": HOST, **({"Cookie": cookie} if cookie else {}), **more}

    def _keep(self, reply: Result) -> Result:
        for name, cookie in reply.cookies.items():
            if cookie.max_age == 0 or not cookie.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = cookie.value
        return reply


@pytest.fixture(params=["sqlite"])
def engine(request: pytest.FixtureRequest) -> str:
    """What pages add is the same on every database."""
    return str(request.param)


@pytest.fixture
def door(database: Database) -> Entrance:
    """The door, with a clock that stands and quick hashes."""
    return entrance(database)


@pytest.fixture
def app(door: Entrance, database: Database) -> App:
    """The application, as it listens on 127.0.0.1."""
    return assemble(door.door, Guard(bound_to="127.0.0.1"), Schema(database))


@pytest.fixture
def cy(app: App) -> Reader:
    """Cy, who is signed out."""
    return Reader(app)


@pytest.fixture
def ada_there(app: App, door: Entrance, ada: Person) -> Reader:
    """Ada, signed in."""
    return Reader(app, {"__Host-headway": door.enter(ada).value})


@pytest.fixture
def ben_there(app: App, door: Entrance, ben: Person) -> Reader:
    """Ben, signed in."""
    return Reader(app, {"__Host-headway": door.enter(ben).value})
