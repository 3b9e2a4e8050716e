"""How a habit changed, by forms alone: seen, moved, taken away and brought back."""

from datetime import date, timedelta
from uuid import UUID

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.services import completions, habits
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

DAILY = HabitDraft("Read", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WEEKLY = {"title": "Read", "repeats": "WEEKLY", "WEEKLY.timesPerWeek": "3"}


def ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def make(person: Person) -> UUID:
    with person.at(ago(40)) as scope:
        habit = habits.create(scope, DAILY).item.id
    with person.at() as scope:
        for count in range(1, 20):
            completions.record(scope, habit, CompletionDraft(ago(count)))
    return habit


def get(person: Person, habit: UUID) -> Habit:
    with person.at(write=False) as scope:
        return habits.get(scope, habit)


def began(person: Person, habit: UUID) -> list[date | None]:
    return [phase.first_day for phase in get(person, habit).phases]


def test_a_change_holds_from_today_on_unless_told(ada: Person, ada_there: Reader):
    habit = make(ada)
    assert ada_there.send(f"/habits/{habit}/edit", WEEKLY | {"since": "today"}).status_code == 303
    assert began(ada, habit) == [None, TODAY]
    shown = ada_there.get(f"/habits/{habit}").text
    assert "How it changed" in shown
    assert "3 times a week" in ada_there.get(f"/habits/{habit}/phases").text


def test_a_change_can_hold_from_a_day_or_ever_since(ada: Person, ada_there: Reader):
    habit = make(ada)
    ada_there.send(f"/habits/{habit}/edit", WEEKLY | {"since": "day", "phase_first_day": str(ago(9))})
    assert began(ada, habit) == [None, ago(9)]
    other = make(ada)
    ada_there.send(f"/habits/{other}/edit", WEEKLY | {"since": "always"})
    assert (began(ada, other), get(ada, other).frequency_type) == ([None], FrequencyType.WEEKLY)


def test_a_change_is_moved_and_taken_away(ada: Person, ada_there: Reader):
    habit = make(ada)
    ada_there.send(f"/habits/{habit}/edit", WEEKLY | {"since": "day", "phase_first_day": str(ago(9))})
    ada_there.send(f"/habits/{habit}/phases/{ago(9)}/move", {"first_day": str(ago(3))})
    assert began(ada, habit) == [None, ago(3)]
    ada_there.send(f"/habits/{habit}/phases/{ago(3)}/delete", {})
    kept = get(ada, habit)
    assert (began(ada, habit), kept.frequency_type, kept.streak.current(TODAY)) == ([None], FrequencyType.DAILY, 19)


def test_what_a_change_asks_for_is_changed(ada: Person, ada_there: Reader):
    habit = make(ada)
    ada_there.send(f"/habits/{habit}/edit", WEEKLY | {"since": "day", "phase_first_day": str(ago(9))})
    ada_there.send(f"/habits/{habit}/phases/{ago(9)}", WEEKLY | {"WEEKLY.timesPerWeek": "2"})
    assert get(ada, habit).frequency_config == {"timesPerWeek": 2}


def test_a_day_that_has_not_begun_is_told_beside_its_field(ada: Person, ada_there: Reader):
    habit = make(ada)
    ada_there.send(f"/habits/{habit}/edit", WEEKLY | {"since": "day", "phase_first_day": str(ago(9))})
    refused = ada_there.send(f"/habits/{habit}/phases/{ago(9)}/move", {"first_day": str(ago(-1))})
    assert refused.status_code == 422
    assert began(ada, habit) == [None, ago(9)]
