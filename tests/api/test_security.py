"""Who gets in: cookies, origins, hosts, proxies, and what every answer carries."""

import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from headway.app import assemble
from headway.edge.security import Guard
from headway.services.attempts import FAILURES_PER_ACCOUNT
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.clients import Client, code_of, cookie_of
from tests.api.examples import DAILY
from tests.cast import PASSWORD, Person
from tests.doors import Entrance

PUBLIC = "https://headway.example.org"
SIGN_IN = {"email": "ada@example.org", "password": PASSWORD}


class Site:
    """The application as it listens somewhere."""

    def __init__(self, door: Entrance, database: Database) -> None:
        self._door, self._schema = door, Schema(database)

    def __call__(self, host: str, origin: str | None = None, **guard: Any) -> Client:
        """Reach it by a host, from a page of the same host unless another origin is given."""
        settings = {"bound_to": "127.0.0.1"} | guard
        app = assemble(self._door.door, Guard(**settings), self._schema)
        return Client(app, host=host, origin=origin or f"http://{host}")


@pytest.fixture
def site(door: Entrance, database: Database, ada: Person) -> Site:
    return Site(door, database)


# -- names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "guard"),
    [
        ("127.0.0.1:8000", {}),
        ("127.0.0.1", {}),
        ("127.8.8.8:1", {}),
        ("localhost:8000", {}),
        ("LOCALHOST", {}),
        ("[::1]:8000", {}),
        ("192.168.1.5:8000", {"bound_to": "192.168.1.5"}),
        ("192.168.1.5:8000", {"bound_to": "0.0.0.0"}),
        ("[fd00::1]:8000", {"bound_to": "::"}),
        ("box.local:8000", {"bound_to": "box.local"}),
        ("headway.example.org", {"public_url": PUBLIC}),
        ("Headway.Example.org:443", {"public_url": PUBLIC}),
        ("127.0.0.1:8000", {"public_url": PUBLIC}),
    ],
)
def test_it_answers_to_its_own_names(host: str, guard: dict[str, Any], site: Site):
    assert site(host, **guard).call("GET", "/healthz").status_code == 200


@pytest.mark.parametrize(
    ("host", "guard"),
    [
        ("evil.example", {}),
        ("evil.example", {"bound_to": "0.0.0.0"}),
        ("evil.example", {"public_url": PUBLIC}),
        ("192.168.1.5:8000", {}),
        ("192.168.1.5:8000", {"bound_to": "192.168.1.6"}),
        ("127.0.0.1.evil.example", {}),
        ("localhost.evil.example", {}),
        ("127.0.0.1@evil.example", {}),
        ("localhost:8000, evil.example", {}),
        ("::1", {}),
        ("", {}),
        (" ", {"bound_to": "0.0.0.0"}),
    ],
)
def test_it_refuses_names_that_are_not_its_own(host: str, guard: dict[str, Any], site: Site):
    for path in ("/healthz", "/api/v1/goals", "/api/v1/nothing"):
        problem = site(host, **guard).refused("GET", path)
        assert (problem["status"], code_of(problem)) == (403, "host_refused")
    assert site(host, **guard).page("/").status_code == 403


# -- cookies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "guard", "secure"),
    [
        ("127.0.0.1:8000", {}, True),
        ("localhost:8000", {}, True),
        ("[::1]:8000", {}, True),
        ("headway.example.org", {"public_url": PUBLIC}, True),
        ("192.168.1.5:8000", {"bound_to": "0.0.0.0"}, False),
        ("headway.home:8000", {"public_url": "http://headway.home:8000"}, False),
    ],
)
def test_the_cookie_suits_the_address(host: str, guard: dict[str, Any], secure: bool, site: Site):
    browser = site(host, guard.get("public_url"), **guard)
    reply = browser.call("POST", "/sessions", SIGN_IN)
    name, _, attributes = reply.headers["set-cookie"].partition("=")
    assert name == ("__Host-headway" if secure else "headway")
    said = {one.strip() for one in attributes.split(";")[1:]}
    assert said == {"Path=/", "Max-Age=34560000", "HttpOnly", "SameSite=Lax"} | ({"Secure"} if secure else set())
    assert replace(browser, shown={"Cookie": cookie_of(reply)}).get("/me")["email"] == "ada@example.org"


def test_a_cookie_of_the_other_name_is_not_looked_at(site: Site):
    browser = site("127.0.0.1:8000")
    shown = cookie_of(browser.call("POST", "/sessions", SIGN_IN)).replace("__Host-headway", "headway")
    assert replace(browser, shown={"Cookie": shown}).refused("GET", "/me")["status"] == 401


def test_signing_in_changes_the_cookie_and_ends_the_session_before(site: Site):
    browser = site("127.0.0.1:8000")
    first = cookie_of(browser.call("POST", "/sessions", SIGN_IN))
    known = replace(browser, shown={"Cookie": first})
    second = cookie_of(known.call("POST", "/sessions", SIGN_IN))
    assert first != second
    assert known.refused("GET", "/me")["status"] == 401
    assert len(replace(browser, shown={"Cookie": second}).get("/sessions")["items"]) == 1


def test_signing_out_ends_the_session_and_takes_the_cookie_away(ada_there: Client):
    reply = ada_there.call("DELETE", "/sessions/current")
    assert reply.status_code == 204
    assert re.match(
        r"__Host-headway=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure", reply.headers["set-cookie"]
    )
    assert ada_there.refused("GET", "/me")["status"] == 401


