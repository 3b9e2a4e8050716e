"""Shapes: what clients rely on, member by member, along the ways that people go."""

from typing import Any

import pytest

from tests.api.clients import Client, broken, code_of
from tests.api.examples import COUNTER, DAILY, TARGET_GOAL, Things
from tests.doors import Entrance

NOW = "2026-01-21T12:00:00Z"


@pytest.fixture(params=["sqlite", "postgresql16", "postgresql18"])
def engine(request: pytest.FixtureRequest) -> str:
    """Every database: an answer is the same from all of them."""
    return str(request.param)


def without(answer: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in names}


KEPT = {"version": 1, "createdAt": NOW, "updatedAt": NOW}


def test_an_account(cy: Client):
    body = {
        "email": "Cy@Example.org",
        "password": "correct horse",
        "timezone": "Asia/Kolkata",
        "weekStart": "SUNDAY",
        "dayStart": "03:00:00",
    }
    made = cy.call("POST", "/users", body)
    assert made.headers["location"] == "/api/v1/me"
    assert "set-cookie" in made.headers
    expected = without(body, "password") | KEPT
    assert without(made.json, "id") == expected


def test_a_second_account_of_the_same_address_is_a_conflict(cy: Client, ada_there: Client):
    problem = cy.refused("POST", "/users", {"email": "ADA@example.org", "password": "correct horse"})
    assert (problem["status"], code_of(problem)) == (409, "email_taken")


def test_a_goal_with_a_target(ada_there: Client):
    category = ada_there.post("/categories", {"name": "Home", "color": "#10B981"})
    body = TARGET_GOAL | {"startDate": "2026-01-01", "currentValue": 2250.5, "status": "ACTIVE"}
    made = ada_there.post("/goals", body | {"categoryId": category["id"]})
    entry, pace = made.pop("latestEntry"), made.pop("pace")
    assert pace == {
        "state": "AHEAD",
        "expected": 287.67,
        "ahead": 1962.83,
        "aheadDays": 143.29,
        "neededPerDay": 7.97,
        "neededPerWeek": 55.79,
        "forecastDay": "2026-02-16",
        "inTime": True,
    }
    assert without(made, "id") == body | KEPT | {
        "categoryId": category["id"],
        "category": category,
        "completedAt": None,
        "completedOn": None,
        "createdOn": "2026-01-21",
        "archivedOn": None,
        "position": 1,
    }
    assert without(entry, "id") == KEPT | {
        "goalId": made["id"],
        "value": 2250.5,
        "entryDate": "2026-01-21",
        "note": None,
        "kind": "ENTRY",
        "superseded": False,
    }
    assert category | {"goalCount": 1, "habitCount": 0} == ada_there.get("/categories")["items"][0]


def test_a_counter_that_counts_days(ada_there: Client):
    body = COUNTER | {"startDate": "2026-01-01", "countsDays": True}
    made = ada_there.post("/goals", body)
    assert (made["currentValue"], made["targetValue"], made["deadline"], made["pace"]) == (20, None, None, None)
    reset = ada_there.call("POST", f"/goals/{made['id']}/reset", {"day": "2026-01-21", "note": "Relapse"})
    assert (reset.json["kind"], reset.json["value"]) == ("RESET", -20)
    assert ada_there.get(f"/goals/{made['id']}")["currentValue"] == 0
    assert broken(ada_there.refused("POST", f"/goals/{made['id']}/entries", {"value": 1})) == [
        ("/value", "not_allowed")
    ]


def test_a_goal_is_reached_and_a_counter_completed_by_hand(ada_there: Client):
    goal = ada_there.post("/goals", TARGET_GOAL)["id"]
    ada_there.post(f"/goals/{goal}/entries", {"total": 5000})
    reached = ada_there.get(f"/goals/{goal}")
    assert (reached["status"], reached["completedAt"], reached["completedOn"]) == ("COMPLETED", NOW, "2026-01-21")
    assert ada_there.refused("POST", f"/goals/{goal}/complete")["status"] == 422
    counter = ada_there.post("/goals", COUNTER)["id"]
    assert ada_there.post(f"/goals/{counter}/complete")["status"] == "COMPLETED"
    assert code_of(ada_there.refused("POST", f"/goals/{counter}/entries", {"value": 1})) == "goal_completed"
    assert ada_there.post(f"/goals/{counter}/reopen")["status"] == "ACTIVE"


def test_a_total_that_is_there_already_records_nothing(ada_there: Client):
    goal = Things(ada_there)("goal")
    place = f"/goals/{goal}/entries"
    assert ada_there.call("POST", place, {"total": 25}).json["value"] == 15
    reply = ada_there.call("POST", place, {"total": 25.00})
    assert (reply.status_code, reply.json) == (200, None)
    assert len(ada_there.get(place)["items"]) == 2


