"""`pauses`, `pause` and `unpause`."""

from datetime import timedelta

import pytest

from headway.cli import wording
from headway.services import habits
from headway.storage import users as stored
from tests.cli.conftest import IMPLEMENTATIONS
from tests.cli.terminal import at_a_terminal


@pytest.fixture(params=IMPLEMENTATIONS)
def implementation(request):
    return request.param


def test_a_habit_is_paused_from_today_on_and_goes_on(headway, today):
    headway.ok("add habit Read")
    assert headway.ok("pause read").out == f"Paused: Read, from {wording.day(today)} on.\n"
    assert headway.ok("today").lines[-1].endswith("paused")
    listed = headway.ok("pauses").lines
    assert listed[0].split() == ["Paused", "From", "To", "Id"]
    assert listed[1].startswith(f"Read    {today}  no end  ")
    id_ = listed[1].split()[-1]
    assert headway.ok(f"unpause {id_}").out == f"Not paused any more: Read, from {wording.day(today)} on.\n"
    assert headway.ok("pauses").out == "No pauses here.\n"
    assert headway.refused(f"unpause {id_}") == ["There is no such pause."]


def test_days_that_have_passed_are_paused_for_all_habits(headway, ago):
    headway.ok("add habit Read")
    for back in (0, 1, 4):
        headway.ok(f"done Read --date {ago(back)}")
    made = headway.ok("pause", "--from", ago(3), "--to", ago(2), "--reason", "ill\nat home", "--json").json
    assert (made["habitId"], made["firstDay"], made["lastDay"]) == (None, ago(3), ago(2))
    assert headway.ok("habits --json").json["items"][0]["currentStreak"] == 3
    assert "all habits" in headway.ok("pauses").out
    assert "ill at home" in headway.ok("pauses").out
    assert headway.ok("pauses --json").json == {"items": [made], "nextCursor": None}


def test_one_day_is_said_once(headway, today):
    assert headway.ok(f"pause --to {today}").out == f"Paused: all habits, {wording.day(today)}.\n"


def test_a_day_is_skipped_once_and_taken_back(headway, today, ago):
    headway.ok("add habit Read")
    for count in (3, 1):
        headway.ok(f"done Read --date {ago(count)}")
    skipped = headway.ok(f"skip read --date {ago(2)} --reason late").out
    assert skipped == f"Skipped: Read, {wording.day(today - timedelta(days=2))}.\n"
    headway.ok(f"skip read --date {ago(2)}")
    (pause,) = headway.ok("pauses --json").json["items"]
    assert (pause["firstDay"], pause["lastDay"], pause["reason"]) == (ago(2), ago(2), "late")
    said = wording.span(today - timedelta(days=2), today - timedelta(days=2))
    assert f"Streak: 3 days, paused {said}. " in headway.ok("done Read").out
    assert headway.ok(f"unskip read --date {ago(2)}").out.startswith("Not skipped any more: Read, ")
    assert headway.ok("unskip read").out == "Read: nothing was skipped today.\n"
    assert "Streak: 2 days. " in headway.ok("done Read").out


def test_a_skip_too_many_is_refused_in_words(headway, within):
    headway.ok("add habit Read")
    within(lambda scope: stored.edit(scope.tx, scope.owner, {"skips_per_month": 0}))
    (told,) = headway.refused("skip Read")
    assert told.startswith("You have used 0 of the 0 skips you allow a month; more come on ")


def test_all_that_is_wrong_is_told_by_option(headway, ago):
    lines = headway.refused(f"pause --from {ago(1)} --to {ago(2)} --reason {'x' * 501}")
    assert [line.partition(":")[0] for line in lines] == ["--to", "--reason"]
    assert headway.misused("pause nope") == "There is no habit “nope”.\n"
    assert "ID" in headway.misused("unpause 7")


def test_the_pause_of_a_deleted_habit_has_no_title(headway, within):
    headway.ok("add habit Read")
    headway.ok("pause Read")
    within(lambda scope: habits.remove(scope, habits.page(scope, limit=1).items[0].id))
    assert headway.ok("pauses").lines[1].startswith("a deleted habit  ")


def test_an_id_is_not_cut_on_a_narrow_terminal(headway):
    id_ = headway.ok("pause", "--reason", "a long word about why " * 9, "--json").json["id"]
    assert id_ in at_a_terminal("pauses", answers=[], columns=80)
