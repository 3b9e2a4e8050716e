"""The client on a server that runs: everything that a program does with its data."""

import subprocess
import sys
from datetime import time, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from headway.api.wire.categories import CategoryChanges, NewCategory
from headway.api.wire.completions import NewCompletion
from headway.api.wire.counters import Slip
from headway.api.wire.entries import EntryChanges, NewEntry
from headway.api.wire.goals import GoalChanges, NewCounter, NewTargetGoal, Reset
from headway.api.wire.habits import HabitChanges, NewHabit
from headway.api.wire.pauses import NewPause, PauseChanges
from headway.api.wire.users import UserChanges
from headway.client import Client
from headway.domain.entries import EntryDraft
from headway.domain.errors import Code, ConflictError, CredentialsError, NotFoundError, RejectedError, StaleError
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalStatus, GoalType
from headway.domain.insights.spans import SpanDraft, SpanKind
from headway.domain.tokens import Right
from headway.services import entries
from tests import loop_backups
from tests.loop_backups import DONE, Habit
from tests.served import PASSWORD

DAILY = NewHabit(
    title="Läufe ✓", frequency_type=FrequencyType.DAILY, frequency_config={"allowMultiplePerDay": False}
)
SEVERAL = NewHabit(
    title="Water",
    frequency_type=FrequencyType.DAILY,
    frequency_config={"allowMultiplePerDay": True, "timesPerDay": 2},
)
COUNTER = NewCounter(title="Pages", unit="pages")


def test_it_loads_no_database_and_no_server():
    program = "import sys, headway.client; print('|'.join({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.strip().split("|"))
    assert "urllib3" in loaded
    assert not loaded & {
        "sqlalchemy",
        "alembic",
        "psycopg",
        "falcon",
        "granian",
        "jinja2",
        "typer",
        "rich",
        "sqlite3",
    }


def test_type_checkers_are_told_that_it_is_typed():
    assert (files("headway") / "py.typed").is_file()


def test_the_account_is_shown_and_changed(client, newcomer):
    me = client.me()
    assert (me.email, me.timezone, me.day_start) == (newcomer.user.email, "UTC", time(0))
    changed = client.edit_me(UserChanges(timezone="Asia/Tokyo", day_start=time(3)), version=me.version)
    assert (changed.timezone, changed.day_start) == ("Asia/Tokyo", time(3))
    with pytest.raises(StaleError):
        client.edit_me(UserChanges(timezone="UTC"), version=me.version)


def test_habits_live(client):
    habit = client.habits.create(DAILY)
    assert (habit.title, habit.current_streak, habit.streak.since) == ("Läufe ✓", 0, None)
    assert client.habits.get(habit.id).title == habit.title
    assert client.habits.edit(habit.id, HabitChanges(title="Run"), habit.version).title == "Run"
    assert client.habits.archive(habit.id).archived_on == client.today().today
    assert [list(client.habits.every()), len(list(client.habits.every(archived=True)))] == [[], 1]
    assert client.habits.restore(habit.id).archived_on is None
    client.habits.remove(habit.id)
    assert list(client.habits.every(archived=None)) == []
    assert client.habits.undelete(habit.id).id == habit.id
    assert list(client.habits.every(frequency_type=FrequencyType.WEEKLY)) == []


def test_completions_come_and_go(client):
    habit, water = client.habits.create(DAILY), client.habits.create(SEVERAL)
    today = client.today().today
    kept, new = client.completions.record(habit.id, today, note="begun")
    assert (kept.completion_date, kept.note, new) == (today, "begun", True)
    assert client.completions.record(habit.id, today) == (kept, False)
    assert client.completions.record(habit.id, today, note=None)[0].note is None
    with pytest.raises(ConflictError) as refused:
        client.completions.add(habit.id, NewCompletion(completion_date=today))
    assert refused.value.code is Code.COMPLETION_EXISTS
    for at in (time(7, 30), time(21)):
        client.completions.record(water.id, today, at)
    assert [one.completion_time for one in client.completions.every(water.id)] == [time(21), time(7, 30)]
    client.completions.remove(water.id, today, time(7, 30))
    client.completions.remove(habit.id, today)
    client.completions.remove(habit.id, today)
    assert list(client.completions.every(habit.id, first_day=today, last_day=today)) == []
    assert client.today().habits[1].done == 1
    assert client.habits.patterns(water.id).by_hour.counts[21] == 1
    assert client.habits.strength(habit.id, first_day=today, last_day=today).curve == [0]
    assert client.today(today - timedelta(days=1)).date == today - timedelta(days=1)


