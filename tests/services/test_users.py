from datetime import UTC, date, datetime, time, timedelta

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.days import WeekStart
from headway.domain.errors import (
    Code,
    ConflictError,
    CredentialsError,
    RejectedError,
    StaleError,
)
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.tokens import Right, TokenDraft
from headway.domain.users import UserDraft
from headway.services import completions, habits, tokens, users
from tests.cast import ADA, NOW, PASSWORD
from tests.doors import HOME, at_once, broken, entrance, logins_in

ANOTHER = "another password"


@pytest.fixture
def hall(database):
    return entrance(database)


def edit(hall, credentials, changes, **more):
    return users.edit(hall.door, credentials, changes, address=HOME, **more)


def test_zone_week_start_and_day_start_can_be_changed(hall, ada, database):
    hall.clock.now = NOW + timedelta(hours=1)
    changes = {"timezone": "Asia/Tokyo", "week_start": WeekStart.SUNDAY, "day_start": time(6)}
    user = edit(hall, hall.enter(ada), changes)
    assert (user.timezone, user.week_start, user.day_start_minutes) == ("Asia/Tokyo", WeekStart.SUNDAY, 360)
    assert (user.version, user.created_at, user.updated_at) == (2, ada.user.created_at, hall.clock.now)
    assert hall.everybody() == [user]


def test_what_is_not_named_stays(hall, ben):
    user = edit(hall, hall.enter(ben), {"timezone": "Asia/Tokyo"})
    assert (user.email, user.week_start, user.day_start_minutes) == (
        ben.user.email, ben.user.week_start, ben.user.day_start_minutes,
    )  # fmt: skip


@pytest.mark.parametrize("changes", [{}, {"timezone": ADA.timezone}, {"email": ADA.email}])
def test_a_change_to_what_is_kept_already_is_none(hall, ada, changes):
    assert edit(hall, hall.enter(ada), changes) == ada.user
    assert hall.everybody() == [ada.user]


def test_a_change_is_refused_with_all_its_reasons(hall, ada):
    with pytest.raises(RejectedError) as error:
        edit(hall, hall.enter(ada), {"timezone": "Mars", "day_start": time(7)})
    assert broken(error) == [(("timezone",), Code.UNKNOWN_ZONE), (("day_start",), Code.OUT_OF_RANGE)]
    assert hall.everybody() == [ada.user]


def test_a_change_of_another_version_is_stale(hall, ada):
    credentials = hall.enter(ada)
    assert edit(hall, credentials, {"timezone": "Asia/Tokyo"}, version=1).version == 2
    with pytest.raises(StaleError) as error:
        edit(hall, credentials, {"timezone": "UTC"}, version=1)
    assert error.value.facts == {"version": 2}
    assert hall.everybody()[0].timezone == "Asia/Tokyo"


def test_of_sixteen_changes_of_one_version_one_is_made(hall, ada):
    credentials = hall.enter(ada)
    zones = sorted(["UTC", "Asia/Tokyo"] * 8)
    answers = at_once(16, lambda number: edit(hall, credentials, {"timezone": zones[number]}, version=1))
    stale = [one for one in answers if isinstance(one, StaleError)]
    (made,) = (one for one in answers if not isinstance(one, Exception))
    assert len(stale) == 15
    assert hall.everybody() == [made]


def test_another_email_needs_the_present_password(hall, ada):
    credentials = hall.enter(ada)
    with pytest.raises(RejectedError) as error:
        edit(hall, credentials, {"email": "new@example.org"})
    assert broken(error) == [(("current_password",), Code.MISSING)]
    with pytest.raises(RejectedError) as error:
        edit(hall, credentials, {"email": "new@example.org"}, current_password=ANOTHER)
    assert broken(error) == [(("current_password",), Code.WRONG_PASSWORD)]
    assert hall.everybody() == [ada.user]


def test_another_email_is_the_login_from_then_on(hall, ada, database):
    user = edit(hall, hall.enter(ada), {"email": "New@example.org"}, current_password=PASSWORD)
    assert user.email == "New@example.org"
    assert logins_in(database) == {("email", "new@example.org"): ada.user.id}
    assert hall.sign_in("new@example.org").user == user
    with pytest.raises(CredentialsError):
        hall.sign_in(ada.user.email)
    assert hall.sign_up(UserDraft(ada.user.email))  # free for others


def test_an_email_may_be_spelled_anew(hall, ada, database):
    user = edit(hall, hall.enter(ada), {"email": "ADA@example.org"}, current_password=PASSWORD)
    assert user.email == "ADA@example.org"
    assert logins_in(database) == {("email", "ada@example.org"): ada.user.id}


def test_another_users_email_cannot_be_taken(hall, ada, ben, database):
    with pytest.raises(ConflictError) as error:
        edit(hall, hall.enter(ada), {"email": "BEN@example.org", "timezone": "UTC"}, current_password=PASSWORD)
    assert error.value.code == Code.EMAIL_TAKEN
    assert hall.everybody() == [ada.user, ben.user]
    assert logins_in(database)["email", "ben@example.org"] == ben.user.id


