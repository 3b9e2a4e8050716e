"""Pausing habits, on every database."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.errors import Code, NotFoundError, RejectedError, StaleError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.domain.streaks import Streak
from headway.services import completions, habits, pauses, streaks
from tests.cast import Person

TODAY = date(2026, 1, 21)
DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
GYM = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 3})


def january(day: int) -> date:
    return date(2026, 1, day)


def make(person: Person, draft: HabitDraft, *days: int) -> UUID:
    with person.at(january(1)) as scope:
        habit = habits.create(scope, draft).item.id
    with person.at() as scope:
        for day in days:
            completions.record(scope, habit, CompletionDraft(january(day)))
    return habit


def pause(person: Person, first: int, last: int | None, habit: UUID | None = None) -> UUID:
    with person.at() as scope:
        draft = PauseDraft(january(first), january(last) if last else None, habit, "ill")
        return pauses.create(scope, draft).item.id


def streak(person: Person, habit: UUID) -> Streak:
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit)
        assert kept.streak == streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)[0]
        return kept.streak


def test_a_skipped_day_neither_adds_nor_breaks_and_taking_it_back_breaks_again(ada: Person) -> None:
    habit = make(ada, DAILY, 18, 20)
    assert streak(ada, habit).current(TODAY) == 1
    skipped = pause(ada, 19, 19, habit)
    assert streak(ada, habit).current(TODAY) == 2
    with ada.at() as scope:
        pauses.remove(scope, skipped)
    assert streak(ada, habit).current(TODAY) == 1


def test_four_days_ill_make_three_a_week_two(ada: Person) -> None:
    habit = make(ada, GYM, 5, 7, 9, 16, 17)
    assert streak(ada, habit).longest(TODAY) == 1
    pause(ada, 12, 15)
    assert streak(ada, habit).current(TODAY) == 2


def test_a_pause_for_all_counts_for_every_habit_and_one_for_one_only_for_it(ada: Person) -> None:
    first, second = make(ada, DAILY, 18, 20), make(ada, DAILY, 18, 20)
    pause(ada, 19, 19, first)
    assert (streak(ada, first).length, streak(ada, second).length) == (2, 1)
    pause(ada, 19, 19)
    assert (streak(ada, first).length, streak(ada, second).length) == (2, 2)


def test_a_pause_that_is_moved_to_another_habit_is_counted_there(ada: Person) -> None:
    first, second = make(ada, DAILY, 18, 20), make(ada, DAILY, 18, 20)
    id_ = pause(ada, 19, 19, first)
    with ada.at() as scope:
        moved = pauses.edit(scope, id_, {"habit_id": second}, version=1)
    assert (moved.version, moved.habit_id) == (2, second)
    assert (streak(ada, first).length, streak(ada, second).length) == (1, 2)
    with pytest.raises(StaleError), ada.at() as scope:
        pauses.edit(scope, id_, {"reason": "late"}, version=1)


def test_a_pause_without_end_keeps_what_is_there(ada: Person) -> None:
    habit = make(ada, DAILY, 19, 20)
    pause(ada, 21, None)
    assert streak(ada, habit).current(date(2026, 12, 31)) == 2


def test_a_tick_on_a_paused_day_still_counts(ada: Person) -> None:
    habit = make(ada, DAILY, 18, 19, 20)
    pause(ada, 19, 19)
    assert streak(ada, habit).current(TODAY) == 3


def test_every_broken_rule_of_a_pause_is_named(ada: Person) -> None:
    with pytest.raises(RejectedError) as refusal, ada.at() as scope:
        pauses.create(scope, PauseDraft(january(2), january(1), reason="x" * 501))
    assert [one.code for one in refusal.value.broken] == [Code.OUT_OF_RANGE, Code.TOO_LONG]


def test_what_is_someone_elses_is_not_found(ada: Person, ben: Person) -> None:
    habit = make(ada, DAILY)
    id_ = pause(ada, 19, 19, habit)
    with pytest.raises(NotFoundError), ben.at() as scope:
        pauses.get(scope, id_)
    with pytest.raises(NotFoundError), ben.at() as scope:
        pauses.remove(scope, id_)
    for other in (habit, uuid4()):
        with pytest.raises(RejectedError) as refusal, ben.at() as scope:
            pauses.create(scope, PauseDraft(january(1), january(1), other))
        assert [one.code for one in refusal.value.broken] == [Code.UNKNOWN_REFERENCE]


def test_pauses_are_listed_newest_first_and_by_habit(ada: Person) -> None:
    habit = make(ada, DAILY)
    made = [pause(ada, 1, 2), pause(ada, 3, 4, habit), pause(ada, 5, 5)]
    with ada.at(write=False) as scope:
        assert [one.id for one in pauses.page(scope, limit=9).items] == made[::-1]
        assert [one.id for one in pauses.page(scope, habit_id=habit, limit=9).items] == [made[1]]
        first = pauses.page(scope, limit=2)
        assert [one.id for one in pauses.page(scope, after=first.after, limit=2).items] == [made[0]]
