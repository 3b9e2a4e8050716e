from datetime import time
from uuid import UUID

import pytest

from headway.config import Signup
from headway.domain.days import WeekStart
from headway.domain.errors import (
    Code,
    ConflictError,
    NotFoundError,
    RejectedError,
)
from headway.domain.tokens import Right, TokenDraft
from headway.domain.users import UserDraft
from headway.services import tokens, users
from tests.cast import PASSWORD
from tests.doors import HOME, broken, entrance

ANOTHER = "another password"
CY = UserDraft("Cy@example.org", "Asia/Tokyo", WeekStart.SATURDAY, time(4, 30))


@pytest.fixture
def hall(database):
    return entrance(database)


def edit(hall, credentials, changes, **more):
    return users.edit(hall.door, credentials, changes, address=HOME, **more)


def test_the_operator_makes_an_account_whatever_sign_up_allows(database, ada):
    hall = entrance(database, signup=Signup.CLOSED)
    user = users.add(hall.door.scopes, hall.door.passwords, CY, PASSWORD)
    assert hall.everybody() == [ada.user, user]
    assert hall.sign_in("cy@example.org").user == user
    with pytest.raises(ConflictError):
        users.add(hall.door.scopes, hall.door.passwords, CY, PASSWORD)
    with pytest.raises(RejectedError) as error:
        users.add(hall.door.scopes, hall.door.passwords, UserDraft("x"), "short")
    assert broken(error) == [(("email",), Code.PATTERN), (("password",), Code.TOO_SHORT)]


def test_the_operator_lists_everybody_the_oldest_first(hall, ada, ben):
    assert hall.everybody() == [ada.user, ben.user]


def test_the_operator_finds_an_account_by_its_email(hall, ada, ben):
    with hall.door.scopes.visit(write=False) as visit:
        assert users.get_by_email(visit, "ADA@example.org") == ada.user
        for nobody in ("cy@example.org", "", "\0", "\ud800@example.org"):
            with pytest.raises(NotFoundError):
                users.get_by_email(visit, nobody)


def test_the_operator_resets_a_password_and_ends_all_sessions(hall, ada, ben):
    hers, his = hall.enter(ada), hall.enter(ben)
    users.reset_password(hall.door.scopes, hall.door.passwords, ada.user.id, ANOTHER)
    assert not hall.lets_in(hers)
    assert hall.lets_in(his)
    assert hall.sign_in(ada.user.email, ANOTHER)
    with pytest.raises(RejectedError) as error:
        users.reset_password(hall.door.scopes, hall.door.passwords, ada.user.id, "short")
    assert broken(error) == [(("password",), Code.TOO_SHORT)]
    with pytest.raises(NotFoundError):
        users.reset_password(hall.door.scopes, hall.door.passwords, UUID(int=0), ANOTHER)


def test_no_hash_is_made_inside_a_transaction(hall, ada, ben, database):
    """Every way that takes a password is gone, and at each hash another transaction can be opened and closed."""
    checked = []

    def check():
        hall.work.meanwhile = check
        with database.read():  # on SQLite it would wait for its turn in vain
            assert database.path or database.engine.pool.checkedout() == 1
        checked.append(len(hall.work.done))

    hall.work.meanwhile = check
    door, here, his = hall.door, hall.enter(ada), hall.enter(ben)
    tokens.mint_by_password(door, TokenDraft("x", [Right.READ]), ada.user.email, PASSWORD, address=HOME)
    hall.sign_up(CY)
    edit(hall, here, {"email": "new@example.org"}, current_password=PASSWORD)
    users.change_password(door, here, PASSWORD, ANOTHER, address=HOME)
    users.delete(door, his, PASSWORD, address=HOME)
    users.add(door.scopes, door.passwords, UserDraft("x@example.org"), PASSWORD)
    users.reset_password(door.scopes, door.passwords, ada.user.id, PASSWORD)
    assert checked == list(range(1, 11))