def test_an_archived_goal_takes_no_entries_and_a_deleted_one_can_come_back(ada_there: Client, door: Entrance):
    goal = Things(ada_there)("goal")
    assert ada_there.post(f"/goals/{goal}/archive")["archivedOn"] == "2026-01-21"
    assert code_of(ada_there.refused("POST", f"/goals/{goal}/entries", {"value": 1})) == "goal_archived"
    assert ada_there.post(f"/goals/{goal}/restore")["archivedOn"] is None
    ada_there.call("DELETE", f"/goals/{goal}")
    assert ada_there.refused("GET", f"/goals/{goal}")["status"] == 404
    assert ada_there.post(f"/goals/{goal}/undelete")["currentValue"] == 10


def test_a_habit_and_its_streak(ada_there: Client):
    made = ada_there.post("/habits", DAILY)
    nothing = {"unit": "DAYS", "current": 0, "longest": 0, "since": None, "lastDay": None}
    assert without(made, "id") == DAILY | KEPT | {
        "categoryId": None,
        "unit": None,
        "targetAmount": None,
        "direction": None,
        "amountPer": None,
        "cleanUnlessLogged": False,
        "phaseFirstDay": None,
        "createdOn": "2026-01-21",
        "archivedOn": None,
        "position": 1,
        "currentStreak": 0,
        "longestStreak": 0,
        "streakUnit": "DAYS",
        "streakSince": None,
        "aliveUntil": None,
        "streak": nothing | {"aliveUntil": None, "brokenBy": None},
    }
    place = f"/habits/{made['id']}"
    for day in (17, 18, 19):
        ada_there.call("PUT", f"{place}/completions/2026-01-{day}")
    shown = ada_there.get(place)
    assert shown["streak"] == {
        "unit": "DAYS",
        "current": 0,
        "longest": 3,
        "since": "2026-01-17",
        "lastDay": "2026-01-19",
        "aliveUntil": "2026-01-20",
        "brokenBy": {"firstDay": "2026-01-20", "lastDay": "2026-01-20", "done": 0, "quota": 1},
    }
    assert (shown["currentStreak"], shown["longestStreak"], shown["version"]) == (0, 3, 1)
    ada_there.call("PUT", f"{place}/completions/2026-01-20")
    assert ada_there.get(place)["currentStreak"] == 4


def test_a_completion(ada_there: Client):
    habit = Things(ada_there)("several")
    reply = ada_there.call("PUT", f"/habits/{habit}/completions/2026-01-20/07:30:00", {"note": "a glass"})
    assert without(reply.json, "id") == {
        "habitId": habit,
        "completionDate": "2026-01-20",
        "completionTime": "07:30:00",
        "note": "a glass",
        "amount": None,
        "createdAt": NOW,
    }


def test_a_pause(ada_there: Client):
    habit = Things(ada_there)("habit")
    body = {"firstDay": "2026-01-18", "lastDay": None, "habitId": habit, "reason": "ill"}
    assert without(ada_there.post("/pauses", body), "id") == body | KEPT
    problem = ada_there.refused("POST", "/pauses", body | {"habitId": "0190a0a0-0000-7000-8000-000000000000"})
    assert broken(problem) == [("/habitId", "unknown_reference")]


def test_a_habit_with_its_last_completions(ada_there: Client):
    habit = Things(ada_there)("habit")
    for day in (19, 20, 21):
        ada_there.call("PUT", f"/habits/{habit}/completions/2026-01-{day}")
    listed = ada_there.get(f"/habits/{habit}/completions")["items"]
    assert ada_there.get(f"/habits/{habit}")["completions"] == listed
    assert ada_there.get(f"/habits/{habit}?completions=2")["completions"] == listed[:2]
    assert broken(ada_there.refused("GET", f"/habits/{habit}?completions=201")) == [
        ("/completions", "out_of_range")
    ]


def test_the_day(ada_there: Client):
    things = Things(ada_there)
    habit, goal, counter = things("habit"), things("goal"), things("counter")
    ada_there.call("PUT", f"/habits/{habit}/completions/2026-01-20")
    day = ada_there.get("/today")
    assert without(day, "week", "habits", "goals", "counters") == {
        "date": "2026-01-21",
        "today": "2026-01-21",
        "timezone": "Europe/Berlin",
        "dayStart": "00:00:00",
    }
    assert [one["date"] for one in day["week"]] == [f"2026-01-{number}" for number in range(19, 26)]
    assert day["week"][1] == {"date": "2026-01-20", "due": 1, "met": 1}
    (shown,) = day["habits"]
    alone = without(ada_there.get(f"/habits/{habit}"), "completions")
    assert shown.items() >= alone.items()
    assert {name: shown[name] for name in shown.keys() - alone.keys()} == {
        "due": True,
        "lastChance": True,
        "reachable": True,
        "paused": False,
        "done": 0,
        "quota": 1,
        "periodFirstDay": "2026-01-21",
        "periodLastDay": "2026-01-21",
        "state": "OPEN",
        "completions": [],
    }
    assert day["goals"] == [ada_there.get(f"/goals/{goal}")]
    assert day["counters"] == [ada_there.get(f"/goals/{counter}")]


