"""A route: all that is said of one method at one address. The table of them is `routes.ROUTES`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args

import msgspec

from headway.api.context import API, Answer, Call
from headway.domain.errors import Code
from headway.edge.problems import Kind
from headway.edge.security import SAFE_METHODS


class Who(Enum):
    """Who may use a route."""

    ANYONE = "anyone"
    READER = "reader"
    """A session, or a token with the scope read."""
    WRITER = "writer"
    """A session, or a token with the scope write."""
    PASSWORD_OR_SESSION = "password or session"  # noqa: S105 -- a kind of visitor
    """A session, or anyone with a password in the body; the handler looks which."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method at one address: what is taken, what is answered, and who does it.

    `problems` are those that only this route has; `contract` adds what follows from its kind.
    """

    method: str
    path: str
    handler: Callable[[Call[Any, Any]], Answer]
    summary: str
    who: Who
    answers: Mapping[int, Any]
    body: Any = None
    query: type | None = None
    problems: tuple[Code | Kind, ...] = ()
    conditional: bool = False
    """Whether If-Match is looked at."""
    cookie: bool = False
    """Whether it begins or ends the session of a browser."""
    file_bytes: int | None = None
    """Of how many bytes at most the file is that its body consists of."""
    base: str = API

    @property
    def address(self) -> str:
        """Where it is, from the root."""
        return self.base + self.path

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the path's parameters."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.method not in SAFE_METHODS

    @property
    def short(self) -> bool:
        """Whether it is one transaction and little else: no password is hashed and no file read."""
        return self.who in {Who.READER, Who.WRITER} and Code.BUSY not in self.problems

    @property
    def takes_id(self) -> bool:
        """Whether a client may choose the id of what is made."""
        return any("id" in kind.__struct_fields__ for kind in self._bodies)

    @property
    def body_optional(self) -> bool:
        """Whether the body may be left out, since no member of it is needed."""
        return all(not _required(kind) for kind in self._bodies)

    @property
    def _bodies(self) -> tuple[type[msgspec.Struct], ...]:
        if self.body is None:
            return ()
        return get_args(self.body) or (self.body,)

    @property
    def name(self) -> str:
        """The operation's name: where its handler lives and what it is called there."""
        module = self.handler.__module__.rpartition(".")[2]
        at = "_at_time" if "time" in self.parameters else ""
        return f"{module}_{self.handler.__name__}{at}"


def _required(kind: type[msgspec.Struct]) -> bool:
    tagged = kind.__struct_config__.tag is not None
    return tagged or any(field.required for field in msgspec.structs.fields(kind))
