"""Things for people to look at: habits, goals and counters, made beside the browser."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import Goal, GoalDraft, GoalType
from headway.domain.habits import Habit, HabitDraft
from headway.services import completions, goals, habits
from tests.cast import Person

TODAY = date(2026, 1, 21)
ONCE_A_DAY = {"allowMultiplePerDay": False}


def make_habit(person: Person, title: str = "Meditate", several: int = 0, done: int = 0) -> Habit:
    """Make a daily habit that was done on so many days before today."""
    config = {"allowMultiplePerDay": True, "timesPerDay": several} if several else ONCE_A_DAY
    with person.at() as scope:
        habit = habits.create(scope, HabitDraft(title, FrequencyType.DAILY, config)).item
        for back in range(1, done + 1):
            completions.record(scope, habit.id, CompletionDraft(TODAY - timedelta(days=back)))
    return habit


def make_goal(person: Person, title: str = "Save", **said: Any) -> Goal:
    """Make a goal of 5,000 EUR by summer."""
    draft = {"unit": "EUR", "target_value": Decimal(5000), "deadline": date(2026, 7, 1), **said}
    with person.at() as scope:
        return goals.create(scope, GoalDraft(title, GoalType.TARGET_BASED, **draft)).item.goal


def make_counter(person: Person, title: str = "Without sugar", **said: Any) -> Goal:
    """Make a counter that counts what is recorded."""
    with person.at() as scope:
        draft = GoalDraft(title, GoalType.CONTINUOUS_COUNTER, **{"unit": "days", **said})
        return goals.create(scope, draft).item.goal
