"""Why a streak stands as it does, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit
from headway.domain.periods import Unit
from headway.domain.streaks import Streak
from headway.domain.targets import AmountPer, Direction, Target
from headway.web.reasons import reason
from headway.web.words import words_for

TODAY = date(2026, 1, 21)
NOW = datetime(2026, 1, 21, 12, tzinfo=UTC)
HABIT = Habit(
    UUID(int=1), "Gym", FrequencyType.DAILY, {}, None, TODAY, None, None, 1, 1, NOW, NOW, Streak()
)  # fmt: skip
ALIVE = Streak(12, 12, date(2025, 8, 3), date(2026, 1, 20), date(2026, 1, 18), date(2026, 1, 25))


def say(unit: Unit, streak: Streak) -> str:
    said = reason(words_for("en-GB", None), replace(HABIT, streak=streak), unit, TODAY)
    return said.replace("\N{NO-BREAK SPACE}", " ")


def broken(first: date, last: date, done: int, quota: int) -> Streak:
    return ALIVE._replace(alive_until=last, demand_first_day=first, demand_done=done, demand_quota=quota)


def test_a_streak_says_since_when_and_until_when():
    assert say(Unit.WEEKS, ALIVE) == "since 3 Aug 2025 · alive until Sunday"
    assert say(Unit.WEEKS, ALIVE._replace(alive_until=None)) == "since 3 Aug 2025"


@pytest.mark.parametrize(
    ("unit", "gap", "expected"),
    [
        (Unit.WEEKS, (date(2026, 1, 12), date(2026, 1, 18), 2, 3), "The week of 12 Jan had 2 of 3."),
        (Unit.MONTHS, (date(2025, 12, 1), date(2025, 12, 31), 0, 1), "December 2025 had 0 of 1."),
        (Unit.DAYS, (date(2026, 1, 20), date(2026, 1, 20), 0, 1), "20 Jan was missed."),
        (Unit.DAYS, (date(2026, 1, 20), date(2026, 1, 20), 1, 2), "20 Jan had 1 of 2."),
        (Unit.INTERVALS, (date(2026, 1, 1), date(2026, 1, 10), 0, 1), "From 1 Jan to 10 Jan it was not done."),
        (
            Unit.TIMES,
            (date(2026, 1, 5), date(2026, 1, 15), 2, 3),
            "From 5 Jan to 15 Jan it was done 2 of 3 times.",
        ),
    ],
)
def test_a_broken_one_says_what_ended_it(unit: Unit, gap: tuple[date, date, int, int], expected: str):
    assert say(unit, broken(*gap)) == expected


def test_where_there_was_none_it_says_how_one_begins():
    assert say(Unit.WEEKS, Streak()) == "A streak begins with the first week that is full."
    assert say(Unit.DAYS, Streak()) == "A streak begins with the first time."


def test_one_that_amounts_have_broken_says_how_much_there_was():
    weekly = Target("km", Decimal(20), Direction.AT_LEAST, AmountPer.PERIOD)
    daily = Target("coffees", Decimal(2), Direction.AT_MOST)
    week, day = (date(2026, 1, 12), date(2026, 1, 18)), (date(2026, 1, 19), date(2026, 1, 19))
    for target, unit, gap, expected in (
        (weekly, Unit.WEEKS, (*week, 1200, 2000), "Week of 12 Jan: 12 of 20 km."),
        (weekly, Unit.MONTHS, (*week, 1250, 2000), "January: 12.5 of 20 km."),
        (daily, Unit.DAYS, (*day, 300, 200), "19 Jan: 3 coffees; at most 2."),
        (daily, Unit.DAYS, (*day, 0, 200), "Nothing was recorded on 19 Jan."),
    ):
        habit = replace(HABIT, target=target, streak=broken(*gap))
        assert reason(words_for("en-GB", None), habit, unit, TODAY).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_a_week_that_can_still_be_exceeded_counts_once_it_is_over():
    streak = ALIVE._replace(undecided_until=date(2026, 1, 25))
    assert say(Unit.WEEKS, streak) == "since 3 Aug 2025 · this week counts once it is over"
    assert say(Unit.WEEKS, streak._replace(length=1)) == "this week counts once it is over"