@pytest.mark.parametrize(
    "shown",
    [
        {"Cookie": "__Host-headway=nonsense"},
        {"Cookie": "__Host-headway="},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Bearer"},
        {"Authorization": ""},
        {"Authorization": "Basic YWRhOmFkYQ=="},
        {"Authorization": f"Bearer {'0190a0a0-ada0-7000-8000-000000000001.' * 2}{'a' * 43}"},
    ],
)
def test_what_cannot_be_credentials_is_told_to_sign_in(shown: dict[str, str], cy: Client):
    reply = replace(cy, shown=shown).call("GET", "/me")
    assert (reply.status_code, code_of(reply.json)) == (401, "unauthenticated")


def test_a_bearer_token_makes_the_cookie_unseen(ada_there: Client, ben_there: Client):
    both = replace(ben_there.with_token("read"), shown=ben_there.with_token("read").shown | ada_there.shown)
    assert both.get("/me")["email"] == "ben@example.org"
    wrong = replace(ada_there, shown=ada_there.shown | {"Authorization": "Bearer nonsense"})
    assert wrong.refused("GET", "/me")["status"] == 401


# -- origins -------------------------------------------------------------------------------------------------

OWN = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, True),
        ({"Sec-Fetch-Site": "same-site", "Origin": OWN}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OWN}, False),
        ({"Sec-Fetch-Site": "none", "Origin": OWN}, False),
        ({"Sec-Fetch-Site": "", "Origin": OWN}, False),
        ({"Origin": OWN}, True),
        ({"Origin": "http://127.0.0.1:8001"}, False),
        ({"Origin": "https://127.0.0.1:8000"}, False),
        ({"Origin": "http://localhost:8000"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({}, False),
    ],
)
def test_without_a_token_only_our_own_pages_change_anything(
    headers: dict[str, str], taken: bool, ada_there: Client, ada: Person
):
    browser = replace(ada_there, origin=None)
    reply = browser.call("POST", "/habits", DAILY, headers=headers)
    assert reply.status_code == (201 if taken else 403)
    assert len(ada_there.get("/habits")["items"]) == taken
    signing_in = replace(browser, shown={}).call("POST", "/sessions", SIGN_IN, headers=headers)
    assert signing_in.status_code == (201 if taken else 403)


def test_reading_needs_no_origin(ada_there: Client):
    assert replace(ada_there, origin=None).get("/habits")["items"] == []


def test_a_token_needs_no_origin(ada_there: Client):
    assert ada_there.with_token("write").call("POST", "/habits", DAILY).status_code == 201


def test_the_public_address_is_our_own_origin_whatever_the_proxy_says(site: Site):
    behind = site("headway.example.org", PUBLIC, public_url=PUBLIC)
    assert behind.call("POST", "/sessions", SIGN_IN).status_code == 201
    plain = site("headway.example.org", "http://headway.example.org", public_url=PUBLIC)
    assert plain.call("POST", "/sessions", SIGN_IN).status_code == 403


def test_a_script_gets_a_token_by_password_with_no_origin_and_no_cookie(cy: Client, ada_there: Client):
    script = replace(cy, origin=None, shown={"Cookie": "__Host-headway=nonsense"})
    reply = script.call("POST", "/tokens", {"name": "cli", "scopes": ["read"], **SIGN_IN})
    assert reply.status_code == 201
    assert "set-cookie" not in reply.headers
    token = {"Authorization": f"Bearer {reply.json['token']}"}
    assert replace(script, shown=token).get("/me")["email"] == "ada@example.org"
    listed = ada_there.get("/tokens")["items"]
    assert [one["name"] for one in listed] == ["cli"]
    assert "token" not in listed[0]


def test_a_token_by_session_needs_the_origin_and_a_token_makes_none(cy: Client, ada_there: Client):
    body = {"name": "cli", "scopes": ["read"]}
    assert code_of(replace(ada_there, origin=None).refused("POST", "/tokens", body)) == "origin_refused"
    assert code_of(cy.refused("POST", "/tokens", body)) == "unauthenticated"
    assert code_of(ada_there.with_token("read", "write").refused("POST", "/tokens", body)) == "scope_missing"
    half = cy.refused("POST", "/tokens", body | {"email": "ada@example.org"})
    assert [(one["pointer"], one["code"]) for one in half["errors"]] == [("/password", "missing")]


def test_passwords_are_tried_a_few_times_only(cy: Client, ada: Person):
    wrong = SIGN_IN | {"password": "not this one"}
    for _ in range(FAILURES_PER_ACCOUNT):
        assert code_of(cy.refused("POST", "/sessions", wrong)) == "wrong_credentials"
    reply = cy.call("POST", "/sessions", SIGN_IN)
    assert (reply.status_code, code_of(reply.json)) == (429, "too_many_attempts")
    assert 0 < int(reply.headers["retry-after"]) <= 900


def test_no_secret_is_ever_logged(cy: Client, ada: Person, log: StringIO, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    browser = cy.sign_in(ada)
    script = browser.with_token("read")
    script.get("/me")
    cy.call("POST", "/sessions", SIGN_IN | {"password": "hunter2hunter2"})
    cy.call("GET", "/me", query="token=hunter2hunter2")
    shown = (*browser.shown.values(), *script.shown.values())
    secrets = ["hunter2", PASSWORD, *(one.rpartition(".")[2] for one in shown)]
    others = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("headway"))
    said = log.getvalue() + others
    assert "/api/v1/sessions" in said
    assert not [one for one in secrets if one in said]
