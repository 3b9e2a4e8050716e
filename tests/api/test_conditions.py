"""Versions and ids: changes that are meant for what was seen, and creations that may be repeated."""

from typing import Any
from uuid import UUID

import pytest

from tests.api.clients import Client, broken, code_of
from tests.api.examples import COUNTER, DAILY, TARGET_GOAL, Things

ID = "ffffffff-1d00-7000-8000-000000000001"
CHANGES = [
    ("category", "/categories/{}", {"name": "Other"}),
    ("goal", "/goals/{}", {"title": "Other"}),
    ("habit", "/habits/{}", {"title": "Other"}),
    ("pause", "/pauses/{}", {"reason": "other"}),
]
CREATIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("/categories", {"name": "Health"}, {"name": "Work"}),
    ("/goals", TARGET_GOAL, {"title": "Other"}),
    ("/goals", COUNTER, {"unit": "weeks"}),
    ("/habits", DAILY, {"title": "Other"}),
    ("/pauses", {"firstDay": "2026-01-20"}, {"firstDay": "2026-01-19"}),
    ("/goals/{goal}/entries", {"value": 5}, {"value": 6}),
    ("/goals/{goal}/reset", {}, {"note": "other"}),
    ("/goals/{counter}/slip", {}, {"note": "other"}),
    ("/habits/{habit}/completions", {"completionDate": "2026-01-20"}, {"completionDate": "2026-01-19"}),
]


@pytest.mark.parametrize(("what", "path", "change"), CHANGES)
def test_a_change_for_another_version_is_refused(what: str, path: str, change: dict[str, Any], ada_there: Client):
    place = path.format(Things(ada_there)(what))
    seen = ada_there.call("GET", place).headers["etag"]
    assert seen == '"1"'
    changed = ada_there.call("PATCH", place, change, headers={"If-Match": seen})
    assert (changed.status_code, changed.headers["etag"], changed.json["version"]) == (200, '"2"', 2)
    for stale in (seen, '"7"', 'W/"2"', "2", '"2', '"1", "7"', "nonsense"):
        problem = ada_there.refused("PATCH", place, change, headers={"If-Match": stale})
        assert (problem["status"], code_of(problem), problem["version"]) == (412, "stale", 2)
    for fresh in ('"2"', "*"):
        assert ada_there.call("PATCH", place, change, headers={"If-Match": fresh}).status_code == 200


@pytest.mark.parametrize("what", ["goal", "habit", "pause"])
def test_a_deletion_for_another_version_is_refused(what: str, ada_there: Client):
    place = f"/{what}s/{Things(ada_there)(what)}"
    assert ada_there.refused("DELETE", place, headers={"If-Match": '"2"'})["status"] == 412
    assert ada_there.call("DELETE", place, headers={"If-Match": '"1"'}).status_code == 204
    assert ada_there.refused("DELETE", place)["status"] == 404


def test_an_entry_and_the_account_have_versions_too(ada_there: Client):
    things = Things(ada_there)
    for place, change in (
        (f"/goals/{things('goal')}/entries/{things('entry')}", {"note": "x"}),
        ("/me", {"timezone": "UTC"}),
    ):
        etag = ada_there.call("GET", place).headers["etag"]
        assert ada_there.refused("PATCH", place, change, headers={"If-Match": '"99"'})["status"] == 412
        assert ada_there.call("PATCH", place, change, headers={"If-Match": etag}).status_code == 200
        assert ada_there.refused("PATCH", place, change, headers={"If-Match": etag})["status"] == 412


def test_if_none_match_is_ignored(ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}"
    reply = ada_there.call("GET", place, headers={"If-None-Match": '"1"'})
    assert reply.status_code == 200


@pytest.mark.parametrize(("path", "body", "other"), CREATIONS)
def test_a_creation_may_be_repeated_under_its_own_id(
    path: str, body: dict[str, Any], other: dict[str, Any], ada_there: Client, ben_there: Client
):
    things = Things(ada_there)
    path = path.format(goal=things("goal"), counter=things("counter"), habit=things("habit"))
    first = ada_there.call("POST", path, body | {"id": ID})
    assert (first.status_code, first.json["id"]) == (201, ID)
    again = ada_there.call("POST", path, dict(reversed((body | {"id": ID}).items())))
    assert (again.status_code, again.json) == (200, first.json)
    assert "location" not in again.headers
    problem = ada_there.refused("POST", path, body | other | {"id": ID})
    assert (problem["status"], code_of(problem)) == (409, "id_reused")


