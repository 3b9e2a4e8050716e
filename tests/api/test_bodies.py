"""Bodies: what is no JSON, what is other JSON than asked for, and what is too much."""

import json
from typing import Any

import pytest

from headway.edge.bodies import MOST_BYTES
from tests.api.clients import Client, broken, code_of
from tests.api.examples import COUNTER, DAILY, SEVERAL, TARGET_GOAL, Things

DEEP = 100_000


def nothing_stored(client: Client) -> bool:
    return not client.get("/goals", "archived=all")["items"] and not client.get("/habits", "archived=all")["items"]


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"nonsense",
        b'{"title": "x"} {}',
        b'{"title": NaN}',
        b'{"title": Infinity}',
        b'{"unknown": NaN}',
        b"{'title': 'x'}",
        b'{"title": "x",}',
        b'{"title": 01}',
        b'{"title": "\xff"}',
        b'{"title": "\xed\xa0\x80"}',
        b'{"title": "\\ud800"}',
        b'{"title": "a\x00b"}',
        b'{"title": "a\nb"}',
        b'\xef\xbb\xbf{"title": "x"}',
        b"\xff\xfe{\x00}\x00",
        b"[" * DEEP,
        b"[" * DEEP + b"]" * DEEP,
        b'{"frequencyConfig": {"a": ' + b"[" * DEEP + b"]" * DEEP + b"}}",
        b'{"unknown": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}",
    ],
    ids=lambda raw: repr(raw[:30]),
)
def test_what_is_no_json_is_malformed(raw: bytes, ada_there: Client):
    for path in ("/goals", "/habits"):
        problem = ada_there.refused("POST", path, raw=raw)
        assert (problem["status"], code_of(problem)) == (400, "malformed")
    assert nothing_stored(ada_there)


@pytest.mark.parametrize(
    ("changed", "pointer", "code"),
    [
        ({"title": 7}, "/title", "type"),
        ({"title": None}, "/title", "type"),
        ({"title": ["x"]}, "/title", "type"),
        ({"title": ""}, "/title", "empty"),
        ({"title": " \u00a0 "}, "/title", "empty"),
        ({"title": "x" * 256}, "/title", "too_long"),
        ({"title": "a\tb"}, "/title", "control_character"),
        ({"title": "a\u0000b"}, "/title", "control_character"),
        ({"title": "a\u0085b"}, "/title", "control_character"),
        ({"unit": "x" * 51}, "/unit", "too_long"),
        ({"goalType": "OTHER"}, "/goalType", "out_of_range"),
        ({"goalType": 1}, "/goalType", "type"),
        ({"goalType": None}, "/goalType", "type"),
        ({"targetValue": "5000"}, "/targetValue", "type"),
        ({"targetValue": True}, "/targetValue", "type"),
        ({"targetValue": None}, "/targetValue", "type"),
        ({"targetValue": [5000]}, "/targetValue", "type"),
        ({"targetValue": 0}, "/targetValue", "out_of_range"),
        ({"targetValue": -1}, "/targetValue", "out_of_range"),
        ({"targetValue": 10**12}, "/targetValue", "out_of_range"),
        ({"targetValue": 100_000_000}, "/targetValue", "out_of_range"),
        ({"targetValue": 1.005}, "/targetValue", "too_precise"),
        ({"deadline": "2026-02-30"}, "/deadline", "pattern"),
        ({"deadline": "2027-02-29"}, "/deadline", "pattern"),
        ({"deadline": "2026-2-3"}, "/deadline", "pattern"),
        ({"deadline": "20261231"}, "/deadline", "pattern"),
        ({"deadline": "2026-12-31T00:00:00Z"}, "/deadline", "pattern"),
        ({"deadline": "2026-12-31\n"}, "/deadline", "pattern"),
        ({"deadline": "٢٠٢٦-12-31"}, "/deadline", "pattern"),
        ({"deadline": "0000-01-01"}, "/deadline", "pattern"),
        ({"deadline": "2200-01-01"}, "/deadline", "out_of_range"),
        ({"deadline": "2026-01-21"}, "/deadline", "deadline_passed"),
        ({"deadline": 20261231}, "/deadline", "type"),
        ({"deadline": None}, "/deadline", "type"),
        ({"categoryId": "7"}, "/categoryId", "pattern"),
        ({"categoryId": 7}, "/categoryId", "type"),
        ({"categoryId": "0190a0a0-0000-7000-8000-000000000000"}, "/categoryId", "unknown_reference"),
        ({"id": "7"}, "/id", "pattern"),
        ({"status": "DONE"}, "/status", "out_of_range"),
        ({"status": "COMPLETED"}, "/status", "not_allowed"),
        ({"owner": "me"}, "/owner", "unknown_member"),
        ({"goal_type": "x"}, "/goal_type", "unknown_member"),
        ({"a/b~c": 1}, "/a~1b~0c", "unknown_member"),
        ({"countsDays": True}, "/countsDays", "unknown_member"),
        ({"currentValue": "10"}, "/currentValue", "type"),
    ],
)
def test_a_goal_that_is_not_one_is_refused_by_place_and_rule(
    changed: dict[str, Any], pointer: str, code: str, ada_there: Client
):
    problem = ada_there.refused("POST", "/goals", TARGET_GOAL | changed)
    assert problem["status"] == 422
    assert (pointer, code) in broken(problem)
    assert all(one["detail"] for one in problem["errors"])
    assert nothing_stored(ada_there)


