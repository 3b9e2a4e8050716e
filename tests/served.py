"""A server that runs for the tests, and to which each brings its own people."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from headway import clock
from headway.config import Signup
from headway.domain.tokens import Right, TokenDraft
from headway.domain.users import User, UserDraft
from headway.services import tokens, users
from headway.services.attempts import Attempts
from headway.services.door import Door
from headway.services.passwords import Passwords
from headway.services.scope import Scope, Scopes
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.servers import running

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Newcomer:
    """Someone with an account there, and a token for it."""

    user: User
    token: str
    served: "Served"

    @contextmanager
    def scope(self) -> Iterator[Scope]:
        """Open a transaction of theirs, for what no command and no client does."""
        with self.served.scopes() as scopes, scopes.open_for(self.user.id, write=True) as scope:
            yield scope


@dataclass(frozen=True)
class Served:
    """A server on this machine, and its data."""

    address: str
    folder: Path

    def newcomer(self) -> Newcomer:
        """Give someone new an account in UTC; beside the server, so that no limit of attempts is met."""
        with self.scopes() as scopes:
            passwords = Passwords(4)
            user = users.add(scopes, passwords, UserDraft(f"{uuid4()}@example.org", "UTC"), PASSWORD)
            door = Door(scopes, passwords, Attempts("memory", clock.now), Signup.CLOSED, None)
            draft = TokenDraft("the tests", list(Right))
            minted = tokens.mint_by_password(door, draft, user.email, PASSWORD, address="127.0.0.1")
        return Newcomer(user, minted.credentials.value, self)

    @contextmanager
    def scopes(self) -> Iterator[Scopes]:
        """Open its database beside it."""
        with closing(Database(_url(self.folder))) as database:
            yield Scopes(database, clock.now)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve the embedded database of a folder."""
    with closing(Database(_url(folder))) as database:
        Schema(database).ensure(clock.now())
    with running(folder) as server:
        yield Served(f"http://127.0.0.1:{server.port}", folder)


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'headway.db'}"
