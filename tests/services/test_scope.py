from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from headway.domain.days import WeekStart
from headway.domain.errors import Code, CredentialsError, ForbiddenError, NotFoundError
from headway.domain.tokens import ALL_RIGHTS, Right, TokenDraft
from headway.services import sessions, tokens
from headway.services.scope import UNDELETABLE, CredentialKind, Credentials, Scopes
from headway.storage.database import Database
from headway.storage.tables import api_tokens, goals, habits, users
from headway.storage.tables import sessions as kept_sessions
from tests.cast import ADA, NOW
from tests.doors import SetClock, at_once, overheard
from tests.rows import COUNTER, HABIT

HOUR = timedelta(hours=1)
MONTH = timedelta(days=30)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def scopes(database, clock):
    return Scopes(database, clock)


@pytest.fixture
def session(ada, scopes):
    with scopes.visit(write=True) as visit:
        return sessions.begin(visit, ada.user, None).credentials


def mint(scopes, session, *scopes_of_token):
    with scopes.open(session, write=True) as scope:
        return tokens.mint(scope, TokenDraft("script", scopes_of_token)).credentials


def kept(database, table, name):
    with database.read() as tx:
        return tx.execute(select(table.c[name])).scalar_one()


def refused(scopes, credentials, *, write=False):
    with pytest.raises(CredentialsError) as error, scopes.open(credentials, write=write):
        pass
    return error.value.code


def test_a_session_opens_a_scope_of_its_user(scopes, session, ada, database):
    for write in (False, True):
        with scopes.open(session, write=write) as scope:
            assert scope.user == ada.user
            assert scope.owner == ada.user.id
            assert (scope.now, scope.today) == (NOW, date(2026, 1, 21))
            assert scope.rights == ALL_RIGHTS
            assert scope.session_id == session.id


def test_today_is_the_users_own(scopes, clock, ben):
    clock.now = datetime.fromisoformat("2026-01-21T07:59:59Z")  # 02:59:59 in New York, where days begin at three
    with scopes.open_for(ben.user.id, write=False) as scope:
        assert scope.today == date(2026, 1, 20)
        assert scope.place == {
            "today": date(2026, 1, 20),
            "zone": "America/New_York",
            "dayStart": time_of_day(3, 0),
        }
    clock.now += timedelta(seconds=1)
    with scopes.open_for(ben.user.id, write=False) as scope:
        assert scope.today == date(2026, 1, 21)


def test_what_is_written_is_kept_and_an_error_undoes_it(scopes, session, database):
    with pytest.raises(ZeroDivisionError), scopes.open(session, write=True) as scope:
        scope.tx.execute(update(users).values(version=7))
        raise ZeroDivisionError
    assert kept(database, users, "version") == 1
    with scopes.open(session, write=True) as scope:
        scope.tx.execute(update(users).values(version=7))
    assert kept(database, users, "version") == 7


@pytest.mark.parametrize("kind", CredentialKind)
def test_only_the_right_secret_opens(scopes, session, kind):
    good = session if kind is CredentialKind.SESSION else mint(scopes, session, Right.READ)
    with scopes.open(good, write=False):
        pass
    for bad in (
        replace(good, secret="A" * 43),
        replace(good, id=uuid4()),
        replace(good, user_id=uuid4()),
        replace(good, kind=next(other for other in CredentialKind if other is not kind)),
    ):
        assert refused(scopes, bad) == Code.UNAUTHENTICATED
        assert refused(scopes, bad, write=True) == Code.UNAUTHENTICATED


def test_nobody_gets_in_with_another_users_session_id(scopes, session, ben):
    with scopes.visit(write=True) as visit:
        bens = sessions.begin(visit, ben.user, None).credentials
    assert refused(scopes, replace(bens, id=session.id)) == Code.UNAUTHENTICATED
    assert refused(scopes, replace(bens, user_id=session.user_id)) == Code.UNAUTHENTICATED


def test_the_secret_itself_is_kept_nowhere(scopes, session, database):
    token = mint(scopes, session, Right.READ)
    assert len(session.secret) >= 43  # 32 bytes
    assert kept(database, kept_sessions, "secret_hash") == session.secret_hash != session.secret
    assert kept(database, api_tokens, "secret_hash") == token.secret_hash != token.secret
    assert session.secret not in repr(session)


