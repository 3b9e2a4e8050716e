"""Problems: every way to be refused over HTTP, once, as RFC 9457 problem details.

The domain knows codes and no status; this module gives each its status. What only HTTP can get wrong has its
code here. Everything that documents problems (the contract, the reference) reads `KINDS`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from headway.domain.errors import (
    Broken,
    BusyError,
    Code,
    ConflictError,
    CredentialsError,
    ForbiddenError,
    GoneError,
    HeadwayError,
    LimitedError,
    NotFoundError,
    RejectedError,
    StaleError,
)
from headway.storage.database import UnavailableError

MEDIA_TYPE = "application/problem+json"
URN = "urn:headway:problem:"
UNAVAILABLE_RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem; `code` ends its `type` and never changes. `told` are the facts that it may come with."""

    code: str
    title: str
    status: int
    meaning: str
    told: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """What a problem of this kind says that it is."""
        return URN + self.code


# fmt: off
MALFORMED = Kind(
    "malformed", "The body is not well-formed JSON", 400,
    "A comma is missing, `NaN` stands where a number should, or it is nested too deep.",
)
BAD_REQUEST = Kind(
    "bad_request", "This is not a request that can be understood", 400, "The HTTP around the body is wrong.",
)
ORIGIN_REFUSED = Kind(
    "origin_refused", "The request does not come from Headway's own pages", 403,
    "A change without a bearer token needs `Sec-Fetch-Site: same-origin`, or `Origin` equal to Headway's address. "
    "Browsers send both; scripts use a token.",
)
HOST_REFUSED = Kind(
    "host_refused", "Headway does not answer to this name", 403, "Name the address in `HEADWAY_PUBLIC_URL`.",
)
NO_SUCH_ADDRESS = Kind(
    "no_such_address", "There is nothing at this address", 404, "Look at `/docs` for the addresses there are.",
)
METHOD_NOT_ALLOWED = Kind(
    "method_not_allowed", "This address does not take this method", 405,
    "The header `Allow` lists those it takes.",
)
PAYLOAD_TOO_LARGE = Kind(
    "payload_too_large", "The body is too large", 413, "Bodies have at most 1 MiB, files to import 64 MiB.",
)
UNSUPPORTED_MEDIA_TYPE = Kind(
    "unsupported_media_type", "The body is not declared as what is taken", 415,
    "Send `Content-Type: application/json`, and a file to import as `application/octet-stream`.",
)
INTERNAL = Kind(
    "internal", "Something went wrong inside Headway", 500,
    "Look for the request id in the log, and report it.",
)
UNAVAILABLE = Kind(
    "unavailable", "The database is not available", 503,
    "It is away, or too busy. Repeat the request after the seconds of `Retry-After`.",
)
SCHEMA_OUTDATED = Kind(
    "schema_outdated", "The database's schema is not the one this version needs", 503,
    "Only `/readyz` says so. Run `headway migrate up`.",
)
# fmt: on

EDGE_KINDS = (
    MALFORMED,
    BAD_REQUEST,
    ORIGIN_REFUSED,
    HOST_REFUSED,
    NO_SUCH_ADDRESS,
    METHOD_NOT_ALLOWED,
    PAYLOAD_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INTERNAL,
    UNAVAILABLE,
    SCHEMA_OUTDATED,
)

_REFUSALS: tuple[tuple[type[HeadwayError], int, tuple[Code, ...]], ...] = (
    (CredentialsError, 401, (Code.UNAUTHENTICATED, Code.WRONG_CREDENTIALS)),
    (ForbiddenError, 403, (Code.SCOPE_MISSING, Code.SIGNUP_CLOSED)),
    (NotFoundError, 404, (Code.NOT_FOUND,)),
    (
        ConflictError,
        409,
        (
            Code.ID_REUSED,
            Code.EMAIL_TAKEN,
            Code.NAME_TAKEN,
            Code.COMPLETION_EXISTS,
            Code.HABIT_ARCHIVED,
            Code.GOAL_ARCHIVED,
            Code.GOAL_COMPLETED,
            Code.SKIPS_USED_UP,
        ),
    ),
    (GoneError, 410, (Code.GONE,)),
    (StaleError, 412, (Code.STALE,)),
    (RejectedError, 422, (Code.REJECTED,)),
    (LimitedError, 429, (Code.TOO_MANY_ATTEMPTS,)),
    (BusyError, 503, (Code.BUSY,)),
)
_STATUS = {error: status for error, status, _ in _REFUSALS}


