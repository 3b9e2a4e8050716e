"""Every code of every problem, reached over HTTP.

`Client.call` holds each answer against the contract: the operation that gave it declares its status and its type.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from falcon.testing import Result, StartResponseMock, create_environ
from sqlalchemy import text

from headway import clock
from headway.app import assemble
from headway.config import Signup
from headway.edge.bodies import MOST_BYTES
from headway.edge.problems import KINDS, RULES
from headway.edge.security import Guard
from headway.services.attempts import Attempts
from headway.services.door import Door
from headway.services.passwords import Passwords
from headway.services.scope import Scopes
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests import cast
from tests.api.clients import HOST, OWN_ORIGIN, Client, code_of
from tests.api.conformance import check
from tests.api.examples import COUNTER, DAILY, SIGN_IN, TARGET_GOAL, Things
from tests.cast import PASSWORD
from tests.doors import COST, entrance

CHOSEN = "0190a0a0-0000-7000-8000-000000000007"
TODAY, TOMORROW = "2026-01-21", "2026-01-22"
ACCOUNT = {"email": "cy@example.org", "password": PASSWORD}
ALWAYS = {"type", "title", "status", "detail", "errors", "requestId"}


@dataclass
class Scene:
    """A server over a database, and who is there."""

    database: Database

    def server(self, signup: Signup = Signup.OPEN, **more: Any) -> Client:
        """Stand before it signed out, like Cy."""
        return self._before(entrance(self.database, signup=signup, **more).door)

    def without_store(self) -> Client:
        """Stand before one that cannot reach where it counts attempts."""
        scopes = Scopes(self.database, clock.now)
        nowhere = Attempts("redis://127.0.0.1:1", clock.now)
        return self._before(Door(scopes, Passwords(COST), nowhere, Signup.OPEN, None))

    def without_database(self) -> Client:
        """Stand before one whose database is away."""
        return Scene(Database("postgresql://nobody@127.0.0.1:1/nothing", patience=0.1)).server()

    def _before(self, door: Door) -> Client:
        return Client(assemble(door, Guard(bound_to="127.0.0.1"), Schema(self.database)))

    @cached_property
    def ada(self) -> Client:
        """Ada, signed in."""
        return self.server().sign_in(cast.settle(self.database, cast.ADA))

    @cached_property
    def has(self) -> Things:
        """What Ada has."""
        return Things(self.ada)

    def sql(self, statement: str) -> None:
        """Do something to the database behind the server's back."""
        with self.database.write() as tx:
            tx.execute(text(statement))


def posting(path: str, body: Any, **more: Any) -> Callable[[Scene], Result]:
    return lambda scene: scene.ada.call("POST", path, body, **more)


def twice(path: str, first: Any, second: Any) -> Callable[[Scene], Result]:
    def act(scene: Scene) -> Result:
        scene.ada.post(path, first)
        return scene.ada.call("POST", path, second)

    return act


def after(*before: tuple[str, str], then: tuple[Any, ...]) -> Callable[[Scene], Result]:
    """Do things with what Ada has, named in the path, and then something else."""

    def act(scene: Scene) -> Result:
        def filled(path: str) -> str:
            return "/".join(scene.has(part[1:-1]) if part.startswith("{") else part for part in path.split("/"))

        for method, path in before:
            assert scene.ada.call(method, filled(path)).status_code < 300
        method, path, *body = then
        return scene.ada.call(method, filled(path), *body)

    return act


def made_and_deleted(scene: Scene) -> Result:
    made = {"name": "Health", "id": CHOSEN}
    scene.ada.post("/categories", made)
    scene.ada.call("DELETE", f"/categories/{CHOSEN}")
    return scene.ada.call("POST", "/categories", made)


def of_strange_length(scene: Scene) -> Result:
    """Send what no client of the tests would; a server may let it through."""
    sent = {"Host": HOST, "Origin": OWN_ORIGIN, "Content-Length": "many", **scene.ada.shown}
    told = StartResponseMock()
    body = scene.ada.app(create_environ("/api/v1/goals", method="POST", headers=sent), told)
    reply = Result(body, told.status or "", told.headers or ())
    check("POST", "/api/v1/goals", reply)
    return reply


