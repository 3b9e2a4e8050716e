from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from headway.domain.completions import CompletionDraft
from headway.domain.errors import RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.imports import Aside, Fate
from headway.services import completions, habits, loop, pauses, streaks, transfer, users
from headway.services.paging import Archived
from headway.services.transfer import Counts
from headway.storage import imports, tables
from headway.storage.tables import OWNED
from tests import cast, loop_backups
from tests.loop_backups import DONE, NO, SKIP, Habit

TODAY = cast.TODAY
LATER = TODAY + timedelta(days=7)
MON, TUE, WED = TODAY - timedelta(days=2), TODAY - timedelta(days=1), TODAY


@pytest.fixture
def bring(ada, tmp_path):
    """Import habits, as they stand in a backup of a schema, as Ada."""

    def bring(*habits, version=25, on=TODAY, person=ada):
        backup = loop.read(loop_backups.write(tmp_path / "loop.db", *habits, version=version), on)
        with person.at(on) as scope:
            return transfer.apply(scope, backup)

    return bring


@pytest.fixture
def make_habit():
    def make(person, title, on=TODAY):
        with person.at(on) as scope:
            draft = HabitDraft(title, FrequencyType.DAILY, {"allowMultiplePerDay": False})
            return habits.create(scope, draft).item

    return make


def everything(person, *names):
    """List all rows of someone, or of these columns only."""
    found = {}
    with person.at(write=False) as scope:
        for table in sorted(OWNED, key=lambda table: table.name):
            columns = [table.c[name] for name in names if name in table.c] or [*table.c]
            rows = scope.tx.execute(select(*columns).where(table.c.user_id == scope.owner))
            found[table.name] = sorted(map(str, rows))
    return found


def shown(person, on=TODAY):
    with person.at(on, write=False) as scope:
        return list(habits.page(scope, archived=Archived.ALL, limit=100).items)


def days(person, habit):
    with person.at(write=False) as scope:
        found = completions.page(scope, habit.id, limit=200).items
    return {one.completion_date: one.note for one in found}


def paused(person, habit):
    with person.at(write=False) as scope:
        found = pauses.page(scope, habit_id=habit.id, limit=200).items
    return {one.first_day: one.reason for one in found if one.first_day == one.last_day}


def raw(person):
    with person.at(write=False) as scope:
        return [one.raw for one in imports.page(scope.tx, scope.owner, loop.SOURCE)]


def run(*entries, number=1, name="Run", **columns):
    return Habit(number, name, entries, columns={"uuid": f"uuid-{number}", **columns})


def assert_streaks_are_true(person):
    with person.at(write=False) as scope:
        for habit in habits.page(scope, archived=Archived.ALL, limit=100).items:
            fresh, _ = streaks.from_history(scope.tx, scope.owner, habit, scope.user.week_start)
            assert habit.streak == fresh


def test_habits_come_in_order_behind_those_that_are_here(ada, bring, make_habit):
    make_habit(ada, "Mine")
    bring(
        run(number=1, name="second", position=7),
        run(number=2, name="first", position=3),
    )
    assert [habit.title for habit in shown(ada)] == ["Mine", "first", "second"]


def test_days_notes_and_skips_become_completions_and_pauses(ada, bring):
    report = bring(run((MON, DONE), (TUE, SKIP, "ill"), (WED, DONE, "in the rain")))
    (habit,) = shown(ada)
    assert days(ada, habit) == {MON: None, WED: "in the rain"}
    assert paused(ada, habit) == {TUE: "ill"}
    assert (report.completions, report.pauses) == (Counts(new=2), Counts(new=1))
    assert habit.created_on == TODAY


def test_streaks_are_computed_with_pauses_and_over_the_whole_past(ada, bring):
    old = [(TODAY - timedelta(days=back), DONE) for back in range(100, 140)]
    bring(run(*old, (MON, DONE), (TUE, SKIP), (WED, DONE)))
    (habit,) = shown(ada)
    assert (habit.streak.current(TODAY), habit.streak.longest(TODAY)) == (2, 40)
    assert_streaks_are_true(ada)


