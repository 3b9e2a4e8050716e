"""Examples: for every route of the table a request that its owner may make, on things that are there.

A route without one fails `test_routes`.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from headway.api.route import Route
from tests import loop_backups
from tests.api.clients import NO_BODY, Client
from tests.cast import PASSWORD
from tests.loop_backups import DONE, Habit

DAY = "2026-01-20"
TARGET_GOAL = {
    "title": "Save for vacation",
    "goalType": "TARGET_BASED",
    "unit": "dollars",
    "targetValue": 5000.00,
    "deadline": "2026-12-31",
}
COUNTER = {"title": "Days without alcohol", "goalType": "CONTINUOUS_COUNTER", "unit": "days"}
DAILY = {"title": "Meditate", "frequencyType": "DAILY", "frequencyConfig": {"allowMultiplePerDay": False}}
SEVERAL = {"title": "Water", "frequencyType": "DAILY", "frequencyConfig": {"allowMultiplePerDay": True}}


@dataclass
class Things:
    """What someone has, made when it is first asked for."""

    owner: Client
    made: dict[str, str] = field(default_factory=dict)

    def __call__(self, what: str) -> str:
        if what not in self.made:
            self.made[what] = getattr(self, f"_{what}")()
        return self.made[what]

    def _goal(self) -> str:
        return str(self.owner.post("/goals", TARGET_GOAL | {"currentValue": 10})["id"])

    def _counter(self) -> str:
        return str(self.owner.post("/goals", COUNTER)["id"])

    def _entry(self) -> str:
        return str(self.owner.post(f"/goals/{self('goal')}/entries", {"value": 12.5})["id"])

    def _habit(self) -> str:
        return str(self.owner.post("/habits", DAILY)["id"])

    def _several(self) -> str:
        return str(self.owner.post("/habits", SEVERAL)["id"])

    def _deleted_goal(self) -> str:
        made = self.owner.post("/goals", COUNTER)["id"]
        self.owner.call("DELETE", f"/goals/{made}")
        return str(made)

    def _deleted_habit(self) -> str:
        made = self.owner.post("/habits", DAILY)["id"]
        self.owner.call("DELETE", f"/habits/{made}")
        return str(made)

    def _category(self) -> str:
        return str(self.owner.post("/categories", {"name": "Health", "color": "#10b981"})["id"])

    def _pause(self) -> str:
        return str(self.owner.post("/pauses", {"firstDay": DAY})["id"])

    def _session(self) -> str:
        return str(self.owner.get("/sessions")["items"][0]["id"])

    def _token(self) -> str:
        return str(self.owner.post("/tokens", {"name": "a script", "scopes": ["read"]})["id"])


@dataclass(frozen=True)
class Example:
    """A request: the things its path names, in order (a literal stands for itself), its body, and what it gets."""

    things: tuple[str, ...] = ()
    body: Any = NO_BODY
    status: int = 200


def _backup() -> bytes:
    """Give a file that Loop Habit Tracker could have made."""
    with TemporaryDirectory() as folder:
        return loop_backups.write(
            Path(folder, "loop.db"), Habit(1, "Read", [(date(2026, 1, 20), DONE)])
        ).read_bytes()


SIGN_IN = {"email": "ada@example.org", "password": PASSWORD}

DAILY_PHASE = {
    "firstDay": None,
    "frequencyType": "DAILY",
    "frequencyConfig": {"allowMultiplePerDay": False},
}

EXAMPLES: dict[str, Example] = {
    "users_sign_up": Example(body={"email": "cy@example.org", "password": PASSWORD}, status=201),
    "users_show": Example(),
    "users_edit": Example(body={"timezone": "Europe/Paris"}),
    "users_change_password": Example(
        body={"currentPassword": PASSWORD, "newPassword": "another good one"}, status=204
    ),
    "users_delete": Example(body={"currentPassword": PASSWORD}, status=204),
    "sessions_sign_in": Example(body=SIGN_IN, status=201),
    "sessions_index": Example(),
    "sessions_remove_current": Example(status=204),
    "sessions_remove": Example(("session",), status=204),
    "tokens_mint": Example(body={"name": "a script", "scopes": ["read", "write"]}, status=201),
    "tokens_index": Example(),
    "tokens_remove": Example(("token",), status=204),
    "categories_index": Example(),
    "categories_create": Example(body={"name": "Work"}, status=201),
    "categories_show": Example(("category",)),
    "categories_edit": Example(("category",), {"name": "Sport"}),
    "categories_remove": Example(("category",), status=204),
    "goals_index": Example(),
    "goals_create": Example(body=TARGET_GOAL, status=201),
    "goals_arrange": Example(body={"ids": []}, status=204),
    "goals_show": Example(("goal",)),
    "goals_edit": Example(("goal",), {"title": "Save more"}),
    "goals_remove": Example(("goal",), status=204),
    "goals_undelete": Example(("deleted_goal",)),
    "goals_complete": Example(("counter",)),
    "goals_reopen": Example(("counter",)),
    "goals_reset": Example(("goal",), {"note": "from the start"}, status=201),
    "goals_archive": Example(("goal",)),
    "goals_restore": Example(("goal",)),
    "entries_index": Example(("goal",)),
    "entries_add": Example(("goal",), {"value": 250.00, "note": "Paycheck"}, status=201),
    "entries_show": Example(("goal", "entry")),
    "entries_edit": Example(("goal", "entry"), {"note": "corrected"}),
    "entries_remove": Example(("goal", "entry"), status=204),
    "habits_index": Example(),
    "habits_create": Example(body=DAILY, status=201),
    "habits_arrange": Example(body={"ids": []}, status=204),
    "habits_show": Example(("habit",)),
    "habits_edit": Example(("habit",), {"title": "Meditate longer"}),
    "habits_remove": Example(("habit",), status=204),
    "habits_undelete": Example(("deleted_habit",)),
    "habits_archive": Example(("habit",)),
    "habits_restore": Example(("habit",)),
    "phases_index": Example(("habit",)),
    "phases_put": Example(("habit",), {"phases": [DAILY_PHASE]}),
    "completions_index": Example(("habit",)),
    "completions_add": Example(("habit",), {"completionDate": DAY}, status=201),
    "completions_record": Example(("habit", DAY), status=201),
    "completions_remove": Example(("habit", DAY), status=204),
    "completions_record_at_time": Example(("several", DAY, "07:30:00"), {"note": "a glass"}, status=201),
    "completions_remove_at_time": Example(("several", DAY, "07:30:00"), status=204),
    "pauses_index": Example(),
    "pauses_create": Example(body={"firstDay": DAY, "lastDay": "2026-01-25", "reason": "ill"}, status=201),
    "pauses_show": Example(("pause",)),
    "pauses_edit": Example(("pause",), {"lastDay": "2026-02-01"}),
    "pauses_remove": Example(("pause",), status=204),
    "imports_apply": Example(body=_backup()),
    "today_show": Example(),
    "insights_show": Example(),
    "system_contract": Example(),
    "system_health": Example(),
    "system_readiness": Example(),
}


def path_of(route: Route, things: Things) -> str:
    """Fill a route's path with things that its owner has."""
    named = EXAMPLES[route.name].things
    path = route.address
    for parameter, thing in zip(route.parameters, named, strict=True):
        value = things(thing) if hasattr(things, f"_{thing}") else thing
        path = path.replace(f"{{{parameter}}}", value)
    return path