def skipping_without_any(scene: Scene) -> Result:
    scene.ada.call("PATCH", "/me", {"skipsPerMonth": 0})
    skip = {"habitId": scene.has("habit"), "firstDay": TODAY, "lastDay": TODAY}
    return scene.ada.call("POST", "/pauses", skip)


def guessing(scene: Scene) -> Result:
    cy = scene.server()
    for _ in range(10):
        cy.call("POST", "/sessions", SIGN_IN | {"password": "a wrong one"})
    return cy.call("POST", "/sessions", SIGN_IN)


def broken_inside(scene: Scene) -> Result:
    scene.ada.get("/pauses")
    scene.sql("ALTER TABLE pauses RENAME TO elsewhere")
    return scene.ada.call("GET", "/pauses")


def outdated(scene: Scene) -> Result:
    scene.sql("UPDATE alembic_version SET version_num = '9999'")
    return scene.server().call("GET", "/readyz")


REQUESTS: dict[str, Callable[[Scene], Result]] = {
    "malformed": lambda scene: scene.ada.call("POST", "/goals", raw=b"{"),
    "bad_request": of_strange_length,
    "unauthenticated": lambda scene: scene.server().call("GET", "/me"),
    "wrong_credentials": lambda scene: scene.server().call("POST", "/sessions", SIGN_IN),
    "origin_refused": posting("/goals", COUNTER, headers={"Origin": "https://evil.example"}),
    "host_refused": lambda scene: scene.ada.call("GET", "/me", headers={"Host": "evil.example"}),
    "scope_missing": lambda scene: scene.ada.with_token("read").call("POST", "/goals", COUNTER),
    "signup_closed": lambda scene: scene.server(Signup.CLOSED).call("POST", "/users", ACCOUNT),
    "not_found": lambda scene: scene.ada.call("GET", f"/goals/{CHOSEN}"),
    "no_such_address": lambda scene: scene.ada.call("GET", "/nothing"),
    "method_not_allowed": lambda scene: scene.ada.call("PUT", "/goals"),
    "id_reused": twice("/categories", {"name": "Health", "id": CHOSEN}, {"name": "Work", "id": CHOSEN}),
    "email_taken": lambda scene: scene.ada.call("POST", "/users", SIGN_IN),
    "name_taken": twice("/categories", {"name": "Health"}, {"name": " health "}),
    "completion_exists": after(
        ("PUT", f"/habits/{{habit}}/completions/{TODAY}"),
        then=("POST", "/habits/{habit}/completions", {"completionDate": TODAY}),
    ),
    "habit_archived": after(
        ("POST", "/habits/{habit}/archive"), then=("PUT", f"/habits/{{habit}}/completions/{TODAY}")
    ),
    "goal_archived": after(("POST", "/goals/{goal}/archive"), then=("POST", "/goals/{goal}/entries", {"value": 1})),
    "goal_completed": after(
        ("POST", "/goals/{counter}/complete"), then=("POST", "/goals/{counter}/entries", {"value": 1})
    ),
    "skips_used_up": skipping_without_any,
    "gone": made_and_deleted,
    "stale": lambda scene: scene.ada.call("PATCH", "/me", {}, headers={"If-Match": '"9"'}),
    "payload_too_large": lambda scene: scene.ada.call("POST", "/goals", raw=b" " * (MOST_BYTES + 1)),
    "unsupported_media_type": posting("/goals", COUNTER, headers={"Content-Type": "text/plain"}),
    "rejected": posting("/goals", {}),
    "too_many_attempts": guessing,
    "internal": broken_inside,
    "busy": lambda scene: scene.without_store().call("POST", "/sessions", SIGN_IN),
    "unavailable": lambda scene: scene.without_database().call("GET", "/readyz"),
    "schema_outdated": outdated,
}


