from datetime import time

import bcrypt
import pytest
from sqlalchemy import select

from headway.config import Signup
from headway.domain.days import WeekStart
from headway.domain.errors import (
    Code,
    ConflictError,
    ForbiddenError,
    LimitedError,
    RejectedError,
)
from headway.domain.users import UserDraft
from headway.services import sessions, users
from headway.storage import tables
from tests.cast import ADA, NOW, PASSWORD, settle
from tests.doors import COST, HOME, at_once, broken, entrance, logins_in

CY = UserDraft("Cy@example.org", "Asia/Tokyo", WeekStart.SATURDAY, time(4, 30))


@pytest.fixture
def hall(database):
    return entrance(database)


def is_open(hall):
    with hall.door.scopes.visit(write=False) as visit:
        return users.is_open(visit, hall.door)


def test_signing_up_makes_an_account_and_begins_its_first_session(hall):
    signed_in = hall.sign_up(CY, label="Firefox")
    user = signed_in.user
    assert (user.email, user.timezone, user.week_start) == ("Cy@example.org", "Asia/Tokyo", WeekStart.SATURDAY)
    assert (user.day_start_minutes, user.version, user.created_at, user.updated_at) == (270, 1, NOW, NOW)
    assert signed_in.session.label == "Firefox"
    with hall.door.scopes.open(signed_in.credentials, write=True) as scope:
        assert scope.user == user
    assert hall.sign_in("cy@EXAMPLE.org").user == user


def test_the_kept_hash_is_of_the_cost_of_the_settings(hall, database):
    hall.sign_up(CY)
    with database.read() as tx:
        kept = tx.execute(select(tables.users.c.password_hash)).scalar_one()
    assert kept.startswith(f"$2b${COST:02}$")
    assert bcrypt.checkpw(PASSWORD.encode(), kept.encode())


def test_what_is_wrong_with_an_account_is_told_at_once_before_anything_is_hashed(hall):
    with pytest.raises(RejectedError) as error:
        hall.sign_up(UserDraft("cy", "Mars"), "short")
    assert broken(error) == [
        (("email",), Code.PATTERN), (("timezone",), Code.UNKNOWN_ZONE), (("password",), Code.TOO_SHORT),
    ]  # fmt: skip
    with pytest.raises(RejectedError):
        hall.sign_up(CY, label="")
    assert hall.work.done == []
    assert hall.everybody() == []


@pytest.mark.parametrize("taken", ["ada@example.org", "ADA@Example.ORG"])
def test_an_email_has_one_account_however_it_is_typed(hall, ada, database, taken):
    with pytest.raises(ConflictError) as error:
        hall.sign_up(UserDraft(taken))
    assert error.value.code == Code.EMAIL_TAKEN
    assert hall.everybody() == [ada.user]
    assert set(logins_in(database)) == {("email", "ada@example.org")}


def test_of_sixteen_who_sign_up_with_one_email_at_once_one_does(hall, database):
    spellings = ("cy@example.org", "CY@example.org", "Cy@Example.Org", "cy@example.ORG")
    answers = at_once(16, lambda number: hall.sign_up(UserDraft(spellings[number % 4])))
    refused = [one for one in answers if isinstance(one, Exception)]
    assert [(type(one), getattr(one, "code", one)) for one in refused] == [(ConflictError, Code.EMAIL_TAKEN)] * 15
    (winner,) = (one for one in answers if isinstance(one, sessions.SignedIn))
    assert hall.everybody() == [winner.user]
    assert logins_in(database)["email", "cy@example.org"] == winner.user.id
    assert hall.lets_in(winner.credentials)


def test_sixteen_who_sign_up_with_their_own_emails_at_once_all_do(hall):
    answers = at_once(16, lambda number: hall.sign_up(UserDraft(f"{number}@example.org")))
    assert {one.user.email for one in answers} == {f"{number}@example.org" for number in range(16)}
    assert len(hall.everybody()) == 16


def test_ten_sign_ups_that_fail_are_enough_for_a_while(hall, ada):
    for _ in range(10):
        with pytest.raises(ConflictError):
            hall.sign_up(UserDraft("ada@example.org"))
    with pytest.raises(LimitedError):
        hall.sign_up(UserDraft("ADA@example.org"))
    assert hall.sign_in("ada@example.org")  # which keeps nobody from signing in
    hall.sign_up(CY)


