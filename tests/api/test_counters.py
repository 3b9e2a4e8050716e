"""Slips, runs, milestones and savings over HTTP."""

from tests.api.clients import Client, broken, code_of
from tests.api.examples import COUNTER, TARGET_GOAL

SMOKING = COUNTER | {"title": "Days without smoking", "startDate": "2025-10-02", "countsDays": True}
SAVING = SMOKING | {"savedPerDay": 8.5, "savedUnit": "EUR"}


def counted(ada: Client) -> str:
    """Make a counter since 2 October that slipped once, began anew on the 25th of October and is counting on."""
    made = str(ada.post("/goals", SAVING)["id"])
    ada.post(f"/goals/{made}/slip", {"day": "2025-10-10", "note": "One"})
    ada.post(f"/goals/{made}/reset", {"day": "2025-10-25"})
    return made


def test_a_slip_is_an_entry_of_nothing_and_the_counter_counts_on(ada_there: Client):
    made = ada_there.post("/goals", SMOKING)["id"]
    before = ada_there.get(f"/goals/{made}")
    reply = ada_there.call("POST", f"/goals/{made}/slip", {"day": "2025-10-10", "note": "One"})
    slip = reply.json
    assert (reply.status_code, reply.headers["location"]) == (201, f"/api/v1/goals/{made}/entries/{slip['id']}")
    assert [slip[name] for name in ("kind", "value", "entryDate", "note")] == ["SLIP", 0, "2025-10-10", "One"]
    after = ada_there.get(f"/goals/{made}")
    assert after | {"latestEntry": None} == before | {"latestEntry": None}
    assert ada_there.post(f"/goals/{made}/slip")["entryDate"] == "2026-01-21"


def test_a_slip_changes_its_day_and_note_and_never_its_value(ada_there: Client):
    made = counted(ada_there)
    place = f"/goals/{made}/entries/{ada_there.get(f'/goals/{made}/entries')['items'][1]['id']}"
    changed = ada_there.call("PATCH", place, {"entryDate": "2025-10-12", "note": None}).json
    assert (changed["entryDate"], changed["note"], changed["version"]) == ("2025-10-12", None, 2)
    assert broken(ada_there.refused("PATCH", place, {"value": -1})) == [("/value", "not_allowed")]
    assert ada_there.call("DELETE", place).status_code == 204
    assert ada_there.get(f"/goals/{made}/runs")["slips"] == 0


def test_only_a_counter_in_use_knows_slips(ada_there: Client):
    goal = ada_there.post("/goals", TARGET_GOAL)["id"]
    assert broken(ada_there.refused("POST", f"/goals/{goal}/slip", {})) == [("/goalType", "not_allowed")]
    assert broken(ada_there.refused("GET", f"/goals/{goal}/runs")) == [("/goalType", "not_allowed")]
    counter = ada_there.post("/goals", SMOKING)["id"]
    said = {"day": "2026-01-22", "note": " "}
    assert broken(ada_there.refused("POST", f"/goals/{counter}/slip", said)) == [
        ("/day", "day_in_future"),
        ("/note", "empty"),
    ]
    ada_there.post(f"/goals/{counter}/complete")
    assert code_of(ada_there.refused("POST", f"/goals/{counter}/slip", {})) == "goal_completed"
    ada_there.post(f"/goals/{counter}/archive")
    assert code_of(ada_there.refused("POST", f"/goals/{counter}/slip", {})) == "goal_archived"


def test_the_runs_of_a_counter_tell_what_remains(ada_there: Client):
    told = ada_there.get(f"/goals/{counted(ada_there)}/runs")
    assert {name: told[name] for name in ("current", "longest", "average", "total", "resets", "slips")} == {
        "current": 88, "longest": 88, "average": 55.5, "total": 111, "resets": 1, "slips": 1,
    }  # fmt: skip
    assert told["saved"] == {"unit": "EUR", "perDay": 8.5, "inRun": 748, "inAll": 943.5}
    assert told["nextMilestone"] == {"number": 90, "unit": "DAYS", "left": 2, "day": "2026-01-23"}
    assert told["milestones"][-3:] == [
        {"number": 14, "unit": "DAYS", "times": 2, "firstDay": "2025-10-16", "lastDay": "2025-11-08"},
        {"number": 30, "unit": "DAYS", "times": 1, "firstDay": "2025-11-24", "lastDay": "2025-11-24"},
        {"number": 60, "unit": "DAYS", "times": 1, "firstDay": "2025-12-24", "lastDay": "2025-12-24"},
    ]
    present, first = told["items"]
    assert (present["firstDay"], present["lastDay"], present["endedBy"]) == ("2025-10-25", "2026-01-21", None)
    assert (first["firstDay"], first["length"], first["begunBy"], first["slipCount"]) == ("2025-10-02", 23, None, 1)
    assert present["begunBy"] == first["endedBy"]
    assert [slip["note"] for slip in first["slips"]] == ["One"]


def test_runs_are_told_page_by_page_and_what_they_come_to_on_each(ada_there: Client):
    made = ada_there.post("/goals", SMOKING)["id"]
    for day in ("2025-10-05", "2025-10-09", "2025-10-09", "2025-11-01"):
        ada_there.call("POST", f"/goals/{made}/reset", {"day": day})
    whole = ada_there.get(f"/goals/{made}/runs")
    lengths, query = [], "limit=1"
    while query:
        page = ada_there.call("GET", f"/goals/{made}/runs", query=query).json
        assert (page["total"], page["resets"]) == (whole["total"], 3)
        lengths += [run["length"] for run in page["items"]]
        query = f"limit=1&cursor={page['nextCursor']}" if page["nextCursor"] else ""
    assert lengths == [run["length"] for run in whole["items"]] == [81, 23, 4, 3]


def test_what_a_day_saves_is_said_with_its_unit_and_of_counted_days_only(ada_there: Client):
    made = ada_there.post("/goals", SAVING)
    assert (made["savedPerDay"], made["savedUnit"]) == (8.5, "EUR")
    place = f"/goals/{made['id']}"
    assert (
        ada_there.call("PATCH", place, {"savedPerDay": 45, "savedUnit": "minutes"}).json["savedUnit"] == "minutes"
    )
    assert broken(ada_there.refused("PATCH", place, {"savedUnit": None})) == [("/savedUnit", "missing")]
    assert broken(ada_there.refused("PATCH", place, {"savedPerDay": 0})) == [("/savedPerDay", "out_of_range")]
    assert broken(ada_there.refused("PATCH", place, {"countsDays": False})) == [
        ("/savedPerDay", "not_allowed"),
        ("/savedUnit", "not_allowed"),
    ]
    none = {"savedPerDay": None, "savedUnit": None}
    assert ada_there.call("PATCH", place, {"countsDays": False} | none).json["savedPerDay"] is None
    assert broken(ada_there.refused("POST", "/goals", COUNTER | {"savedPerDay": 1, "savedUnit": "EUR"})) == [
        ("/savedPerDay", "not_allowed"),
        ("/savedUnit", "not_allowed"),
    ]
    assert ada_there.get(f"{place}/runs")["saved"] is None
