"""The pace of goals: its promises, and the day-by-day model."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from headway.domain import goals, pace
from headway.domain.days import ONE_DAY
from headway.domain.goals import Goal, GoalDraft, GoalStatus, GoalType
from headway.domain.pace import PaceState
from headway.domain.pauses import NO_PAUSES, PausedDays
from tests.goals import SOBER
from tests.model import pace as model
from tests.model.pace import Aim

START = date(2024, 2, 20)
NOW = datetime(2024, 2, 20, 9, tzinfo=UTC)


def day(number: int) -> date:
    return START + number * ONE_DAY


def of(number: str | int) -> Fraction:
    return Fraction(number)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    first = draw(st.integers(-20, 90))
    length = draw(st.one_of(st.none(), st.integers(0, 9), st.integers(0, 60)))
    return day(first), None if length is None else day(first + length)


cents = st.integers(-5_000, 20_000).filter(bool).map(lambda number: Fraction(number, 100))


@st.composite
def aims(draw: st.DrawFn) -> Aim:
    return Aim(
        start=START,
        deadline=day(draw(st.integers(0, 90))),
        target=Fraction(draw(st.integers(1, 100_000)), 100),
        pauses=tuple(draw(st.lists(spans(), max_size=3))),
        entries=tuple(draw(st.lists(st.tuples(st.integers(-30, 60).map(day), cents), max_size=12))),
    )


days = st.integers(-10, 130).map(day)


def kept(aim: Aim) -> Goal:
    """Make the goal that a model's aim is about."""
    draft = GoalDraft("Read", GoalType.TARGET_BASED, "pages", decimal(aim.target), aim.deadline, aim.start)
    return goals.settle(goals.make(draft, UUID(int=1), NOW, NOW.date()), decimal(aim.current), NOW, NOW.date())


