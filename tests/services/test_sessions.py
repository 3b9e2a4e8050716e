from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from headway.domain.errors import (
    BusyError,
    Code,
    CredentialsError,
    ForbiddenError,
    LimitedError,
    NotFoundError,
    RejectedError,
)
from headway.domain.tokens import Right, TokenDraft
from headway.services import sessions, tokens, users
from headway.services.door import confirm, prove, uphold
from headway.services.passwords import Passwords
from headway.storage.tables import sessions as kept_sessions
from tests.cast import NOW, PASSWORD
from tests.doors import COST, HOME, at_once, entrance

MONTH = timedelta(days=30)
SAME_COST = b"$2b$04$"


@pytest.fixture
def hall(database):
    return entrance(database)


def listed(hall, credentials, **page):
    with hall.door.scopes.open(credentials, write=False) as scope:
        return sessions.page(scope, **page)


def ids(page):
    return [one.session.id for one in page.items]


def wrong(hall, email, password=PASSWORD):
    with pytest.raises(CredentialsError) as error:
        sessions.sign_in(hall.door, email, password, address=HOME)
    return error.value


def test_signing_in_begins_a_session(hall, ada):
    signed_in = hall.sign_in(ada.user.email, label="Firefox on Linux")
    assert signed_in.user == ada.user
    assert signed_in.session.label == "Firefox on Linux"
    assert (signed_in.session.created_at, signed_in.session.last_seen_at) == (NOW, NOW)
    assert signed_in.session.expires_at == NOW + MONTH
    assert hall.lets_in(signed_in.credentials)


@pytest.mark.parametrize("email", ["ADA@EXAMPLE.ORG", "Ada@example.org"])
def test_an_email_is_the_same_however_it_is_typed(hall, ada, email):
    assert hall.sign_in(email).user == ada.user


def test_every_sign_in_begins_another_session(hall, ada):
    first, second = hall.sign_in(ada.user.email), hall.sign_in(ada.user.email)
    assert first.credentials.id != second.credentials.id
    assert first.credentials.secret != second.credentials.secret
    assert hall.lets_in(first.credentials)


def test_a_browser_that_signs_in_again_leaves_no_session_behind(hall, ada, ben):
    first = hall.sign_in(ada.user.email)
    second = hall.sign_in(ben.user.email, replacing=first.credentials)
    assert not hall.lets_in(first.credentials)
    assert hall.lets_in(second.credentials)


def test_a_session_is_replaced_only_by_who_knows_its_secret(hall, ada, ben):
    first = hall.sign_in(ada.user.email)
    hall.sign_in(ben.user.email, replacing=replace(first.credentials, secret="A" * 43))
    assert hall.lets_in(first.credentials)


def test_unknown_and_wrong_are_told_the_same(hall, ada):
    assert vars(wrong(hall, "cy@example.org")) == vars(wrong(hall, ada.user.email, "not the password"))
    assert wrong(hall, ada.user.email, "not the password").code == Code.WRONG_CREDENTIALS


@pytest.mark.parametrize(
    "email", ["cy@example.org", "no address", "", "\0", "\ud800@example.org", "x" * 100_000, "ada@example.org "]
)
@pytest.mark.parametrize("password", [PASSWORD, "", "x" * 73, "nul\0", "\ud800"])
def test_an_unknown_account_takes_the_same_work_as_a_wrong_password(hall, ada, email, password):
    wrong(hall, email, password)
    unknown, hall.work.done = hall.work.done, []
    wrong(hall, ada.user.email, "not the password")
    assert unknown == hall.work.done == [SAME_COST]


def test_ten_wrong_passwords_keep_even_the_right_one_out_for_a_while(hall, ada, ben):
    for _ in range(10):
        wrong(hall, ada.user.email, "not the password")
    hall.work.done.clear()
    with pytest.raises(LimitedError) as limited:
        hall.sign_in("ADA@example.org")
    assert 0 < limited.value.retry_after <= 15 * 60
    assert hall.work.done == []
    assert hall.sign_in(ben.user.email).user == ben.user


def test_sixteen_sign_ins_at_the_same_moment_all_succeed(hall, ada):
    answers = at_once(16, lambda _: hall.sign_in(ada.user.email))
    assert len({one.credentials.id for one in answers}) == 16
    assert all(hall.lets_in(one.credentials) for one in answers)


def test_a_full_queue_is_said_and_is_no_failure(hall, ada):
    full = replace(hall.door, passwords=Passwords(COST, at_once=0, waiting=0))
    for _ in range(11):
        with pytest.raises(BusyError):
            sessions.sign_in(full, ada.user.email, PASSWORD, address=HOME)
    assert hall.sign_in(ada.user.email)


def test_a_label_is_checked_before_anything_is_hashed(hall, ada):
    with pytest.raises(RejectedError):
        hall.sign_in(ada.user.email, label="x" * 101)
    assert hall.work.done == []


def test_a_password_that_was_changed_meanwhile_signs_nobody_in(hall, ada):
    hall.work.meanwhile = lambda: users.reset_password(
        hall.door.scopes, Passwords(COST), ada.user.id, "another password"
    )
    assert wrong(hall, ada.user.email).code == Code.WRONG_CREDENTIALS
    assert hall.sign_in(ada.user.email, "another password")


def test_an_account_that_was_deleted_meanwhile_signs_nobody_in(hall, ada):
    def delete():
        with hall.door.scopes.open_for(ada.user.id, write=True) as scope:
            users.remove(scope)

    hall.work.meanwhile = delete
    wrong(hall, ada.user.email)


