"""The site as browsers meet it: a server of its own, over a real database, whose clock a test may set."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from playwright.sync_api import BrowserContext

from headway.app import assemble
from headway.config import Signup
from headway.domain.revisions import LATEST
from headway.domain.users import User
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests import cast
from tests.cast import ADA, PASSWORD, Person
from tests.doors import Entrance, entrance

NOW = datetime(2026, 1, 21, 11, 30, tzinfo=UTC)
"""Wednesday, half past twelve in Berlin."""


_SECURE = "https://127.0.0.1/"  # where browsers let a cookie of this name be set; loopback gets it, too


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64
    is_cut_off = False
    sent = 0

    def verify_request(self, request: object, client_address: object) -> bool:
        """Hang up on everybody while the site is cut off."""
        return not self.is_cut_off


class _Quiet(WSGIRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's name
        """Say nothing."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Add up what was sent."""
        self.server.sent += int(size) if str(size).isdigit() else 0


@dataclass
class Site:
    """The site, its people and its clock."""

    address: str
    database: Database
    entrance: Entrance
    _server: _Server
    _numbers: Iterator[int] = field(default_factory=count)

    def set_clock(self, now: datetime) -> None:
        """Let it be another moment from now on."""
        self.entrance.clock.now = now

    @property
    def sent(self) -> int:
        """How many bytes it has sent, but for headers."""
        return self._server.sent

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """Let nobody reach it, while browsers believe that they have a network."""
        self._server.is_cut_off = True
        yield
        self._server.is_cut_off = False

    def newcomer(self, **changes: object) -> Person:
        """Give someone an account: in Berlin, whose weeks begin on Monday, unless said otherwise."""
        number = next(self._numbers)
        user = {
            "id": ADA.id.__class__(int=ADA.id.int + number + 1),
            "email": f"someone{number}@example.org",
            **changes,
        }
        return cast.settle(self.database, ADA, data_revision=LATEST, **user)

    def let_in(self, user: User, window: BrowserContext) -> None:
        """Sign someone in, beside the browser, and let one of its windows have their session."""
        value = self.entrance.sign_in(user.email, PASSWORD).credentials.value
        window.add_cookies(
            [{"name": "__Host-headway", "value": value, "url": "https://127.0.0.1/", "secure": True}]
        )


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Serve an empty database."""
    with closing(Database(f"sqlite:///{folder / 'headway.db'}", synchronous="OFF")) as database:
        Schema(database).upgrade()
        made = entrance(database, signup=Signup.OPEN)
        made.clock.now = NOW
        app = assemble(made.door, Guard(bound_to="127.0.0.1"), Schema(database))
        with make_server("127.0.0.1", 0, app, _Server, _Quiet) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield Site(f"http://127.0.0.1:{server.server_port}", database, made, server)
            server.shutdown()
