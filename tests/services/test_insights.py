"""Looking back on spans, on every database."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.days import ONE_DAY
from headway.domain.entries import EntryDraft
from headway.domain.errors import RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.insights.figures import Figures
from headway.domain.insights.spans import SpanDraft, SpanKind
from headway.domain.pauses import PauseDraft
from headway.domain.targets import Direction
from headway.services import completions, entries, goals, habits, insights, pauses
from tests.cast import TODAY
from tests.plans import full_scans, recorded

DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
GYM = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 1})
RUN = HabitDraft(
    "Run", FrequencyType.DAILY, {"allowMultiplePerDay": False}, None, "km", Decimal(5), Direction.AT_LEAST
)
SAVE = GoalDraft("Save", GoalType.TARGET_BASED, "EUR", Decimal(100), date(2026, 1, 30))
SOBER = GoalDraft("Sober", GoalType.CONTINUOUS_COUNTER, "days", start_date=date(2026, 1, 1), counts_days=True)
WEEK = SpanDraft(SpanKind.WEEK, date(2026, 1, 14))
"""Monday the 12th to Sunday the 18th: over, as it is Wednesday the 21st."""


def make(person, draft=DAILY, day=date(2026, 1, 1)):
    with person.at(day) as scope:
        return habits.create(scope, draft).item.id


def tick(person, habit, *days, at=None, amount=None, when=None):
    with person.at(*([when] if when else [])) as scope:
        for day in days:
            completions.record(
                scope, habit, CompletionDraft(date(2026, 1, day), at, None, amount), said=frozenset({"amount"})
            )


def look(person, draft=WEEK, moment=TODAY):
    with person.at(moment, write=False) as scope:
        return insights.show(scope, draft)


def test_a_habit_of_a_week_that_is_over_is_held_against_all_of_the_week_before(ada):
    habit = make(ada)
    tick(ada, habit, 5, 6, 12, 14, 15, 16, 17, 18, 19)
    found = look(ada)
    (one,) = found.habits
    assert (one.figures, one.before) == (Figures(met=6, missed=1, times=6), Figures(met=2, missed=5, times=2))
    assert (one.streak, one.longest.length, one.longest.first_day) == (5, 5, date(2026, 1, 14))
    assert [(day.due, day.met) for day in found.days] == [(1, 1), (1, 0), *[(1, 1)] * 5]
    assert [day.times for day in found.weekdays] == [1, 0, 1, 1, 1, 1, 1]


def test_a_week_that_is_not_over_is_held_against_as_many_days_as_they_stood_then(ada):
    habit, gym = make(ada), make(ada, GYM)
    tick(ada, habit, 12, 14, 18, 19, 20)
    tick(ada, gym, 16)
    found = look(ada, SpanDraft(SpanKind.WEEK))
    daily, weekly = found.habits
    assert (found.here.until, found.before.until) == (TODAY, date(2026, 1, 14))
    assert daily.figures == Figures(met=2, open=1, times=2)
    assert daily.before == Figures(met=2, missed=1, times=2)
    assert (weekly.figures, weekly.before) == (Figures(open=1), Figures(open=1))
    assert (daily.streak, weekly.streak) == (3, 1)


def test_amounts_are_summed_of_habits_with_a_target(ada):
    habit = make(ada, RUN)
    tick(ada, habit, 12, at=time(8), amount=Decimal("2.50"))
    tick(ada, habit, 12, at=time(18), amount=Decimal(3))
    (one,) = look(ada).habits
    assert (one.figures.amount, one.figures.times, one.figures.met, one.target.unit) == (550, 2, 1, "km")


def test_days_before_the_habit_and_paused_ones_ask_for_nothing(ada):
    habit = make(ada, day=date(2026, 1, 14))
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(date(2026, 1, 16), date(2026, 1, 17), habit, "ill"))
    tick(ada, habit, 14)
    found = look(ada)
    assert found.habits[0].figures == Figures(met=1, missed=2, excused=2, times=1)
    assert found.habits[0].before is None
    assert [one.reason for one in found.pauses] == ["ill"]
    assert [one.due for one in found.days] == [0, 0, 1, 1, 0, 0, 1]


def test_an_archived_habit_is_seen_where_it_lived(ada):
    habit = make(ada)
    with ada.at(date(2026, 1, 13)) as scope:
        habits.archive(scope, habit)
    assert [one.figures for one in look(ada).habits] == [Figures(missed=1, excused=6)]
    assert look(ada, SpanDraft(SpanKind.WEEK)).habits == []


def test_goals_and_counters_tell_what_came_to_them(ada):
    with ada.at(date(2026, 1, 2)) as scope:
        save, sober = (goals.create(scope, draft).item.goal.id for draft in (SAVE, SOBER))
    with ada.at() as scope:
        for day, value in ((6, 10), (13, 30), (14, -5), (19, 70)):
            entries.add(scope, save, EntryDraft(date(2026, 1, day), Decimal(value)))
        entries.reset(scope, sober, EntryDraft(date(2026, 1, 15), note="A wedding"))
    found = look(ada)
    (goal,), (counter,) = found.goals, found.counters
    assert (goal.progress.total, goal.before.total, goal.value) == (25, 10, 35)
    assert (counter.progress.clean_days, counter.progress.resets, counter.value) == (6, 1, 3)
    assert (counter.before.clean_days, counter.before.resets) == (7, 0)
    assert (found.totals.reached, found.totals.resets, found.totals_before.resets) == (0, 1, 0)
    now = look(ada, SpanDraft(SpanKind.WEEK))
    assert (now.totals.reached, now.goals[0].reached, now.goals[0].value) == (1, True, 105)
    assert now.counters[0].progress.clean_days == 2


def test_deadlines_reach_to_the_end_of_the_next_span(ada):
    with ada.at(date(2026, 1, 2)) as scope:
        goals.create(scope, SAVE)
    assert look(ada).deadlines == []
    assert [one.title for one in look(ada, SpanDraft(SpanKind.WEEK)).deadlines] == ["Save"]


def test_hours_are_those_that_were_said_or_recorded_on_the_day_itself(ada):
    habit, run = make(ada), make(ada, RUN)
    tick(ada, run, 13, at=time(6, 30), amount=Decimal(5))
    tick(ada, habit, 14, when=datetime(2026, 1, 14, 19, 45, tzinfo=UTC))
    tick(ada, habit, 15, when=datetime(2026, 1, 16, 19, 45, tzinfo=UTC))
    hours = look(ada).hours
    assert {hour: count for hour, count in enumerate(hours) if count} == {6: 1, 20: 1}


def test_a_year_finds_its_best_month_and_weeks_begin_where_the_users_do(ben):
    habit = make(ben, day=date(2025, 11, 1))
    with ben.at() as scope:
        for back in range(60):
            completions.record(scope, habit, CompletionDraft(date(2025, 12, 31) - ONE_DAY * back))
    found = look(ben, SpanDraft(SpanKind.YEAR, date(2025, 6, 1)))
    assert [(one.first_day.month, one.met) for one in found.months if one.due] == [(11, 29), (12, 31)]
    assert look(ben).here.span.first_day == date(2026, 1, 11)


def test_another_users_things_are_not_seen(ada, ben):
    tick(ada, make(ada), 13)
    assert (look(ben).habits, sum(look(ben).hours)) == ([], 0)


def test_a_day_that_has_not_begun_is_refused(ada):
    with pytest.raises(RejectedError):
        look(ada, SpanDraft(SpanKind.MONTH, date(2026, 2, 1)))


def test_statements_are_as_many_however_much_there_is_and_each_has_its_index(ada, database):
    counts = []
    for more in (1, 12):
        for _ in range(more):
            habit = make(ada)
            tick(ada, habit, 12, 13, 16, 20)
        with ada.at(date(2026, 1, 2)) as scope:
            goals.create(scope, SAVE)
        with ada.at(write=False) as scope, recorded(database) as seen:
            insights.show(scope, WEEK)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 11
    assert full_scans(database, seen) == []


def test_what_is_read_does_not_grow_with_what_lies_before(ada):
    habit = make(ada, day=date(2020, 1, 1))
    with ada.at() as scope:
        for back in reversed(range(0, 2000, 2)):
            completions.record(scope, habit, CompletionDraft(TODAY - timedelta(days=back)))
    found = look(ada)
    assert found.habits[0].figures == Figures(met=3, missed=4, times=3)