def test_every_frequency_is_kept_as_the_rules_have_it(ada, bring):
    kinds = [(1, 1), (3, 7), (1, 5), (4, 30), (3, 14)]
    bring(*(Habit(at, str(at), times=times, days=span) for at, (times, span) in enumerate(kinds)))
    assert [(one.frequency_type, one.frequency_config) for one in shown(ada)] == [
        (FrequencyType.DAILY, {"allowMultiplePerDay": False}),
        (FrequencyType.WEEKLY, {"timesPerWeek": 3}),
        (FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 5, "anchor": "COMPLETION"}),
        (FrequencyType.MONTHLY, {"timesPerMonth": 4}),
        (FrequencyType.ADVANCED, {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}}),
    ]


def test_what_has_no_place_is_kept_unharmed_and_told(ada, bring):
    report = bring(run((MON, NO, "too tired"), (TUE, DONE), question="Did you?", color=7, reminder_hour=8))
    (kept,) = raw(ada)
    assert kept["habit"]["question"] == "Did you?"
    assert kept["entries"] == [{"timestamp": loop_backups.milliseconds(MON), "value": NO, "notes": "too tired"}]
    asides = report.habits[0].incoming.asides
    assert [one.what for one in asides] == ["question", "color", "reminder", "no", "note"]
    assert all(one.kept and one.why for one in asides)


def test_an_archived_habit_is_archived_from_the_day_after_its_last_record(ada, bring):
    report = bring(
        run((MON - timedelta(days=1), DONE), (MON, DONE), archived=1),
        run(number=2, archived=1),
        run((WED, DONE), number=3, archived=1),
    )
    first, empty, today = shown(ada)
    assert [one.archived_on for one in (first, empty, today)] == [TUE, TODAY, TODAY]
    assert [one.archived_on for one in report.habits] == [TUE, TODAY, TODAY]
    assert first.streak.current(TODAY) == 2
    with ada.at(LATER) as scope:
        restored = habits.restore(scope, first.id)
    assert restored.streak.current(LATER) == 2


def test_a_preview_tells_the_same_and_changes_nothing(ada, bring, tmp_path):
    habit = run((MON, DONE), (TUE, SKIP), question="Did you?")
    backup = loop.read(loop_backups.write(tmp_path / "preview.db", habit), TODAY)
    with ada.at(write=False) as scope:
        told = transfer.preview(scope, backup)
    assert shown(ada) == []
    assert told == bring(habit)


def test_importing_again_changes_nothing(ada, bring):
    habit = run((MON, DONE), (TUE, SKIP), (WED, NO))
    bring(habit)
    before = everything(ada)
    report = bring(habit)
    assert everything(ada) == before
    assert (report.completions, report.pauses) == (Counts(already=1), Counts(already=1))
    assert report.habits[0].fate is Fate.KNOWN


def test_a_later_backup_adds_only_what_is_new(ada, bring):
    bring(run((MON, DONE), (TUE, NO, "tired")))
    before = everything(ada)
    report = bring(
        run((MON, DONE), (TUE, NO, "tired"), (WED, DONE), (LATER, SKIP), (LATER - timedelta(days=1), NO)),
        run((LATER, DONE), number=2, name="Swim"),
        on=LATER,
    )
    assert [one.fate for one in report.habits] == [Fate.KNOWN, Fate.NEW]
    assert report.completions == Counts(new=2, already=1)
    known, new = shown(ada)
    assert days(ada, known) == {MON: None, WED: None}
    assert days(ada, new) == {LATER: None}
    assert paused(ada, known) == {LATER: None}
    assert [row["value"] for row in raw(ada)[0]["entries"]] == [NO, NO]
    assert set(everything(ada)["habit_completions"]) > set(before["habit_completions"])


