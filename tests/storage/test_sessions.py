from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from headway.domain.sessions import Session
from headway.domain.tokens import ALL_RIGHTS
from headway.storage import sessions
from tests.cast import ADA, BEN, NOW

LATER = NOW + timedelta(hours=1)
ENDS = NOW + timedelta(days=30)
HASH, OTHER_HASH = "a" * 64, "b" * 64
ONE = Session(UUID(int=1), "Firefox", NOW, NOW, ENDS)
TWO = Session(UUID(int=2), None, NOW, NOW, ENDS)


@pytest.fixture
def kept(ada, ben, database):
    """Two sessions of Ada's, and two of Ben's with the same ids."""
    with database.write() as tx:
        for user in (ADA, BEN):
            for session in (ONE, TWO):
                sessions.add(tx, user.id, session, HASH)
    return database


def page(tx, user, now=NOW):
    return sessions.page(tx, user.id, now, None, 10)


@pytest.mark.parametrize("lock", [False, True])
def test_a_session_is_found_with_its_user(kept, lock):
    with kept.write() as tx:
        found = sessions.find_holder(tx, BEN.id, ONE.id, lock=lock)
        assert found is not None
        assert (found.user, found.secret_hash, found.rights) == (BEN, HASH, ALL_RIGHTS)
        assert (found.last_seen_at, found.expires_at) == (NOW, ENDS)
        assert sessions.find_holder(tx, BEN.id, UUID(int=3), lock=lock) is None


def test_a_session_is_read_as_it_was_kept(kept):
    with kept.read() as tx:
        assert page(tx, ADA) == [TWO, ONE]


def test_being_seen_is_one_sessions_and_never_goes_back(kept):
    with kept.write() as tx:
        sessions.touch(tx, ADA.id, ONE.id, LATER, ENDS + timedelta(hours=1))
        sessions.touch(tx, ADA.id, ONE.id, NOW, ENDS)
        assert page(tx, ADA) == [TWO, replace(ONE, last_seen_at=LATER, expires_at=ENDS + timedelta(hours=1))]
        assert page(tx, BEN) == [TWO, ONE]


def test_a_session_is_removed_from_its_owner_only(kept):
    with kept.write() as tx:
        assert sessions.remove(tx, ADA.id, ONE.id)
        assert not sessions.remove(tx, ADA.id, ONE.id)
        assert (page(tx, ADA), page(tx, BEN)) == ([TWO], [TWO, ONE])


def test_a_session_whose_secret_was_not_shown_stays(kept):
    with kept.write() as tx:
        sessions.remove_shown(tx, ADA.id, ONE.id, OTHER_HASH)
        assert page(tx, ADA) == [TWO, ONE]
        sessions.remove_shown(tx, ADA.id, ONE.id, HASH)
        assert (page(tx, ADA), page(tx, BEN)) == ([TWO], [TWO, ONE])


@pytest.mark.parametrize(("but", "left"), [(ONE.id, [ONE]), (None, []), (UUID(int=3), [])])
def test_all_other_sessions_of_one_user_are_removed(kept, but, left):
    with kept.write() as tx:
        sessions.remove_others(tx, ADA.id, but)
        assert (page(tx, ADA), page(tx, BEN)) == (left, [TWO, ONE])


def test_what_is_over_is_purged_of_one_user(kept):
    with kept.write() as tx:
        sessions.touch(tx, ADA.id, TWO.id, LATER, LATER + timedelta(days=30))
        sessions.purge(tx, ADA.id, ENDS - timedelta(microseconds=1))
        assert len(page(tx, ADA)) == 2
        sessions.purge(tx, ADA.id, ENDS)
        assert [one.id for one in page(tx, ADA)] == [TWO.id]
        assert page(tx, BEN) == [TWO, ONE]
        assert page(tx, BEN, now=ENDS) == []


def test_a_page_goes_on_after_a_key(kept):
    younger = Session(UUID(int=0), None, LATER, LATER, ENDS)
    with kept.write() as tx:
        sessions.add(tx, ADA.id, younger, HASH)
        assert sessions.page(tx, ADA.id, NOW, None, 2) == [younger, TWO]
        assert sessions.page(tx, ADA.id, NOW, (TWO.created_at, TWO.id), 2) == [ONE]
        assert sessions.page(tx, ADA.id, NOW, (LATER, younger.id), 1) == [TWO]