def test_a_scope_finds_who_asks_in_one_statement(scopes, session, database):
    token = mint(scopes, session, Right.READ, Right.WRITE)
    with database.write() as tx:  # things that nobody deleted are no reason to purge
        tx.execute(insert(habits), HABIT | {"category_id": None})
        tx.execute(insert(goals), COUNTER)
    with scopes.open(token, write=True):
        pass  # seen now, so that the next need not be noted
    for credentials in (session, token):
        with overheard(database) as said, scopes.open(credentials, write=False):
            pass
        assert said == ["BEGIN", "SELECT"]
        with overheard(database) as said, scopes.open(credentials, write=True):
            pass
        assert said == ["BEGIN", "SELECT"]


def test_a_session_ends_30_days_after_it_was_last_seen(scopes, clock, session):
    clock.now = NOW + MONTH
    assert refused(scopes, session) == Code.UNAUTHENTICATED
    assert refused(scopes, session, write=True) == Code.UNAUTHENTICATED
    clock.now -= MICROSECOND
    with scopes.open(session, write=False):
        pass
    clock.now += MONTH - MICROSECOND
    with scopes.open(session, write=False):
        pass
    clock.now += MONTH
    assert refused(scopes, session) == Code.UNAUTHENTICATED


def test_a_token_does_not_end_by_itself(scopes, clock, session):
    token = mint(scopes, session, Right.READ)
    clock.now += timedelta(days=3650)
    with scopes.open(token, write=False) as scope:
        assert scope.session_id is None


@pytest.mark.parametrize("write", [False, True])
def test_seen_is_noted_at_most_hourly(scopes, clock, session, database, write):
    clock.now = NOW + HOUR - MICROSECOND
    with scopes.open(session, write=write):
        pass
    assert kept(database, kept_sessions, "last_seen_at") == NOW
    clock.now = NOW + HOUR
    with scopes.open(session, write=write):
        pass
    assert kept(database, kept_sessions, "last_seen_at") == NOW + HOUR
    assert kept(database, kept_sessions, "expires_at") == NOW + HOUR + MONTH


@pytest.mark.parametrize("write", [False, True])
def test_a_token_is_seen_at_its_first_use_and_then_hourly(scopes, clock, session, database, write):
    token = mint(scopes, session, Right.READ, Right.WRITE)
    assert kept(database, api_tokens, "last_seen_at") is None
    for passed, noted in ((0, 0), (59, 0), (60, 60), (119, 60), (120, 120)):
        clock.now = NOW + timedelta(minutes=passed)
        with scopes.open(token, write=write):
            pass
        assert kept(database, api_tokens, "last_seen_at") == NOW + timedelta(minutes=noted)


def test_a_clock_that_went_back_does_not_take_seen_back(scopes, clock, session, database):
    clock.now = NOW + 2 * HOUR
    with scopes.open(session, write=True):
        pass
    clock.now = NOW
    with scopes.open(session, write=True):
        pass
    assert kept(database, kept_sessions, "last_seen_at") == NOW + 2 * HOUR


def test_a_reader_is_answered_even_when_seen_cannot_be_noted(clock, session, database):
    url = database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    impatient = Database(url, patience=0.2)
    clock.now = NOW + HOUR
    with database.write() as tx:
        tx.execute(update(kept_sessions).values(label="kept busy"))
        with Scopes(impatient, clock).open(session, write=False) as scope:
            assert scope.now == NOW + HOUR
    impatient.close()
    assert kept(database, kept_sessions, "last_seen_at") == NOW


@pytest.mark.parametrize(
    ("scopes_of_token", "write", "let_in"),
    [
        ([Right.READ], False, True),
        ([Right.READ], True, False),
        ([Right.WRITE], True, True),
        ([Right.WRITE], False, False),
        ([Right.READ, Right.WRITE], True, True),
    ],
)
def test_a_token_may_do_what_its_scopes_say(scopes, session, scopes_of_token, write, let_in):
    token = mint(scopes, session, *scopes_of_token)
    if let_in:
        with scopes.open(token, write=write) as scope:
            assert scope.rights == set(scopes_of_token)
        return
    with pytest.raises(ForbiddenError) as error, scopes.open(token, write=write):
        pass
    assert error.value.code == Code.SCOPE_MISSING


