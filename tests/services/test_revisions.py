"""Revisions: every account's data goes through each of them once, wherever a run ends."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, update

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.users import UserDraft
from headway.services import completions, doctor, habits, revisions
from headway.services.scope import Scopes
from headway.storage.tables import habit_runs, users
from headway.storage.tables import habits as habit_table
from tests.cast import NOW, TODAY
from tests.doors import at_once, entrance
from tests.rows import NO_STREAK

STREAK_DAYS = ("streak_since", "streak_last_day", "last_met", "alive_until", "first_completion", "demand_first_day")
DAILY = HabitDraft("Walk", FrequencyType.DAILY, {"allowMultiplePerDay": False})


@pytest.fixture
def scopes(database):
    return Scopes(database, lambda: NOW)


def make_habit(person, *done_ago):
    with person.at() as scope:
        id_ = habits.create(scope, DAILY).item.id
        for count in done_ago:
            completions.record(scope, id_, CompletionDraft(TODAY - timedelta(days=count)))
    return id_


def forget_streaks(database):
    """Leave the caches as rules that knew no streaks would have left them."""
    with database.write() as tx:
        tx.execute(update(habit_table).values({**NO_STREAK, **dict.fromkeys(STREAK_DAYS)}))
        tx.execute(delete(habit_runs))


def drift(scopes):
    return [one for batch in doctor.examine(scopes) for one in batch.drift]


def test_every_streak_is_counted_anew_once(ada, ben, database, scopes):
    make_habit(ada, 9, 8, 1, 0)
    make_habit(ben, 3, 2)
    forget_streaks(database)
    assert revisions.count_behind(scopes) == 2
    assert sorted(revisions.catch_up(scopes)) == [ada.user.id, ben.user.id]
    assert drift(scopes) == []
    assert revisions.count_behind(scopes) == 0
    forget_streaks(database)
    assert list(revisions.catch_up(scopes)) == []
    assert drift(scopes) != []


def test_a_run_that_ended_halfway_goes_on_where_it_ended(ada, ben, database, scopes):
    make_habit(ada, 1, 0)
    make_habit(ben, 1, 0)
    forget_streaks(database)
    run = revisions.catch_up(scopes)
    first = next(run)
    run.close()
    assert revisions.count_behind(scopes) == 1
    assert [*revisions.catch_up(scopes), first] in ([ada.user.id, ben.user.id], [ben.user.id, ada.user.id])
    assert drift(scopes) == []


def test_what_fails_for_an_account_leaves_all_of_it_as_it_was(ada, database, scopes, monkeypatch):
    make_habit(ada, 1, 0)
    forget_streaks(database)

    def fail(_scope):
        raise RuntimeError("in the middle")

    two = (*revisions.REVISIONS, revisions.Revision("Fail", fail))
    monkeypatch.setattr(revisions, "REVISIONS", two)
    with pytest.raises(RuntimeError):
        list(revisions.catch_up(scopes))
    assert revisions.count_behind(scopes) == 1
    assert {one.field for one in drift(scopes)} >= {"streak.length", "streak.alive_until"}


def test_what_is_recorded_meanwhile_is_counted(ada, ben, database, scopes):
    walk, read = make_habit(ada, 2, 1), make_habit(ben, 2, 1)
    forget_streaks(database)
    for owner in revisions.catch_up(scopes):
        for person, habit in ((ada, walk), (ben, read)):
            with person.at() as scope:
                completions.record(scope, habit, CompletionDraft(TODAY))
        assert owner in {ada.user.id, ben.user.id}
    assert drift(scopes) == []
    with ada.at(write=False) as scope:
        assert habits.get(scope, walk).streak.length == 3


def test_two_runs_at_once_share_the_work(ada, database):
    with database.write() as tx:
        row = dict(tx.execute(select(users)).mappings().one())
        tx.execute(insert(users), [row | {"id": UUID(int=number)} for number in range(1, 31)])
    runs = at_once(2, lambda _: list(revisions.catch_up(Scopes(database, lambda: NOW))))
    assert len(runs[0]) + len(runs[1]) == len({*runs[0], *runs[1]}) == 31


def test_every_account_is_brought_up_however_many(ada, database, scopes):
    with database.write() as tx:
        row = dict(tx.execute(select(users)).mappings().one())
        tx.execute(insert(users), [row | {"id": UUID(int=number)} for number in range(1, 402)])
    assert len(set(revisions.catch_up(scopes))) == 402
    assert revisions.count_behind(scopes) == 0


def test_someone_who_leaves_meanwhile_lacks_nothing(ada, ben, database, scopes):
    run = revisions.catch_up(scopes)
    next(run)
    with database.write() as tx:
        tx.execute(delete(users))
    assert list(run) == []


def test_a_new_account_has_every_revision_behind_it(database, scopes):
    entrance(database).sign_up(UserDraft("ada@example.org"))
    assert revisions.count_behind(scopes) == 0
