from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from headway.domain.tokens import ALL_RIGHTS, Right, Token
from headway.storage import tokens, users
from tests.cast import ADA, BEN, NOW

LATER = NOW + timedelta(hours=1)
HASH = "a" * 64
ONE = Token(UUID(int=1), "Kitchen display", frozenset([Right.READ]), NOW, None)
TWO = Token(UUID(int=2), "Script", ALL_RIGHTS, NOW, NOW)


@pytest.fixture
def kept(ada, ben, database):
    """Two tokens of Ada's, and two of Ben's with the same ids."""
    with database.write() as tx:
        for user in (ADA, BEN):
            for token in (ONE, TWO):
                tokens.add(tx, user.id, token, HASH)
    return database


def page(tx, user):
    return tokens.page(tx, user.id, None, 10)


@pytest.mark.parametrize("lock", [False, True])
@pytest.mark.parametrize("token", [ONE, TWO])
def test_a_token_is_found_with_its_user(kept, lock, token):
    with kept.write() as tx:
        found = tokens.find_holder(tx, BEN.id, token.id, lock=lock)
        assert found is not None
        assert (found.user, found.secret_hash, found.rights) == (BEN, HASH, token.scopes)
        assert (found.last_seen_at, found.expires_at) == (token.last_seen_at, None)
        assert tokens.find_holder(tx, BEN.id, UUID(int=3), lock=lock) is None


@pytest.mark.parametrize("lock", [False, True])
def test_a_token_is_found_with_its_user_as_both_are_now(kept, lock):
    with kept.write() as tx:
        before = tokens.find_holder(tx, ADA.id, ONE.id, lock=lock)
        tokens.touch(tx, ADA.id, ONE.id, LATER)
        users.edit(tx, ADA.id, {"timezone": "Asia/Tokyo"})
        moved = replace(ADA, timezone="Asia/Tokyo")
        assert before is not None
        assert tokens.find_holder(tx, ADA.id, ONE.id, lock=lock) == replace(before, user=moved, last_seen_at=LATER)
        tokens.remove(tx, ADA.id, ONE.id)
        assert tokens.find_holder(tx, ADA.id, ONE.id, lock=lock) is None


def test_a_token_is_read_as_it_was_kept(kept):
    with kept.read() as tx:
        assert page(tx, ADA) == [TWO, ONE]


def test_being_seen_is_one_tokens_and_never_goes_back(kept):
    with kept.write() as tx:
        tokens.touch(tx, ADA.id, ONE.id, LATER)
        tokens.touch(tx, ADA.id, ONE.id, NOW)
        assert page(tx, ADA) == [TWO, replace(ONE, last_seen_at=LATER)]
        assert page(tx, BEN) == [TWO, ONE]


def test_a_token_is_removed_from_its_owner_only(kept):
    with kept.write() as tx:
        assert tokens.remove(tx, ADA.id, ONE.id)
        assert not tokens.remove(tx, ADA.id, ONE.id)
        assert (page(tx, ADA), page(tx, BEN)) == ([TWO], [TWO, ONE])


def test_a_page_goes_on_after_a_key(kept):
    younger = Token(UUID(int=0), "New", ALL_RIGHTS, LATER, None)
    with kept.write() as tx:
        tokens.add(tx, ADA.id, younger, HASH)
        assert tokens.page(tx, ADA.id, None, 2) == [younger, TWO]
        assert tokens.page(tx, ADA.id, (TWO.created_at, TWO.id), 2) == [ONE]
        assert tokens.page(tx, ADA.id, (LATER, younger.id), 1) == [TWO]
