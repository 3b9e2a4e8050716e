"""The connection to a server: requests, repeated where that is safe, and answers, read strictly.

The token goes to the server's address and nowhere else: redirects are not followed.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import IO, Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

import msgspec
import urllib3
from msgspec import UNSET
from urllib3.exceptions import (
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import (
    TimeoutError as TimedOutError,
)

from headway.api.wire import values
from headway.client import problems
from headway.client.errors import UnreachableError
from headway.domain.errors import Broken, Code, RejectedError

T = TypeVar("T")

NOTHING: type[None] = type(None)
"""What is answered where there is nothing to tell."""

API = "/api/v1"
CONNECT_SECONDS = 5
ANSWER_SECONDS = 30
"""How long an answer may take, from one piece of it to the next."""
MOST_TRIES = 3
LONGEST_WAIT_SECONDS = 10
"""How long is waited at most before another try, whatever the server asks for."""

_JSON = "application/json"
_GIVEN, _ELSEWHERE, _REFUSED = range(200, 300), range(300, 400), range(400, 600)
_TOKEN = re.compile(r"[A-Za-z0-9._-]+")


class _Tries(urllib3.Retry):
    """Tries again when no answer came, and when the server says that it soon can; never for being refused."""

    RETRY_AFTER_STATUS_CODES = frozenset({HTTPStatus.SERVICE_UNAVAILABLE})


_REPEATED = _Tries(
    MOST_TRIES - 1,
    connect=1,
    allowed_methods=None,
    backoff_factor=0.2,
    raise_on_status=False,
    retry_after_max=LONGEST_WAIT_SECONDS,
)
_ONCE = _Tries(0, raise_on_status=False, respect_retry_after_header=False)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send as it is."""

    file: IO[bytes]
    size: int
    seconds: float
    """How long the answer may take."""


class Connection:
    """A way to a server, for one account; several threads may share it."""

    def __init__(self, server: str, token: str | None = None) -> None:
        """Prepare for a server's address, `https://headway.example.org`; nothing is sent yet.

        Raises ValueError when that is no address, or the token is none.
        """
        self.address = server.rstrip("/")
        parts = urlsplit(self.address)
        besides = parts.path or parts.query or parts.fragment or "@" in parts.netloc
        if parts.scheme not in {"http", "https"} or not parts.hostname or besides:
            raise ValueError("The address of a server is like https://headway.example.org.")
        if token is not None and not _TOKEN.fullmatch(token):
            raise ValueError("This is no token of Headway's.")
        self._headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._pool = urllib3.connection_from_url(self.address, maxsize=4)

    def __repr__(self) -> str:
        return f"Connection({self.address!r})"

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()

    def get(self, path: str, kind: type[T], **query: object) -> T:
        """Get something; a query's members that are None are left out."""
        return self.call("GET", path, kind, query=query)

    def call(
        self,
        method: str,
        path: str,
        kind: type[T],
        body: msgspec.Struct | Upload | None = None,
        *,
        query: Mapping[str, object] | None = None,
        version: int | None = None,
        repeat: bool = True,
    ) -> T:
        """Send a request, and read the answer as the kind of thing it has to be; `version` is the one it is for.

        With `repeat` it is sent again, a few times, while no answer comes or the server says that it is not ready.

        Raises HeadwayError for a refusal, ServerError for other problems, UnreachableError without an answer.
        """
        content: Any = None
        headers = {"Accept": f"{_JSON}, {problems.MEDIA_TYPE}", **self._headers}
        seconds: float = ANSWER_SECONDS
        if isinstance(body, Upload):
            content, seconds = body.file, body.seconds
            headers |= {"Content-Type": "application/octet-stream", "Content-Length": str(body.size)}
        elif body is not None:
            content = _encoded(body)
            headers["Content-Type"] = _JSON
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        answer = self._send(method, _address(path, query or {}), content, headers, seconds, repeat=repeat)
        return self._read(answer, kind, method)

    def _send(
        self, method: str, path: str, content: Any, headers: Mapping[str, str], seconds: float, *, repeat: bool
    ) -> urllib3.BaseHTTPResponse:
        try:
            return self._pool.urlopen(
                method,
                path,
                body=content,
                headers=headers,
                retries=_REPEATED if repeat else _ONCE,
                redirect=False,
                timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds),
            )
        except (HTTPError, OSError) as error:
            raise UnreachableError(self.address, f"cannot be reached: {_why(error)}.") from None

    def _read(self, answer: urllib3.BaseHTTPResponse, kind: type[T], method: str) -> T:
        media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if answer.status == HTTPStatus.NO_CONTENT and kind is NOTHING:
            return None  # type: ignore[return-value] # which is what NOTHING stands for
        if answer.status in _GIVEN and media_type == _JSON:
            return self._decode(answer.data, kind)
        if answer.status in _REFUSED and media_type == problems.MEDIA_TYPE:
            if method == "DELETE" and answer.status == HTTPStatus.NOT_FOUND and _was_repeated(answer):
                return None  # type: ignore[return-value] # the try whose answer was lost has removed it
            raise problems.read(self.address, answer.status, answer.data, answer.headers)
        raise UnreachableError(self.address, f"does not answer like Headway: {_foreign(answer, media_type)}.")

    def _decode(self, content: bytes, kind: type[T]) -> T:
        try:
            item: T = _decoder(cast("Hashable", kind)).decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise UnreachableError(
                self.address, f"answers what this version does not understand: {error}"
            ) from None
        return item


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, dec_hook=values.read, float_hook=values.number)


def _encoded(body: msgspec.Struct) -> bytes:
    """Write a body as JSON; the one thing that has no place in it, half a character, is refused as the rules do."""
    try:
        return values.encode(body)
    except UnicodeEncodeError:
        wrong = [name for name in body.__struct_fields__ if not _is_text(getattr(body, name))]
        said = "Control characters are not text."
        raise RejectedError([Broken((name,), Code.CONTROL_CHARACTER, said) for name in wrong]) from None


def _is_text(value: object) -> bool:
    if value is UNSET:
        return True
    try:
        values.encode(value)
    except UnicodeEncodeError:
        return False
    return True


def _address(path: str, query: Mapping[str, object]) -> str:
    given = {name: value for name, value in query.items() if value is not None and value is not UNSET}
    return f"{API}{path}?{urlencode(given)}" if given else f"{API}{path}"


def _was_repeated(answer: urllib3.BaseHTTPResponse) -> bool:
    return answer.retries is not None and any(one.error for one in answer.retries.history)


def _why(error: Exception) -> str:
    """Say in a few words why nothing came; never what was sent."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    match reason:
        case NameResolutionError():
            return "nobody knows that name"
        case NewConnectionError():
            return getattr(reason.__cause__, "strerror", None) or "no connection can be made"
        case SSLError():
            return f"its encryption cannot be trusted ({reason})"
        case TimedOutError():
            return "it did not answer in time"
        case _:
            return "the connection broke off"


def _foreign(answer: urllib3.BaseHTTPResponse, media_type: str) -> str:
    """Say what came instead; of a redirect the host that it leads to, and nothing of what may be in its path."""
    location = urlsplit(answer.headers.get("Location", ""))
    if location.netloc and answer.status in _ELSEWHERE:
        return f"it redirects to {location.scheme}://{location.hostname}, which is not followed"
    return f"HTTP {answer.status}, {media_type or 'of no type'}"
