"""Ticking without a browser: what is taken back comes back as it was."""

import re
from datetime import time

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.services import completions, habits
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

SEVERAL = {"allowMultiplePerDay": True, "timesPerDay": 3}
ONCE = {"allowMultiplePerDay": False}


def test_what_was_taken_back_comes_back_once_with_its_time_and_note(ada: Person, ada_there: Reader):
    with ada.at() as scope:
        water = habits.create(scope, HabitDraft("Water", FrequencyType.DAILY, SEVERAL)).item
        draft = CompletionDraft(TODAY, time(7, 30, 15), "In the “rain” & wind")
        completions.record(scope, water.id, draft)
    ada_there.undo(ada_there.send(f"/habits/{water.id}/completions/{TODAY}/undo"))
    ada_there.send(f"/habits/{water.id}/completions/{TODAY}", {"time": draft.completion_time, "note": draft.note})
    with ada.at(write=False) as scope:
        [back] = completions.on_day(scope, water.id, TODAY)
    assert (back.completion_time, back.note) == (draft.completion_time, draft.note)


def test_what_had_a_time_before_a_habit_became_one_of_once_a_day_comes_back_without(ada: Person, ada_there: Reader):
    with ada.at() as scope:
        water = habits.create(scope, HabitDraft("Water", FrequencyType.DAILY, SEVERAL)).item
        completions.record(scope, water.id, CompletionDraft(TODAY, time(7, 30), "kept"))
        habits.edit(scope, water.id, {"frequency_type": FrequencyType.DAILY, "frequency_config": ONCE})
    ada_there.undo(ada_there.send(f"/habits/{water.id}/completions/{TODAY}/undo"))
    with ada.at(write=False) as scope:
        [back] = completions.on_day(scope, water.id, TODAY)
    assert (back.completion_time, back.note) == (None, "kept")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2026-02-30", "x", ""])
def test_a_day_that_is_in_no_calendar_of_ours_is_not_there(day: str, ada: Person, ada_there: Reader):
    with ada.at() as scope:
        run = habits.create(scope, HabitDraft("Run", FrequencyType.DAILY, ONCE)).item
    for path in (f"/habits/{run.id}/days/{day}", f"/habits/{run.id}/days?day={day}", f"/today/{day}"):
        assert ada_there.get(path).status_code == 404
    for path in (f"days/{day}", f"days/{day}/note", f"completions/{day}", f"completions/{day}/undo"):
        assert ada_there.send(f"/habits/{run.id}/{path}").status_code in {404, 405}


def test_what_was_recorded_on_a_day_twice_by_one_form_is_there_once(ada: Person, ada_there: Reader):
    with ada.at() as scope:
        water = habits.create(scope, HabitDraft("Water", FrequencyType.DAILY, SEVERAL)).item
    path = f"/habits/{water.id}/days/{TODAY}"
    found = re.search(r'name="id" value="([^"]+)"', ada_there.get(path).text)
    assert found is not None
    for _ in range(2):
        reply = ada_there.send(path, {"id": found[1], "completion_time": "07:30", "note": "cold"})
        assert (reply.status_code, reply.headers["location"]) == (303, path)
    with ada.at(write=False) as scope:
        assert len(completions.on_day(scope, water.id, TODAY)) == 1
