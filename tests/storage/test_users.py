from dataclasses import replace
from uuid import UUID

import pytest

from headway.domain.errors import NotFoundError
from headway.storage import users
from tests.cast import ADA, BEN, PASSWORD_HASH
from tests.doors import logins_in

NOBODY = UUID(int=0)


@pytest.mark.parametrize("lock", [False, True])
def test_a_user_is_read_as_they_were_kept(ada, ben, database, lock):
    with database.write() as tx:
        assert users.get(tx, ADA.id, lock=lock) == ADA
        assert users.get(tx, BEN.id, lock=lock) == BEN
        assert users.find_password(tx, ADA.id, lock=lock) == PASSWORD_HASH
        assert users.find_password(tx, NOBODY, lock=lock) is None
        with pytest.raises(NotFoundError):
            users.get(tx, NOBODY, lock=lock)


def test_a_user_is_kept_with_every_member(database):
    with database.write() as tx:
        assert not users.exist(tx)
        users.add(tx, BEN, PASSWORD_HASH, data_revision=1)
    with database.read() as tx:
        assert users.exist(tx)
        assert users.page(tx) == [BEN]
        assert users.find_password(tx, BEN.id) == PASSWORD_HASH


def test_a_change_is_one_users(ada, ben, database):
    with database.write() as tx:
        users.edit(tx, ADA.id, {"timezone": "Asia/Tokyo"})
        assert users.get(tx, ADA.id) == replace(ADA, timezone="Asia/Tokyo")
        assert users.get(tx, BEN.id) == BEN


def test_a_login_is_one_users(ada, ben, database):
    with database.write() as tx:
        assert users.find_by_email(tx, ADA.email) == ADA.id
        assert not users.claim_login(tx, BEN.id, users.EMAIL, ADA.email)
        assert not users.claim_login(tx, ADA.id, users.EMAIL, ADA.email)
        users.release_login(tx, BEN.id, users.EMAIL, ADA.email)
        assert users.find_by_email(tx, ADA.email) == ADA.id
        users.release_login(tx, ADA.id, users.EMAIL, ADA.email)
        assert users.find_by_email(tx, ADA.email) is None
        assert users.claim_login(tx, BEN.id, users.EMAIL, ADA.email)


def test_another_kind_of_login_is_no_email(database):
    with database.write() as tx:
        assert users.claim_login(tx, ADA.id, users.FIRST, "")
        assert users.claim_login(tx, ADA.id, users.EMAIL, "")
        users.release_login(tx, ADA.id, users.EMAIL, "")
        assert users.find_by_email(tx, "") is None


def test_a_user_is_removed_with_their_logins(ada, ben, database):
    with database.write() as tx:
        assert users.remove(tx, ADA.id)
        assert not users.remove(tx, ADA.id)
        assert users.page(tx) == [BEN]
    assert set(logins_in(database)) == {("email", BEN.email)}
