"""A life to look at: someone who has kept at it for a year, with pauses, a goal on its way and a counter."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from headway.domain.categories import CategoryDraft
from headway.domain.completions import CompletionDraft
from headway.domain.entries import EntryDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import categories, completions, counters, entries, goals, habits, pauses
from headway.services.scope import Scope
from tests.cast import Person
from tests.e2e.site import NOW

TODAY = NOW.date()


def lead(person: Person) -> dict[str, Any]:
    """Let somebody live for a year, until the site's now; give the id of each thing of theirs by its title."""
    with person.at(NOW - timedelta(days=400)) as scope:
        made = dict(_settle_in(scope))
    with person.at(NOW) as scope:
        for back in range(380, 0, -1):
            _keep_at_it(scope, made, back)
        made |= _live_today(scope, made)
        _record(scope, made)
    return made


def _settle_in(scope: Scope) -> Iterator[tuple[str, Any]]:
    """Make categories, habits, goals and counters; give the id of each."""
    colors = {"Health": "#10b981", "Mind": "#6366f1", "Home": "#f59e0b"}
    kinds = {name: categories.create(scope, CategoryDraft(name, color)).item.id for name, color in colors.items()}
    yield from kinds.items()
    daily, weekly = FrequencyType.DAILY, FrequencyType.WEEKLY
    for title, kind, config, category in (
        ("Morning meditation", daily, {"allowMultiplePerDay": False}, "Mind"),
        ("Gym", weekly, {"timesPerWeek": 3}, "Health"),
        ("Water", daily, {"allowMultiplePerDay": True, "timesPerDay": 8}, "Health"),
        ("Read twenty pages", daily, {"allowMultiplePerDay": False}, "Mind"),
        ("Water the plants", FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 5}, "Home"),
    ):
        yield title, habits.create(scope, HabitDraft(title, kind, config, kinds[category])).item.id
    target, counter = GoalType.TARGET_BASED, GoalType.CONTINUOUS_COUNTER
    began = scope.today + timedelta(days=280)
    for draft in (
        GoalDraft("Save for a vacation", target, "dollars", Decimal(5000), date(2026, 6, 30), began, kinds["Home"]),
        GoalDraft(
            "Without alcohol",
            counter,
            "days",
            None,
            None,
            scope.today,
            kinds["Health"],
            counts_days=True,
            saved_per_day=Decimal("6.50"),
            saved_unit="EUR",
        ),
        GoalDraft("Piano", counter, "hours", None, None, None, kinds["Mind"]),
    ):
        yield draft.title, goals.create(scope, draft).item.goal.id


def _keep_at_it(scope: Scope, made: dict[str, Any], back: int) -> None:
    day = TODAY - timedelta(days=back)
    done = {
        "Morning meditation": back < 42 or back % 9 not in {3, 4},
        "Gym": day.weekday() in {0, 2, 4} and back % 50 > 4,
        "Water the plants": back < 40 and back % 5 == 2,
        "Read twenty pages": back < 200 and back % 7 != 3,
    }
    for title in (title for title, is_done in done.items() if is_done):
        note = "In the garden, before anyone was up" if title[0] == "M" and back % 40 == 5 else None
        completions.record(scope, made[title], CompletionDraft(day, None, note))


def _live_today(scope: Scope, made: dict[str, Any]) -> dict[str, Any]:
    completions.record(scope, made["Read twenty pages"], CompletionDraft(TODAY))
    for _ in range(3):
        completions.tick(scope, made["Water"], CompletionDraft(TODAY, NOW.time()))
    away = pauses.create(scope, PauseDraft(date(2025, 8, 4), date(2025, 8, 15), None, "By the sea")).item
    return {"By the sea": away.id}


def _record(scope: Scope, made: dict[str, Any]) -> None:
    for at in range(10):
        day, amount = TODAY - timedelta(days=112 - 12 * at), Decimal(225 + 15 * (at % 3))
        entries.add(
            scope, made["Save for a vacation"], EntryDraft(day, amount, note="Paycheck" if at % 2 else None)
        )
    for back, note in ((300, "A wedding"), (96, None), (23, "Left-overs of the holidays")):
        goals.reset(scope, made["Without alcohol"], TODAY - timedelta(days=back), note)
    counters.slip(scope, made["Without alcohol"], TODAY - timedelta(days=8), "A glass, and a walk home")
    for back in range(60, 0, -3):
        entries.add(scope, made["Piano"], EntryDraft(TODAY - timedelta(days=back), Decimal("1.5")))