def _kind_of(code: Code, status: int) -> Kind:
    return Kind(code, code.title, status, code.meaning, code.told)


KINDS: dict[str, Kind] = {kind.code: kind for kind in EDGE_KINDS} | {
    str(code): _kind_of(code, status) for _, status, codes in _REFUSALS for code in codes
}
"""Every problem by its code."""

RULES: tuple[Code, ...] = tuple(code for code in Code if code not in KINDS)
"""Every single rule that a `rejected` problem may list."""


class Violation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One broken rule: where, which, and what would be right."""

    pointer: str
    code: str
    detail: str


class EdgeError(Exception):
    """A refusal that only HTTP knows."""

    def __init__(self, kind: Kind, detail: str, headers: Mapping[str, str] | None = None) -> None:
        """Keep the kind, the sentence and the headers that belong to it (`Allow` …)."""
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}


class UnfitError(Exception):
    """A body, query or path whose values are of the wrong kind: 422, found before any rule is looked at."""

    def __init__(self, path: Iterable[str | int], code: Code, detail: str) -> None:
        """Name the place by the names the client used."""
        super().__init__(detail)
        self.violation = Violation(pointer(path), code, detail)


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal, ready to be sent."""

    kind: Kind
    detail: str
    violations: tuple[Violation, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, request_id: str) -> dict[str, Any]:
        """Make the members of the answer."""
        members: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
        }
        if self.violations:
            members["errors"] = self.violations
        members["requestId"] = request_id
        return members | {camel(name): value for name, value in self.facts.items() if name not in members}


INTERNAL_PROBLEM = Problem(INTERNAL, "The request could not be carried out. Its id finds the cause in the log.")


def describe(error: Exception) -> Problem | None:
    """Make the problem of an error; None when it is none of ours."""
    match error:
        case RejectedError():
            return Problem(
                KINDS[error.code], error.detail, tuple(_violation(one) for one in error.broken), error.facts
            )
        case HeadwayError():
            return Problem(_kind(error), error.detail, facts=error.facts, headers=_headers(error))
        case UnfitError():
            return Problem(KINDS[Code.REJECTED], error.violation.detail, (error.violation,))
        case EdgeError():
            return Problem(error.kind, error.detail, headers=error.headers)
        case UnavailableError():
            return unavailable()
        case _:
            return None


def unavailable() -> Problem:
    """Make the problem of a database that is away; its reason is for the log."""
    return Problem(
        UNAVAILABLE,
        "The database is not available at the moment. Try again soon.",
        headers={"Retry-After": str(UNAVAILABLE_RETRY_SECONDS)},
    )


def _kind(error: HeadwayError) -> Kind:
    return KINDS.get(error.code) or _kind_of(error.code, _STATUS[type(error)])


def _headers(error: HeadwayError) -> dict[str, str]:
    if isinstance(error, CredentialsError):
        return {"WWW-Authenticate": 'Bearer realm="headway"'}
    if isinstance(error, LimitedError | BusyError):
        return {"Retry-After": str(error.retry_after)}
    return {}


def _violation(broken: Broken) -> Violation:
    return Violation(pointer(in_json(broken.field)), broken.code, broken.detail)


def in_json(path: Sequence[str | int]) -> list[str | int]:
    """Write the names of a path that are ours as they stand in JSON; what is inside of a value is the client's own.

    >>> in_json(("frequency_config", "a_b")), in_json(("phases", 1, "frequency_config", "a_b"))
    (['frequencyConfig', 'a_b'], ['phases', 1, 'frequencyConfig', 'a_b'])
    """
    name, *inside = path
    ours: list[str | int] = [camel(str(name))]
    if len(inside) > 1 and isinstance(inside[0], int):
        return [*ours, inside[0], *in_json(inside[1:])]
    return [*ours, *inside]


def pointer(path: Iterable[str | int]) -> str:
    """Write a JSON pointer (RFC 6901).

    >>> pointer(("frequencyConfig", "a/b~", 0))
    '/frequencyConfig/a~1b~0/0'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def camel(name: str) -> str:
    """Write one of our names as it stands in JSON.

    >>> camel("frequency_config"), camel("value")
    ('frequencyConfig', 'value')
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