def test_a_span_looked_back_on(ada_there: Client):
    things = Things(ada_there)
    habit, goal, counter = things("habit"), things("goal"), things("counter")
    ada_there.call("PUT", f"/habits/{habit}/completions/2026-01-20")
    week = ada_there.get("/insights", "span=week")
    assert week["seen"] == {
        "firstDay": "2026-01-19",
        "lastDay": "2026-01-25",
        "until": "2026-01-21",
        "today": "2026-01-21",
    }
    assert week["before"]["until"] == week["before"]["today"] == "2026-01-14"
    (shown,) = week["habits"]
    figures = {"met": 1, "missed": 0, "excused": 0, "open": 1, "rate": 1.0, "times": 1}
    assert without(shown, "title") == {
        **figures,
        "amount": None,
        "habitId": habit,
        "categoryId": None,
        "archivedOn": None,
        "unit": None,
        "streak": 1,
        "streakUnit": "DAYS",
        "longestRun": {"firstDay": "2026-01-20", "lastDay": "2026-01-20", "length": 1, "unit": "DAYS"},
        "before": None,
    }
    assert week["totals"] == {**figures, "reached": 0, "resets": 0, "slips": 0}
    assert [(one["goalId"], one["total"], one["value"]) for one in week["goals"]] == [(goal, 10.0, 10.0)]
    assert [one["goalId"] for one in week["counters"]] == [counter]
    assert week["days"][1] == {"date": "2026-01-20", "due": 1, "met": 1}
    assert week["weekdays"][1] == {"weekday": "TUE", "times": 1, "due": 1, "met": 1}
    assert len(week["hours"]) == 24
    custom = ada_there.get("/insights", "span=custom&from=2026-01-01&to=2026-01-10")
    assert (custom["before"]["firstDay"], custom["before"]["lastDay"]) == ("2025-12-22", "2025-12-31")
    assert broken(ada_there.refused("GET", "/insights", query="span=custom")) == [("/from", "missing")]
    assert broken(ada_there.refused("GET", "/insights", query="span=decade")) == [("/span", "out_of_range")]


def test_a_day_before_and_one_that_has_not_begun(ada_there: Client):
    habit = Things(ada_there)("habit")
    ada_there.call("PUT", f"/habits/{habit}/completions/2026-01-20", {"note": "early"})
    day = ada_there.get("/today", "date=2026-01-20")
    (shown,) = day["habits"]
    assert (day["date"], day["today"]) == ("2026-01-20", "2026-01-21")
    assert (shown["due"], shown["done"], shown["state"], shown["currentStreak"]) == (False, 1, "MET", 1)
    assert [one["note"] for one in shown["completions"]] == ["early"]
    assert broken(ada_there.refused("GET", "/today", query="date=2026-01-22")) == [("/date", "day_in_future")]
    assert broken(ada_there.refused("GET", "/today", query="date=2026-02-30")) == [("/date", "pattern")]


def test_sessions_and_tokens(ada_there: Client):
    (session,) = ada_there.get("/sessions")["items"]
    assert without(session, "id", "expiresAt") == {
        "label": None,
        "current": True,
        "createdAt": NOW,
        "lastSeenAt": NOW,
    }
    made = ada_there.call("POST", "/tokens", {"name": "cli", "scopes": ["write", "read"]}).json
    listed = {"id": made["id"], "name": "cli", "scopes": ["read", "write"], "createdAt": NOW, "lastSeenAt": None}
    assert without(made, "token") == listed
    assert ada_there.get("/tokens")["items"] == [listed]
    assert ada_there.call("DELETE", f"/tokens/{made['id']}").status_code == 204
    assert ada_there.refused("DELETE", f"/tokens/{made['id']}")["status"] == 404


def test_the_e_mail_needs_the_password_and_the_password_ends_other_sessions(ada_there: Client, cy: Client):
    wrong = ada_there.refused("PATCH", "/me", {"email": "a@example.org", "currentPassword": "not this one"})
    assert ("/currentPassword", "wrong_password") in broken(wrong)
    assert ada_there.refused("PATCH", "/me", {"email": "a@example.org"})["status"] == 422
    changed = ada_there.call("PATCH", "/me", {"email": "a@example.org", "currentPassword": "correct horse battery"})
    assert changed.json["email"] == "a@example.org"
    other = cy.call("POST", "/sessions", {"email": "a@example.org", "password": "correct horse battery"})
    body = {"currentPassword": "correct horse battery", "newPassword": "another good one"}
    assert ada_there.call("PUT", "/me/password", body).status_code == 204
    assert len(ada_there.get("/sessions")["items"]) == 1
    assert other.json["id"] not in {one["id"] for one in ada_there.get("/sessions")["items"]}


def test_leaving_leaves_nothing(ada_there: Client, cy: Client):
    reply = ada_there.call("POST", "/me/delete", {"currentPassword": "correct horse battery"})
    assert reply.status_code == 204
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert ada_there.refused("GET", "/me")["status"] == 401
    sign_in = {"email": "ada@example.org", "password": "correct horse battery"}
    assert code_of(cy.refused("POST", "/sessions", sign_in)) == "wrong_credentials"
