"""The cache of streaks of habits with amounts, on every database."""

from datetime import date, time
from decimal import Decimal

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.domain.targets import Direction
from headway.services import completions, habits, pauses, streaks
from tests.plans import recorded

TODAY = date(2026, 1, 21)
BEER = HabitDraft(
    "Beer",
    FrequencyType.DAILY,
    {"allowMultiplePerDay": False},
    unit="l",
    target_amount=Decimal(2),
    direction=Direction.AT_MOST,
    clean_unless_logged=True,
)


def make(person, pause: tuple[date, date] | None = None):
    with person.at(date(2026, 1, 1)) as scope:
        habit = habits.create(scope, BEER).item.id
    if pause:
        with person.at() as scope:
            pauses.create(scope, PauseDraft(*pause, habit))
    return habit


def record(person, habit, day, hour, amount):
    with person.at() as scope:
        draft = CompletionDraft(date(2026, 1, day), time(hour), None, Decimal(amount))
        completions.record(scope, habit, draft, said=frozenset({"amount"}))


def streak(person, habit):
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit)
        assert kept.streak == streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)[0]
        return kept.streak


def test_a_paused_day_that_becomes_too_much_is_the_last_good_one_no_more(ada):
    habit = make(ada, (date(2026, 1, 19), date(2026, 1, 20)))
    record(ada, habit, 18, 20, 1)
    record(ada, habit, 20, 20, 2)
    assert streak(ada, habit).last_day == date(2026, 1, 20)
    record(ada, habit, 20, 22, 1)
    assert streak(ada, habit).last_day == date(2026, 1, 18)
    assert streak(ada, habit).current(TODAY) == 18


def test_an_excess_of_today_is_corrected_without_reading_everything_whatever_was_paused(ada):
    habit = make(ada, (date(2026, 1, 6), date(2026, 1, 8)))
    record(ada, habit, 21, 20, 20)
    assert (streak(ada, habit).current(TODAY), streak(ada, habit).longest_over) == (0, 17)
    with recorded(ada.database) as asked:
        record(ada, habit, 21, 20, 2)
    assert not [
        one
        for one in asked
        if one.statement.startswith("DELETE FROM habit_runs") and "first_day" not in one.statement
    ]
    assert (streak(ada, habit).current(TODAY), streak(ada, habit).longest_over) == (18, 0)


def test_a_chain_goes_on_from_days_that_were_done_by_another_amount(ada):
    with ada.at(date(2026, 1, 1)) as scope:
        habit = habits.create(scope, HabitDraft("Swim", FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 7})).item.id
    with ada.at() as scope:
        for day in (5, 11, 17):
            completions.record(scope, habit, CompletionDraft(date(2026, 1, day)))
        amount = {"unit": "km", "target_amount": Decimal(2), "direction": Direction.AT_LEAST}
        habits.edit(scope, habit, {**amount, "phase_first_day": date(2026, 1, 18)})
    record(ada, habit, 19, 8, 1)
    assert streak(ada, habit).current(TODAY) == 3
    record(ada, habit, 20, 8, 2)
    assert streak(ada, habit).current(TODAY) == 4
    with ada.at() as scope:
        completions.remove(scope, habit, date(2026, 1, 20), time(8))
    assert streak(ada, habit).current(TODAY) == 3
