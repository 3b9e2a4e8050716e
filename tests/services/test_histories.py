"""The history of habits day by day, on every database."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import event

from headway.domain.completions import CompletionDraft
from headway.domain.day_states import DayState
from headway.domain.days import ONE_DAY
from headway.domain.errors import NotFoundError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import completions, habits, histories, patterns, pauses, strength

TODAY = date(2026, 1, 21)
DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WATER = HabitDraft("Water", FrequencyType.DAILY, {"allowMultiplePerDay": True, "timesPerDay": 2})
GYM = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 3})
CLEAN = HabitDraft("Clean", FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 200})


def make(person, draft=DAILY, day=date(2026, 1, 1)):
    with person.at(day) as scope:
        return habits.create(scope, draft).item.id


def tick(person, habit, *days, at=None, note=None):
    with person.at() as scope:
        for day in days:
            completions.record(scope, habit, CompletionDraft(day, at, note))


def year(person, habit, number=None):
    with person.at(write=False) as scope:
        return histories.year(scope, habit, number)


def state_on(person, habit, day, number=None):
    (found,) = [one for one in year(person, habit, number).days if one.day == day]
    return found.state


def test_without_its_number_a_year_is_the_53_weeks_up_to_this_one(ada):
    days = year(ada, make(ada)).days
    assert (days[0].day, days[-1].day, len(days)) == (date(2025, 1, 20), date(2026, 1, 25), 371)
    assert days[-1].state is DayState.AHEAD


def test_a_calendar_year_can_be_asked_for(ada):
    habit = make(ada)
    tick(ada, habit, date(2024, 2, 29))
    days = year(ada, habit, 2024).days
    assert (days[0].day, len(days)) == (date(2024, 1, 1), 366)
    assert [one.day for one in days if one.state is DayState.DONE] == [date(2024, 2, 29)]
    assert year(ada, habit, 2024).first_day == date(2024, 2, 29)


def test_weeks_begin_where_the_users_do(ben):
    days = year(ben, make(ben)).days
    assert days[0].day.weekday() == 6


def test_a_week_across_two_years_is_judged_whole(ada):
    habit = make(ada, GYM, date(2025, 12, 1))
    tick(ada, habit, date(2025, 12, 29), date(2025, 12, 31), date(2026, 1, 2))
    assert state_on(ada, habit, date(2025, 12, 30), 2025) is DayState.FREE
    assert state_on(ada, habit, date(2025, 12, 23), 2025) is DayState.MISSED


def test_a_chain_hangs_on_what_was_done_before_the_year(ada):
    habit = make(ada, CLEAN, date(2024, 1, 1))
    tick(ada, habit, date(2024, 9, 1))
    assert state_on(ada, habit, date(2025, 3, 19), 2025) is DayState.FREE
    assert state_on(ada, habit, date(2025, 3, 20), 2025) is DayState.MISSED


def test_a_pause_and_an_archive_show_as_pauses(ada):
    habit = make(ada)
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(date(2026, 1, 5), date(2026, 1, 6)))
        habits.archive(scope, habit)
    assert state_on(ada, habit, date(2026, 1, 6)) is DayState.PAUSED
    assert state_on(ada, habit, date(2026, 1, 7)) is DayState.MISSED
    assert state_on(ada, habit, TODAY) is DayState.PAUSED


def test_days_tell_how_often_and_whether_something_was_noted(ada):
    habit = make(ada, WATER)
    tick(ada, habit, TODAY, at=time(8), note="Warm")
    tick(ada, habit, date(2026, 1, 20), at=time(8))
    found = {one.day: (one.state, one.times, one.noted) for one in year(ada, habit).days}
    assert found[TODAY] == (DayState.PARTLY, 1, True)
    assert found[date(2026, 1, 20)] == (DayState.PARTLY, 1, False)


def test_a_years_statements_do_not_grow_with_the_history(ada):
    habit = make(ada, DAILY, date(2016, 1, 1))
    counts = [_statements(ada, habit)]
    tick(ada, habit, *(TODAY - ONE_DAY * back for back in range(400)))
    counts.append(_statements(ada, habit))
    assert counts[0] == counts[1] <= 4


def _statements(person, habit):
    seen = []

    def count(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(person.database.engine, "after_cursor_execute", count)
    try:
        year(person, habit)
    finally:
        event.remove(person.database.engine, "after_cursor_execute", count)
    return len([one for one in seen if not one.startswith(("BEGIN", "COMMIT"))])


def test_this_week_of_every_habit_in_its_order(ada):
    first, second = make(ada), make(ada, GYM)
    away = make(ada)
    tick(ada, first, date(2026, 1, 19), TODAY)
    with ada.at() as scope:
        habits.archive(scope, away)
        found = histories.weeks(scope)
        archived = histories.archived(scope)
    assert [one.habit.id for one in found] == [first, second]
    assert [one.id for one in archived] == [away]
    done, missed, ahead = DayState.DONE, DayState.MISSED, DayState.AHEAD
    assert list(found[0].states) == [done, missed, done, *[ahead] * 4]
    assert found[1].states[2] is DayState.OPEN


def test_the_longest_runs_come_first_and_the_last_is_among_them(ada):
    habit = make(ada)
    tick(ada, habit, *(date(2026, 1, day) for day in (2, 3, 4, 6, 9, 10, 20, 21)))
    with ada.at(write=False) as scope:
        found = histories.longest_runs(scope, habits.get(scope, habit), 3)
    assert [(run.first_day.day, run.length) for run in found] == [(2, 3), (20, 2), (9, 2)]


def test_a_habit_that_was_never_done_has_no_runs(ada):
    habit = make(ada)
    with ada.at(write=False) as scope:
        assert histories.longest_runs(scope, habits.get(scope, habit), 3) == []


def test_completions_are_counted_by_weekday_and_by_hour(ada):
    habit = make(ada, WATER)
    tick(ada, habit, date(2026, 1, 19), date(2026, 1, 18), at=time(8))
    tick(ada, habit, date(2026, 1, 19), date(2026, 1, 12), at=time(23, 59, 59))
    with ada.at(write=False) as scope:
        found = patterns.show(scope, habit)
        assert found.by_weekday == histories.year(scope, habit, 2020).by_weekday
    assert (found.by_weekday.counts, found.by_weekday.sample_size) == ((3, 0, 0, 0, 0, 0, 1), 4)
    assert {hour: count for hour, count in enumerate(found.by_hour.counts) if count} == {8: 2, 23: 2}


def test_without_times_there_are_no_hours(ada):
    habit = make(ada)
    tick(ada, habit, TODAY)
    with ada.at(write=False) as scope:
        assert patterns.show(scope, habit).by_hour.sample_size == 0


def test_a_habit_is_as_strong_as_all_of_its_days_make_it_whichever_year_is_shown(ada):
    habit = make(ada)
    tick(ada, habit, *(date(2025, 10, 24) + timedelta(days=at) for at in range(90)))
    shown, earlier = year(ada, habit), year(ada, habit, 2025)
    assert (shown.strengths.first_day, round(shown.strengths.last, 3)) == (date(2025, 10, 24), 0.992)
    assert earlier.strengths == shown.strengths
    with ada.at(write=False) as scope:
        curve = strength.curve(scope, habit)
    assert curve.today == shown.strengths.last
    assert curve.values[-91:] == [None, *shown.strengths.values][:91]


def test_a_pause_leaves_strength_as_it_is(ada):
    habit = make(ada)
    tick(ada, habit, *(date(2026, 1, day) for day in range(1, 11)))
    before = year(ada, habit).strengths.on(date(2026, 1, 10))
    assert year(ada, habit).strengths.last < before
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(date(2026, 1, 11)))
    assert year(ada, habit).strengths.last == before


def test_notes_are_listed_newest_first_page_by_page(ada):
    habit = make(ada)
    tick(ada, habit, *(TODAY - timedelta(days=back) for back in (1, 3)))
    for back in (2, 4, 6):
        tick(ada, habit, TODAY - timedelta(days=back), note=f"{back} ago")
    with ada.at(write=False) as scope:
        first = completions.page(scope, habit, limit=2, noted=True)
        rest = completions.page(scope, habit, limit=2, noted=True, after=first.after)
    assert [one.note for one in (*first.items, *rest.items)] == ["2 ago", "4 ago", "6 ago"]
    assert rest.after is None


def test_somebody_elses_habit_has_no_history(ada, ben):
    habit = make(ada)
    tick(ada, habit, TODAY, note="mine")
    with pytest.raises(NotFoundError):
        year(ben, habit)
    with ben.at(write=False) as scope:
        for show in (strength.curve, patterns.show):
            with pytest.raises(NotFoundError):
                show(scope, habit)
        assert histories.weeks(scope) == []
