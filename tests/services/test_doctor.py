"""The doctor: caches that were damaged behind everybody's back are found, repaired, and right after it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, literal, select, update

from headway.domain.completions import CompletionDraft
from headway.domain.entries import EntryDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalStatus, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.streaks import Streak
from headway.services import completions, doctor, entries, goals, habits
from headway.services.doctor import BATCH
from headway.services.scope import Scopes
from headway.storage.phases import write_spans
from headway.storage.tables import goals as goal_table
from headway.storage.tables import habit_completions, habit_runs, progress_entries, users
from headway.storage.tables import habits as habit_table
from tests.cast import NOW, TODAY

DAILY = HabitDraft("Walk", FrequencyType.DAILY, {"allowMultiplePerDay": False})
DONE_AGO = (20, 19, 18, 9, 8, 2, 1, 0)  # days: runs of 3, of 2, and the last of 3
SAVE = GoalDraft("Save", GoalType.TARGET_BASED, "EUR", Decimal(100), date(2026, 12, 31))
STREAK_COLUMNS = {
    "length": "current_streak",
    "since": "streak_since",
    "last_day": "streak_last_day",
}


SOME_DAY = date(2026, 1, 5)
WRONG: dict[str, Any] = {
    "length": 2,
    "longest_over": 9,
    "demand_done": 1,
    "demand_quota": 2,
    "undecided_until": SOME_DAY,
    "clean_since": SOME_DAY,
    "clean_pauses": ((SOME_DAY, None),),
}


def days_ago(count):
    return TODAY - timedelta(days=count)


def make_habit(person, *done_ago):
    with person.at() as scope:
        id_ = habits.create(scope, DAILY).item.id
        for count in done_ago:
            completions.record(scope, id_, CompletionDraft(days_ago(count)))
    return id_


def make_goal(person, draft, *values):
    with person.at() as scope:
        id_ = goals.create(scope, draft).item.goal.id
        for value in values:
            entries.add(scope, id_, EntryDraft(TODAY, Decimal(value)))
    return id_


@pytest.fixture
def examine(database):
    """Examine the database and give everything that was found, as (what, field, kept, right, repaired)."""

    def examine(**options):
        batches = doctor.examine(Scopes(database, lambda: NOW), **options)
        drift = [one for batch in batches for one in batch.drift]
        return [(one.what, one.field, one.kept, one.right, one.repaired) for one in drift]

    return examine


def damage(person, statement):
    with person.database.write() as tx:
        assert tx.execute(statement).rowcount != 0


def streak_of(person, id_):
    with person.at(write=False) as scope:
        return habits.get(scope, id_).streak


def test_what_is_right_is_left_alone(ada, ben, examine):
    make_habit(ada, *DONE_AGO)
    make_habit(ben)
    make_goal(ben, SAVE, 60, 60, "-0.01")
    assert examine(repair=True) == []


@pytest.mark.parametrize("field", Streak._fields)
def test_a_damaged_streak_is_found_and_repaired(ada, examine, field):
    habit = make_habit(ada, *DONE_AGO)
    before = streak_of(ada, habit)
    column = habit_table.c[STREAK_COLUMNS.get(field, field)]
    kept = getattr(before, field)
    wrong = WRONG[field] if field in WRONG else kept + timedelta(days=1)
    kept_so = write_spans(wrong) if field == "clean_pauses" else wrong
    damage(ada, update(habit_table).values({column: kept_so}))
    said = ("habit", f"streak.{field}", str(wrong), str(kept))
    assert examine() == [(*said, False)]
    assert streak_of(ada, habit) != before
    assert examine(repair=True) == [(*said, True)]
    assert examine() == []
    assert streak_of(ada, habit) == before


@pytest.mark.parametrize(
    ("statement", "kept", "right"),
    [
        (delete(habit_runs).where(habit_runs.c.length == 3), "none", "2026-01-01 … 2026-01-03: 3"),
        (
            update(habit_runs).where(habit_runs.c.length == 2).values(length=7),
            "2026-01-12 … 2026-01-13: 7", "2026-01-12 … 2026-01-13: 2",
        ),
        (
            insert(habit_runs).from_select(
                ["user_id", "habit_id", "first_day", "last_day", "length"],
                select(
                    habit_table.c.user_id, habit_table.c.id,
                    *map(literal, (date(2025, 1, 1), date(2025, 1, 2), 2)),
                ),
            ),
            "2025-01-01 … 2025-01-02: 2", "none",
        ),
    ],
)  # fmt: skip
def test_damaged_runs_are_found_and_repaired(ada, examine, statement, kept, right):
    make_habit(ada, *DONE_AGO)
    damage(ada, statement)
    assert examine() == [("habit", "runs", kept, right, False)]
    assert examine(repair=True) == [("habit", "runs", kept, right, True)]
    assert examine() == []


def test_a_completion_lost_behind_the_caches_back_is_noticed(ada, examine):
    make_habit(ada, *DONE_AGO)
    damage(ada, delete(habit_completions).where(habit_completions.c.completion_date == days_ago(1)))
    found = {field: (kept, right) for _, field, kept, right, _ in examine(repair=True)}
    assert found["streak.length"] == ("3", "1")
    assert "runs" in found
    assert examine() == []


def test_deleted_habits_are_looked_after_too_since_they_may_come_back(ada, examine):
    habit = make_habit(ada, *DONE_AGO)
    with ada.at() as scope:
        habits.remove(scope, habit)
    damage(ada, update(habit_table).values(current_streak=0))
    assert examine(repair=True) == [("habit", "streak.length", "0", "3", True)]


def test_a_damaged_value_and_the_status_that_follows_are_repaired(ada, examine):
    goal = make_goal(ada, SAVE, 60, 60)
    wrong = {"current_value": Decimal("60.00"), "status": "ACTIVE", "completed_at": None, "completed_on": None}
    damage(ada, update(goal_table).values(wrong))
    said = [("goal", "current_value", "60.00", "120.00"), ("goal", "status", "ACTIVE", "COMPLETED")]
    assert examine() == [(*one, False) for one in said]
    assert examine(repair=True) == [(*one, True) for one in said]
    assert examine() == []
    with ada.at(write=False) as scope:
        kept = goals.get(scope, goal).goal
    assert (kept.current_value, kept.status, kept.completed_on) == (Decimal("120.00"), GoalStatus.COMPLETED, TODAY)


def test_a_reset_that_does_not_take_all_there_was_is_repaired(ada, examine):
    counter = make_goal(ada, GoalDraft("Pages", GoalType.CONTINUOUS_COUNTER, "pages"), 7)
    with ada.at(NOW + timedelta(minutes=1)) as scope:
        entries.reset(scope, counter, EntryDraft(TODAY))
    damage(ada, update(progress_entries).where(progress_entries.c.kind == "RESET").values(value=Decimal(-5)))
    assert examine(repair=True) == [("progress entry", "value", "-5.00", "-7.00", True)]
    assert examine() == []


def test_a_sum_that_cannot_be_kept_is_told_and_left(ada, examine):
    make_goal(ada, SAVE, "99999999.99")
    more = select(progress_entries).subquery()
    columns = {column.name: column for column in more.columns} | {"id": more.c.goal_id}
    damage(ada, insert(progress_entries).from_select(list(columns), select(*columns.values())))
    ((what, field, kept, right, repaired),) = examine(repair=True)
    assert (what, field, kept, repaired) == ("goal", "current_value", "99999999.99", False)
    assert "beyond" in right


def test_batches_are_small_and_stopping_between_them_keeps_what_is_done(ada, ben, database):
    for _ in range(BATCH + 5):
        make_habit(ada, 0)
    make_habit(ben, 0)
    with database.write() as tx:
        tx.execute(update(habit_table).values(longest_over=7))
    batches = doctor.examine(Scopes(database, lambda: NOW), repair=True)
    first = next(batches)
    assert (first.checked, len(first.drift)) == (BATCH, BATCH)
    make_habit(ben, 0)  # nothing is held between batches
    batches.close()
    sizes = [(batch.checked, len(batch.drift)) for batch in doctor.examine(Scopes(database, lambda: NOW))]
    assert sizes == [(BATCH, 0), (5, 5), (2, 1)]


def test_every_account_is_looked_at_however_many(ada, examine):
    with ada.database.write() as tx:
        row = dict(tx.execute(select(users)).mappings().one())
        tx.execute(insert(users), [row | {"id": UUID(int=number)} for number in range(1, 402)])
    make_habit(ada, 0)
    damage(ada, update(habit_table).values(longest_over=7))
    assert len(examine()) == 1


def test_someone_who_leaves_meanwhile_is_passed_over(ada, ben, database):
    make_habit(ada, 0)
    make_habit(ben, 0)
    batches = doctor.examine(Scopes(database, lambda: NOW))
    assert next(batches).checked == 1
    with database.write() as tx:
        tx.execute(delete(users))
    assert list(batches) == []


def test_a_sound_database_has_no_faults(ada):
    make_habit(ada, *DONE_AGO)
    with Scopes(ada.database, lambda: NOW).visit(write=False) as visit:
        assert doctor.faults(visit) == []


class TestEmbedded:
    @pytest.fixture
    def engine(self):
        return "sqlite"

    def test_a_reference_to_nothing_is_a_fault(self, ada):
        make_habit(ada, 0)
        with ada.database.engine.connect() as connection:
            connection.detach()
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("DELETE FROM habits")
        with Scopes(ada.database, lambda: NOW).visit(write=False) as visit:
            assert doctor.faults(visit) == ["row 1 of habit_completions refers to nothing in habits"]
