"""Making, changing, archiving and deleting habits, on every database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.days import WeekStart
from headway.domain.errors import (
    Code,
    ConflictError,
    GoneError,
    NotFoundError,
    RejectedError,
    StaleError,
)
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import completions, habits, pauses, streaks, today
from headway.services.creations import Chosen
from headway.services.paging import Archived
from headway.services.scope import Scope
from headway.storage import completions as kept_completions
from headway.storage.database import Database
from tests.cast import NOW, Person
from tests.plans import full_scans, recorded

TODAY = date(2026, 1, 21)
DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WEEKLY = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 1})


def make(person: Person, draft: HabitDraft = DAILY) -> UUID:
    with person.at() as scope:
        return habits.create(scope, draft).item.id


def tick(person: Person, habit: UUID, *days: int) -> None:
    with person.at() as scope:
        for day in days:
            completions.record(scope, habit, CompletionDraft(date(2026, 1, day)))


def get(person: Person, habit: UUID) -> Habit:
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit)
        fresh, _ = streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)
        assert kept.streak == fresh
        return kept


def test_a_habit_is_made_as_of_today_with_nothing_done(ada: Person) -> None:
    kept = get(ada, make(ada))
    assert (kept.title, kept.created_on, kept.version) == ("Meditate", TODAY, 1)
    assert kept.streak.current(TODAY) == 0


def test_every_broken_rule_of_a_habit_is_named(ada: Person) -> None:
    draft = HabitDraft("", FrequencyType.WEEKLY, {"timesPerWeek": 8, "often": True})
    with pytest.raises(RejectedError) as refusal, ada.at() as scope:
        habits.create(scope, draft)
    assert [one.code for one in refusal.value.broken] == [Code.EMPTY, Code.UNKNOWN_MEMBER, Code.OUT_OF_RANGE]


def test_every_other_week_keeps_the_week_start_it_was_made_with(ada: Person) -> None:
    rules = {"weeks": 2, "days": ["MON"], "startDate": "2026-01-19"}
    draft = HabitDraft("Bins", FrequencyType.ADVANCED, {"pattern": "EVERY_N_WEEKS", "rules": rules})
    kept = get(ada, make(ada, draft))
    assert kept.frequency_config["rules"] == rules | {"weekStart": "MONDAY"}


def test_a_category_of_someone_else_is_as_unknown_as_none(ada: Person) -> None:
    with pytest.raises(RejectedError) as refusal, ada.at() as scope:
        habits.create(scope, replace(DAILY, category_id=uuid4()))
    assert [(one.field, one.code) for one in refusal.value.broken] == [(("category_id",), Code.UNKNOWN_REFERENCE)]


def test_a_repeated_request_makes_one_habit(ada: Person) -> None:
    chosen = Chosen(uuid4(), "a" * 64)
    with ada.at() as scope:
        first, again = habits.create(scope, DAILY, chosen), habits.create(scope, DAILY, chosen)
        assert (first.created, again.created, again.item.id) == (True, False, chosen.id)
        with pytest.raises(ConflictError):
            habits.create(scope, WEEKLY, Chosen(chosen.id, "b" * 64))
        habits.remove(scope, chosen.id)
        with pytest.raises(GoneError):
            habits.create(scope, DAILY, chosen)


def test_a_change_of_title_leaves_the_streak_and_counts_a_version(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 20, 21)
    with ada.at() as scope:
        kept = habits.edit(scope, habit, {"title": "Sit"}, version=1)
    assert (kept.title, kept.version, kept.streak.length) == ("Sit", 2, 2)
    with pytest.raises(StaleError), ada.at() as scope:
        habits.edit(scope, habit, {"title": "Zazen"}, version=1)


ONCE_A_WEEK = {"frequency_type": FrequencyType.WEEKLY, "frequency_config": {"timesPerWeek": 1}}


def test_a_new_frequency_judges_the_past_anew_if_it_is_to_have_been_so_ever_since(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 6, 14, 21)
    assert get(ada, habit).streak.longest(TODAY) == 1
    with ada.at() as scope:
        habits.edit(scope, habit, {**ONCE_A_WEEK, "phase_first_day": None})
    assert get(ada, habit).streak.current(TODAY) == 3


def test_to_put_what_was_always_asked_on_a_day_changes_nothing(ada: Person) -> None:
    habit = make(ada)
    with ada.at() as scope:
        assert habits.edit(scope, habit, {"phase_first_day": date(2026, 1, 15)}).phase_first_day is None
    tick(ada, habit, 14)
    with ada.at() as scope:
        assert habits.edit(scope, habit, {"phase_first_day": TODAY}).phase_first_day is None
    assert get(ada, habit).first_day == date(2026, 1, 14)


def test_an_archived_habit_keeps_its_streak_and_loses_its_place_in_lists(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 19, 20)
    with ada.at() as scope:
        first = habits.archive(scope, habit)
        assert habits.archive(scope, habit) == first
        assert habits.page(scope, limit=9).items == []
        assert [one.id for one in habits.page(scope, archived=Archived.YES, limit=9).items] == [habit]
    assert get(ada, habit).streak.current(date(2026, 6, 1)) == 2


def test_days_in_the_archive_are_a_pause(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 19, 20)
    with ada.at() as scope:
        habits.archive(scope, habit)
    with ada.at(date(2026, 2, 1)) as scope:
        habits.restore(scope, habit)
        completions.record(scope, habit, CompletionDraft(date(2026, 2, 1)))
    assert get(ada, habit).streak.current(date(2026, 2, 1)) == 3
    with ada.at(date(2026, 2, 1)) as scope:
        habits.archive(scope, habit)
        habits.restore(scope, habit)
    assert get(ada, habit).streak.alive_until == date(2026, 2, 2)


def test_a_habit_may_go_to_the_archive_again_and_again_on_one_day(ada: Person) -> None:
    habit = make(ada)
    for _ in range(3):
        with ada.at() as scope:
            habits.archive(scope, habit)
            habits.restore(scope, habit)
    with ada.at() as scope:
        habits.archive(scope, habit)
    with ada.at(date(2026, 1, 25)) as scope:
        habits.restore(scope, habit)
        habits.archive(scope, habit)
    with ada.at(date(2026, 1, 23)) as scope:  # a flight to the west
        habits.restore(scope, habit)
        habits.archive(scope, habit)
        habits.restore(scope, habit)
    assert get(ada, habit).archived_on is None


def test_a_day_in_the_archive_stays_a_pause_when_today_moves_back_over_it(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 20)
    for today_is in (21, 22):
        with ada.at(date(2026, 1, today_is)) as scope:
            (habits.archive if today_is == 21 else habits.restore)(scope, habit)
    with ada.at(date(2026, 1, 21)) as scope:  # a flight to the west
        habits.archive(scope, habit)
        habits.restore(scope, habit)
    with ada.at(date(2026, 1, 22)) as scope:
        completions.record(scope, habit, CompletionDraft(date(2026, 1, 22)))
    assert get(ada, habit).streak.current(date(2026, 1, 22)) == 2


def test_a_deleted_habit_is_gone_at_once_and_comes_back_for_ten_minutes(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 20, 21)
    with ada.at() as scope:
        habits.remove(scope, habit)
        with pytest.raises(NotFoundError):
            habits.get(scope, habit)
        with pytest.raises(NotFoundError):
            habits.remove(scope, habit)
    with ada.at(NOW + timedelta(minutes=9)) as scope:
        habits.undelete(scope, habit)
    assert get(ada, habit).streak.length == 2


def test_ten_minutes_later_nothing_is_left_of_it(ada: Person) -> None:
    habit = make(ada)
    tick(ada, habit, 20, 21)
    with ada.at() as scope:
        habits.remove(scope, habit)
    with pytest.raises(NotFoundError), ada.at(NOW + timedelta(minutes=11)) as scope:
        habits.undelete(scope, habit)
    with ada.at(NOW + timedelta(minutes=11)) as scope:
        assert kept_completions.history(scope.tx, scope.owner, habit) == []


def test_a_change_of_week_start_regroups_weeks_and_changing_it_back_restores_them(
    ada: Person, database: Database
) -> None:
    habit = make(ada, WEEKLY)
    tick(ada, habit, 4, 11, 12, 18)  # the Sundays 4, 11 and 18, and the Monday between
    before = get(ada, habit).streak
    assert before.length == 3
    for start, length in ((WeekStart.SUNDAY, 3), (WeekStart.SATURDAY, 3), (WeekStart.MONDAY, 3)):
        with ada.at() as scope:
            moved = replace(scope, user=replace(scope.user, week_start=start))
            habits.regroup(moved)
            kept = habits.get(moved, habit)
            fresh, _ = streaks.from_history(scope.tx, scope.owner, kept, start)
            assert kept.streak == fresh
            assert kept.streak.length == length
    assert get(ada, habit).streak == before


@pytest.mark.parametrize(
    "attempt",
    [
        habits.get,
        habits.archive,
        habits.restore,
        habits.remove,
        habits.undelete,
        lambda scope, habit: habits.edit(scope, habit, {"title": "Mine"}),
    ],
)
def test_what_is_someone_elses_is_not_found(
    ada: Person, ben: Person, attempt: Callable[[Scope, UUID], Any]
) -> None:
    habit = make(ada)
    with pytest.raises(NotFoundError), ben.at() as scope:
        attempt(scope, habit)


def test_pages_follow_one_another_without_gap_or_repeat(ada: Person) -> None:
    made = [make(ada) for _ in range(7)]
    seen: list[UUID] = []
    after = None
    with ada.at(write=False) as scope:
        while True:
            page = habits.page(scope, after=after, limit=3)
            seen += [habit.id for habit in page.items]
            after = page.after
            if after is None:
                break
    assert seen == made


def test_a_habit_comes_with_its_last_completions_in_one_statement(ada: Person, ben: Person) -> None:
    habit, idle = make(ada), make(ada)
    tick(ada, habit, *range(1, 21))
    with ada.at() as scope, recorded(ada.database) as asked:
        shown, recent = habits.get_with_completions(scope, habit, 3)
    assert (shown.id, [one.completion_date.day for one in recent]) == (habit, [20, 19, 18])
    assert len(asked) == 1
    assert full_scans(ada.database, asked) == []
    with ada.at() as scope:
        assert habits.get_with_completions(scope, idle, 30)[1] == []
        assert habits.get_with_completions(scope, habit, 0)[1] == []
    with pytest.raises(NotFoundError), ben.at() as scope:
        habits.get_with_completions(scope, habit, 3)


def test_every_statement_on_habits_finds_its_rows_by_an_index_of_their_owner(ada: Person) -> None:
    with recorded(ada.database) as asked:
        habit = make(ada)
        make(ada, WEEKLY)
        tick(ada, habit, 17, 19, 20, 21)
        with ada.at() as scope:
            completions.page(scope, habit, first_day=date(2026, 1, 1), limit=9)
            completions.remove(scope, habit, date(2026, 1, 21))
            habits.page(scope, frequency_type=FrequencyType.DAILY, limit=9)
            today.show(scope)
            habits.archive(scope, habit)
            habits.restore(scope, habit)
            pauses.create(scope, PauseDraft(date(2026, 1, 18), date(2026, 1, 18)))
            habits.remove(scope, habit)
        get_other = [one for one in asked if " users " not in one.statement]
    assert full_scans(ada.database, get_other) == []