@pytest.mark.parametrize("member", list(TARGET_GOAL))
def test_what_a_goal_needs_is_named_when_it_is_missing(member: str, ada_there: Client):
    body = {name: value for name, value in TARGET_GOAL.items() if name != member}
    problem = ada_there.refused("POST", "/goals", body)
    assert broken(problem) == [(f"/{member}", "missing")]
    assert member in problem["detail"]


def test_all_rules_that_are_broken_are_listed(ada_there: Client):
    body = TARGET_GOAL | {"title": " ", "unit": "x" * 51, "targetValue": 0.001, "deadline": "2026-01-01"}
    problem = ada_there.refused("POST", "/goals", body)
    assert sorted(broken(problem)) == [
        ("/deadline", "deadline_passed"),
        ("/targetValue", "too_precise"),
        ("/title", "empty"),
        ("/unit", "too_long"),
    ]


def test_a_counter_has_no_target_and_no_deadline(ada_there: Client):
    for member, value in (("targetValue", 5), ("deadline", "2026-12-31")):
        problem = ada_there.refused("POST", "/goals", COUNTER | {member: value})
        assert broken(problem) == [(f"/{member}", "type")]
    assert ada_there.post("/goals", COUNTER | {"targetValue": None, "deadline": None})["targetValue"] is None


@pytest.mark.parametrize("number", ["1E+999999999", "1e-999999999", "0." + "1" * 1000, "1" * 5000, "-" + "9" * 100])
def test_a_monstrous_number_costs_nothing(number: str, ada_there: Client):
    body = json.dumps(TARGET_GOAL).replace("5000.0", number).encode()
    assert number.encode() in body
    problem = ada_there.refused("POST", "/goals", raw=body)
    assert broken(problem) == [("/targetValue", "out_of_range")]
    config = b'{"title":"x","frequencyType":"WEEKLY","frequencyConfig":{"timesPerWeek":%s}}' % number.encode()
    assert ada_there.refused("POST", "/habits", raw=config)["status"] == 422
    assert nothing_stored(ada_there)


def test_amounts_are_exact_both_ways(ada_there: Client):
    for sent, answered in (("0.10", "0.10"), ("99999999.99", "99999999.99"), ("5E+3", "5000.00"), ("7", "7.00")):
        raw = json.dumps(TARGET_GOAL).replace("5000.0", sent).encode()
        reply = ada_there.call("POST", "/goals", raw=raw)
        assert f'"targetValue":{answered},' in reply.text
    goal = ada_there.post("/goals", TARGET_GOAL)["id"]
    for _ in range(10):
        ada_there.post(f"/goals/{goal}/entries", {"value": 0.1})
    assert '"currentValue":1.00,' in ada_there.call("GET", f"/goals/{goal}").text


