"""Security: which names Headway answers to, where a request comes from, and what every answer carries.

The session cookie is `__Host-headway` wherever browsers take Secure cookies (HTTPS and loopback), and `headway`
on plain HTTP in a home network, where they would drop them.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import falcon

from headway.edge.problems import HOST_REFUSED, ORIGIN_REFUSED, EdgeError

Network = IPv4Network | IPv6Network

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
COOKIE_SECONDS = 400 * 24 * 60 * 60
"""How long a browser keeps the cookie, as long as browsers do; when its session ends, the server decides."""

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?", re.ASCII)
_WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 -- recognised, not bound to
_DEFAULT_HEADERS = (
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
_MOST_NAMES = 100
"""Of those that Headway answers to; no others are remembered."""
_HSTS = "max-age=31536000"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from: the client's address, and scheme and host as the client knows them."""

    address: str
    scheme: str
    host: str
    secure: bool
    """Whether the client's browser takes Secure cookies here."""

    @property
    def cookie_name(self) -> str:
        """The name of the session cookie here."""
        return "__Host-headway" if self.secure else "headway"


class Guard:
    """Looks at every request before anything else does; made once, and Falcon's first middleware."""

    def __init__(
        self, *, bound_to: str, public_url: str | None = None, trusted_proxies: Sequence[Network] = ()
    ) -> None:
        """Answer to loopback, to the address bound to, and to the public URL's name.

        What a proxy says of the client is believed if its own address is among `trusted_proxies`.
        """
        public = urlsplit(public_url or "")
        self._public_name = (public.hostname or "").lower()
        self._public_scheme = public.scheme
        self._public_origin = f"{public.scheme}://{public.netloc}".lower() if public_url else None
        self._names = {"localhost", bound_to.lower(), self._public_name} - _WILDCARDS
        self._any_literal = bound_to in _WILDCARDS
        self._proxies = tuple(trusted_proxies)
        self._called = lru_cache(maxsize=_MOST_NAMES)(self._name_in)

    def process_request(self, request: falcon.Request, response: falcon.Response) -> None:
        """Give the request its id and the answer its headers; refuse strange names.

        Raises EdgeError (HOST_REFUSED).
        """
        request.context.id = secrets.token_hex(8)
        response.set_header("X-Request-Id", request.context.id)
        response.set_headers(_DEFAULT_HEADERS)
        visitor = self._identify(request)
        if visitor.scheme == "https":
            response.set_header("Strict-Transport-Security", _HSTS)
        request.context.visitor = visitor

    def require_same_origin(self, request: falcon.Request) -> None:
        """Require that the request was made by one of our own pages.

        Raises EdgeError (ORIGIN_REFUSED).
        """
        visitor: Visitor = request.context.visitor
        site = request.get_header("Sec-Fetch-Site")
        origin = (request.get_header("Origin") or "").lower()
        own = {f"{visitor.scheme}://{visitor.host}", self._public_origin}
        if site != "same-origin" if site is not None else origin not in own:
            raise EdgeError(
                ORIGIN_REFUSED,
                "Without a bearer token, show Sec-Fetch-Site: same-origin or Headway's own address as Origin.",
            )

    def _identify(self, request: falcon.Request) -> Visitor:
        host = request.env.get("HTTP_HOST", "").lower()
        name, loopback = self._called(host)
        address, scheme = self._client(request)
        if name == self._public_name:
            scheme = self._public_scheme
        return Visitor(address, scheme, host, secure=loopback or scheme == "https")

    def _name_in(self, host: str) -> tuple[str, bool]:
        """Find the name that Headway is called by, and tell whether it means this machine."""
        found = _HOST.fullmatch(host)
        name = found["name"].strip("[]") if found else ""
        literal = _address(name)
        loopback = name == "localhost" or (literal is not None and literal.is_loopback)
        if not (loopback or name in self._names or (literal is not None and self._any_literal)):
            raise EdgeError(HOST_REFUSED, "Headway does not answer to this name; HEADWAY_PUBLIC_URL may name it.")
        return name, loopback

    def _client(self, request: falcon.Request) -> tuple[str, str]:
        """Find the client's address and scheme, beyond the proxies that are trusted."""
        address = request.env.get("REMOTE_ADDR", "")
        scheme = request.env["wsgi.url_scheme"]
        if not self._proxies or not self._trusts(address):
            return address, scheme
        forwarded = request.env.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
        if forwarded in {"http", "https"}:
            scheme = forwarded
        for hop in reversed(request.env.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            if _address(hop.strip()) is None:
                break
            address = hop.strip()
            if not self._trusts(address):
                break
        return address, scheme

    def _trusts(self, address: str) -> bool:
        parsed = _address(address)
        return parsed is not None and any(parsed in network for network in self._proxies)


@lru_cache(maxsize=1000)  # requests come from few places, and to fewer names
def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address; an IPv4 address is one also where a socket for both kinds writes it as ::ffff:192.0.2.1."""
    try:
        parsed = ip_address(text)
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed


def keep_session(response: falcon.Response, visitor: Visitor, value: str) -> None:
    """Let the browser show a session from now on."""
    _set_cookie(response, visitor, value, COOKIE_SECONDS)


def forget_session(response: falcon.Response, visitor: Visitor) -> None:
    """Let the browser forget its session."""
    _set_cookie(response, visitor, "", 0)


def _set_cookie(response: falcon.Response, visitor: Visitor, value: str, seconds: int) -> None:
    secure = "; Secure" if visitor.secure else ""
    response.append_header(
        "Set-Cookie",
        f"{visitor.cookie_name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
    )
