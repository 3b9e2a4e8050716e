"""`habits`, `done`, `undo` and `today`."""

import pytest

from headway.cli import wording
from tests.cli.conftest import IMPLEMENTATIONS


@pytest.fixture(params=IMPLEMENTATIONS)
def implementation(request):
    return request.param


def test_a_new_account_is_told_how_to_begin(headway):
    assert "headway add habit" in headway.ok("today").out
    assert headway.ok("habits").out == "No habits here.\n"
    assert headway.ok("goals").out == "No goals here.\n"


def test_a_habit_is_done_shown_and_taken_back(headway, today):
    headway.ok("add habit Read")
    assert headway.ok("done read").out == f"✓ Read, {wording.day(today)}. Streak: 1 day. Strength: 5%.\n"
    assert headway.ok("today").lines[-1].split() == ["✓", "Read", "every", "day", "1/1", "1", "day", "1", "day"]
    taken_back = f"Taken back: Read, {wording.day(today)}. No streak at the moment. Strength: 0%.\n"
    assert headway.ok("undo Read").out == taken_back
    assert headway.ok("today").lines[-1].split() == ["○", "Read", "every", "day", "0/1", "-", "-"]
    assert headway.ok("undo Read").out == "Read: nothing to take back today.\n"


def test_doing_it_again_changes_nothing_but_a_note_that_is_given(headway):
    headway.ok("add habit Read")
    first = headway.ok("done Read --note begun --json").json
    assert headway.ok("done Read --json").json == first
    assert headway.ok("done Read --note finished --json").json == first | {"note": "finished"}
    assert headway.ok("done Read").out.startswith("Already recorded: Read, ")


def test_a_day_may_be_given(headway, ago):
    headway.ok("add habit Read")
    for back in (1, 2, 3):
        headway.ok(f"done Read --date {ago(back)}")
    assert headway.ok("habits").lines[1].split()[:7] == ["Read", "every", "day", "3", "days", "3", "days"]
    headway.ok(f"undo Read --date {ago(2)}")
    assert headway.ok("habits --json").json["items"][0]["longestStreak"] == 1
    assert "today in UTC" not in headway.ok(f"today --date {ago(1)}").out


def test_what_may_not_be_recorded_is_refused_in_the_words_of_the_options(headway, ago, today):
    headway.ok("add habit Read")
    assert headway.refused(f"done Read --date {ago(-1)}") == [
        f"--date: It is {today} there; {ago(-1)} has not begun."
    ]
    refused = headway.refused("done", "Read", "--date", "1899-12-31", "--time", "08:00", "--note", "x" * 501)
    assert [line.split(":")[0] for line in refused] == ["--date", "--time", "--note"]
    assert headway.refused(f"today --date {ago(-1)}")[0].startswith("--date: ")


@pytest.mark.parametrize("options", ["--date 2026-02-30", "--date today", "--time 24:00", "--time 7:30", "--nope"])
def test_what_cannot_be_read_is_a_wrong_use(headway, options):
    headway.ok("add habit Read")
    assert options.split()[0] in headway.misused(f"done Read {options}")


def test_several_times_a_day_take_the_present_second_and_the_next_free_one(headway):
    headway.ok("add habit Water --times-a-day 2")
    times = [headway.ok("done Water --json").json["completionTime"] for _ in range(3)]
    assert len(set(times)) == 3
    assert headway.ok("done Water --time 00:00 --json").json["completionTime"] == "00:00:00"
    assert "4/2" in headway.ok("today").out
    latest = max(times)
    assert f" at {latest}. Streak: 1 day." in headway.ok("undo Water").out
    assert " at 00:00:00. " in headway.ok("undo Water --time 00:00").out
    assert "nothing to take back" in headway.ok("undo Water --time 00:00").out


@pytest.mark.parametrize("said", ["Read", "read", " READ ", "rea", "{id}", "{ID}"])
def test_a_habit_is_meant_by_its_title_its_beginning_or_its_id(headway, said):
    id_ = headway.ok("add habit Read --json").json["id"]
    headway.ok("add habit Write")
    said = said.format(id=id_, ID=id_.upper())
    assert headway.ok("done", said, "--json").json["habitId"] == id_


def test_a_whole_title_is_meant_before_one_that_only_begins_so(headway):
    headway.ok("add", "habit", "Read the news")
    exact = headway.ok("add habit Read --json").json["id"]
    assert headway.ok("done read --json").json["habitId"] == exact


def test_an_ambiguous_title_lists_the_ids(headway):
    ids = [headway.ok("add habit Vegan --json").json["id"] for _ in range(2)]
    said = headway.misused("done vegan")
    assert all(f"{id_}  Vegan" in said for id_ in ids)
    assert headway.misused("done v") == said.replace("“vegan”", "“v”")


@pytest.mark.parametrize("said", ["nope", "", "00000000-0000-0000-0000-000000000000"])
def test_nothing_of_that_name_is_a_wrong_use(headway, said):
    headway.ok("add habit Read")
    assert headway.misused("done", said) == f"There is no habit “{said}”.\n"


def test_an_archived_habit_is_found_and_refuses(headway, archive):
    archive(headway.ok("add habit Read --json").json["id"])
    assert headway.refused("done Read") == ["An archived habit takes no completions; restore it first."]
    assert headway.ok("habits").out == "No habits here.\n"
    assert "Archived" in headway.ok("habits --archived").lines[0]


def test_a_title_of_many_letters_and_brackets_is_printed_as_it_is(headway):
    for title in ("[red]Läufe[/red] 走る", ":smile:", "x" * 255):
        headway.ok("add", "habit", title)
        assert any(title in line for line in headway.ok("habits").lines)
        assert any(title in line for line in headway.ok("today").lines)
    assert "\x1b" not in headway.ok("today").out


def test_today_remarks_on_what_matters(headway, pause, today):
    headway.ok("add habit Paused")
    headway.ok("add habit Often --weekly 7")
    pause(headway.ok("habits --json").json["items"][0]["id"])
    paused, often = headway.ok("today").lines[-2:]
    assert paused.endswith("paused")
    assert often.endswith("out of reach" if today.weekday() else "last chance")
