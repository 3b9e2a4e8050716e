"""Settings: the account, its days, what a device looks like, who is let in, and leaving."""

import re

import pytest

from headway.app import App
from headway.domain.days import WeekStart
from headway.domain.tokens import Right, TokenDraft
from headway.services import tokens
from tests.cast import PASSWORD, Person
from tests.doors import Entrance
from tests.web.conftest import Reader

COOKIE = "__Host-headway"


def kept(door: Entrance, person: Person):
    return next(one for one in door.everybody() if one.id == person.user.id)


def test_another_e_mail_takes_the_present_password(ada_there: Reader, ada: Person, ben: Person, door: Entrance):
    address, fields = "/settings/account", {"email": "new@example.org", "current_password": "not this one"}
    refused = ada_there.send(address, fields)
    assert refused.status_code == 422
    assert 'id="current_password-wrong">This is not your present password.' in refused.text
    assert 'value="new@example.org"' in refused.text
    assert "not this one" not in refused.text
    taken = ada_there.send(address, {"email": ben.user.email.upper(), "current_password": PASSWORD})
    assert taken.status_code == 409
    assert 'id="email-wrong">There is an account with this e-mail.' in taken.text
    missing = ada_there.send(address, {"email": "new@example.org"})
    assert 'id="current_password-wrong">Another e-mail needs your present password.' in missing.text
    assert kept(door, ada).email == ada.user.email
    reply = ada_there.send(address, {"email": "new@example.org", "current_password": PASSWORD})
    assert "new@example.org" in ada_there.follow(reply).text
    assert kept(door, ada).email == "new@example.org"


def test_days_begin_elsewhere_and_at_another_time(ada_there: Reader, ada: Person, door: Entrance):
    fields = {"timezone": "Asia/Tokyo", "week_start": "SUNDAY", "day_start": "03:00:00"}
    assert "Saved." in ada_there.follow(ada_there.send("/settings/days", fields)).text
    user = kept(door, ada)
    assert (user.timezone, user.week_start, user.day_start_minutes) == ("Asia/Tokyo", WeekStart.SUNDAY, 180)
    page = ada_there.get("/settings/days").text
    assert 'value="03:00:00" selected' in page
    assert 'value="SUNDAY" selected' in page


def test_a_day_start_that_a_program_set_is_among_the_choices(ada_there: Reader):
    ada_there.send("/settings/days", {"timezone": "Europe/Berlin", "day_start": "02:37"})
    assert 'value="02:37:00" selected' in ada_there.get("/settings/days").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("timezone", "Mars/Base", "timezone-wrong"),
        ("week_start", "FRIDAY", "week_start-wrong"),
        ("day_start", "07:00", "day_start-wrong"),
        ("day_start", "soon", "day_start-wrong"),
    ],
)
def test_what_no_day_begins_by_is_told_beside_it(field: str, value: str, said: str, ada_there: Reader):
    reply = ada_there.send("/settings/days", {"timezone": "Europe/Berlin", field: value})
    assert reply.status_code == 422
    assert f'id="{said}"' in reply.text


def test_appearance_and_language_stay_on_the_device(ada_there: Reader, door: Entrance, ada: Person, app: App):
    other = Reader(app, {COOKIE: door.enter(ada).value})
    page = ada_there.follow(ada_there.send("/settings/appearance", {"look": "dark", "language": "en"}))
    assert 'data-appearance="dark"' in page.text
    assert "data-appearance" not in other.get("/settings").text
    assert 'data-appearance="dark"' in ada_there.follow(ada_there.send("/sign-out")).text
    ada_there.cookies[COOKIE] = door.enter(ada).value
    assert "data-appearance" not in ada_there.follow(ada_there.send("/settings/appearance", {"look": ""})).text
    assert set(ada_there.cookies) == {COOKIE}


@pytest.mark.parametrize("value", ["pink", 'dark"><script>', "dark; Path=/evil", "dark\r\nX: y", "LIGHT"])
def test_a_look_and_a_language_that_there_are_not_are_none(value: str, ada_there: Reader):
    reply = ada_there.send("/settings/appearance", {"look": value, "language": value})
    assert not any(one.value for name, one in reply.cookies.items() if name.startswith(("headway-a", "headway-l")))
    ada_there.cookies |= {"headway-appearance": "pink", "headway-language": "tlh"}
    page = ada_there.get("/settings").text
    assert "data-appearance" not in page
    assert '<html lang="en"' in page


