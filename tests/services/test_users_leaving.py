import pytest
from sqlalchemy import func, insert, select

from headway.domain.errors import (
    Code,
    CredentialsError,
    RejectedError,
)
from headway.domain.users import UserDraft
from headway.services import users
from headway.storage import tables
from tests.cast import ADA, BEN, PASSWORD
from tests.doors import HOME, broken, entrance
from tests.rows import put_all


@pytest.fixture
def hall(database):
    return entrance(database)


def counts(database, owner):
    """Count one user's rows of every table that there is."""
    with database.read() as tx:
        return {
            table.name: tx.execute(
                select(func.count()).where((table.c.id if table is tables.users else table.c.user_id) == owner)
            ).scalar_one()
            for table in tables.metadata.sorted_tables
        }


def test_who_leaves_leaves_nothing_behind(hall, database):
    with database.write() as tx:
        put_all(tx)
        tx.execute(insert(tables.logins), {"kind": "first", "subject": "", "user_id": ADA.id})
        tx.execute(insert(tables.logins), {"kind": "oidc", "subject": "ben", "user_id": BEN.id})
    credentials = hall.sign_in(ADA.email).credentials
    hers, his = counts(database, ADA.id), counts(database, BEN.id)
    assert all(hers.values()), "a table without a row of hers proves nothing"
    users.delete(hall.door, credentials, PASSWORD, address=HOME)
    assert set(counts(database, ADA.id).values()) == {0}
    assert counts(database, BEN.id) == his
    assert not hall.lets_in(credentials)
    with pytest.raises(CredentialsError):
        hall.sign_in(ADA.email)
    assert hall.sign_in(BEN.email)


def test_leaving_needs_the_present_password(hall, ada):
    credentials = hall.enter(ada)
    with pytest.raises(RejectedError) as error:
        users.delete(hall.door, credentials, "not the password", address=HOME)
    assert broken(error) == [(("current_password",), Code.WRONG_PASSWORD)]
    assert hall.lets_in(credentials)


def test_nobody_leaves_by_a_password_that_was_changed_meanwhile(hall, ada, database):
    credentials = hall.enter(ada)
    quick = entrance(database).door
    hall.work.meanwhile = lambda: users.change_password(
        quick, credentials, PASSWORD, "another password", address=HOME
    )
    with pytest.raises(CredentialsError):
        users.delete(hall.door, credentials, PASSWORD, address=HOME)
    assert hall.lets_in(credentials)


def test_who_left_may_come_again_as_someone_else(hall, ada):
    users.delete(hall.door, hall.enter(ada), PASSWORD, address=HOME)
    assert hall.sign_up(UserDraft(ada.user.email)).user.id != ada.user.id