def test_the_first_account_is_the_only_one(database):
    hall = entrance(database, signup=Signup.FIRST)
    assert is_open(hall)
    hall.sign_up(CY)
    assert not is_open(hall)
    hall.work.done.clear()
    with pytest.raises(ForbiddenError) as error:
        hall.sign_up(UserDraft("late@example.org"))
    assert error.value.code == Code.SIGNUP_CLOSED
    assert hall.work.done == []


def test_of_sixteen_who_would_be_first_one_is(database):
    hall = entrance(database, signup=Signup.FIRST)
    answers = at_once(16, lambda number: hall.sign_up(UserDraft(f"{number}@example.org")))
    refused = [one for one in answers if isinstance(one, Exception)]
    assert [(type(one), getattr(one, "code", one)) for one in refused] == [
        (ForbiddenError, Code.SIGNUP_CLOSED)
    ] * 15
    (winner,) = (one for one in answers if isinstance(one, sessions.SignedIn))
    assert hall.everybody() == [winner.user]
    assert logins_in(database) == {("first", ""): winner.user.id, ("email", winner.user.email): winner.user.id}


def test_nobody_is_first_where_the_operator_made_an_account(hall, database):
    users.add(hall.door.scopes, hall.door.passwords, CY, PASSWORD)
    with pytest.raises(ForbiddenError):
        entrance(database, signup=Signup.FIRST).sign_up(UserDraft("late@example.org"))


def test_the_operator_may_make_an_account_while_someone_signs_up_first(database):
    hall = entrance(database, signup=Signup.FIRST)
    quick = entrance(database).door
    hall.work.meanwhile = lambda: users.add(quick.scopes, quick.passwords, CY, PASSWORD)
    with pytest.raises(ForbiddenError):
        hall.sign_up(UserDraft("late@example.org"))
    assert [user.email for user in hall.everybody()] == [CY.email]


def test_nobody_is_first_where_an_account_came_from_elsewhere_meanwhile(database):
    hall = entrance(database, signup=Signup.FIRST)
    hall.work.meanwhile = lambda: settle(database, ADA)
    with pytest.raises(ForbiddenError):
        hall.sign_up(CY)
    assert hall.everybody() == [ADA]


def test_when_the_first_leaves_the_others_do_not_make_way_for_another_first(hall, database):
    first = hall.sign_up(CY)
    hall.sign_up(UserDraft("second@example.org"))
    users.delete(hall.door, first.credentials, PASSWORD, address=HOME)
    with pytest.raises(ForbiddenError):
        entrance(database, signup=Signup.FIRST).sign_up(UserDraft("late@example.org"))


def test_when_everybody_has_left_there_is_a_first_again(database):
    hall = entrance(database, signup=Signup.FIRST)
    users.delete(hall.door, hall.sign_up(CY).credentials, PASSWORD, address=HOME)
    hall.sign_up(CY)
    assert len(hall.everybody()) == 1


def test_an_open_house_needs_no_code_and_a_closed_one_takes_none(database, ada):
    entrance(database, signup=Signup.OPEN, setup_code="code").sign_up(CY)
    closed = entrance(database, signup=Signup.CLOSED, setup_code="code")
    assert not is_open(closed)
    with pytest.raises(ForbiddenError) as error:
        closed.sign_up(UserDraft("late@example.org"), setup_code="code")
    assert error.value.code == Code.SIGNUP_CLOSED
    assert closed.work.done == []


@pytest.mark.parametrize("code", [None, "", "cod", "code ", "CODE", "\ud800", "\0"])
def test_the_first_needs_the_setup_code_where_others_can_reach_the_server(database, code):
    hall = entrance(database, signup=Signup.FIRST, setup_code="code")
    for _ in range(10):
        with pytest.raises(RejectedError) as error:
            hall.sign_up(CY, setup_code=code)
        assert broken(error) == [(("setup_code",), Code.WRONG_SETUP_CODE)]
    with pytest.raises(LimitedError):
        hall.sign_up(CY, setup_code="code")
    assert hall.work.done == []
    assert "code" not in repr(hall.door).replace("setup_code", "")


def test_with_the_setup_code_the_first_gets_in(database):
    hall = entrance(database, signup=Signup.FIRST, setup_code="code")
    hall.sign_up(CY, setup_code="code")
    assert len(hall.everybody()) == 1