def test_two_who_want_the_same_new_email_at_once_do_not_both_get_it(hall, ada, ben, database):
    entered = [hall.enter(ada), hall.enter(ben)]
    new = {"email": "new@example.org"}
    answers = at_once(2, lambda number: edit(hall, entered[number], new, current_password=PASSWORD))
    assert sorted(type(one).__name__ for one in answers) == ["ConflictError", "User"]
    (winner,) = (one for one in answers if not isinstance(one, Exception))
    assert logins_in(database)["email", "new@example.org"] == winner.id
    assert len(logins_in(database)) == 2


def test_an_email_is_not_changed_by_a_password_that_was_itself_changed_meanwhile(hall, ada):
    credentials = hall.enter(ada)
    quick = entrance(ada.database).door
    hall.work.meanwhile = lambda: users.change_password(quick, credentials, PASSWORD, ANOTHER, address=HOME)
    with pytest.raises(CredentialsError):
        edit(hall, credentials, {"email": "new@example.org"}, current_password=PASSWORD)
    assert hall.everybody()[0].email == ada.user.email


def test_another_week_start_regroups_all_weeks_and_the_former_restores_them(hall, ada):
    with ada.at(date(2026, 1, 1)) as scope:
        habit = habits.create(scope, HabitDraft("Call", FrequencyType.WEEKLY, {"timesPerWeek": 1})).item
    for day in (date(2026, 1, 11), date(2026, 1, 12)):  # a Sunday and the Monday after it
        with ada.at(day) as scope:
            completions.record(scope, habit.id, CompletionDraft(day))

    def streak():
        with ada.at() as scope:
            return habits.get(scope, habit.id).streak

    from_monday = streak()
    assert from_monday.length == 2
    credentials = hall.enter(ada)
    edit(hall, credentials, {"week_start": WeekStart.SUNDAY})
    assert streak().length == 1
    edit(hall, credentials, {"week_start": WeekStart.MONDAY})
    assert streak() == from_monday


def test_changing_the_zone_moves_today_from_then_on(hall, ada):
    hall.clock.now = datetime(2026, 1, 21, 23, 30, tzinfo=UTC)
    credentials = hall.enter(ada)
    with hall.door.scopes.open(credentials, write=False) as scope:
        assert scope.today == date(2026, 1, 22)
    edit(hall, credentials, {"timezone": "UTC"})
    with hall.door.scopes.open(credentials, write=False) as scope:
        assert scope.today == date(2026, 1, 21)


def test_a_new_password_ends_all_other_sessions_and_no_token(hall, ada, ben):
    here, elsewhere, bens = hall.enter(ada), hall.enter(ada), hall.enter(ben)
    with hall.door.scopes.open(here, write=True) as scope:
        script = tokens.mint(scope, TokenDraft("script", [Right.READ])).credentials
    users.change_password(hall.door, here, PASSWORD, ANOTHER, address=HOME)
    assert [hall.lets_in(one) for one in (here, elsewhere, script, bens)] == [True, False, True, True]
    assert hall.sign_in(ada.user.email, ANOTHER)
    with pytest.raises(CredentialsError):
        hall.sign_in(ada.user.email, PASSWORD)
    assert hall.sign_in(ben.user.email, PASSWORD)


def test_a_new_password_set_with_a_token_ends_all_sessions(hall, ada):
    here = hall.enter(ada)
    with hall.door.scopes.open(here, write=True) as scope:
        script = tokens.mint(scope, TokenDraft("script", [Right.WRITE])).credentials
    users.change_password(hall.door, script, PASSWORD, ANOTHER, address=HOME)
    assert not hall.lets_in(here)


def test_a_new_password_needs_the_present_one(hall, ada):
    here, elsewhere = hall.enter(ada), hall.enter(ada)
    with pytest.raises(RejectedError) as error:
        users.change_password(hall.door, here, "not the password", ANOTHER, address=HOME)
    assert broken(error) == [(("current_password",), Code.WRONG_PASSWORD)]
    assert hall.lets_in(elsewhere)
    assert hall.sign_in(ada.user.email, PASSWORD)


def test_a_new_password_that_is_too_short_is_refused_before_anything_is_hashed(hall, ada):
    here = hall.enter(ada)
    hall.work.done.clear()
    with pytest.raises(RejectedError) as error:
        users.change_password(hall.door, here, PASSWORD, "short", address=HOME)
    assert broken(error) == [(("new_password",), Code.TOO_SHORT)]
    assert hall.work.done == []


def test_of_two_new_passwords_at_once_one_is_set(hall, ada):
    here = hall.enter(ada)
    with hall.door.scopes.open(here, write=True) as scope:
        script = tokens.mint(scope, TokenDraft("script", [Right.WRITE])).credentials
    quick = entrance(ada.database).door
    hall.work.meanwhile = lambda: users.change_password(quick, here, PASSWORD, ANOTHER, address=HOME)
    with pytest.raises(CredentialsError) as error:
        users.change_password(hall.door, script, PASSWORD, "third password", address=HOME)
    assert error.value.code == Code.WRONG_CREDENTIALS
    assert hall.sign_in(ada.user.email, ANOTHER).user.id == ada.user.id
