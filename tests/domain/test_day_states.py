"""How the days of a span stand, by examples and against the model that judges each day by itself."""

from collections import Counter
from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain.chains import Chain, Schedule
from headway.domain.day_states import DayState, needed, states
from headway.domain.days import ONE_DAY, Weekday, WeekStart
from headway.domain.frequencies import FrequencyType, schedule
from headway.domain.pauses import PausedDays
from headway.domain.periods import Days, Period, Weeks
from headway.domain.streaks import Done, Terms, fold
from tests.model.calendars import day_state
from tests.model.histories import History
from tests.model.judgements import is_met
from tests.model.periods import chain, walk
from tests.model.strategies import KINDS, days_around, histories, of_kind

TODAY = date(2026, 1, 21)
MADE_ON = date(2026, 1, 1)
LETTERS = {
    DayState.DONE: "x",
    DayState.PARTLY: "/",
    DayState.OPEN: "o",
    DayState.MISSED: ".",
    DayState.PAUSED: "-",
    DayState.FREE: " ",
    DayState.AHEAD: ">",
}


def january(cut: Schedule, first: int, last: int, *done: int, paused: tuple[int, int] | None = None) -> str:
    pauses = [(date(2026, 1, paused[0]), date(2026, 1, paused[1]))] if paused else []
    history = [Done(day, times) for day, times in sorted(Counter(date(2026, 1, one) for one in done).items())]
    span = Period(date(2026, 1, first), date(2026, 1, last))
    found = states(Terms(cut, MADE_ON, PausedDays(pauses)), MADE_ON, history, span, TODAY)
    return "".join(LETTERS[one] for one in found)


def test_a_day_that_was_asked_for_and_not_done_is_missed_and_today_is_still_open():
    assert january(Days(), 17, 23, 17, 18, 20) == "xx.xo>>"


def test_several_a_day_are_done_in_part():
    assert january(Days(2), 18, 21, 18, 18, 19, 21) == "x/./"


def test_a_week_that_was_met_misses_no_day_and_one_that_was_not_misses_the_rest():
    weeks = Weeks(2, WeekStart.MONDAY)
    assert january(weeks, 5, 23, 5, 9, 14) == "x   x  " + "..x...." + "  o>>"


def test_only_days_that_count_can_be_missed():
    weeks = Weeks(2, WeekStart.MONDAY, frozenset({Weekday.MON, Weekday.WED, Weekday.FRI}))
    assert january(weeks, 12, 18, 13, 16) == ".x. x  "


def test_a_paused_day_is_paused_also_ahead():
    assert january(Days(), 18, 23, 18, 22, paused=(19, 23)) == "x---x-"


def test_days_before_the_habit_ask_for_nothing():
    assert january(Days(), 1, 3) == "..."
    found = states(Terms(Days(), TODAY), TODAY, [], Period(TODAY - ONE_DAY, TODAY), TODAY)
    assert found == [DayState.FREE, DayState.OPEN]


def test_a_chain_is_broken_from_its_last_chance_on():
    assert january(Chain(1, 3), 1, 21, 5, 8, 14) == "   .x  x  ...x  ....o"


def test_a_chain_of_several_has_its_time_to_begin():
    assert january(Chain(2, 5), 1, 12, 4, 6) == "   x x  ...."


each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_each_day_of_a_span_stands_as_by_itself(kind: str, data: st.DataObject) -> None:
    history: History = data.draw(histories(of_kind(kind)))
    today = data.draw(days_around(history))
    first = today + data.draw(st.integers(-40, 3)) * ONE_DAY
    span = Period(first, first + timedelta(days=data.draw(st.integers(0, 45))))
    cut = schedule(
        FrequencyType(history.frequency_type),
        history.config,
        week_start=WeekStart(history.week_start),
        created_on=history.created_on,
    )
    terms = Terms(cut, history.created_on, PausedDays(history.pauses))
    done = [Done(*one) for one in sorted(Counter(day for day, _ in history.completions).items())]
    streak, _ = fold(terms, done)
    looked_at = needed(terms, span)
    kept = [one for one in done if looked_at.first_day <= one.day <= looked_at.last_day]
    found = states(terms, terms.first_day(streak.first_completion), kept, span, today, streak.last_met)
    days = [span.first_day + ONE_DAY * at for at in range(span.length)]
    assert [one.value for one in found] == [day_state(history, day, today, _last_met(history)) for day in days]


def _last_met(history: History):
    if chain(history) or not history.days_done:
        return None
    periods = takewhile(lambda period: period.first <= history.days_done[-1], walk(history))
    return max((one for one in periods if is_met(history, one)), key=lambda one: one.last, default=None)
