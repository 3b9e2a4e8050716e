"""Changing what a habit asks for, from a day on; seeing and correcting since when it asks for what."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.errors import Code, NotFoundError, RejectedError, StaleError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.domain.periods import Unit
from headway.domain.phases import MOST
from headway.services import completions, habits, phases, streaks
from headway.services.phases import PhaseDraft
from headway.storage import runs
from tests.cast import Person

TODAY = date(2026, 1, 21)  # a Wednesday
ONE_DAY = timedelta(days=1)
DAILY = HabitDraft("Read", FrequencyType.DAILY, {"allowMultiplePerDay": False})
THRICE: dict[str, Any] = {"frequency_type": FrequencyType.WEEKLY, "frequency_config": {"timesPerWeek": 3}}
THRICE_A_WEEK = HabitDraft("", **THRICE)


def january(day: int) -> date:
    return date(2026, 1, day)


def make(person: Person, *days: int) -> UUID:
    with person.at(january(1)) as scope:
        habit = habits.create(scope, DAILY).item.id
    tick(person, habit, *days)
    return habit


def tick(person: Person, habit: UUID, *days: int) -> None:
    with person.at() as scope:
        for day in days:
            completions.record(scope, habit, CompletionDraft(january(day)))


def change(person: Person, habit: UUID, changes: Mapping[str, Any]) -> Habit:
    with person.at() as scope:
        habits.edit(scope, habit, changes)
    return get(person, habit)


def get(person: Person, habit: UUID) -> Habit:
    """Load a habit, whose caches are those that its whole history gives."""
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit)
        fresh, over = streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)
        assert (kept.streak, runs.history(scope.tx, scope.owner, habit)) == (fresh, over)
        return kept


def began(habit: Habit) -> list[date | None]:
    return [phase.first_day for phase in habit.phases]


def test_a_change_begins_today_and_leaves_what_was_before_it(ada: Person) -> None:
    habit = make(ada, 18, 19, 20, 21)
    kept = change(ada, habit, THRICE)
    assert began(kept) == [None, TODAY]
    assert [phase.frequency_type for phase in kept.phases] == [FrequencyType.DAILY, FrequencyType.WEEKLY]
    assert (kept.unit, kept.streak.current(TODAY), kept.streak.longest(TODAY)) == (Unit.WEEKS, 0, 0)
    with ada.at(write=False) as scope:
        (run,) = runs.history(scope.tx, scope.owner, habit)
    assert (run.first_day, run.last_day, run.length, run.unit) == (january(18), january(20), 3, Unit.DAYS)


def test_the_rest_of_the_week_is_one_period_of_the_new_frequency(ada: Person) -> None:
    habit = make(ada, 14, 15, 18, 19, 20, 21)
    kept = change(ada, habit, THRICE | {"phase_first_day": january(14)})
    assert kept.streak.current(TODAY) == 2  # Wednesday 14 to Sunday 18, and this week
    with ada.at() as scope:
        completions.remove(scope, habit, january(15))
    assert get(ada, habit).streak.current(TODAY) == 1  # two of three are excused


def test_a_change_can_begin_on_an_earlier_day_or_ever_since(ada: Person) -> None:
    habit = make(ada, 5, 6, 7, 12, 13, 14)
    assert began(change(ada, habit, THRICE | {"phase_first_day": january(12)})) == [None, january(12)]
    kept = change(ada, habit, {"phase_first_day": None})
    assert (began(kept), kept.streak.current(TODAY)) == ([None], 2)


def test_a_change_on_the_first_day_has_always_been_so(ada: Person) -> None:
    habit = make(ada, 5)
    assert began(change(ada, habit, THRICE | {"phase_first_day": january(1)})) == [None]


def test_changing_back_on_the_same_day_is_no_change(ada: Person) -> None:
    habit = make(ada, 19, 20)
    change(ada, habit, THRICE)
    kept = change(ada, habit, {"frequency_type": DAILY.frequency_type, "frequency_config": DAILY.frequency_config})
    assert (began(kept), kept.streak.current(TODAY)) == ([None], 2)


def test_another_title_is_no_change_of_what_is_asked(ada: Person) -> None:
    kept = change(ada, make(ada), {"title": "Read more"})
    assert (kept.title, began(kept)) == ("Read more", [None])


@pytest.mark.parametrize("day", [TODAY + ONE_DAY, date(1899, 12, 31)])
def test_a_change_begins_on_a_day_that_has_begun(ada: Person, day: date) -> None:
    habit = make(ada)
    with pytest.raises(RejectedError) as refusal:
        change(ada, habit, THRICE | {"phase_first_day": day})
    assert [one.field for one in refusal.value.broken] == [("phase_first_day",)]
    assert began(get(ada, habit)) == [None]


def put(person: Person, habit: UUID, *told: tuple[date | None, HabitDraft], version: int | None = None) -> Habit:
    with person.at() as scope:
        phases.replace_all(scope, habit, [PhaseDraft(*one) for one in told], version)
    return get(person, habit)


def test_the_whole_history_can_be_told_anew(ada: Person) -> None:
    habit = make(ada, 5, 6, 7, 12, 13, 14)
    kept = put(ada, habit, (None, THRICE_A_WEEK), (january(19), DAILY))
    assert began(kept) == [None, january(19)]
    assert (kept.title, kept.frequency_type) == ("Read", FrequencyType.DAILY)
    kept = put(ada, habit, (None, DAILY), (january(10), DAILY), (january(12), THRICE_A_WEEK))
    assert began(kept) == [None, january(12)]  # what asks for the same goes on


def test_every_broken_rule_of_a_history_is_named_and_nothing_changes(ada: Person) -> None:
    habit = make(ada)
    wrong = HabitDraft("", FrequencyType.WEEKLY, {"timesPerWeek": 9})
    with pytest.raises(RejectedError) as refusal:
        put(ada, habit, (january(2), DAILY), (None, wrong), (TODAY + ONE_DAY, DAILY), (january(5), DAILY))
    assert sorted((one.field, one.code) for one in refusal.value.broken) == [
        (("phases", 0, "first_day"), Code.NOT_ALLOWED),
        (("phases", 1, "first_day"), Code.MISSING),
        (("phases", 1, "frequency_config", "timesPerWeek"), Code.OUT_OF_RANGE),
        (("phases", 2, "first_day"), Code.DAY_IN_FUTURE),
        (("phases", 3, "first_day"), Code.OUT_OF_RANGE),
    ]
    assert began(get(ada, habit)) == [None]


def test_there_are_not_more_phases_than_can_be_read_at_every_tick(ada: Person) -> None:
    habit = make(ada)
    days = [january(1) - ONE_DAY * at for at in range(MOST, 0, -1)]
    told = [(day, THRICE_A_WEEK if at % 2 else DAILY) for at, day in enumerate(days)]
    with ada.at() as scope:
        completions.record(scope, habit, CompletionDraft(january(1) - ONE_DAY * (MOST + 9)))
    with pytest.raises(RejectedError) as refusal:
        put(ada, habit, (None, THRICE_A_WEEK), *told)
    assert [one.code for one in refusal.value.broken] == [Code.TOO_LONG]


def test_a_history_is_told_for_a_version(ada: Person) -> None:
    habit = make(ada)
    with pytest.raises(StaleError):
        put(ada, habit, (None, THRICE_A_WEEK), version=7)
    assert put(ada, habit, (None, THRICE_A_WEEK), version=1).version == 2


def test_someone_elses_history_is_not_there(ada: Person, ben: Person) -> None:
    habit = make(ada)
    with pytest.raises(NotFoundError):
        put(ben, habit, (None, THRICE_A_WEEK))


def test_a_day_is_recorded_as_its_phase_has_it(ada: Person) -> None:
    habit = make(ada)
    several = {"allowMultiplePerDay": True}
    change(ada, habit, {"frequency_type": FrequencyType.DAILY, "frequency_config": several})
    tick(ada, habit, 20)
    with pytest.raises(RejectedError) as refusal:
        tick(ada, habit, 21)
    assert [one.code for one in refusal.value.broken] == [Code.TIME_REQUIRED]
