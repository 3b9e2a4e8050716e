"""Changing what a habit asks for, on pages: from a day on, and putting that right."""

from datetime import date, timedelta

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.services import completions, habits
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

WEEKLY = {"title": "Gym", "repeats": "WEEKLY", "WEEKLY.timesPerWeek": "3"}
MONDAY = date(2026, 1, 12)


@pytest.fixture
def gym(ada: Person) -> Habit:
    """A daily habit that was done on twenty days."""
    with ada.at(TODAY - timedelta(days=20)) as scope:
        config = {"allowMultiplePerDay": False}
        habit = habits.create(scope, HabitDraft("Gym", FrequencyType.DAILY, config)).item
    with ada.at() as scope:
        for back in range(1, 21):
            completions.record(scope, habit.id, CompletionDraft(TODAY - timedelta(days=back)))
        return habits.get(scope, habit.id)


def phases(person: Person, habit: Habit) -> list[tuple[date | None, FrequencyType]]:
    with person.at(write=False) as scope:
        return [(one.first_day, one.frequency_type) for one in habits.get(scope, habit.id).phases]


@pytest.mark.parametrize(
    ("since", "first_days"),
    [
        ({}, [None, TODAY]),
        ({"since": "today"}, [None, TODAY]),
        ({"since": "day", "phase_first_day": "2026-01-12"}, [None, MONDAY]),
        ({"since": "always"}, [None]),
    ],
)
def test_a_change_holds_from_the_day_that_is_chosen(since, first_days, ada: Person, ada_there: Reader, gym: Habit):
    reply = ada_there.send(f"/habits/{gym.id}/edit", {**WEEKLY, **since, "version": gym.version})
    assert reply.status_code == 303
    assert [day for day, _ in phases(ada, gym)] == first_days


@pytest.mark.parametrize("day", ["", "2026-01-22", "then"])
def test_a_day_that_is_none_is_told_beside_its_field(day: str, ada: Person, ada_there: Reader, gym: Habit):
    said = {**WEEKLY, "since": "day", "phase_first_day": day, "version": gym.version}
    reply = ada_there.send(f"/habits/{gym.id}/edit", said)
    assert (reply.status_code, 'id="phase_first_day-wrong"' in reply.text) == (422, True)
    assert len(phases(ada, gym)) == 1


def test_a_change_is_undone_and_comes_back(ada: Person, ada_there: Reader, gym: Habit):
    reply = ada_there.send(f"/habits/{gym.id}/edit", {**WEEKLY, "version": gym.version})
    taken_away = ada_there.undo(reply)
    assert phases(ada, gym) == [(None, FrequencyType.DAILY)]
    with ada.at(write=False) as scope:
        assert habits.get(scope, gym.id).streak.current(TODAY) == 20
    ada_there.undo(taken_away)
    assert phases(ada, gym) == [(None, FrequencyType.DAILY), (TODAY, FrequencyType.WEEKLY)]


def test_a_change_is_moved_and_moved_back(ada: Person, ada_there: Reader, gym: Habit):
    ada_there.send(f"/habits/{gym.id}/edit", {**WEEKLY, "version": gym.version})
    reply = ada_there.send(f"/habits/{gym.id}/phases/{TODAY}/move", {"first_day": MONDAY})
    assert [day for day, _ in phases(ada, gym)] == [None, MONDAY]
    ada_there.undo(reply)
    assert [day for day, _ in phases(ada, gym)] == [None, TODAY]
    refused = ada_there.send(f"/habits/{gym.id}/phases/{TODAY}/move", {"first_day": "2026-02-01"})
    assert (refused.status_code, 'id="day-wrong"' in refused.text) == (422, True)


def test_what_was_asked_for_is_put_right_by_the_same_menus(ada: Person, ada_there: Reader, gym: Habit):
    ada_there.send(f"/habits/{gym.id}/edit", {**WEEKLY, "version": gym.version})
    ada_there.send(f"/habits/{gym.id}/phases/first", {"repeats": "MONTHLY", "MONTHLY.timesPerMonth": "4"})
    assert [kind for _, kind in phases(ada, gym)] == [FrequencyType.MONTHLY, FrequencyType.WEEKLY]
    path = f"/habits/{gym.id}/phases/{TODAY}"
    refused = ada_there.send(path, {"repeats": "WEEKLY", "WEEKLY.timesPerWeek": "8"})
    assert (refused.status_code, 'id="WEEKLY.timesPerWeek-wrong"' in refused.text) == (422, True)
    looked = ada_there.send(path, {"repeats": "WEEKLY", "WEEKLY.timesPerWeek": "2", "look": "days"})
    assert "2 times a week" in looked.text


def test_the_old_run_stays_in_the_history_in_its_own_unit(ada: Person, ada_there: Reader, gym: Habit):
    ada_there.send(f"/habits/{gym.id}/edit", {**WEEKLY, "version": gym.version})
    assert (
        "Since Jan\N{NO-BREAK SPACE}21: 3 times a week; before: every day"
        in ada_there.get(f"/habits/{gym.id}").text
    )
    page = ada_there.get(f"/habits/{gym.id}/phases").text
    assert "A run of 20 days, Jan\N{NO-BREAK SPACE}1 to Jan\N{NO-BREAK SPACE}20" in page


@pytest.mark.parametrize("name", ["2026-01-20", "last", "2026-13-01"])
def test_a_change_that_is_not_there_is_not_found(name: str, ada_there: Reader, gym: Habit):
    assert ada_there.get(f"/habits/{gym.id}/phases/{name}").status_code == 404
    assert ada_there.send(f"/habits/{gym.id}/phases/{name}/delete").status_code == 404
    assert ada_there.send(f"/habits/{gym.id}/phases/first/delete").status_code == 404