def test_a_proof_holds_until_the_password_changes(hall, ada, database):
    proof = prove(hall.door, ada.user.email, PASSWORD, HOME)
    assert proof.password_hash not in repr(proof)
    with database.write() as tx:
        uphold(tx, proof)
    users.reset_password(hall.door.scopes, hall.door.passwords, ada.user.id, PASSWORD)
    with pytest.raises(CredentialsError), database.write() as tx:
        uphold(tx, proof)


def test_while_a_proof_is_upheld_the_password_cannot_change(hall, ada):
    """A session that begins beside a reset is either refused or ended by it, and never outlives it."""
    proof = prove(hall.door, ada.user.email, PASSWORD, HOME)
    with ThreadPoolExecutor() as threads:
        with hall.door.scopes.visit(write=True) as visit:
            uphold(visit.tx, proof)
            reset = threads.submit(
                users.reset_password, hall.door.scopes, hall.door.passwords, ada.user.id, "another password"
            )
            wait([reset], timeout=0.5)
            signed_in = sessions.begin(visit, ada.user, None)
        reset.result(timeout=10)
    assert not hall.lets_in(signed_in.credentials)


def test_a_wrong_present_password_is_told_at_its_field_and_limited_like_signing_in(hall, ada):
    credentials = hall.sign_in(ada.user.email).credentials
    for _ in range(10):
        with pytest.raises(RejectedError) as error:
            confirm(hall.door, credentials, "not the password", HOME)
        assert [(one.field, one.code) for one in error.value.broken] == [
            (("current_password",), Code.WRONG_PASSWORD)
        ]
    with pytest.raises(LimitedError):
        confirm(hall.door, credentials, PASSWORD, HOME)
    with pytest.raises(LimitedError):
        hall.sign_in(ada.user.email)


def test_a_token_that_may_not_write_confirms_nothing(hall, ada):
    with hall.door.scopes.open(hall.sign_in(ada.user.email).credentials, write=True) as scope:
        reading = tokens.mint(scope, TokenDraft("reader", [Right.READ])).credentials
    hall.work.done.clear()
    with pytest.raises(ForbiddenError):
        confirm(hall.door, reading, PASSWORD, HOME)
    assert hall.work.done == []


def test_sessions_are_listed_newest_first_with_the_one_that_asks(hall, ada, ben):
    hall.sign_in(ben.user.email)
    signed_in = []
    for number in range(3):
        hall.clock.now = NOW + timedelta(minutes=number)
        signed_in.append(hall.sign_in(ada.user.email, label=f"browser {number}"))
    page = listed(hall, signed_in[1].credentials)
    assert [one.session for one in page.items] == [one.session for one in reversed(signed_in)]
    assert [one.current for one in page.items] == [False, True, False]
    assert page.after is None


def test_pages_of_sessions_follow_one_another(hall, ada):
    begun = [hall.sign_in(ada.user.email).session.id for _ in range(5)]  # all at the same moment: the id decides
    credentials = hall.sign_in(ada.user.email).credentials
    first = listed(hall, credentials, limit=4)
    second = listed(hall, credentials, limit=4, after=first.after)
    assert ids(first) + ids(second) == sorted([*begun, credentials.id], reverse=True)
    assert second.after is None


def test_sessions_that_are_over_are_not_listed_and_purged_at_the_next_sign_in(hall, ada, ben, database):
    def kept():
        with database.read() as tx:
            return set(tx.execute(select(kept_sessions.c.id)).scalars())

    old, bens = hall.sign_in(ada.user.email), hall.sign_in(ben.user.email)
    hall.clock.now = NOW + MONTH - timedelta(minutes=1)
    younger = hall.sign_in(ada.user.email)
    hall.clock.now = NOW + MONTH
    assert ids(listed(hall, younger.credentials)) == [younger.session.id]
    assert kept() == {old.session.id, bens.session.id, younger.session.id}
    youngest = hall.sign_in(ada.user.email)
    assert kept() == {bens.session.id, younger.session.id, youngest.session.id}


def test_a_lost_telephone_is_signed_out_from_elsewhere(hall, ada):
    here, telephone = hall.sign_in(ada.user.email), hall.sign_in(ada.user.email)
    with hall.door.scopes.open(here.credentials, write=True) as scope:
        sessions.remove(scope, telephone.session.id)
    assert hall.lets_in(here.credentials)
    assert not hall.lets_in(telephone.credentials)
    with pytest.raises(NotFoundError), hall.door.scopes.open(here.credentials, write=True) as scope:
        sessions.remove(scope, telephone.session.id)


def test_nobody_ends_another_users_session(hall, ada, ben):
    hers, his = hall.sign_in(ada.user.email), hall.sign_in(ben.user.email)
    for session_id in (hers.session.id, uuid4()):
        with pytest.raises(NotFoundError), hall.door.scopes.open(his.credentials, write=True) as scope:
            sessions.remove(scope, session_id)
    assert hall.lets_in(hers.credentials)


def test_signing_out_ends_the_session_that_asks(hall, ada):
    here, elsewhere = hall.sign_in(ada.user.email), hall.sign_in(ada.user.email)
    with hall.door.scopes.open(here.credentials, write=True) as scope:
        sessions.remove_current(scope)
    assert not hall.lets_in(here.credentials)
    assert hall.lets_in(elsewhere.credentials)


def test_what_is_no_session_cannot_sign_out(hall, ada):
    with pytest.raises(NotFoundError), ada.at() as scope:
        sessions.remove_current(scope)