def test_what_was_deleted_since_stays_deleted(ada, bring):
    bring(run((MON, DONE), (TUE, DONE), (WED, SKIP)))
    (habit,) = shown(ada)
    with ada.at() as scope:
        completions.remove(scope, habit.id, TUE)
        (pause,) = pauses.page(scope, habit_id=habit.id, limit=9).items
        pauses.remove(scope, pause.id)
    report = bring(run((MON, DONE), (TUE, DONE), (WED, SKIP), (LATER, DONE)), on=LATER)
    assert days(ada, habit).keys() == {MON, LATER}
    assert paused(ada, habit) == {}
    assert report.completions == Counts(new=1, already=1, deleted=1)
    assert report.pauses == Counts(deleted=1)
    assert_streaks_are_true(ada)


@pytest.mark.parametrize("later", [TODAY, LATER])
def test_a_habit_that_was_deleted_stays_deleted(ada, bring, make_habit, later):
    bring(run((MON, DONE), (TUE, SKIP)), run(number=2, name="Swim"))
    with ada.at() as scope:
        habits.remove(scope, habits.page(scope, limit=1).items[0].id)
    make_habit(ada, "Another", later)
    report = bring(run((MON, DONE), (TUE, SKIP), (WED, DONE)), run(number=2, name="Swim"), on=later)
    assert [one.fate for one in report.habits] == [Fate.DELETED, Fate.KNOWN]
    assert report.completions == Counts(deleted=2)
    assert report.pauses == Counts(deleted=1)
    assert [one.title for one in shown(ada)] == ["Swim", "Another"]


def test_what_was_recorded_here_already_is_left_as_it_is(ada, bring):
    bring(run())
    (habit,) = shown(ada)
    with ada.at() as scope:
        completions.record(scope, habit.id, CompletionDraft(MON, None, "mine"))
    report = bring(run((MON, DONE, "Loop's")))
    assert days(ada, habit) == {MON: "mine"}
    assert report.completions == Counts(already=1)
    with ada.at() as scope:
        completions.remove(scope, habit.id, MON)
    assert bring(run((MON, DONE, "Loop's"))).completions == Counts(deleted=1)


def test_changes_made_here_are_not_undone(ada, bring):
    bring(run((MON, DONE)))
    (habit,) = shown(ada)
    weekly = {"frequency_type": FrequencyType.WEEKLY, "frequency_config": {"timesPerWeek": 1}}
    with ada.at() as scope:
        habits.edit(scope, habit.id, {"title": "Jog", **weekly, "phase_first_day": None})
    bring(run((MON, DONE), (TUE, DONE), archived=1))
    (habit,) = shown(ada)
    assert (habit.title, habit.frequency_type, habit.archived_on) == ("Jog", FrequencyType.WEEKLY, None)
    assert habit.streak.current(TODAY) == 1


def test_days_before_today_but_not_after_it_are_taken_and_come_when_they_have_begun(ada, bring):
    habit = run((TODAY, DONE), (LATER, DONE))
    assert bring(habit).completions == Counts(new=1)
    assert bring(habit, on=LATER).completions == Counts(new=1, already=1)


def test_ids_are_the_same_whenever_and_in_whatever_order_it_is_imported(database, ada, ben, bring):
    whole = run((MON, DONE), (TUE, DONE), (WED, SKIP))
    bring(run((MON, DONE)))
    bring(whole)
    ids = everything(ada, "id")
    with ada.at() as scope:
        for table in (tables.habits, tables.imports):
            scope.tx.execute(delete(table).where(table.c.user_id == scope.owner))
    bring(whole)
    assert everything(ada, "id") == ids
    bring(whole, person=ben)
    bens = everything(ben, "id")
    assert len(ids["habit_completions"]) == len(bens["habit_completions"]) == 2
    assert not any(set(rows) & set(bens[table]) for table, rows in ids.items())


def test_three_habits_of_one_name_stay_three_without_uuids(ada, bring):
    same = [Habit(number, "Vegan", [(MON, None)]) for number in (21, 24, 30)]
    bring(*same, version=12)
    report = bring(*same, version=12)
    assert len(shown(ada)) == 3
    assert report.completions == Counts(already=3)