def test_the_command_line_opens_for_whom_it_likes_but_not_for_nobody(scopes, ada):
    with scopes.open_for(ada.user.id, write=True) as scope:
        assert (scope.user, scope.rights, scope.session_id) == (ada.user, ALL_RIGHTS, None)
    with pytest.raises(NotFoundError), scopes.open_for(uuid4(), write=False):
        pass


def test_ids_are_of_version_7_and_in_order(scopes, ada):
    with scopes.open_for(ada.user.id, write=False) as scope:
        ids = [scope.new_id() for _ in range(100)]
    assert ids == sorted(set(ids))
    assert {one.version for one in ids} == {7}


@pytest.mark.parametrize("way", ["session", "token", "command line"])
def test_a_users_writes_happen_one_after_another(scopes, session, database, way):
    shown = session if way == "session" else mint(scopes, session, Right.WRITE)

    def opened():
        by_hand = way == "command line"
        return scopes.open_for(session.user_id, write=True) if by_hand else scopes.open(shown, write=True)

    def count_up(_):
        with opened() as scope:
            scope.tx.execute(update(users).where(users.c.id == scope.owner).values(version=scope.user.version + 1))

    assert at_once(16, count_up) == [None] * 16
    assert kept(database, users, "version") == 17


def test_after_a_change_of_the_user_the_scope_goes_on_in_their_new_zone(scopes, clock, ada):
    clock.now = datetime.fromisoformat("2026-01-21T12:00:00Z")
    with scopes.open_for(ada.user.id, write=True) as scope:
        moved = replace(ada.user, timezone="Pacific/Kiritimati", week_start=WeekStart.SUNDAY)
        assert scope.after(moved).today == date(2026, 1, 22)
        assert scope.after(moved).user == moved


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize(("table", "row"), [(habits, HABIT), (goals, COUNTER)])
def test_a_write_purges_what_its_user_deleted_ten_minutes_ago(
    scopes, clock, session, ada, ben, database, *, table, row, signed_in
):
    deleted = (None, NOW, NOW + MICROSECOND)
    with database.write() as tx:
        for owner in (ada.user.id, ben.user.id):
            for number, moment in enumerate(deleted):
                mine = {"user_id": owner, "id": UUID(int=number), "category_id": None, "deleted_at": moment}
                tx.execute(insert(table), row | mine)

    def left(person):
        with database.read() as tx:
            mine = select(table.c.deleted_at).where(table.c.user_id == person.user.id).order_by(table.c.id)
            return tuple(tx.execute(mine).scalars())

    def opened(*, write):
        return scopes.open(session, write=write) if signed_in else scopes.open_for(ada.user.id, write=write)

    clock.now = NOW + UNDELETABLE
    with opened(write=False):
        pass
    assert left(ada) == deleted
    with opened(write=True):
        pass
    assert left(ada) == (None, NOW + MICROSECOND)
    assert left(ben) == deleted


def read_or_refused(kind, value):
    try:
        read = Credentials.parse(kind, value)
    except CredentialsError:
        return
    assert read.value == value


@given(st.text(), st.sampled_from(CredentialKind))
def test_any_text_is_credentials_or_refused(value, kind):
    read_or_refused(kind, value)


NEARLY = st.from_regex(r"[0-9a-f-]{34,37}\.[0-9a-fA-F]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[\w=+/-]{42,44}\n?")


@given(NEARLY, st.sampled_from(CredentialKind))
def test_text_much_like_credentials_is_credentials_or_refused(value, kind):
    read_or_refused(kind, value)


@given(st.uuids(), st.sampled_from(CredentialKind))
def test_credentials_are_read_back_as_they_were_made(user_id, kind):
    made = Credentials.make(kind, user_id)
    assert Credentials.parse(kind, made.value) == made
    assert Credentials.make(kind, user_id).secret != made.secret


@pytest.mark.parametrize(
    "change", [str.upper, lambda value: value + "\n", lambda value: " " + value, lambda value: value[:-1]]
)
def test_credentials_are_read_in_one_form_only(change):
    value = Credentials.make(CredentialKind.SESSION, ADA.id).value
    with pytest.raises(CredentialsError):
        Credentials.parse(CredentialKind.SESSION, change(value))