@pytest.mark.parametrize(("path", "body", "other"), [one for one in CREATIONS if "reset" not in one[0]])
def test_what_was_deleted_is_not_made_again(
    path: str, body: dict[str, Any], other: dict[str, Any], ada_there: Client
):
    things = Things(ada_there)
    path = path.format(goal=things("goal"), counter=things("counter"), habit=things("habit"))
    made = ada_there.call("POST", path, body | {"id": ID})
    assert ada_there.call("DELETE", made.headers["location"]).status_code == 204
    problem = ada_there.refused("POST", path, body | {"id": ID})
    assert (problem["status"], code_of(problem)) == (410, "gone")


def test_two_people_may_choose_the_same_id(ada_there: Client, ben_there: Client):
    for client in (ada_there, ben_there):
        assert client.call("POST", "/habits", DAILY | {"id": ID}).status_code == 201


def test_without_an_id_everything_is_made_anew(ada_there: Client):
    assert ada_there.post("/habits", DAILY)["id"] != ada_there.post("/habits", DAILY)["id"]


def test_a_refused_creation_leaves_its_id_free(ada_there: Client):
    assert broken(ada_there.refused("POST", "/habits", DAILY | {"id": ID, "title": " "})) == [("/title", "empty")]
    assert ada_there.call("POST", "/habits", DAILY | {"id": ID}).status_code == 201


# -- completions by habit, day and time ------------------------------------------------------------------------


def test_a_completion_is_put_once_and_then_is_there(ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}/completions/2026-01-20"
    first = ada_there.call("PUT", place, {"note": "early"})
    assert (first.status_code, first.headers["location"]) == (201, f"/api/v1{place}")
    again = ada_there.call("PUT", place)
    assert (again.status_code, again.json) == (200, first.json)
    assert ada_there.call("PUT", place, {"note": None}).json["note"] is None
    other_id = ada_there.call("PUT", place, {"id": ID})
    assert (other_id.status_code, other_id.json["id"]) == (200, first.json["id"])


def test_a_late_replay_does_not_undo_an_undo(ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}/completions/2026-01-20"
    assert ada_there.call("PUT", place, {"id": ID}).json["id"] == ID
    for _ in range(2):
        assert ada_there.call("DELETE", place).status_code == 204
    problem = ada_there.refused("PUT", place, {"id": ID})
    assert (problem["status"], code_of(problem)) == (410, "gone")
    assert ada_there.call("PUT", place).status_code == 201


def test_several_a_day_need_their_times(ada_there: Client):
    habit = f"/habits/{Things(ada_there)('several')}/completions"
    problem = ada_there.refused("PUT", f"{habit}/2026-01-20")
    assert broken(problem) == [("/completionTime", "time_required")]
    for time in ("08:00:00", "20:00:00"):
        reply = ada_there.call("PUT", f"{habit}/2026-01-20/{time}")
        assert (reply.status_code, reply.headers["location"]) == (201, f"/api/v1{habit}/2026-01-20/{time}")
    assert ada_there.call("DELETE", f"{habit}/2026-01-20").status_code == 204
    assert ada_there.call("DELETE", f"{habit}/2026-01-20/08:00:00").status_code == 204
    assert [one["completionTime"] for one in ada_there.get(habit)["items"]] == ["20:00:00"]


def test_once_a_day_takes_no_time(ada_there: Client):
    habit = f"/habits/{Things(ada_there)('habit')}/completions"
    assert broken(ada_there.refused("PUT", f"{habit}/2026-01-20/08:00:00")) == [("/completionTime", "time_refused")]


def test_posting_what_is_recorded_is_a_conflict(ada_there: Client):
    habit = f"/habits/{Things(ada_there)('habit')}/completions"
    ada_there.post(habit, {"completionDate": "2026-01-20"})
    problem = ada_there.refused("POST", habit, {"completionDate": "2026-01-20"})
    assert (problem["status"], code_of(problem)) == (409, "completion_exists")


def test_ids_are_uuids_in_order_of_making(ada_there: Client):
    made = [UUID(ada_there.post("/habits", DAILY)["id"]) for _ in range(3)]
    assert [one.version for one in made] == [7, 7, 7]


@pytest.mark.parametrize(("path", "body", "other"), [one for one in CREATIONS if "reset" not in one[0]])
def test_an_id_that_is_there_already_is_a_conflict(
    path: str, body: dict[str, Any], other: dict[str, Any], ada_there: Client
):
    things = Things(ada_there)
    path = path.format(goal=things("goal"), counter=things("counter"), habit=things("habit"))
    made = ada_there.call("POST", path, body).json["id"]
    problem = ada_there.refused("POST", path, body | other | {"id": made})
    assert (problem["status"], code_of(problem)) == (409, "id_reused")