def test_things_are_put_in_order(client):
    first, second = (client.habits.create(DAILY).id for _ in range(2))
    client.habits.arrange([second, first])
    assert [one.id for one in client.habits.every()] == [second, first]
    with pytest.raises(RejectedError) as refused:
        client.goals.arrange([first])
    assert [(one.field, one.code) for one in refused.value.broken] == [(("ids", 0), Code.UNKNOWN_REFERENCE)]


def test_goals_and_their_entries_live(client):
    today = client.today().today
    new = NewTargetGoal(title="Save", unit="EUR", target_value=Decimal(5000), deadline=today + timedelta(days=9))
    goal, counter = client.goals.create(new), client.goals.create(COUNTER)
    entry = client.entries.add(goal.id, NewEntry(value=Decimal("250.10"), note="pay"))
    assert entry is not None
    assert (entry.value, client.goals.get(goal.id).current_value) == (Decimal("250.10"), Decimal("250.10"))
    assert client.entries.add(goal.id, NewEntry(total=Decimal("250.1"))) is None
    assert client.entries.get(goal.id, entry.id) == entry
    changed = client.entries.edit(goal.id, entry.id, EntryChanges(value=Decimal(300)), entry.version)
    assert (changed.value, len(list(client.entries.every(goal.id)))) == (300, 1)
    reset = client.goals.reset(goal.id, Reset(note="again"))
    assert (reset.value, client.goals.get(goal.id).current_value) == (-300, 0)
    client.entries.remove(goal.id, reset.id, reset.version)
    slip = client.goals.slip(counter.id, Slip(note="a wedding"))
    found = client.goals.runs(counter.id)
    assert (found.slips, [one.slips for one in found.items], found.next_cursor) == (1, [[slip]], None)
    assert client.goals.edit(goal.id, GoalChanges(title="Save more")).title == "Save more"
    assert client.goals.complete(counter.id).status is GoalStatus.COMPLETED
    assert client.goals.reopen(counter.id).status is GoalStatus.ACTIVE
    assert [one.id for one in client.goals.every(goal_type=GoalType.CONTINUOUS_COUNTER)] == [counter.id]
    client.goals.archive(goal.id)
    client.goals.remove(counter.id)
    assert [one.title for one in client.goals.every(archived=None)] == ["Save more"]


def test_categories_and_pauses_live(client):
    category = client.categories.create(NewCategory(name="Health", color="#10b981"))
    habit = client.habits.create(msgspec.structs.replace(DAILY, category_id=category.id))
    assert [(one.name, one.habit_count) for one in client.categories.every()] == [("Health", 1)]
    assert client.categories.edit(category.id, CategoryChanges(name="Sport", color=None)).color is None
    client.categories.remove(category.id)
    assert client.habits.get(habit.id).category_id is None
    today = client.today().today
    pause = client.pauses.create(NewPause(first_day=today, habit_id=habit.id, reason="ill"))
    assert client.today().habits[0].paused
    assert client.pauses.edit(pause.id, PauseChanges(last_day=today)).last_day == today
    assert [one.id for one in client.pauses.every(habit_id=habit.id)] == [pause.id]
    client.pauses.remove(pause.id, version=2)
    with pytest.raises(NotFoundError, match="There is no such pause"):
        client.pauses.get(pause.id)


