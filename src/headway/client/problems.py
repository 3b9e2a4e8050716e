"""Problems, as errors again: of the kinds and with the words that the rules gave them on the server."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from headway.client.errors import ServerError, UnreachableError
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

MEDIA_TYPE = "application/problem+json"

_URN = "urn:headway:problem:"
_KINDS: dict[int, type[HeadwayError]] = {
    401: CredentialsError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    410: GoneError,
    412: StaleError,
    422: RejectedError,
    429: LimitedError,
    503: BusyError,
}
_CODES = {code.value: code for code in Code}
_RETRY_SECONDS = 1
"""How long to wait when a refusal for now does not say."""


class _Violation(msgspec.Struct):
    pointer: str
    code: str
    detail: str


class _Problem(msgspec.Struct, rename="camel"):
    type: str
    detail: str
    request_id: str = ""
    errors: list[_Violation] = []


def read(address: str, status: int, content: bytes, headers: Mapping[str, str]) -> Exception:
    """Make the error that a problem tells of: a HeadwayError, or a ServerError for what the rules do not know.

    What is no problem of Headway's becomes an UnreachableError.
    """
    try:
        problem = msgspec.json.decode(content, type=_Problem)
        members: dict[str, Any] = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return UnreachableError(address, f"does not answer like Headway: HTTP {status}, and no readable problem.")
    code = problem.type.removeprefix(_URN)
    kind = _KINDS.get(status)
    if kind is None or code not in _CODES:
        return ServerError(address, status, code, problem.detail, problem.request_id)
    error = _make(kind, _CODES[code], problem, headers)
    error.facts = {name: value for name, value in members.items() if name not in _MEMBERS}
    return error


_MEMBERS = {"type", "title", "status", "detail", "errors", "requestId"}


def _make(kind: type[HeadwayError], code: Code, problem: _Problem, headers: Mapping[str, str]) -> HeadwayError:
    if kind is RejectedError:
        return RejectedError([_broken(one) for one in problem.errors])
    error = kind.__new__(kind)  # its kind's own words for what is missing or stale were chosen by the server
    HeadwayError.__init__(error, code, problem.detail)
    if isinstance(error, LimitedError | BusyError):
        wait = headers.get("Retry-After", "")
        error.retry_after = int(wait) if wait.isascii() and wait.isdecimal() else _RETRY_SECONDS
    return error


def _broken(said: _Violation) -> Broken:
    return Broken(_path(said.pointer), _CODES.get(said.code, Code.REJECTED), said.detail)


def _path(pointer: str) -> tuple[str | int, ...]:
    """Read a JSON pointer as the path of a broken rule, whose first name is one of ours.

    >>> _path("/frequencyConfig/a~1b~0/0")
    ('frequency_config', 'a/b~', 0)
    """
    steps = [one.replace("~1", "/").replace("~0", "~") for one in pointer.split("/")[1:]]
    path: list[str | int] = [int(one) if one.isascii() and one.isdecimal() else one for one in steps]
    if path:
        path[0] = re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", str(path[0]))
    return tuple(path)
