"""Skipping a day of a habit, and how many days of a month a user allows themselves to skip; on every database."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from headway.domain import skips
from headway.domain.errors import Code, ConflictError, HeadwayError, NotFoundError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import Pause, PauseDraft
from headway.services import habits, pauses, today
from headway.storage.tables import users
from tests.cast import TODAY, Person
from tests.doors import at_once

DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})


def january(day: int) -> date:
    return date(2026, 1, day)


def make(person: Person) -> UUID:
    with person.at(january(1)) as scope:
        return habits.create(scope, DAILY).item.id


def allow(person: Person, skips_a_month: int | None) -> None:
    with person.database.write() as tx:
        tx.execute(update(users).where(users.c.id == person.user.id).values(skips_per_month=skips_a_month))


def pause(person: Person, habit: UUID | None, first: date, last: date | None) -> Pause:
    with person.at() as scope:
        return pauses.create(scope, PauseDraft(first, last, habit)).item


def skip(person: Person, habit: UUID, day: date) -> Pause:
    return pause(person, habit, day, day)


def test_a_skip_too_many_is_refused_and_says_when_there_are_new_ones(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 2)
    skip(ada, habit, january(5))
    skip(ada, habit, january(31))
    with pytest.raises(ConflictError) as refusal:
        skip(ada, habit, january(20))
    assert refusal.value.code is Code.SKIPS_USED_UP
    assert refusal.value.facts == {"limit": 2, "used": 2, "renewsOn": date(2026, 2, 1)}
    skip(ada, habit, date(2026, 2, 1))
    skip(ada, make(ada), january(20))


def test_a_skip_that_is_taken_back_can_be_used_again(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 1)
    skip(ada, habit, january(5))
    with ada.at() as scope:
        assert [one.first_day for one in pauses.unskip(scope, habit, january(5))] == [january(5)]
        assert pauses.unskip(scope, habit, january(5)) == []
    skip(ada, habit, january(20))


def test_a_skip_of_an_earlier_month_counts_in_its_own(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 1)
    skip(ada, habit, january(20))
    skip(ada, habit, date(2025, 12, 31))
    with pytest.raises(ConflictError) as refusal:
        skip(ada, habit, date(2025, 12, 1))
    assert refusal.value.facts["renewsOn"] == january(1)


def test_longer_pauses_and_those_for_all_are_never_refused(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 0)
    for first, last in ((january(5), january(6)), (january(20), None)):
        pause(ada, habit, first, last)
    pause(ada, None, january(8), january(8))
    with pytest.raises(ConflictError):
        skip(ada, habit, january(9))


def test_a_pause_that_becomes_a_skip_counts_as_one(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 1)
    longer = pause(ada, habit, january(5), january(6))
    with ada.at() as scope:
        pauses.edit(scope, longer.id, {"last_day": january(5)})
        pauses.edit(scope, longer.id, {"first_day": january(7), "last_day": january(7)})
        pauses.edit(scope, longer.id, {"reason": "ill"})
    for_all = pause(ada, None, january(8), january(8))
    with pytest.raises(ConflictError), ada.at() as scope:
        pauses.edit(scope, for_all.id, {"habit_id": habit})


def test_a_skip_keeps_its_reason_editable_when_the_limit_was_lowered(ada: Person) -> None:
    habit = make(ada)
    made = [skip(ada, habit, january(day)) for day in (5, 6)]
    allow(ada, 1)
    with ada.at() as scope:
        assert pauses.edit(scope, made[0].id, {"reason": "late train"}).reason == "late train"
    with pytest.raises(ConflictError), ada.at() as scope:
        pauses.edit(scope, made[0].id, {"first_day": january(7), "last_day": january(7)})


def test_of_two_who_skip_at_once_one_is_refused(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 1)
    answers = at_once(8, lambda number: skip(ada, habit, january(1 + number)))
    assert sum(isinstance(one, Pause) for one in answers) == 1
    refused = [one.code for one in answers if isinstance(one, HeadwayError)]
    assert refused == [Code.SKIPS_USED_UP] * 7


def test_whoever_comes_back_is_never_refused(ada: Person) -> None:
    habit = make(ada)
    allow(ada, 0)
    begun = pause(ada, habit, january(20), None)
    with ada.at() as scope:
        left = pauses.end(scope, begun.id)
    assert left is not None
    assert (left.first_day, left.last_day) == (january(20), january(20))


def test_a_pause_ends_so_that_today_counts_again(ada: Person) -> None:
    habit = make(ada)
    long_over = pause(ada, habit, january(2), january(3))
    new = pause(ada, None, TODAY, None)
    with ada.at() as scope:
        assert today.show(scope).habits[0].standing.paused
        assert pauses.end(scope, new.id) is None
        assert not today.show(scope).habits[0].standing.paused
        assert pauses.end(scope, long_over.id) == long_over
    with pytest.raises(NotFoundError), ada.at() as scope:
        pauses.end(scope, new.id)


def test_what_is_someone_elses_is_not_found(ada: Person, ben: Person) -> None:
    habit = make(ada)
    made = skip(ada, habit, TODAY)
    with pytest.raises(NotFoundError), ben.at() as scope:
        pauses.unskip(scope, habit, TODAY)
    with pytest.raises(NotFoundError), ben.at() as scope:
        pauses.end(scope, made.id)


days = st.dates(date(2025, 11, 1), date(2026, 3, 31))


@given(st.integers(0, 4), st.lists(days, max_size=20))
def test_no_month_ever_gets_more_skips_than_are_allowed(limit: int, wanted: list[date]) -> None:
    taken: set[date] = set()
    for day in wanted:
        here = skips.Budget(
            limit, sum(skips.month_of(one) == skips.month_of(day) for one in taken), skips.month_of(day)
        )
        assert skips.budget(limit, taken, day) == here
        if here.left or day in taken:
            skips.require_left(limit, taken, day)
            taken.add(day)
        else:
            with pytest.raises(ConflictError):
                skips.require_left(limit, taken, day)
    assert all(sum(skips.month_of(one) == skips.month_of(day) for one in taken) <= limit for day in taken)


@given(days, st.integers(0, 3))
def test_only_one_day_of_one_habit_is_a_skip(day: date, longer: int) -> None:
    draft = PauseDraft(day, day + timedelta(days=longer), UUID(int=1))
    assert (skips.skip_of(draft) is not None) == (longer == 0)
    assert skips.skip_of(replace(draft, habit_id=None)) is None
    assert skips.skip_of(replace(draft, last_day=None)) is None