def test_spans_are_looked_back_on(client):
    habit = client.habits.create(DAILY)
    today = client.today().today
    client.completions.record(habit.id, today)
    week = client.insights(SpanDraft(SpanKind.WEEK))
    (one,) = week.habits
    assert (one.habit_id, one.met, one.rate, one.times) == (habit.id, 1, 1.0, 1)
    days = client.insights(SpanDraft(SpanKind.CUSTOM, None, today, today))
    assert (days.seen.first_day, days.before.last_day) == (today, today - timedelta(days=1))
    with pytest.raises(RejectedError):
        client.insights(SpanDraft(SpanKind.YEAR, today + timedelta(days=400)))


def test_a_long_list_is_gone_through_whole(client, newcomer):
    goal = client.goals.create(COUNTER)
    with newcomer.scope() as scope:
        for value in range(1, 452):
            entries.add(scope, goal.id, EntryDraft(scope.today, Decimal(value)))
    listed = [one.value for one in client.entries.every(goal.id)]
    assert listed == [Decimal(value) for value in range(451, 0, -1)]


def test_a_file_is_previewed_and_brought_in(client, tmp_path):
    path = loop_backups.write(tmp_path / "loop.db", Habit(1, "Read", [(client.today().today, DONE)]))
    told = client.imports.preview(path)
    assert (told.dry_run, told.totals.completions.new, list(client.habits.every())) == (True, 1, [])
    assert client.imports.apply(path).totals == told.totals
    assert client.imports.apply(path).totals.completions.already == 1
    with pytest.raises(RejectedError) as refused:
        client.imports.apply(Path(__file__))
    assert [one.field for one in refused.value.broken] == [("file",)]


def test_every_broken_rule_comes_over_with_its_place_and_the_facts(client):
    habit = client.habits.create(SEVERAL)
    with pytest.raises(RejectedError) as refused:
        client.completions.add(habit.id, NewCompletion(completion_date=client.today().today + timedelta(days=2)))
    found = {one.field: one.code for one in refused.value.broken}
    assert found == {("completion_date",): Code.DAY_IN_FUTURE, ("completion_time",): Code.TIME_REQUIRED}
    assert refused.value.facts["zone"] == "UTC"
    wrong = NewHabit(title=" ", frequency_type=FrequencyType.WEEKLY, frequency_config={"timesPerWeek": 9})
    with pytest.raises(RejectedError) as refused:
        client.habits.create(wrong)
    assert {one.field for one in refused.value.broken} == {("title",), ("frequency_config", "timesPerWeek")}


def test_whoever_knows_the_password_gets_a_token_and_gives_it_back(newcomer):
    address = newcomer.served.address
    with Client.login(address, newcomer.user.email, PASSWORD, "a script", [Right.READ]) as client:
        assert client.me().email == newcomer.user.email
        assert client.token not in repr(client)
    with Client.login(address, newcomer.user.email, PASSWORD, "another") as client:
        assert {one.name for one in client.tokens()} == {"the tests", "a script", "another"}
        client.logout()
        with pytest.raises(CredentialsError):
            client.me()
    with pytest.raises(CredentialsError) as refused:
        Client.login(address, newcomer.user.email, "a wrong one", "a script")
    assert refused.value.code is Code.WRONG_CREDENTIALS


@pytest.mark.parametrize(
    "address",
    [
        "headway.example.org",
        "ftp://headway.example.org",
        "https://",
        "https://a:b@example.org",
        "http://x/y",
        "http://x?y",
    ],
)
def test_what_is_no_address_is_refused_at_once(address):
    with pytest.raises(ValueError, match="https://headway"):
        Client(address, "a.b.c")


@pytest.mark.parametrize("token", ["", "secret\r\nX: 1", "secret ä", "secret\n"])
def test_what_is_no_token_is_refused_and_not_repeated(token):
    with pytest.raises(ValueError, match="no token") as refused:
        Client("https://headway.example.org", token)
    assert "secret" not in str(refused.value)
