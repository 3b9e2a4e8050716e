"""A day of habits that were changed, on every database."""

from datetime import date, time
from decimal import Decimal

from headway.domain.completions import CompletionDraft
from headway.domain.due import State
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.targets import Direction
from headway.services import completions, habits, today

DAILY, EVERY_DAY = FrequencyType.DAILY, {"allowMultiplePerDay": False}
WEEKENDS = HabitDraft(
    "Row",
    FrequencyType.WEEKLY,
    {"timesPerWeek": 2, "specificDays": ["SAT", "SUN"]},
    unit="min",
    target_amount=Decimal(30),
    direction=Direction.AT_LEAST,
)


def make(person, draft):
    with person.at(date(2026, 1, 1)) as scope:
        return habits.create(scope, draft).item.id


def tick(person, habit, day, at=None, amount=None):
    with person.at() as scope:
        completions.record(scope, habit, CompletionDraft(date(2026, 1, day), at, None, amount))


def change(person, habit, day, **changes):
    with person.at() as scope:
        return habits.edit(scope, habit, {**changes, "phase_first_day": date(2026, 1, day)})


def shown(person, day=None):
    with person.at(write=False) as scope:
        return today.show(scope, day)


def only(person):
    (habit,) = shown(person).habits
    return habit.standing


def test_several_times_a_day_fit_into_a_day_after_a_change_as_well(ada):
    habit = make(ada, HabitDraft("Stretch", FrequencyType.WEEKLY, {"timesPerWeek": 3}))
    twice = {"allowMultiplePerDay": True, "timesPerDay": 2}
    change(ada, habit, 20, frequency_type=DAILY, frequency_config=twice)
    tick(ada, habit, 21, time(8))
    assert (only(ada).due, only(ada).last_chance, only(ada).reachable) == (True, True, True)
    assert [(day.due, day.met) for day in shown(ada).week[1:3]] == [(1, 0), (1, 0)]
    tick(ada, habit, 21, time(9))
    assert [(day.due, day.met) for day in shown(ada).week[1:3]] == [(1, 0), (1, 1)]


def test_a_day_before_a_chain_is_done_by_what_was_asked_of_it_then(ada):
    habit = make(ada, WEEKENDS)
    tick(ada, habit, 17, time(8), Decimal(15))
    rule = {"pattern": "TIMES_IN_DAYS", "rules": {"times": 1, "days": 7}}
    change(
        ada,
        habit,
        21,
        frequency_type=FrequencyType.ADVANCED,
        frequency_config=rule,
        target_amount=Decimal(10),
    )
    assert (only(ada).due, only(ada).done) == (True, 0)
    tick(ada, habit, 18, time(8), Decimal(30))
    assert (only(ada).due, only(ada).done) == (False, 1)


def test_a_chain_in_which_nothing_was_done_yet_has_no_last_chance(ada):
    habit = make(ada, HabitDraft("Walk", FrequencyType.WEEKLY, {"timesPerWeek": 5}))
    tick(ada, habit, 20)
    change(ada, habit, 21, frequency_type=FrequencyType.CUSTOM_INTERVAL, frequency_config={"intervalDays": 1})
    assert (only(ada).due, only(ada).last_chance) == (True, False)


def test_a_chain_that_begins_within_the_week_looks_further_back_than_the_week(ada):
    habit = make(ada, HabitDraft("Iron", DAILY, EVERY_DAY))
    tick(ada, habit, 10)
    change(ada, habit, 21, frequency_type=FrequencyType.CUSTOM_INTERVAL, frequency_config={"intervalDays": 20})
    assert (only(ada).due, only(ada).state) == (False, State.MET)
    assert [day.due for day in shown(ada).week] == [1, 1, 0, 0, 0, 0, 0]
