from datetime import timedelta
from uuid import uuid4

import pytest

from headway.domain.errors import (
    Code,
    CredentialsError,
    ForbiddenError,
    LimitedError,
    NotFoundError,
    RejectedError,
)
from headway.domain.tokens import Right, TokenDraft
from headway.services import sessions, tokens, users
from headway.services.passwords import Passwords
from headway.services.scope import CredentialKind
from tests.cast import NOW, PASSWORD
from tests.doors import COST, HOME, entrance

READER = TokenDraft("Kitchen display", [Right.READ])
BOTH = TokenDraft("Script", [Right.READ, Right.WRITE])


@pytest.fixture
def hall(database):
    return entrance(database)


@pytest.fixture
def session(hall, ada):
    return sessions.sign_in(hall.door, ada.user.email, PASSWORD, address=HOME).credentials


def mint(hall, credentials, draft=BOTH):
    with hall.door.scopes.open(credentials, write=True) as scope:
        return tokens.mint(scope, draft)


def mint_by_password(hall, person, password=PASSWORD, draft=BOTH):
    return tokens.mint_by_password(hall.door, draft, person.user.email, password, address=HOME)


def listed(hall, credentials, **page):
    with hall.door.scopes.open(credentials, write=False) as scope:
        return tokens.page(scope, **page)


def test_a_session_mints_a_token(hall, session, ada):
    minted = mint(hall, session, READER)
    assert (minted.token.name, minted.token.scopes) == ("Kitchen display", {Right.READ})
    assert (minted.token.created_at, minted.token.last_seen_at) == (NOW, None)
    assert (minted.credentials.kind, minted.credentials.user_id) == (CredentialKind.TOKEN, ada.user.id)
    assert minted.credentials.id == minted.token.id
    assert hall.lets_in(minted.credentials)


def test_a_script_mints_a_token_with_the_password(hall, ada):
    minted = mint_by_password(hall, ada, draft=READER)
    assert minted.credentials.user_id == ada.user.id
    assert hall.lets_in(minted.credentials)
    with (
        pytest.raises(ForbiddenError) as refused,
        hall.door.scopes.open(minted.credentials, write=True),
    ):
        pass
    assert refused.value.code == Code.SCOPE_MISSING


def test_minting_is_limited_together_with_signing_in(hall, ada):
    for _ in range(5):
        with pytest.raises(CredentialsError):
            mint_by_password(hall, ada, "not the password")
        with pytest.raises(CredentialsError):
            sessions.sign_in(hall.door, ada.user.email, "not the password", address=HOME)
    with pytest.raises(LimitedError):
        mint_by_password(hall, ada)


def test_a_password_that_was_changed_meanwhile_mints_no_token(hall, ada):
    hall.work.meanwhile = lambda: users.reset_password(
        hall.door.scopes, Passwords(COST), ada.user.id, "another password"
    )
    with pytest.raises(CredentialsError) as error:
        mint_by_password(hall, ada)
    assert error.value.code == Code.WRONG_CREDENTIALS


def test_a_token_mints_no_token(hall, session):
    script = mint(hall, session).credentials
    with pytest.raises(ForbiddenError) as refused:
        mint(hall, script)
    assert refused.value.code == Code.SCOPE_MISSING


def test_a_token_without_a_name_or_scopes_is_refused_before_anything_is_hashed(hall, session, ada):
    bad = TokenDraft("", [])
    with pytest.raises(RejectedError):
        mint(hall, session, bad)
    hall.work.done.clear()
    with pytest.raises(RejectedError):
        mint_by_password(hall, ada, draft=bad)
    assert hall.work.done == []


def test_tokens_are_listed_newest_first_and_without_their_secrets(hall, session, ada, ben):
    mint_by_password(hall, ben)
    minted = []
    for number in range(3):
        hall.clock.now = NOW + timedelta(minutes=number)
        minted.append(mint(hall, session).token)
    page = listed(hall, session)
    assert list(page.items) == minted[::-1]
    assert page.after is None


def test_pages_of_tokens_follow_one_another(hall, session):
    minted = sorted((mint(hall, session).token.id for _ in range(5)), reverse=True)
    first = listed(hall, session, limit=3)
    second = listed(hall, session, limit=3, after=first.after)
    assert [one.id for one in (*first.items, *second.items)] == minted
    assert second.after is None


def test_use_shows_in_the_list(hall, session):
    script = mint(hall, session).credentials
    hall.clock.now = NOW + timedelta(minutes=1)
    assert hall.lets_in(script)
    assert listed(hall, session).items[0].last_seen_at == hall.clock.now


def test_a_revoked_token_is_of_no_use(hall, session):
    revoked, other = mint(hall, session), mint(hall, session)
    with hall.door.scopes.open(session, write=True) as scope:
        tokens.remove(scope, revoked.token.id)
    assert not hall.lets_in(revoked.credentials)
    assert hall.lets_in(other.credentials)
    with pytest.raises(NotFoundError), hall.door.scopes.open(session, write=True) as scope:
        tokens.remove(scope, revoked.token.id)


def test_a_script_may_revoke_its_own_token(hall, session):
    script = mint(hall, session)
    with hall.door.scopes.open(script.credentials, write=True) as scope:
        tokens.remove(scope, script.token.id)
    assert not hall.lets_in(script.credentials)


def test_nobody_revokes_another_users_token(hall, session, ben):
    hers = mint(hall, session)
    his = mint_by_password(hall, ben).credentials
    for token_id in (hers.token.id, uuid4()):
        with pytest.raises(NotFoundError), hall.door.scopes.open(his, write=True) as scope:
            tokens.remove(scope, token_id)
    assert hall.lets_in(hers.credentials)