def decimal(number: Fraction) -> Decimal:
    """Write a number of hundredths as it is kept."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def paced(goal: Goal, today: date, paused: PausedDays, latest: Decimal) -> pace.Pace:
    """Tell the pace of a goal that has one."""
    found = pace.pace(goal, today, paused, latest)
    assert found is not None
    return found


def way(aim: Aim) -> pace.Way:
    """Lay out the way of an aim that has one."""
    found = pace.way(kept(aim), PausedDays(aim.pauses))
    assume(found is not None)
    assert found is not None
    return found


def told(aim: Aim, today: date) -> pace.Pace:
    """Tell the pace of an aim that has one."""
    paused = PausedDays(aim.pauses)
    since = max(aim.start, pace.latest_days(today, paused).first_day)
    latest = sum(
        (value for on, value in aim.entries if since <= on <= today and on not in paused), start=Fraction(0)
    )
    return paced(kept(aim), today, paused, decimal(latest))


# -- against the model --------------------------------------------------------------------------------------


@given(aims(), days)
def test_all_of_a_pace_is_as_the_model_says_day_by_day(aim, today):
    assume(model.has_pace(aim))
    found = told(aim, today)
    assert found.expected == model.expected(aim, today)
    assert found.ahead == model.ahead(aim, today)
    assert found.ahead_days == model.ahead_days(aim, today)
    assert found.needed_per_day == model.needed_per_day(aim, today)
    assert found.needed_per_week == model.needed_per_week(aim, today)
    assert found.state == model.state(aim, today)


@given(aims(), st.integers(0, 90).map(day))
def test_a_forecast_is_as_the_model_walks_it(aim, today):
    assume(model.has_pace(aim))
    found = told(aim, today)
    assert found.forecast_day == model.forecast(aim, today)
    assert found.in_time == (found.forecast_day and found.forecast_day <= aim.deadline)


@given(aims())
def test_the_line_goes_through_what_is_expected_and_is_straight_between_its_corners(aim):
    corners = way(aim).corners()
    assert (corners[0], corners[-1]) == ((START - ONE_DAY, of(0)), (aim.deadline, aim.target))
    for (first, low), (last, high) in pairwise(corners):
        length = (last - first).days
        between = [low + (high - low) * at / length for at in range(1, length + 1)]
        true = [model.expected(aim, first + at * ONE_DAY) for at in range(1, length + 1)]
        assert between == true


@given(aims())
def test_a_goal_whose_days_are_all_paused_has_no_pace(aim):
    paused = PausedDays([*aim.pauses, (aim.start - ONE_DAY, aim.deadline)])
    assert pace.pace(kept(aim), START, paused, Decimal(0)) is None


# -- what is promised ---------------------------------------------------------------------------------------


@given(aims(), days, days)
def test_what_is_expected_begins_at_nothing_ends_at_the_target_and_never_falls(aim, one, other):
    expected = way(aim).expected
    assert expected(aim.start - ONE_DAY) == 0
    assert expected(aim.deadline) == aim.target
    assert expected(min(one, other)) <= expected(max(one, other))


@given(aims(), st.integers(0, 60), st.integers(1, 30), st.data())
def test_a_pause_takes_its_days_out(aim, at, length, data):
    """What is paused might as well not be: the way, with all that comes after put earlier, is the same."""
    bare = replace(aim, pauses=(), entries=(), deadline=aim.deadline + length * ONE_DAY)
    first = START + min(at, (aim.deadline - START).days) * ONE_DAY
    last = first + (length - 1) * ONE_DAY
    on = data.draw(st.integers(0, (aim.deadline - START).days).map(day))
    later = on if on < first else on + length * ONE_DAY
    assert way(replace(bare, pauses=((first, last),))).expected(later) == way(
        replace(aim, pauses=(), entries=())
    ).expected(on)


@given(aims(), days)
def test_what_is_needed_a_day_reaches_the_target_on_the_days_that_are_left(aim, today):
    assume(model.has_pace(aim) and aim.current < aim.target)
    found = told(aim, today)
    assume(found.needed_per_day is not None)
    assert found.needed_per_day is not None
    assert found.needed_per_week is not None
    left = PausedDays(aim.pauses).unpaused(max(today, aim.start) - ONE_DAY, aim.deadline)
    assert aim.current + found.needed_per_day * left == aim.target
    assert found.needed_per_day <= found.needed_per_week <= aim.target - aim.current


@given(aims(), days)
def test_days_and_units_tell_the_same(aim, today):
    assume(model.has_pace(aim))
    found = told(aim, today)
    assert found.ahead == found.ahead_days * way(aim).share
    assert (found.state is PaceState.COMPLETED) == (kept(aim).status is GoalStatus.COMPLETED)


# -- single cases -------------------------------------------------------------------------------------------

BOOK = Aim(START, day(29), of(300))


def test_nothing_on_the_first_morning_is_on_track_and_a_day_behind_on_the_next():
    assert told(BOOK, START).state is PaceState.ON_TRACK
    late = told(BOOK, day(1))
    assert (late.state, late.ahead, late.ahead_days) == (PaceState.BEHIND, of(-10), of(-1))


def test_what_was_done_of_todays_share_is_neither_ahead_nor_behind():
    done = replace(BOOK, entries=((START, of(7)),))
    assert (told(done, START).ahead, told(done, START).state) == (of(0), PaceState.ON_TRACK)
    more = replace(BOOK, entries=((START, of(25)),))
    assert (told(more, START).ahead, told(more, START).state) == (of(15), PaceState.AHEAD)


def test_a_forecast_takes_a_week_of_days_and_something_in_the_last_28():
    steady = replace(BOOK, entries=tuple((day(at), of(10)) for at in range(7)))
    assert told(replace(steady, entries=steady.entries[:6]), day(5)).forecast_day is None
    assert told(steady, day(6)).forecast_day == day(29)
    assert told(steady, day(6 + 27)).forecast_day == day(6 + 27 + 644)
    assert told(steady, day(6 + 28)).forecast_day is None


def test_a_forecast_is_in_time_on_the_deadline_and_no_later():
    entries = tuple((day(at), of(10)) for at in range(10))
    assert told(replace(BOOK, entries=entries), day(9)).in_time is True
    assert told(replace(BOOK, entries=entries[:-1]), day(9)).in_time is False


def test_a_forecast_waits_for_pauses_and_there_is_none_where_a_pause_has_no_end():
    entries = tuple((day(at), of(10)) for at in range(10))
    away = replace(BOOK, entries=entries, pauses=((day(12), day(14)),))
    assert told(away, day(9)).forecast_day == day(29 + 3)
    assert told(replace(away, pauses=((day(12), None),)), day(9)).forecast_day is None


@pytest.mark.parametrize(("target", "forecast"), [(36525 + 7, day(6 + 36525)), (36525 + 8, None)])
def test_there_is_no_forecast_beyond_a_hundred_years(target, forecast):
    slow = replace(BOOK, target=of(target), entries=tuple((day(at), of(1)) for at in range(7)))
    goal = replace(kept(slow), current_value=Decimal(7))
    assert paced(goal, day(6), NO_PAUSES, Decimal(7)).forecast_day == forecast
    paused = PausedDays([(day(20), day(20))])
    assert paced(goal, day(6), paused, Decimal(7)).forecast_day is None


def test_a_goal_that_is_overdue_needs_nothing_a_day_and_one_that_is_reached_needs_nothing():
    assert told(BOOK, day(30)).state is PaceState.OVERDUE
    assert told(BOOK, day(30)).needed_per_day is None
    reached = told(replace(BOOK, entries=((day(1), of(300)),)), day(40))
    assert (reached.state, reached.needed_per_day, reached.needed_per_week) == (PaceState.COMPLETED, of(0), of(0))
    assert reached.forecast_day is None


def test_where_all_the_days_left_are_paused_nothing_is_needed_a_day():
    away = told(replace(BOOK, pauses=((day(20), None),)), day(20))
    assert (away.needed_per_day, away.state) == (None, PaceState.BEHIND)


def test_a_counter_has_no_pace():
    assert pace.pace(goals.make(SOBER, UUID(int=1), NOW, START), START, NO_PAUSES, Decimal(0)) is None


def test_a_way_of_three_centuries_costs_no_more_than_a_short_one():
    goal = replace(kept(BOOK), start_date=date(1900, 1, 1), deadline=date(2199, 12, 31))
    found = paced(goal, START, NO_PAUSES, Decimal(0))
    assert found.ahead == -found.expected + Fraction(300, (date(2199, 12, 31) - date(1900, 1, 1)).days + 1)
    assert timedelta(days=round(-found.ahead_days)) == START - date(1900, 1, 1)