def test_a_habit_is_known_again_after_its_phone_gave_it_a_uuid(ada, bring):
    bring(Habit(1, "Run", [(MON, DONE)]), version=22)
    report = bring(run((MON, DONE), (TUE, DONE)))
    assert (report.habits[0].fate, report.completions) == (Fate.KNOWN, Counts(new=1, already=1))
    renamed = replace(run((MON, DONE), (TUE, DONE), (WED, DONE)), name="Jog")
    assert bring(renamed).completions == Counts(new=1, already=2)
    assert bring(Habit(1, "Run", [(MON, DONE)]), version=22).completions == Counts(already=1)
    assert len(shown(ada)) == 1


def test_the_same_id_and_name_on_another_phone_is_another_habit(ada, bring):
    bring(run((MON, DONE)))
    bring(Habit(1, "Run", [(TUE, DONE)], columns={"uuid": "another"}))
    assert len(shown(ada)) == 2


def test_days_and_notes_of_several_a_day_habits_stay_apart_from_imported_ones(ada, bring):
    bring(run((MON, DONE)))
    (habit,) = shown(ada)
    several = {
        "frequency_type": FrequencyType.DAILY,
        "frequency_config": {"allowMultiplePerDay": True, "timesPerDay": 2},
    }
    with ada.at() as scope:
        habits.edit(scope, habit.id, several)
    assert bring(run((MON, DONE), (TUE, DONE))).completions == Counts(new=1, already=1)


def test_an_import_that_fails_half_way_leaves_nothing(ada, bring, tmp_path):
    good, bad = run((MON, DONE)), run((MON, DONE), number=2)
    backup = loop.read(loop_backups.write(tmp_path / "loop.db", good, bad), TODAY)
    broken = replace(backup.habits[1], frequency_config={"allowMultiplePerDay": 7})
    with pytest.raises(RejectedError), ada.at() as scope:
        transfer.apply(scope, replace(backup, habits=(backup.habits[0], broken)))
    assert shown(ada) == []
    assert raw(ada) == []


def test_everyone_imports_for_themselves(ada, ben, bring):
    bring(run((MON, DONE)))
    bring(run((MON, DONE), (TUE, DONE)), person=ben)
    assert days(ada, shown(ada)[0]).keys() == {MON}
    assert days(ben, shown(ben)[0]).keys() == {MON, TUE}


def test_deleting_the_account_deletes_what_was_imported(database, ada, bring):
    bring(run((MON, DONE), (TUE, SKIP)))
    with ada.at() as scope:
        users.remove(scope)
    with database.read() as tx:
        assert all(tx.execute(select(func.count()).select_from(table)).scalar() == 0 for table in OWNED)


def test_what_belongs_to_no_habit_is_told(ada, tmp_path):
    path = loop_backups.write(tmp_path / "loop.db", run())
    loop_backups.execute(path, "INSERT INTO Repetitions (habit, timestamp) VALUES (77, 0)")
    with ada.at() as scope:
        (aside,) = transfer.apply(scope, loop.read(path, TODAY)).asides
    assert aside == Aside("orphan", 1, aside.why, kept=False)


def test_text_that_a_database_refuses_is_kept_in_another_form(ada, bring):
    said = "a\x00b\ud7ff\N{PILE OF POO}"
    bring(run((MON, DONE, said), (TUE, NO, b"\xff\x00"), name=said, question=said, color=float("inf")))
    (habit,) = shown(ada)
    assert habit.title == said.replace("\x00", " ")
    assert days(ada, habit) == {MON: said.replace("\x00", " ")}
    (kept,) = raw(ada)
    assert kept["habit"]["question"] == {"base64": b64encode(said.encode()).decode()}
    assert [row["notes"] for row in kept["entries"]] == [
        {"base64": b64encode(said.encode()).decode()},
        {"base64": "/wA="},
    ]


def test_two_imports_at_once_add_everything_once(ada, tmp_path):
    backup = loop.read(loop_backups.write(tmp_path / "loop.db", run((MON, DONE), (TUE, SKIP))), TODAY)

    def bring(_):
        with ada.at() as scope:
            return transfer.apply(scope, backup)

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(bring, range(4)))
    assert sum((one.completions for one in reports), Counts()) == Counts(new=1, already=3)
    assert sum((one.pauses for one in reports), Counts()) == Counts(new=1, already=3)
    assert len(shown(ada)) == 1
