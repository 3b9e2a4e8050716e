"""Recording and undoing today, after ten years of it: as many statements as after ten days, and few rows."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.domain.targets import AmountPer, Direction
from headway.services import completions, habits, pauses, phases, streaks
from headway.services.phases import PhaseDraft
from headway.storage import tables
from tests.plans import recorded

TODAY = date(2026, 1, 21)
NOON = time(12)
DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WEEKLY = HabitDraft("Gym", FrequencyType.WEEKLY, {"timesPerWeek": 3})
THREE_IN_SEVEN = HabitDraft(
    "Run", FrequencyType.ADVANCED, {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 7}}
)
READ = replace(DAILY, title="Read", unit="min", target_amount=Decimal(30), direction=Direction.AT_LEAST)
DISTANCE = replace(
    WEEKLY,
    title="Bike",
    frequency_config={"timesPerWeek": 1},
    unit="km",
    target_amount=Decimal(20),
    direction=Direction.AT_LEAST,
    amount_per=AmountPer.PERIOD,
)
BEER = replace(
    DAILY,
    title="Beer",
    unit="l",
    target_amount=Decimal(40),
    direction=Direction.AT_MOST,
    clean_unless_logged=True,
)
FEW = 250
"""Rows: of ten years there are 3650 completions; a clean run of ten years has all of its pauses."""


def days_ago(count):
    return TODAY - timedelta(days=count)


def make(person, draft, days, phase_count, pause_count):
    """Make a habit that was done on each of the last days, changed now and then, and paused now and then."""
    with person.at(days_ago(days)) as scope:
        habit = habits.create(scope, draft).item.id
    at, amount = (NOON, Decimal(30)) if draft.unit else (None, None)
    with person.at() as scope:
        changes = [(days_ago(ago * 170), draft if ago % 2 else other(draft)) for ago in range(1, phase_count)]
        told = [PhaseDraft(None, draft), *(PhaseDraft(*change) for change in reversed(changes))]
        phases.replace_all(scope, habit, told)
        for place in range(pause_count):
            first = days_ago(40 + place * 110)
            pauses.create(scope, PauseDraft(first, first + timedelta(days=3), habit if place % 2 else None))
        shared = {"user_id": scope.owner, "habit_id": habit, "created_at": scope.now}
        rows = [
            {"id": scope.new_id(), "completion_date": days_ago(ago), "completion_time": at, "amount": amount}
            for ago in range(1, days + 1)
        ]
        scope.tx.execute(insert(tables.habit_completions), [shared | row for row in rows])
        streaks.recompute(scope, habits.get(scope, habit))
    return habit


def other(draft):
    """Ask for a little more."""
    if draft.target_amount:
        return replace(draft, target_amount=draft.target_amount + 1)
    config = draft.frequency_config
    if "timesPerWeek" in config:
        return replace(draft, frequency_config={"timesPerWeek": 4})
    if "rules" in config:
        return replace(draft, frequency_config={**config, "rules": {"times": 2, "days": 7}})
    weekdays = {"pattern": "WEEKDAYS_ONLY", "rules": {}}
    return replace(draft, frequency_type=FrequencyType.ADVANCED, frequency_config=weekdays)


@pytest.mark.parametrize("draft", [DAILY, WEEKLY, THREE_IN_SEVEN, READ, DISTANCE, BEER], ids=lambda one: one.title)
def test_today_costs_as_much_after_ten_years_of_changes_and_pauses_as_after_ten_days(ada, draft):
    assert not_many(ada, draft, make(ada, draft, 10, 1, 0)) == not_many(ada, draft, make(ada, draft, 3650, 20, 30))


def not_many(person, draft, habit):
    """Record, repeat, edit and undo today; tell the statements, of which none may read many rows."""
    several = habit_of(person, habit).several_a_day
    at = NOON if several else None
    amounts = [Decimal(5), Decimal(5), Decimal(35), Decimal(30)] if draft.unit else [None, None]
    with recorded(person.database) as asked:
        for amount in amounts:
            with person.at() as scope:
                draft_of_today = CompletionDraft(TODAY, at, None, amount)
                completions.record(scope, habit, draft_of_today, said=frozenset({"amount"}))
        with person.at() as scope:
            completions.remove(scope, habit, TODAY, at)
    with person.database.write() as tx:
        for one in asked:
            if one.statement.startswith("SELECT"):
                assert len(tx.exec_driver_sql(one.statement, one.parameters).all()) <= FEW
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit)
        assert kept.streak == streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)[0]
    return [one.statement for one in asked]


def habit_of(person, habit):
    with person.at(write=False) as scope:
        return habits.get(scope, habit)
