"""The way in: the first account, signing up and in, and what strangers are told."""

import pytest

from headway.app import App, assemble
from headway.config import Signup
from headway.edge.security import Guard
from headway.services import sessions
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.cast import PASSWORD, Person
from tests.doors import Entrance, entrance
from tests.web.conftest import Reader

NEWCOMER = {"email": "new@example.org", "password": "a good long one", "timezone": "Europe/Paris"}
COOKIE = "__Host-headway"


def open_to(database: Database, **how: object) -> tuple[Reader, Entrance]:
    """Stand before a site whose accounts are made in some way."""
    door = entrance(database, **how)  # type: ignore[arg-type] # what the test says
    return Reader(assemble(door.door, Guard(bound_to="127.0.0.1"), Schema(database))), door


def test_an_unknown_e_mail_and_a_wrong_password_are_told_the_same(cy: Reader, ada: Person):
    replies = [
        cy.send("/sign-in", {"email": email, "password": "not this one"})
        for email in (ada.user.email, "zoe@example.org", "no e-mail", "")
    ]
    told = {reply.text.replace(f'value="{ada.user.email}"', 'value=""') for reply in replies[:1]}
    told |= {
        reply.text.replace('value="zoe@example.org"', 'value=""').replace('value="no e-mail"', 'value=""')
        for reply in replies[1:]
    }
    assert len(told) == 1
    assert {reply.status_code for reply in replies} == {401}
    assert "E-mail or password are wrong." in replies[0].text
    assert "not this one" not in replies[0].text


def test_trying_too_often_is_told_kindly_whoever_it_is(cy: Reader, ada: Person):
    told = []
    for email in (ada.user.email, "zoe@example.org"):
        for _ in range(11):
            reply = cy.send("/sign-in", {"email": email, "password": "not this one"})
        told.append(reply.text.replace(email, ""))
        assert reply.status_code == 429
    assert told[0] == told[1]
    assert "That was tried too often. Try again in" in told[0]


def test_a_newcomer_is_led_to_today(cy: Reader):
    reply = cy.send("/welcome", NEWCOMER)
    assert reply.headers["location"] == "/"
    assert COOKIE in cy.cookies
    assert "Europe/Paris" in cy.get("/settings").text


def test_all_that_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(cy: Reader):
    reply = cy.send("/welcome", {"email": "nobody", "password": "short", "timezone": "Mars/Base"})
    assert reply.status_code == 422
    for field in ("email", "password", "timezone"):
        assert f'id="{field}-wrong"' in reply.text
    assert 'value="nobody"' in reply.text
    assert 'value="Mars/Base"' in reply.text
    assert 'value="short"' not in reply.text
    assert COOKIE not in cy.cookies


def test_an_e_mail_that_has_an_account_is_told_beside_it(cy: Reader, ada: Person):
    reply = cy.send("/welcome", NEWCOMER | {"email": ada.user.email.upper()})
    assert reply.status_code == 409
    assert 'id="email-wrong">There is an account with this e-mail.' in reply.text


def test_the_first_account_needs_the_code_where_others_could_come_first(database: Database):
    cy, _ = open_to(database, signup=Signup.FIRST, setup_code="5up3r")
    assert 'name="setup_code"' in cy.get("/welcome").text
    for code in ({}, {"setup_code": "wrong"}):
        reply = cy.send("/welcome", NEWCOMER | code)
        assert reply.status_code == 422
        assert 'id="setup_code-wrong"' in reply.text
    assert cy.send("/welcome", NEWCOMER | {"setup_code": "5up3r"}).headers["location"] == "/"


@pytest.mark.parametrize("how", [Signup.CLOSED, Signup.FIRST])
def test_where_no_accounts_are_made_nobody_is_offered_one(how: Signup, database: Database, ada: Person):
    cy, door = open_to(database, signup=how)
    welcome = cy.get("/welcome").text
    assert "No new accounts are made here" in welcome
    assert 'name="password"' not in welcome
    assert "Make an account" not in cy.get("/sign-in").text
    assert cy.send("/welcome", NEWCOMER).status_code == 403
    assert [one.id for one in door.everybody()] == [ada.user.id]


def test_whoever_is_signed_in_is_led_on(ada_there: Reader):
    for path in ("/welcome", "/sign-in"):
        assert ada_there.get(path).headers["location"] == "/"


@pytest.mark.parametrize("value", ["nonsense", "ended"])
def test_a_session_that_is_over_leads_to_the_door_and_not_in_circles(
    value: str, ada: Person, door: Entrance, app: App
):
    ended = door.enter(ada).value
    with door.door.scopes.open_for(ada.user.id, write=True) as scope:
        for one in sessions.page(scope).items:
            sessions.remove(scope, one.session.id)
    reader = Reader(app, {COOKIE: ended if value == "ended" else value})
    reply = reader.get("/")
    while reply.status_code == 303:
        reply = reader.follow(reply)
    assert 'name="password"' in reply.text
    for path in ("/welcome", "/sign-in"):
        assert reader.get(path).status_code == 200


def test_signing_in_leads_on_to_where_one_was_going(cy: Reader, ada: Person):
    asked = cy.get("/settings/days")
    assert asked.status_code == 401
    assert 'name="onward" value="/settings/days"' in asked.text
    wrong = cy.send("/sign-in", {"email": ada.user.email, "password": "no", "onward": "/settings/days"})
    assert 'name="onward" value="/settings/days"' in wrong.text
    fields = {"email": ada.user.email, "password": PASSWORD, "onward": "/settings/days"}
    assert cy.send("/sign-in", fields).headers["location"] == "/settings/days"


def test_signing_out_ends_the_session_and_says_so(ada_there: Reader, door: Entrance):
    shown = dict(ada_there.cookies)
    page = ada_there.follow(ada_there.send("/sign-out"))
    assert "You are signed out" in page.text
    assert COOKIE not in ada_there.cookies
    ada_there.cookies |= shown
    assert ada_there.get("/settings").status_code == 401


def test_a_network_that_can_read_along_is_told_of(door: Entrance, database: Database):
    there = Reader(assemble(door.door, Guard(bound_to="0.0.0.0"), Schema(database)))
    for path in ("/welcome", "/sign-in"):
        assert "not encrypted" in there.get(path, Host="192.168.1.5:8000").text
        assert "not encrypted" not in there.get(path).text
