"""Where a request comes from, beyond the proxies that are trusted; and what every answer carries."""

import re
from collections.abc import Sequence
from ipaddress import ip_network

import pytest
from falcon import Request, Response
from falcon.testing import create_environ

from headway.edge.security import Guard, Network, Visitor
from tests.api.clients import Client

PROXIES = (ip_network("127.0.0.1/32"), ip_network("10.0.0.0/8"))
NONE: Sequence[Network] = ()


def meet(guard: Guard, host: str = "127.0.0.1:8000", **headers: str) -> tuple[Visitor, Response]:
    """Let a guard look at a request that arrives from 127.0.0.1."""
    sent = {"Host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    request, response = Request(create_environ(headers=sent, remote_addr="127.0.0.1")), Response()
    guard.process_request(request, response)
    return request.context.visitor, response


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (NONE, "203.0.113.9", "127.0.0.1"),
        (PROXIES, "", "127.0.0.1"),
        (PROXIES, "203.0.113.9", "203.0.113.9"),
        (PROXIES, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (PROXIES, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (PROXIES, "nonsense", "127.0.0.1"),
        (PROXIES, "203.0.113.9, nonsense, 10.0.0.1", "10.0.0.1"),
        (PROXIES, "2001:db8::1", "2001:db8::1"),
        (PROXIES[1:], "203.0.113.9", "127.0.0.1"),
    ],
)
def test_the_clients_address_is_believed_of_trusted_proxies_only(
    proxies: Sequence[Network], forwarded: str, address: str
):
    guard = Guard(bound_to="127.0.0.1", trusted_proxies=proxies)
    assert meet(guard, X_Forwarded_For=forwarded)[0].address == address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "scheme"),
    [
        (NONE, "https", "http"),
        (PROXIES, "https", "https"),
        (PROXIES, "http, https", "https"),
        (PROXIES, "https, http", "http"),
        (PROXIES, "gopher", "http"),
    ],
)
def test_the_scheme_is_believed_of_trusted_proxies_only(proxies: Sequence[Network], forwarded: str, scheme: str):
    guard = Guard(bound_to="0.0.0.0", trusted_proxies=proxies)
    visitor, response = meet(guard, "192.168.1.5", X_Forwarded_Proto=forwarded)
    assert (visitor.scheme, visitor.secure) == (scheme, scheme == "https")
    assert (response.get_header("strict-transport-security") is not None) == (scheme == "https")


def test_the_public_address_decides_the_scheme_under_its_name():
    guard = Guard(bound_to="0.0.0.0", public_url="https://headway.example.org")
    assert meet(guard, "headway.example.org")[0].scheme == "https"
    assert meet(guard, "192.168.1.5:8000")[0].scheme == "http"


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/goals", "/api/v1/nothing"])
def test_every_answer_carries_what_browsers_should_know(path: str, cy: Client):
    headers = cy.call("GET", path).headers
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert re.fullmatch("[0-9a-f]{16}", headers["x-request-id"])
    assert "strict-transport-security" not in headers


def test_every_request_has_an_id_of_its_own(cy: Client):
    replies = [cy.call("GET", "/goals") for _ in range(3)]
    ids = {reply.headers["x-request-id"] for reply in replies}
    assert len(ids) == 3
    assert ids == {reply.json["requestId"] for reply in replies}
