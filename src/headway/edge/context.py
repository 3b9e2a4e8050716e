"""What every answer over HTTP stands on: the parts that all calls share, the session shown, and patience."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

import falcon

from headway.domain.errors import CredentialsError
from headway.edge.security import Guard, Visitor, forget_session, keep_session
from headway.edge.turns import Turns
from headway.services.door import Door
from headway.services.scope import CredentialKind, Credentials
from headway.storage.database import RetryError, UnavailableError
from headway.storage.schema import Schema

T = TypeVar("T")

MOST_TRIES = 3


class Cookie(Enum):
    """What becomes of the session cookie when it is not set to a new session."""

    KEPT = "kept"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Edge:
    """What all calls share; made once, by what assembles the parts."""

    door: Door
    guard: Guard
    schema: Schema
    contract: Callable[[], bytes]
    turns: Turns | None = None
    """Who does what is short, where one transaction runs at a time."""

    def work(self, piece: Callable[[], T], *, short: bool) -> T:
        """Do a piece of work, and again when its transaction gave way to another's.

        Raises what the work raises, and UnavailableError when others stood in the way too often.
        """
        return self.turns.take(lambda: _patiently(piece)) if self.turns and short else _patiently(piece)


def _patiently(piece: Callable[[], T]) -> T:
    for _ in range(MOST_TRIES):
        try:
            return piece()
        except RetryError as error:
            reason = error
    raise UnavailableError("Other transactions stood in the way too often.") from reason


def visitor_of(request: falcon.Request) -> Visitor:
    """Tell where a request comes from."""
    visitor: Visitor = request.context.visitor
    return visitor


def session_of(request: falcon.Request) -> Credentials | None:
    """Read the session that a browser shows, if it shows any.

    Raises CredentialsError when what it shows cannot be one.
    """
    shown = request.cookies.get(visitor_of(request).cookie_name)
    return Credentials.parse(CredentialKind.SESSION, shown) if shown else None


def plausible_session_of(request: falcon.Request) -> Credentials | None:
    """Read the session that a browser shows; None when it shows none, or what cannot be one."""
    try:
        return session_of(request)
    except CredentialsError:
        return None


def settle_session(response: falcon.Response, visitor: Visitor, session: Credentials | Cookie) -> None:
    """Let the browser keep its session, forget it, or show another from now on."""
    if session is Cookie.FORGOTTEN:
        forget_session(response, visitor)
    elif session is not Cookie.KEPT:
        keep_session(response, visitor, session.value)
