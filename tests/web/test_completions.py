"""Ticking without a browser: what is taken back comes back as it was."""

from datetime import time

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


def test_what_had_a_time_before_a_habit_became_one_of_once_a_day_comes_back_without(
    ada: Person, ada_there: Reader
):
    with ada.at() as scope:
        water = habits.create(scope, HabitDraft("Water", FrequencyType.DAILY, SEVERAL)).item
        completions.record(scope, water.id, CompletionDraft(TODAY, time(7, 30), "kept"))
        habits.edit(scope, water.id, {"frequency_type": FrequencyType.DAILY, "frequency_config": ONCE})
    ada_there.undo(ada_there.send(f"/habits/{water.id}/completions/{TODAY}/undo"))
    with ada.at(write=False) as scope:
        [back] = completions.on_day(scope, water.id, TODAY)
    assert (back.completion_time, back.note) == (None, "kept")
