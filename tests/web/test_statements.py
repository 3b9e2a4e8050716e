"""Statements: every page asks little of the database, and no more the more there is to show."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from headway.domain.categories import CategoryDraft
from headway.domain.completions import CompletionDraft
from headway.domain.entries import EntryDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import categories, completions, entries, goals, habits, pauses
from headway.services.scope import Scope
from headway.storage.database import Database
from headway.web.routes import ROUTES
from tests.cast import TODAY, Person
from tests.goals import COUNTING, SAVE, SOBER
from tests.plans import recorded
from tests.web.conftest import Reader

MOST = 12
ONE_OF = {"habits": "habit", "goals": "goal", "categories": "category", "pauses": "pause"}


def addresses(made: dict[str, Any]) -> Iterator[str]:
    """List the address of every page, of a thing that was made where it shows one."""
    for route in ROUTES:
        if not route.writes:
            of = ONE_OF.get(route.path.split("/")[1], "")
            places = {"id": str(made.get(of)), "day": str(TODAY), "phase": "first"}
            yield f"{route.path.format(**places)}?day={TODAY}"
    yield f"/goals/{made['counter']}"
    yield "/habits?archived=true"
    yield "/goals?archived=true"


def add_more(scope: Scope, made: dict[str, Any], count: int) -> None:
    """Make so many more things of each kind, and record as much on the first of them."""
    for number in range(count):
        pause = pauses.create(scope, PauseDraft(TODAY - timedelta(days=number), None, made.get("habit"))).item.id
        category = categories.create(scope, CategoryDraft(f"{len(made)}-{number}")).item.id
        draft = HabitDraft("Read", FrequencyType.DAILY, {"allowMultiplePerDay": False}, category)
        one = habits.create(scope, draft).item.id
        away = habits.create(scope, draft).item.id
        habits.archive(scope, away)
        goal, counter = (goals.create(scope, kind).item.goal.id for kind in (SAVE, SOBER))
        goals.archive(scope, goals.create(scope, COUNTING).item.goal.id)
        made |= {} if "habit" in made else {"category": category, "habit": one, "goal": goal, "counter": counter}
        made.setdefault("pause", pause)
        day = TODAY - timedelta(days=number)
        completions.tick(scope, made["habit"], CompletionDraft(day, None, "noted"))
        for of in (made["goal"], made["counter"]):
            entries.add(scope, of, EntryDraft(day, Decimal(number + 1)))
    made[f"{count} more"] = True


def test_every_page_takes_a_few_statements_however_much_there_is(
    ada: Person, ada_there: Reader, database: Database
):
    made: dict[str, Any] = {}
    counts: list[dict[str, int]] = []
    for more in (2, 38):
        with ada.at() as scope:
            add_more(scope, made, more)
        counts.append({})
        for path in addresses(made):
            with recorded(database) as seen:
                reply = ada_there.get(path)
            assert reply.status_code in {200, 303}, path
            counts[-1][path] = len(seen)
    few, many = counts
    assert few == many
    assert {path: count for path, count in many.items() if count > MOST} == {}