def habit(pattern: str, **rules: Any) -> Callable[[Scene], Result]:
    config = {"pattern": pattern, "rules": rules}
    return posting("/habits", DAILY | {"frequencyType": "ADVANCED", "frequencyConfig": config})


RULE_CASES: dict[str, Callable[[Scene], Result]] = {
    "type": posting("/goals", TARGET_GOAL | {"targetValue": "5"}),
    "missing": posting("/goals", {"title": "x"}),
    "unknown_member": posting("/goals", TARGET_GOAL | {"owner": "me"}),
    "unknown_pattern": habit("HOURLY"),
    "empty": posting("/goals", TARGET_GOAL | {"title": "  "}),
    "too_short": lambda scene: scene.server().call("POST", "/users", ACCOUNT | {"password": "seven77"}),
    "too_long": posting("/goals", TARGET_GOAL | {"title": "x" * 256}),
    "control_character": posting("/goals", TARGET_GOAL | {"title": "a\tb"}),
    "pattern": posting("/goals", TARGET_GOAL | {"deadline": "2026-02-30"}),
    "out_of_range": posting("/goals", TARGET_GOAL | {"targetValue": 0}),
    "too_precise": posting("/goals", TARGET_GOAL | {"targetValue": 1.005}),
    "repeated": lambda scene: scene.ada.call("GET", "/goals", query="limit=1&limit=2"),
    "not_allowed": after(then=("POST", "/goals/{goal}/entries", {"value": 1, "total": 1})),
    "wrong_password": lambda scene: scene.ada.call("POST", "/me/delete", {"currentPassword": "a wrong one"}),
    "wrong_setup_code": lambda scene: scene.server(Signup.FIRST, setup_code="abc").call("POST", "/users", ACCOUNT),
    "unknown_zone": lambda scene: scene.ada.call("PATCH", "/me", {"timezone": "Europe/Nowhere"}),
    "unknown_reference": posting("/goals", TARGET_GOAL | {"categoryId": CHOSEN}),
    "day_in_future": after(then=("PUT", f"/habits/{{habit}}/completions/{TOMORROW}")),
    "deadline_passed": posting("/goals", TARGET_GOAL | {"deadline": TODAY}),
    "time_required": after(then=("PUT", f"/habits/{{several}}/completions/{TODAY}")),
    "time_refused": after(then=("PUT", f"/habits/{{habit}}/completions/{TODAY}/07:30:00")),
    "type_fixed": after(then=("PATCH", "/goals/{goal}", {"goalType": "CONTINUOUS_COUNTER"})),
    "nothing_to_reset": after(then=("POST", "/goals/{counter}/reset", {})),
    "never": habit("RRULE", rrule="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", startDate=TODAY),
    "zero": after(then=("POST", "/goals/{goal}/entries", {"value": 0})),
}


@pytest.fixture
def scene(database: Database) -> Scene:
    """Nobody is there yet."""
    return Scene(database)


def test_every_code_has_its_case():
    assert set(REQUESTS) == set(KINDS)
    assert list(RULE_CASES) == list(RULES)


@pytest.mark.parametrize("code", REQUESTS)
def test_a_request_can_be_told_it(code: str, scene: Scene):
    reply = REQUESTS[code](scene)
    assert code_of(reply.json) == code, reply.text
    assert (reply.json["status"], reply.json["title"]) == (KINDS[code].status, KINDS[code].title)
    assert set(reply.json) - ALWAYS == set(KINDS[code].told)
    assert ("retry-after" in reply.headers) == (reply.status_code in {429, 503})


@pytest.mark.parametrize("code", RULE_CASES)
def test_a_rule_can_be_broken(code: str, scene: Scene):
    reply = RULE_CASES[code](scene)
    assert code_of(reply.json) == "rejected", reply.text
    assert code in {one["code"] for one in reply.json["errors"]}, reply.text
    assert set(reply.json) - ALWAYS == {fact for rule in RULES if rule == code for fact in rule.told}