def test_zero_has_no_sign(ada_there: Client):
    raw = json.dumps(TARGET_GOAL | {"currentValue": 77}).replace("77", "-0.0").encode()
    assert '"currentValue":0.00,' in ada_there.call("POST", "/goals", raw=raw).text


@pytest.mark.parametrize(
    ("config", "pointer", "code"),
    [
        ({}, "/frequencyConfig/timesPerWeek", "missing"),
        ({"timesPerWeek": "3"}, "/frequencyConfig/timesPerWeek", "type"),
        ({"timesPerWeek": 3.0}, "/frequencyConfig/timesPerWeek", "type"),
        ({"timesPerWeek": True}, "/frequencyConfig/timesPerWeek", "type"),
        ({"timesPerWeek": None}, "/frequencyConfig/timesPerWeek", "type"),
        ({"timesPerWeek": 8}, "/frequencyConfig/timesPerWeek", "out_of_range"),
        ({"timesPerWeek": 1, "specificDays": []}, "/frequencyConfig/specificDays", "empty"),
        ({"timesPerWeek": 1, "specificDays": ["MON", "MON"]}, "/frequencyConfig/specificDays", "repeated"),
        ({"timesPerWeek": 1, "specificDays": [1.5]}, "/frequencyConfig/specificDays", "type"),
        ({"timesPerWeek": 1, "times_per_day": 1}, "/frequencyConfig/times_per_day", "unknown_member"),
    ],
)
def test_a_frequency_is_read_as_strictly(config: dict[str, Any], pointer: str, code: str, ada_there: Client):
    body = {"title": "Gym", "frequencyType": "WEEKLY", "frequencyConfig": config}
    assert (pointer, code) in broken(ada_there.refused("POST", "/habits", body))
    assert nothing_stored(ada_there)


def test_a_frequency_is_an_object_of_a_known_type(ada_there: Client):
    for changed, pointer, code in (
        ({"frequencyConfig": []}, "/frequencyConfig", "type"),
        ({"frequencyConfig": None}, "/frequencyConfig", "type"),
        ({"frequencyType": "HOURLY"}, "/frequencyType", "out_of_range"),
    ):
        problem = ada_there.refused("POST", "/habits", DAILY | changed)
        assert broken(problem) == [(pointer, code)]
    assert "CUSTOM_INTERVAL" in problem["detail"]


@pytest.mark.parametrize(
    "time", ["24:00", "24:00:00", "7:30:00", "07:30", "07:30:00.0", "07:30:00Z", "07:60:00", ""]
)
def test_a_time_of_day_is_written_in_one_way(time: str, ada_there: Client):
    habit = Things(ada_there)("several")
    body = {"completionDate": "2026-01-20", "completionTime": time}
    assert broken(ada_there.refused("POST", f"/habits/{habit}/completions", body)) == [
        ("/completionTime", "pattern")
    ]
    if time:
        problem = ada_there.refused("PUT", f"/habits/{habit}/completions/2026-01-20/{time}")
        assert broken(problem) == [("/time", "pattern")]
    assert ada_there.get(f"/habits/{habit}/completions")["items"] == []


@pytest.mark.parametrize("day", ["2026-02-29", "2026-1-2", "today", "20260120", "2026-01-20T00:00:00", "%20"])
def test_a_day_in_a_path_says_why_it_is_none(day: str, ada_there: Client):
    habit = Things(ada_there)("habit")
    for method in ("PUT", "DELETE"):
        problem = ada_there.refused(method, f"/habits/{habit}/completions/{day}")
        assert broken(problem) == [("/date", "pattern")]


