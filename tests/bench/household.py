"""The household: an account as people have it after years, and a token of theirs to ask with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from headway import clock
from headway.domain.days import ONE_DAY
from headway.domain.entries import EntryDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.revisions import LATEST
from headway.domain.tokens import ALL_RIGHTS, Token
from headway.services import entries, goals, habits, sessions, streaks
from headway.services.scope import CredentialKind, Credentials, Scope, Scopes, Visit
from headway.storage import completions, tokens
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.cast import ADA, settle

DONE_IN_A_HUNDRED = 80
ENTRIES_EVERY = timedelta(days=7)

_SCHEDULES: tuple[tuple[FrequencyType, dict[str, Any]], ...] = (
    *[(FrequencyType.DAILY, {"allowMultiplePerDay": False})] * 10,
    (FrequencyType.WEEKLY, {"timesPerWeek": 1}),
    (FrequencyType.WEEKLY, {"timesPerWeek": 3}),
    (FrequencyType.WEEKLY, {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}),
    (FrequencyType.WEEKLY, {"timesPerWeek": 5}),
    (FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 2}),
    (FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 7}),
    (FrequencyType.MONTHLY, {"timesPerMonth": 4}),
    (FrequencyType.ADVANCED, {"pattern": "WEEKDAYS_ONLY", "rules": {}}),
    (FrequencyType.ADVANCED, {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}}),
    (
        FrequencyType.ADVANCED,
        {"pattern": "RRULE", "rules": {"rrule": "FREQ=MONTHLY;BYDAY=1MO,3TH", "startDate": "2015-01-01"}},
    ),
)


@dataclass(frozen=True, slots=True)
class Household:
    """An account with its habits and goals, and what it takes to ask for it."""

    bearer: str
    """The header by which a program is let in."""
    cookie: str
    """The header by which a browser is."""
    habits: list[UUID]
    goals: list[UUID]
    free: list[date]
    """The last days, the oldest first: nothing is recorded on them yet."""


def settle_in(url: str, days: int, *, free: int) -> Household:
    """Give an empty database its schema and a household with so many days of history, then so many free days."""
    database = Database(url, synchronous="OFF")
    Schema(database).upgrade()
    owner = settle(database, ADA, data_revision=LATEST).user.id
    now = clock.now()
    begun = now - timedelta(days=days + free)
    with Scopes(database, lambda: begun).open_for(owner, write=True) as scope:
        drafts = [HabitDraft(f"Habit {at}", *schedule) for at, schedule in enumerate(_SCHEDULES)]
        made = [habits.create(scope, draft).item for draft in drafts]
        aims = [goals.create(scope, draft).item.goal.id for draft in _goals(now.date())]
    last = now.date() - ONE_DAY * (free + 1)
    chance = Random(1)
    with Scopes(database, clock.now).open_for(owner, write=True) as scope:
        for habit in made:
            past = [last - ONE_DAY * at for at in range(days) if chance.random() * 100 < DONE_IN_A_HUNDRED]
            completions.put_all(scope.tx, scope.owner, habit.id, [(uuid7(), day, None) for day in past], now)
            streaks.recompute(scope, habit)
        for goal in aims:
            for at in range(days // ENTRIES_EVERY.days, 0, -1):
                entries.add(scope, goal, EntryDraft(last - ENTRIES_EVERY * at, Decimal(1), None, None))
        bearer, cookie = _token(scope), _session(scope)
    database.close()
    return Household(
        bearer, cookie, [one.id for one in made], aims, [last + ONE_DAY * (at + 1) for at in range(free)]
    )


def _goals(today: date) -> Iterator[GoalDraft]:
    for at in range(5):
        yield GoalDraft(f"Goal {at}", GoalType.TARGET_BASED, "pages", Decimal(100_000), today + timedelta(days=90))
        yield GoalDraft(f"Counter {at}", GoalType.CONTINUOUS_COUNTER, "days")


def _token(scope: Scope) -> str:
    credentials = Credentials.make(CredentialKind.TOKEN, scope.owner)
    token = Token(credentials.id, "Bench", ALL_RIGHTS, scope.now, scope.now)
    tokens.add(scope.tx, scope.owner, token, credentials.secret_hash)
    return f"Authorization: Bearer {credentials.value}"


def _session(scope: Scope) -> str:
    credentials = sessions.begin(Visit(scope.tx, scope.now), scope.user, "Bench").credentials
    return f"Cookie: __Host-headway={credentials.value}"
