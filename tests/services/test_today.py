"""A day in full, on every database."""

from datetime import date, time
from decimal import Decimal

import pytest
from sqlalchemy import event

from headway.domain.completions import CompletionDraft
from headway.domain.due import State
from headway.domain.entries import EntryDraft
from headway.domain.errors import RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import completions, entries, goals, habits, pauses, today

TODAY = date(2026, 1, 21)
DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WATER = HabitDraft("Water", FrequencyType.DAILY, {"allowMultiplePerDay": True, "timesPerDay": 2})
GYM = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]})
PAGES = GoalDraft("Read", GoalType.TARGET_BASED, "pages", Decimal(100), date(2026, 12, 31))
CLEAN = HabitDraft("Clean", FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 200})


def make(person, draft, day=date(2026, 1, 1)):
    with person.at(day) as scope:
        return habits.create(scope, draft).item.id


def tick(person, habit, *days, at=None):
    with person.at() as scope:
        for day in days:
            completions.record(scope, habit, CompletionDraft(date(2026, 1, day), at))


def shown(person, day=None):
    with person.at(write=False) as scope:
        return today.show(scope, day)


def only(person, day=None):
    (habit,) = shown(person, day).habits
    return habit.standing


def test_a_daily_habit_is_due_until_it_is_done(ada):
    habit = make(ada, DAILY)
    assert only(ada).due
    assert only(ada).last_chance
    tick(ada, habit, 21)
    assert (only(ada).due, only(ada).state) == (False, State.MET)


def test_a_day_of_several_is_done_at_its_quota(ada):
    habit = make(ada, WATER)
    tick(ada, habit, 21, at=time(8))
    assert (only(ada).due, only(ada).done, only(ada).quota) == (True, 1, 2)
    tick(ada, habit, 21, at=time(9))
    assert not only(ada).due


def test_a_week_says_when_its_last_chance_is_and_when_it_is_out_of_reach(ada):
    habit = make(ada, GYM)
    assert (only(ada).due, only(ada).reachable, only(ada).last_chance) == (True, False, False)
    tick(ada, habit, 19)
    assert (only(ada).due, only(ada).reachable, only(ada).last_chance) == (True, True, True)
    tick(ada, habit, 21)
    assert (only(ada).due, only(ada).done, only(ada).reachable) == (False, 2, True)


def test_a_day_that_does_not_count_shows_its_week_and_asks_for_nothing(ada):
    make(ada, GYM)
    tuesday = only(ada, date(2026, 1, 20))
    assert (tuesday.due, tuesday.quota, tuesday.state) == (False, 3, State.OPEN)


def test_an_earlier_day_is_shown_as_it_stood_then(ada):
    habit = make(ada, DAILY)
    tick(ada, habit, 19, 21)
    assert only(ada, date(2026, 1, 19)).state is State.MET
    assert only(ada, date(2026, 1, 20)).state is State.MISSED
    assert only(ada, date(2026, 1, 20)).due


def test_a_long_interval_looks_back_as_far_as_it_needs(ada):
    habit = make(ada, CLEAN, date(2025, 6, 1))
    with ada.at() as scope:
        completions.record(scope, habit, CompletionDraft(date(2025, 7, 5)))
    assert (only(ada).due, only(ada).last_chance) == (True, True)
    with ada.at() as scope:
        completions.record(scope, habit, CompletionDraft(date(2025, 7, 6)))
    assert not only(ada).due


def test_a_paused_day_asks_for_nothing(ada):
    make(ada, DAILY)
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(TODAY, TODAY))
    assert (only(ada).due, only(ada).paused, only(ada).state) == (False, True, State.EXCUSED)


def test_archived_and_deleted_habits_are_left_out(ada):
    first, second = make(ada, DAILY), make(ada, DAILY)
    with ada.at() as scope:
        habits.archive(scope, first)
        habits.remove(scope, second)
    assert shown(ada).habits == []


def test_the_week_tells_how_much_was_asked_and_done(ada):
    habit = make(ada, DAILY)
    make(ada, GYM)
    tick(ada, habit, 19, 20)
    week = [(one.day.day, one.due, one.met) for one in shown(ada).week]
    assert week[:4] == [(19, 2, 1), (20, 1, 1), (21, 2, 0), (22, 1, 0)]


def test_a_day_after_today_is_refused(ada):
    with pytest.raises(RejectedError):
        shown(ada, date(2026, 1, 22))


def test_the_number_of_statements_does_not_depend_on_the_number_of_items(ada):
    counts = []
    for _ in range(2):
        for draft in (DAILY, WATER, GYM, CLEAN):
            make(ada, draft)
        tick(ada, make(ada, DAILY), 21)
        with ada.at() as scope:
            entries.add(scope, goals.create(scope, PAGES).item.goal.id, EntryDraft(TODAY, Decimal(1)))
            pauses.create(scope, PauseDraft(date(2026, 1, 10), date(2026, 1, 12)))
        counts.append(_statements(ada))
    assert counts[0] == counts[1]
    assert counts[0] <= 6


def _statements(person):
    seen = []
    engine = person.database.engine

    def count(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        shown(person)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len([one for one in seen if not one.startswith(("BEGIN", "COMMIT"))])


def test_a_period_that_was_met_after_the_day_in_question_was_still_open_on_it(ada):
    habit = make(
        ada,
        HabitDraft("Water the fern", FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 9, "anchor": "SCHEDULE"}),
    )
    assert only(ada, date(2026, 1, 3)).state is State.MISSED
    tick(ada, habit, 9)
    assert only(ada, date(2026, 1, 3)).state is State.OPEN


def test_a_look_sees_the_pause_that_was_made_since_the_last(ada):
    habit = make(ada, DAILY)
    assert not only(ada).paused
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(TODAY, TODAY, habit))
    assert only(ada).paused


def test_a_look_sees_what_was_done_and_undone_since_the_last(ada):
    habit, other = make(ada, DAILY), make(ada, WATER)

    def stands():
        seen = shown(ada)
        return [one.standing.done for one in seen.habits], seen.week[2].met

    assert stands() == ([0, 0], 0)
    tick(ada, habit, 21)
    tick(ada, other, 21, at=time(8))
    assert stands() == ([1, 1], 1)
    tick(ada, other, 21, at=time(9))
    assert stands() == ([1, 2], 2)
    with ada.at() as scope:
        completions.remove(scope, habit, TODAY)
    assert stands() == ([0, 2], 1)


def test_a_look_sees_what_became_of_a_goal_since_the_last(ada):
    with ada.at() as scope:
        goal = goals.create(scope, PAGES).item.goal.id
    assert [one.value for one in shown(ada).goals] == [0]
    with ada.at() as scope:
        entries.add(scope, goal, EntryDraft(TODAY, Decimal(12), None, None))
    assert [one.value for one in shown(ada).goals] == [12]
    with ada.at() as scope:
        goals.archive(scope, goal)
    assert shown(ada).goals == []


def test_a_day_shows_what_was_done_on_it_and_on_no_other(ada):
    tick(ada, make(ada, DAILY), 20, 21)

    def done_on(day):
        (habit,) = shown(ada, date(2026, 1, day)).habits
        return [one.completion_date.day for one in habit.completions]

    assert [done_on(day) for day in (19, 20, 21)] == [[], [20], [21]]
