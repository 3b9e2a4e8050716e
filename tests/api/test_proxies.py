"""What a proxy says of the client: believed if it is trusted, and no further than it can know."""

from ipaddress import ip_network

import falcon
import pytest
from falcon.testing import create_environ

from headway.edge.security import Guard

PUBLIC = "https://headway.example.org"
PROXY, OTHER_PROXY, CLIENT, LIAR = "127.0.0.1", "10.0.0.7", "192.0.2.1", "198.51.100.9"


@pytest.fixture
def seen():
    """Tell whom Headway sees when a request comes from an address with these headers."""

    def seen(remote=PROXY, host="headway.example.org", **said):
        guard = Guard(
            bound_to="127.0.0.1", public_url=PUBLIC, trusted_proxies=[ip_network(PROXY), ip_network("10.0.0.0/8")]
        )
        headers = {name.replace("_", "-"): value for name, value in said.items()}
        request = falcon.Request(create_environ(host=host, remote_addr=remote, headers=headers))
        guard.process_request(request, falcon.Response())
        return request.context.visitor

    return seen


def test_a_trusted_proxy_tells_the_client(seen):
    assert seen(X_Forwarded_For=CLIENT).address == CLIENT
    assert seen(X_Forwarded_For="2001:db8::1").address == "2001:db8::1"
    assert seen().address == PROXY


def test_a_proxy_that_listens_on_both_kinds_of_addresses_is_the_same(seen):
    assert seen(f"::ffff:{PROXY}", X_Forwarded_For=CLIENT).address == CLIENT


def test_whoever_is_not_trusted_is_the_client(seen):
    liar = seen(LIAR, X_Forwarded_For=CLIENT)
    assert liar.address == LIAR


def test_what_clients_say_of_themselves_is_passed_over(seen):
    assert seen(X_Forwarded_For=f"{LIAR}, {CLIENT}").address == CLIENT
    assert seen(X_Forwarded_For=f"{LIAR}, {CLIENT}, {OTHER_PROXY}").address == CLIENT
    assert seen(X_Forwarded_For=f"nonsense, {OTHER_PROXY}").address == OTHER_PROXY


def test_the_scheme_is_the_public_addresses_or_what_a_trusted_proxy_says(seen):
    assert seen().scheme == "https"
    assert seen(host="127.0.0.1", X_Forwarded_Proto="https").scheme == "https"
    assert seen(f"::ffff:{PROXY}", host="127.0.0.1", X_Forwarded_Proto="https").scheme == "https"
    assert seen(LIAR, host="127.0.0.1", X_Forwarded_Proto="https").scheme == "http"
    assert seen(host="127.0.0.1", X_Forwarded_Proto="gopher").scheme == "http"


def test_the_cookie_is_a_secure_one_behind_https(seen):
    assert seen().cookie_name == "__Host-headway"
