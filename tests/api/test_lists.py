"""Lists: their pages, filters and cursors."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest

from headway.api.route import Route
from headway.api.routes import ROUTES
from headway.api.wire.members import ListQuery
from tests.api.clients import Client, broken
from tests.api.examples import COUNTER, DAILY, TARGET_GOAL, Things, path_of

LISTS = [route for route in ROUTES if route.query is not None and issubclass(route.query, ListQuery)]
MADE = 5


def listed(routes: list[Route]):
    return [pytest.param(route, id=route.name) for route in routes]


def fill(route: Route, things: Things) -> str:
    """Make some of what a list lists."""
    path = path_of(route, things)
    bodies: dict[str, Any] = {
        "categories_index": lambda at: {"name": f"Area {at}"},
        "goals_index": lambda at: TARGET_GOAL | {"title": f"Goal {at}"},
        "entries_index": lambda at: {"value": at + 1, "entryDate": f"2026-01-{20 - at // 2}"},
        "habits_index": lambda at: DAILY | {"title": f"Habit {at}"},
        "completions_index": lambda at: {"completionDate": f"2026-01-{20 - at}"},
        "pauses_index": lambda at: {"firstDay": f"2026-03-{20 - at // 2}"},
        "tokens_index": lambda at: {"name": f"script {at}", "scopes": ["read"]},
    }
    for at in range(MADE):
        if route.name == "sessions_index":
            things.owner.call(
                "POST", "/sessions", {"email": "ada@example.org", "password": "correct horse battery"}
            )
        elif route.name == "counters_runs":
            counter = path.removesuffix("/runs")
            things.owner.post(f"{counter}/entries", {"value": at + 1})
            things.owner.post(f"{counter}/reset", {})
        else:
            things.owner.post(path, bodies[route.name](at))
    return path


@pytest.mark.parametrize("route", listed(LISTS))
def test_pages_hold_everything_once_and_in_one_order(route: Route, ada_there: Client):
    browser = ada_there.with_token("read", "write") if route.name == "sessions_index" else ada_there
    path = fill(route, Things(ada_there)) if browser is ada_there else fill(route, Things(browser))
    whole = browser.get(path)
    assert whole["nextCursor"] is None
    assert len(whole["items"]) >= MADE
    for limit in (1, 2, 200):
        seen: list[Any] = []
        query = f"limit={limit}"
        while True:
            page = browser.get(path, query)
            assert len(page["items"]) <= limit
            seen += page["items"]
            if page["nextCursor"] is None:
                break
            query = f"limit={limit}&cursor={page['nextCursor']}"
        assert seen == whole["items"]


@pytest.mark.parametrize("route", listed(LISTS))
def test_a_cursor_that_did_not_come_from_here_is_refused(route: Route, ada_there: Client):
    path = path_of(route, Things(ada_there))
    garbage = ["", "nonsense", "%00", "é", "W10=", "AAAA", "W" * 10_000, "=", *forged()]
    for cursor in garbage:
        problem = ada_there.refused("GET", path, query=f"cursor={cursor}")
        assert broken(problem) == [("/cursor", "pattern")], cursor


def forged() -> list[str]:
    """Make cursors that look right and are not."""
    id_ = '"0190a0a0-1d00-7000-8000-000000000001"'
    keys = (
        "[]",
        "[null]",
        "{}",
        f"[99999999999999999999, {id_}]",
        f"[-1,{id_}]",
        f'["0001-01-01T00:00:00+23:59",{id_}]',
        f'["9999-12-31T23:59:59-23:59",{id_}]',
        f'["2026-01-20","9999-12-31T23:59:59-23:59",{id_}]',
        f'["2026-01-20","10:00:00Z",{id_}]',
        f"[1.0,{id_}]",
        f"[1, {id_}]",
        f'["2026-01-20" ,{id_}]',
    )
    return [urlsafe_b64encode(key.encode()).decode() for key in keys]


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("limit=0", "/limit", "out_of_range"),
        ("limit=201", "/limit", "out_of_range"),
        ("limit=-1", "/limit", "type"),
        ("limit=", "/limit", "type"),
        ("limit=1.0", "/limit", "type"),
        ("limit=1e1", "/limit", "type"),
        ("limit=\u0667", "/limit", "type"),
        ("limit=" + "9" * 5000, "/limit", "type"),
        ("limit=1&limit=1", "/limit", "repeated"),
        ("status=", "/status", "out_of_range"),
        ("status=active", "/status", "out_of_range"),
        ("goalType=HABIT", "/goalType", "out_of_range"),
        ("categoryId=7", "/categoryId", "pattern"),
        ("archived=no", "/archived", "out_of_range"),
        ("goal_type=TARGET_BASED", "/goal_type", "unknown_member"),
        ("Status=ACTIVE", "/Status", "unknown_member"),
        ("&", "/", "repeated"),
        ("status=%ff", "/status", "pattern"),
    ],
)
def test_a_query_is_read_strictly(query: str, pointer: str, code: str, ada_there: Client):
    assert broken(ada_there.refused("GET", "/goals", query=query)) == [(pointer, code)]


@pytest.mark.parametrize("query", ["from=2026-02-30", "to=yesterday", "from=20260101", "to="])
def test_days_of_a_query_are_read_strictly(query: str, ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}/completions"
    assert broken(ada_there.refused("GET", place, query=query)) == [(f"/{query.partition('=')[0]}", "pattern")]


def test_goals_are_filtered(ada_there: Client):
    category = Things(ada_there)("category")
    saved = ada_there.post("/goals", TARGET_GOAL | {"categoryId": category, "currentValue": 5000})
    counter = ada_there.post("/goals", COUNTER)
    put_away = ada_there.post("/goals", COUNTER | {"title": "old"})
    ada_there.post(f"/goals/{put_away['id']}/archive")
    for query, expected in (
        ("", [saved, counter]),
        ("status=COMPLETED", [saved]),
        ("status=ACTIVE", [counter]),
        ("goalType=CONTINUOUS_COUNTER", [counter]),
        (f"categoryId={category}", [saved]),
        ("archived=true", [put_away]),
        ("archived=all", [saved, counter, put_away]),
        ("archived=all&goalType=CONTINUOUS_COUNTER&status=ACTIVE", [counter, put_away]),
    ):
        assert [one["id"] for one in ada_there.get("/goals", query)["items"]] == [one["id"] for one in expected], (
            query
        )


def test_habits_are_filtered(ada_there: Client):
    category = Things(ada_there)("category")
    daily = ada_there.post("/habits", DAILY | {"categoryId": category})
    weekly = ada_there.post(
        "/habits", {"title": "Gym", "frequencyType": "WEEKLY", "frequencyConfig": {"timesPerWeek": 3}}
    )
    ada_there.post(f"/habits/{weekly['id']}/archive")
    for query, expected in (
        ("", [daily]),
        ("frequencyType=DAILY", [daily]),
        ("frequencyType=WEEKLY", []),
        ("frequencyType=WEEKLY&archived=all", [weekly]),
        (f"categoryId={category}&archived=all", [daily]),
    ):
        assert [one["id"] for one in ada_there.get("/habits", query)["items"]] == [one["id"] for one in expected]


def test_completions_and_pauses_are_filtered(ada_there: Client):
    habit = Things(ada_there)("habit")
    place = f"/habits/{habit}/completions"
    for day in (18, 19, 20):
        ada_there.call("PUT", f"{place}/2026-01-{day}")
    assert [one["completionDate"] for one in ada_there.get(place, "from=2026-01-19")["items"]] == [
        "2026-01-20",
        "2026-01-19",
    ]
    assert len(ada_there.get(place, "from=2026-01-19&to=2026-01-19")["items"]) == 1
    one = ada_there.post("/pauses", {"firstDay": "2026-02-01", "habitId": habit})
    ada_there.post("/pauses", {"firstDay": "2026-02-02"})
    assert [one["id"]] == [pause["id"] for pause in ada_there.get("/pauses", f"habitId={habit}")["items"]]
    assert len(ada_there.get("/pauses")["items"]) == 2