def test_another_password_ends_the_other_sessions(ada_there: Reader, ada: Person, door: Entrance, app: App):
    elsewhere = Reader(app, {COOKIE: door.enter(ada).value})
    wrong = ada_there.send("/settings/password", {"current_password": "no", "new_password": "another good one"})
    assert 'id="current_password-wrong"' in wrong.text
    short = ada_there.send("/settings/password", {"current_password": PASSWORD, "new_password": "short"})
    assert 'id="new_password-wrong">A password has at least 8 characters.' in short.text
    assert elsewhere.get("/settings").status_code == 200
    reply = ada_there.send("/settings/password", {"current_password": PASSWORD, "new_password": "another good one"})
    assert "Your password is changed" in ada_there.follow(reply).text
    assert elsewhere.get("/settings").status_code == 401
    assert door.lets_in(door.sign_in(ada.user.email, "another good one").credentials)


def test_a_browser_elsewhere_is_signed_out_from_here(ada_there: Reader, ada: Person, door: Entrance, app: App):
    lost = door.sign_in(ada.user.email, label="Lost phone")
    page = ada_there.get("/settings/sessions").text
    assert "Lost phone" in page
    assert page.count("this one") == 1
    reply = ada_there.send(f"/settings/sessions/{lost.session.id}/end")
    assert "Lost phone" not in ada_there.follow(reply).text
    assert not door.lets_in(lost.credentials)
    assert ada_there.send(f"/settings/sessions/{lost.session.id}/end").status_code == 404


def test_a_token_is_shown_once_and_stands_in_no_address_and_no_cookie(
    ada_there: Reader, door: Entrance, ada: Person
):
    reply = ada_there.send("/settings/tokens", {"name": "Doorbell", "scopes": ["read", "write"]})
    assert reply.status_code == 200
    assert "location" not in reply.headers
    (token,) = re.findall(r'id="minted" readonly value="([^"]+)"', reply.text)
    assert token not in str(reply.headers)
    assert reply.headers["cache-control"] == "no-store"
    later = ada_there.get("/settings/tokens").text
    assert "Doorbell" in later
    assert token not in later
    assert token.rpartition(".")[2] not in later
    with ada.at(write=False) as scope:
        (kept_token,) = tokens.page(scope).items
    assert "read, change" in later
    gone = ada_there.send(f"/settings/tokens/{kept_token.id}/revoke")
    assert "Doorbell" not in ada_there.follow(gone).text


def test_a_token_without_a_name_or_a_right_is_told_so(ada_there: Reader):
    reply = ada_there.send("/settings/tokens", {"name": " ", "scopes": ["everything"]})
    assert reply.status_code == 422
    assert 'id="name-wrong"' in reply.text
    assert 'id="scopes-wrong">A token needs at least one scope.' in reply.text


def test_an_account_is_deleted_by_whoever_knows_its_password(ada_there: Reader, ada: Person, door: Entrance):
    refused = ada_there.send("/settings/delete", {"current_password": "not this one"})
    assert 'id="current_password-wrong"' in refused.text
    assert ada in [Person(one, ada.database) for one in door.everybody()]
    page = ada_there.follow(ada_there.send("/settings/delete", {"current_password": PASSWORD}))
    assert "Your account and everything in it is deleted." in page.text
    assert COOKIE not in ada_there.cookies
    assert ada.user.id not in [one.id for one in door.everybody()]


def test_someone_elses_sessions_and_tokens_are_not_there(ada: Person, ben_there: Reader, door: Entrance):
    session = door.sign_in(ada.user.email)
    with door.door.scopes.open(session.credentials, write=True) as scope:
        minted = tokens.mint(scope, TokenDraft("Script", [Right.READ]))
    assert ben_there.send(f"/settings/sessions/{session.session.id}/end").status_code == 404
    assert ben_there.send(f"/settings/tokens/{minted.token.id}/revoke").status_code == 404
    assert door.lets_in(minted.credentials)
    assert door.lets_in(session.credentials)


def test_patience_is_asked_for_kindly_and_in_minutes(ada_there: Reader):
    for _ in range(10):
        ada_there.send("/settings/delete", {"current_password": "no"})
    reply = ada_there.send("/settings/delete", {"current_password": PASSWORD})
    assert reply.status_code == 429
    assert re.search(r"That was tried too often. Try again in \d+ minutes.", reply.text)
