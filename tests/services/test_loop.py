from datetime import date, timedelta

import pytest

from headway.domain.errors import Findings
from headway.domain.frequencies import FrequencyType, parse
from headway.services import loop
from headway.services.loop.habits import frequency
from tests import loop_backups
from tests.loop_backups import COMPUTED, DONE, NO, SKIP, UNSET, Habit

TODAY = date(2026, 1, 21)
MON, TUE, WED = (date(2026, 1, day) for day in (19, 20, 21))


def read(tmp_path, *habits, version=25):
    return loop.read(loop_backups.write(tmp_path / "loop.db", *habits, version=version), TODAY)


def read_one(tmp_path, *entries, version=25, **columns):
    return read(tmp_path, Habit(1, "Run", entries, columns=columns), version=version).habits[0]


def put_aside(habit):
    return {str(one.what): one.count for one in habit.asides}


@pytest.mark.parametrize(
    ("times", "days", "kind", "config"),
    [
        (1, 1, "DAILY", {"allowMultiplePerDay": False}),
        (5, 5, "DAILY", {"allowMultiplePerDay": False}),
        (7, 7, "DAILY", {"allowMultiplePerDay": False}),
        (9, 7, "DAILY", {"allowMultiplePerDay": False}),
        (30, 30, "DAILY", {"allowMultiplePerDay": False}),
        (30, 31, "DAILY", {"allowMultiplePerDay": False}),
        (5, 3, "DAILY", {"allowMultiplePerDay": False}),
        (1, 7, "WEEKLY", {"timesPerWeek": 1}),
        (6, 7, "WEEKLY", {"timesPerWeek": 6}),
        (1, 30, "MONTHLY", {"timesPerMonth": 1}),
        (10, 31, "MONTHLY", {"timesPerMonth": 10}),
        (29, 30, "MONTHLY", {"timesPerMonth": 29}),
        (1, 2, "CUSTOM_INTERVAL", {"intervalDays": 2, "anchor": "COMPLETION"}),
        (1, 366, "CUSTOM_INTERVAL", {"intervalDays": 366, "anchor": "COMPLETION"}),
        (3, 14, "ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}}),
        (2, 3, "ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 2, "days": 3}}),
        (365, 366, "ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 365, "days": 366}}),
    ],
)
def test_frequencies_become_ours(times, days, kind, config):
    found = frequency(times, days)
    assert found == (FrequencyType(kind), config)
    findings = Findings()
    assert parse(*found, findings) is not None, findings.broken


@pytest.mark.parametrize(("times", "days"), [(1, 367), (3, 1000), (0, 7), (-1, 7), (1, 0), (None, 7), ("x", 1)])
def test_a_frequency_like_none_of_ours_becomes_daily_and_is_reported(tmp_path, times, days):
    habit = read(tmp_path, Habit(1, "Run", times=times, days=days)).habits[0]
    assert (habit.frequency_type, put_aside(habit)) == (FrequencyType.DAILY, {"frequency": 1})
    assert (habit.raw["habit"]["freq_num"], habit.raw["habit"]["freq_den"]) == (times, days)


def test_before_schema_16_a_row_means_done(tmp_path):
    assert read_one(tmp_path, (MON, None), (TUE, None), version=12).completions == {MON: None, TUE: None}


@pytest.mark.parametrize("version", [16, 18, 22, 23, 24, 25])
def test_only_what_was_ticked_by_hand_is_done(tmp_path, version):
    entries = [(TODAY - timedelta(days=value + 1), value) for value in (UNSET, NO, COMPUTED, DONE, SKIP)]
    habit = read_one(tmp_path, *entries, version=version)
    assert list(habit.completions) == [TODAY - timedelta(days=DONE + 1)]
    assert list(habit.pauses) == [TODAY - timedelta(days=SKIP + 1)]
    assert put_aside(habit) == {"no": 1, "computed": 1}
    assert [row["value"] for row in habit.raw["entries"]] == [NO, COMPUTED]


def test_notes_of_done_and_skipped_days_come_along(tmp_path):
    habit = read_one(tmp_path, (MON, DONE, "in the rain"), (TUE, SKIP, "ill\r\nall day"), (WED, DONE, "  "))
    assert habit.completions == {MON: "in the rain", WED: None}
    assert habit.pauses == {TUE: "ill\r\nall day"}
    assert habit.asides == ()


def test_notes_of_other_days_are_kept_as_they_stood(tmp_path):
    habit = read_one(tmp_path, (MON, UNSET, "too tired"), (TUE, NO, "forgot"))
    assert put_aside(habit) == {"no": 1, "note": 2}
    assert [(row["value"], row["notes"]) for row in habit.raw["entries"]] == [(UNSET, "too tired"), (NO, "forgot")]


def test_a_note_over_500_characters_is_cut_and_kept_whole(tmp_path):
    habit = read_one(tmp_path, (MON, DONE, "x" * 501), (TUE, DONE, "y" * 500))
    assert habit.completions == {MON: "x" * 499 + "…", TUE: "y" * 500}
    assert put_aside(habit) == {"long_note": 1}
    assert habit.raw["entries"][0]["notes"] == "x" * 501


def test_a_note_that_is_no_text_is_kept_as_it_stood(tmp_path):
    habit = read_one(tmp_path, (MON, DONE, b"caf\xe9"))
    assert habit.completions == {MON: "caf\N{REPLACEMENT CHARACTER}"}
    assert habit.raw["entries"][0]["notes"] == {"base64": "Y2Fm6Q=="}


def test_control_characters_in_a_note_are_replaced_and_kept(tmp_path):
    habit = read_one(tmp_path, (MON, DONE, "a\x07b\nc"))
    assert habit.completions == {MON: "a b\nc"}
    assert habit.raw["entries"][0]["notes"] == "a\x07b\nc"


def test_question_colour_and_reminder_are_kept(tmp_path):
    columns = {"question": "Did you?", "color": 7, "reminder_hour": 8, "reminder_min": 30, "reminder_days": 84}
    habit = read_one(tmp_path, **columns, description="why", uuid="c0ffee")
    assert put_aside(habit) == {"question": 1, "description": 1, "color": 1, "reminder": 1}
    assert habit.raw["version"] == 25
    assert columns.items() <= habit.raw["habit"].items()


def test_before_schema_23_the_question_is_the_description(tmp_path):
    assert put_aside(read_one(tmp_path, description="Did you?", version=22)) == {"question": 1}


def numerical(tmp_path, *entries, target=2.0, at_most=0, **columns):
    columns |= {"type": 1, "target_type": at_most, "target_value": target, "unit": "km"}
    return read_one(tmp_path, *entries, **columns)


def test_a_day_that_reached_its_target_is_done_and_every_amount_is_kept(tmp_path):
    habit = numerical(tmp_path, (MON, 1999, "short"), (TUE, 2000, "exactly"), (WED, 5500))
    assert habit.completions == {TUE: "exactly", WED: None}
    assert put_aside(habit) == {"target": 1, "amount": 3, "note": 1}
    assert [row["value"] for row in habit.raw["entries"]] == [1999, 2000, 5500]
    assert habit.raw["habit"]["unit"] == "km"


def test_nothing_done_never_reaches_a_target_of_nothing(tmp_path):
    assert list(numerical(tmp_path, (MON, 0), (TUE, 5), target=0).completions) == [TUE]


def test_staying_below_an_amount_is_not_judged(tmp_path):
    habit = numerical(tmp_path, (MON, 0), (TUE, 1000), (WED, 9000), at_most=1)
    assert habit.completions == {}
    assert put_aside(habit) == {"target": 1, "at_most": 3}


def test_three_is_a_skip_and_minus_one_nothing_for_amounts_too(tmp_path):
    habit = numerical(tmp_path, (MON, SKIP), (TUE, UNSET), (WED, -7))
    assert (habit.completions, habit.pauses) == ({}, {MON: None})
    assert put_aside(habit) == {"target": 1, "value": 1}


def test_an_amount_a_week_compares_single_days_as_loop_does(tmp_path):
    path = loop_backups.write(
        tmp_path / "loop.db",
        Habit(1, "Run", [(MON, 10_000), (TUE, 20_000)], 1, 7, {"type": 1, "target_value": 20.0}),
    )
    habit = loop.read(path, TODAY).habits[0]
    assert (habit.frequency_type, list(habit.completions)) == (FrequencyType.WEEKLY, [TUE])


def test_the_first_record_of_a_day_counts(tmp_path):
    noon = loop_backups.milliseconds(MON) + 12 * 3_600_000
    habit = read_one(tmp_path, (MON, NO), (noon, DONE), (TUE, DONE, "first"), (TUE, DONE, "second"))
    assert habit.completions == {TUE: "first"}
    assert put_aside(habit) == {"no": 1, "repeated": 2}
    assert {row["notes"] for row in habit.raw["entries"]} == {None, "second"}


def test_a_moment_counts_for_the_day_in_which_it_lies(tmp_path):
    last, first = loop_backups.milliseconds(TUE) - 1, loop_backups.milliseconds(WED)
    assert list(read_one(tmp_path, (last, DONE), (first, DONE)).completions) == [MON, WED]


@pytest.mark.parametrize(
    "timestamp",
    [None, "soon", b"\x00", 1e300, float("inf"), 2**62, -(2**62), date(1899, 12, 31), TODAY + timedelta(days=1)],
)
def test_days_that_cannot_be_are_kept_and_reported(tmp_path, timestamp):
    habit = read_one(tmp_path, (timestamp, DONE, "said"), (MON, DONE))
    assert list(habit.completions) == [MON]
    assert put_aside(habit) == {"day": 1}
    assert habit.raw["entries"][0]["notes"] == "said"


@pytest.mark.parametrize("value", [None, "done", b"\x02", 7, -9, 2.5, 10**18])
def test_values_without_a_meaning_are_kept_and_reported(tmp_path, value):
    path = loop_backups.write(tmp_path / "loop.db", Habit(1, "Run"))
    loop_backups.execute(path, "DROP TABLE Repetitions", "CREATE TABLE Repetitions (habit, timestamp, value)")
    loop_backups.execute(path, "INSERT INTO Repetitions VALUES (1, ?, ?)", (loop_backups.milliseconds(MON), value))
    habit = loop.read(path, TODAY).habits[0]
    assert (habit.completions, put_aside(habit)) == ({}, {"value": 1})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("", "Untitled"),
        (None, "Untitled"),
        (" \n ", "Untitled"),
        ("a\x00b\x1bc", "a b c"),
        (b"caf\xe9", "caf\N{REPLACEMENT CHARACTER}"),
        ("x" * 256, "x" * 254 + "…"),
        (12, "12"),
    ],
)
def test_a_title_becomes_one_that_can_be_kept(tmp_path, name, title):
    habit = read(tmp_path, Habit(1, name)).habits[0]
    assert habit.title == title
    assert put_aside(habit) == ({} if name == 12 else {"title": 1})


def test_what_json_cannot_hold_is_kept_unharmed(tmp_path):
    raw = read_one(tmp_path, description=b"\xff\x00", color=float("inf"), question="a\x00b").raw["habit"]
    assert raw["description"] == {"base64": "/wA="}
    assert raw["color"] == {"number": "inf"}
    assert raw["question"] == {"base64": "YQBi"}


def test_habits_come_in_their_order_and_archived_ones_are_told(tmp_path):
    habits = [
        Habit(1, "third", columns={"position": 9, "archived": 1}),
        Habit(2, "last", columns={"position": None}),
        Habit(3, "first", columns={"position": 2}),
    ]
    read_habits = read(tmp_path, *habits).habits
    assert [(one.title, one.archived) for one in read_habits] == [
        ("first", False),
        ("third", True),
        ("last", False),
    ]


def test_records_of_habits_that_are_gone_are_left_out_and_counted(tmp_path):
    path = loop_backups.write(tmp_path / "loop.db", Habit(1, "Run", [(MON, DONE)]))
    loop_backups.execute(path, "INSERT INTO Repetitions (habit, timestamp) VALUES (2, 0), (NULL, 0), ('x', 0)")
    backup = loop.read(path, TODAY)
    assert [(one.what, one.count, one.kept) for one in backup.asides] == [("orphan", 3, False)]
    assert list(backup.habits[0].completions) == [MON]


def test_a_copy_that_holds_nothing_but_text_means_the_same(tmp_path):
    path = tmp_path / "copy.db"
    columns = "ID, ARCHIVED, Name, Freq_Num, freq_den, position, type, target_type, target_value, UUID"
    loop_backups.execute(
        path,
        f"CREATE TABLE HABITS ({columns})",
        "CREATE TABLE repetitions (Id, Habit, Timestamp, Value)",
        "INSERT INTO HABITS VALUES ('1', '1', 'Run', '3', '7', '1', '1', '0', '2.5', 'c0ffee')",
        f"INSERT INTO repetitions VALUES ('1', '1', '{loop_backups.milliseconds(MON)}', '2500')",
        f"INSERT INTO repetitions VALUES ('2', '1', '{loop_backups.milliseconds(TUE)}', '2499.0')",
    )
    habit = loop.read(path, TODAY).habits[0]
    assert (habit.uuid, habit.archived, habit.frequency_type) == ("c0ffee", True, FrequencyType.WEEKLY)
    assert list(habit.completions) == [MON]


def test_habits_that_claim_to_be_the_same_are_told_apart(tmp_path):
    same = {"uuid": "c0ffee"}
    habits = read(tmp_path, *(Habit(number, "Run", columns=dict(same)) for number in (1, 2, 3))).habits
    assert len({habit.key for habit in habits}) == 3
    path = tmp_path / "twice.db"
    loop_backups.execute(
        path,
        "CREATE TABLE Habits (id, name, freq_num, freq_den)",
        "CREATE TABLE Repetitions (habit, timestamp)",
        "INSERT INTO Habits VALUES (1, 'Run', 1, 1), (1, 'Run', 1, 1), (1, 'Run #2', 1, 1), (NULL, 'Run', 1, 1)",
        f"INSERT INTO Repetitions VALUES (1, {loop_backups.milliseconds(MON)})",
    )
    habits = loop.read(path, TODAY).habits
    assert len({habit.key for habit in habits}) == 4
    assert [len(habit.completions) for habit in habits] == [1, 0, 0, 0]


def test_the_key_of_a_habit_is_its_uuid_or_its_old_id_and_name(tmp_path):
    assert read_one(tmp_path, uuid="c0ffee").key == "c0ffee"
    assert read_one(tmp_path, version=22).key == "1 Run"
