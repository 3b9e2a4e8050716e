"""What a handler is given and what it gives back.

A handler is a plain function. It opens its transaction with `call.scope()`, calls one service, and builds its
answer from what was kept after the block has committed:

    def show(call: Call[None, None]) -> Answer:
        with call.scope() as scope:
            kept = pauses.get(scope, call.path["id"])
        return Answer(wire.pause(kept), version=kept.version)
"""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any, Generic, TypedDict, TypeVar
from uuid import UUID

import falcon
import msgspec
from msgspec import UnsetType

from headway.domain.errors import Code, CredentialsError
from headway.edge import bodies
from headway.edge.context import Cookie, Edge, plausible_session_of, session_of, visitor_of
from headway.edge.security import Visitor
from headway.services.creations import Chosen, Kept
from headway.services.door import Door
from headway.services.scope import CredentialKind, Credentials, Scope

BodyT = TypeVar("BodyT")
QueryT = TypeVar("QueryT")

API = "/api/v1"
NO_VERSION = 0
"""A version that nothing has: versions begin at 1."""

_ETAG = re.compile(r'"([1-9][0-9]{0,8})"')
_BEARER = re.compile(r"bearer +(\S+)", re.IGNORECASE)


class Path(TypedDict, total=False):
    """The parameters that a path may have, each already of its kind."""

    id: UUID
    entryId: UUID
    date: date
    time: time


@dataclass(frozen=True, slots=True)
class Answer:
    """What to answer: 200 and `body`, unless said otherwise; 204 without one."""

    body: Any = None
    status: int = 200
    location: str | None = None
    version: int | None = None
    session: Credentials | Cookie = Cookie.KEPT


NOTHING = Answer(status=204)


def created(kept: Kept[Any], body: Any, location: str, version: int | None = None) -> Answer:
    """Answer what was created, or 200 when the same request had created it before."""
    return Answer(body, 201 if kept.created else 200, f"{API}{location}" if kept.created else None, version)


@dataclass(frozen=True, slots=True)
class Call(Generic[BodyT, QueryT]):
    """A request, decoded."""

    request: falcon.Request
    edge: Edge
    path: Path
    body: BodyT
    query: QueryT
    writes: bool
    shown: Credentials | None = None
    """What was shown to be let in, where a route asks for it."""

    @property
    def door(self) -> Door:
        """What it takes to let people in."""
        return self.edge.door

    @property
    def visitor(self) -> Visitor:
        """Where the request comes from."""
        return visitor_of(self.request)

    @property
    def address(self) -> str:
        """The client's address."""
        return self.visitor.address

    def scope(self) -> AbstractContextManager[Scope]:
        """Open the transaction of whoever asks.

        Raises CredentialsError, ForbiddenError (SCOPE_MISSING).
        """
        return self.edge.door.scopes.open(self.credentials, write=self.writes)

    def file(self, most: int) -> AbstractContextManager[FilePath]:
        """Keep the file that is the body, of at most so many bytes, for as long as the block lasts.

        Raises EdgeError: PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE.
        """
        return bodies.kept(self.request, most)

    @property
    def credentials(self) -> Credentials:
        """What was shown to be let in: a bearer token, or else the session cookie.

        Raises CredentialsError.
        """
        return self.shown or require_credentials(self.request)

    @property
    def session_before(self) -> Credentials | None:
        """The session that this browser had before it signs in, if it shows a plausible one."""
        return plausible_session_of(self.request)

    def require_same_origin(self) -> None:
        """Require that the request was made by one of our own pages.

        Raises EdgeError (ORIGIN_REFUSED).
        """
        self.edge.guard.require_same_origin(self.request)

    @property
    def version(self) -> int | None:
        """The version that a change was made for (If-Match); None when the client does not care."""
        wanted = self.request.get_header("If-Match")
        if wanted is None or wanted.strip() == "*":
            return None
        found = _ETAG.fullmatch(wanted.strip())
        return int(found[1]) if found else NO_VERSION

    def chosen(self, id_: UUID | UnsetType) -> Chosen | None:
        """Pair the id that the client chose with a digest of what it asks for, to recognise it when repeated."""
        if isinstance(id_, UnsetType):
            return None
        asked = f"{self.request.path}\n".encode() + _CANONICAL.encode(self.body)
        return Chosen(id_, sha256(asked).hexdigest())


_CANONICAL = msgspec.json.Encoder(order="sorted", decimal_format="number")


def require_credentials(request: falcon.Request) -> Credentials:
    """Read the bearer token, or without one the session cookie.

    Raises CredentialsError when neither is there, or what is there cannot be either.
    """
    shown = request.env.get("HTTP_AUTHORIZATION")
    if shown is not None:
        bearer = _BEARER.fullmatch(shown)
        return Credentials.parse(CredentialKind.TOKEN, bearer[1] if bearer else "")
    session = session_of(request)
    if session is None:
        raise CredentialsError(Code.UNAUTHENTICATED, "Sign in first, or show a token.")
    return session