def test_a_day_that_has_not_begun_tells_what_day_it_is(ada_there: Client):
    habit = Things(ada_there)("habit")
    problem = ada_there.refused("PUT", f"/habits/{habit}/completions/2026-01-22")
    assert broken(problem) == [("/completionDate", "day_in_future")]
    told = {name: problem[name] for name in ("today", "zone", "dayStart")}
    assert told == {"today": "2026-01-21", "zone": "Europe/Berlin", "dayStart": "00:00:00"}


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "", "json"],
)
def test_a_body_says_that_it_is_json(media_type: str, ada_there: Client):
    problem = ada_there.refused("POST", "/habits", DAILY, headers={"Content-Type": media_type})
    assert (problem["status"], code_of(problem)) == (415, "unsupported_media_type")


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON;charset=UTF-8"])
def test_json_is_declared_in_any_case(media_type: str, ada_there: Client):
    assert ada_there.call("POST", "/habits", DAILY, headers={"Content-Type": media_type}).status_code == 201


def test_a_body_has_at_most_a_mebibyte(ada_there: Client):
    title = json.dumps(DAILY | {"title": "x"}).encode()
    fits = title + b" " * (MOST_BYTES - len(title))
    assert ada_there.call("POST", "/habits", raw=fits).status_code == 201
    problem = ada_there.refused("POST", "/habits", raw=fits + b" ")
    assert (problem["status"], code_of(problem)) == (413, "payload_too_large")


def test_a_member_that_stands_twice_is_refused_by_name(ada_there: Client):
    for raw in (
        b'{"title":"a","title":"b","frequencyType":"DAILY","frequencyConfig":{"allowMultiplePerDay":true}}',
        b'{"title":"a","frequencyType":"WEEKLY","frequencyConfig":{"timesPerWeek":1,"timesPerWeek":2}}',
    ):
        problem = ada_there.refused("POST", "/habits", raw=raw)
        assert broken(problem) == [("", "repeated")]
    assert "timesPerWeek" in problem["detail"]
    assert nothing_stored(ada_there)


def test_where_no_member_is_needed_the_body_may_be_left_out(ada_there: Client):
    things = Things(ada_there)
    assert ada_there.call("POST", f"/goals/{things('goal')}/reset").status_code == 201
    assert ada_there.call("PUT", f"/habits/{things('habit')}/completions/2026-01-20").status_code == 201
    problem = ada_there.refused("POST", "/habits")
    assert broken(problem) == [("/title", "missing")]


def test_absent_and_null_are_not_the_same_in_a_change(ada_there: Client):
    things = Things(ada_there)
    entry = f"/goals/{things('goal')}/entries/{things('entry')}"
    assert ada_there.call("PATCH", entry, {"note": "kept"}).json["note"] == "kept"
    assert ada_there.call("PATCH", entry, {"value": 3}).json["note"] == "kept"
    assert ada_there.call("PATCH", entry, {"note": None}).json["note"] is None
    assert broken(ada_there.refused("PATCH", entry, {"value": None})) == [("/value", "type")]


@pytest.mark.parametrize("value", [[], "x", 1, True, None])
def test_a_body_is_an_object(value: Any, ada_there: Client):
    for method, path in (("POST", "/goals"), ("PATCH", "/me"), ("POST", "/tokens")):
        assert broken(ada_there.refused(method, path, value)) == [("", "type")]


def test_bad_input_about_people_is_named_too(cy: Client, ada_there: Client):
    good = {"email": "cy@example.org", "password": "correct horse"}
    for changed, pointer, code in (
        ({"password": "x" * 73}, "/password", "too_long"),
        ({"password": "é" * 37}, "/password", "too_long"),
        ({"password": "seven77"}, "/password", "too_short"),
        ({"email": "cy"}, "/email", "pattern"),
        ({"timezone": "Mars/Base"}, "/timezone", "unknown_zone"),
        ({"timezone": "../etc/passwd"}, "/timezone", "unknown_zone"),
        ({"weekStart": "FRIDAY"}, "/weekStart", "out_of_range"),
        ({"dayStart": "06:00:01"}, "/dayStart", "too_precise"),
        ({"dayStart": "07:00:00"}, "/dayStart", "out_of_range"),
        ({"dayStart": "24:00"}, "/dayStart", "pattern"),
    ):
        assert (pointer, code) in broken(cy.refused("POST", "/users", good | changed))
    assert ada_there.post("/habits", SEVERAL)["id"]
    assert cy.post("/users", good)["email"] == "cy@example.org"
