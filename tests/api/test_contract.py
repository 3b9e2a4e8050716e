"""The contract: that it is what is published, says what is done, and takes what is taken."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from headway.api import contract
from headway.api.contract.operations import declared
from headway.api.route import Route, Who
from headway.api.routes import ROUTES
from headway.domain.errors import Code, Findings
from headway.domain.frequencies import PATTERNS, FrequencyType, parse
from headway.edge.problems import EDGE_KINDS, KINDS, RULES
from tests.api.conformance import body_validator, document
from tests.api.examples import COUNTER, DAILY, TARGET_GOAL

PUBLISHED = Path(__file__).parents[2] / "contracts" / "openapi.json"
SCHEMAS = document()["components"]["schemas"]


def everything(node: Any) -> Iterator[dict[str, Any]]:
    """List every object of the document."""
    if isinstance(node, dict):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from everything(value)


def test_the_published_contract_is_the_one_that_the_routes_make():
    assert PUBLISHED.read_bytes() == contract.text(), "run: make contract"


def test_every_reference_leads_somewhere():
    for node in everything(document()):
        if "$ref" in node:
            place: Any = document()
            for step in node["$ref"].removeprefix("#/").split("/"):
                place = place[step]


def test_every_object_that_is_sent_or_answered_is_closed():
    open_ones = {
        name
        for name, one in SCHEMAS.items()
        if one.get("type") == "object" and one.get("additionalProperties") is not False
    }
    assert open_ones == {"Problem"}


def test_amounts_are_numbers_within_limits_and_never_multiples():
    assert not [node for node in everything(document()) if "multipleOf" in node]
    assert SCHEMAS["NewEntry"]["properties"]["value"] == {
        "type": "number",
        "minimum": -99999999.99,
        "maximum": 99999999.99,
    }
    assert SCHEMAS["NewTargetGoal"]["properties"]["targetValue"]["minimum"] == 0.01


def test_the_goals_type_decides_which_goal_it_is():
    body = document()["paths"]["/api/v1/goals"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/NewGoal"}
    for name in ("NewGoal", "Goal"):
        assert SCHEMAS[name]["discriminator"]["propertyName"] == "goalType"
        assert set(SCHEMAS[name]["discriminator"]["mapping"]) == {"TARGET_BASED", "CONTINUOUS_COUNTER"}
        assert len(SCHEMAS[name]["oneOf"]) == 2


@pytest.mark.parametrize(
    ("schema", "member", "limits"),
    [
        ("NewTargetGoal", "title", {"minLength": 1, "maxLength": 255}),
        ("NewTargetGoal", "unit", {"minLength": 1, "maxLength": 50}),
        ("NewCategory", "name", {"minLength": 1, "maxLength": 100}),
        ("NewUser", "email", {"format": "email", "maxLength": 254}),
        ("NewUser", "password", {"minLength": 8, "maxLength": 72}),
        ("NewEntry", "entryDate", {"format": "date"}),
        ("DailyConfig", "timesPerDay", {"minimum": 1, "maximum": 50, "default": 1}),
        ("WeeklyConfig", "timesPerWeek", {"minimum": 1, "maximum": 7}),
        ("WeeklyConfig", "specificDays", {"minItems": 1, "uniqueItems": True}),
        ("CustomIntervalConfig", "intervalDays", {"minimum": 1, "maximum": 366}),
        ("MonthlyConfig", "timesPerMonth", {"minimum": 1, "maximum": 31}),
    ],
)
def test_limits_of_the_rules_stand_in_it(schema: str, member: str, limits: dict[str, Any]):
    assert SCHEMAS[schema]["properties"][member].items() >= limits.items()


def test_what_is_needed_is_said_and_nothing_else():
    assert SCHEMAS["NewTargetGoal"]["required"] == ["goalType", "title", "unit", "targetValue", "deadline"]
    assert SCHEMAS["NewCounter"]["required"] == ["goalType", "title", "unit"]
    assert "required" not in SCHEMAS["GoalChanges"] or SCHEMAS["GoalChanges"]["required"] == []
    assert SCHEMAS["Habit"]["required"] == list(SCHEMAS["Habit"]["properties"])


@pytest.mark.parametrize(
    ("name", "body", "fits"),
    [
        ("NewTargetGoal", TARGET_GOAL, True),
        ("NewTargetGoal", TARGET_GOAL | {"title": "  "}, False),
        ("NewTargetGoal", TARGET_GOAL | {"title": "a\nb"}, False),
        ("NewTargetGoal", TARGET_GOAL | {"targetValue": "5"}, False),
        ("NewTargetGoal", TARGET_GOAL | {"other": 1}, False),
        ("NewCounter", COUNTER | {"targetValue": None}, True),
        ("NewCounter", COUNTER | {"targetValue": 1}, False),
        ("NewHabit", DAILY, True),
        ("NewHabit", DAILY | {"frequencyType": "WEEKLY"}, False),
        ("NewHabit", DAILY | {"frequencyConfig": {"allowMultiplePerDay": "yes"}}, False),
        ("NewEntry", {"value": 1, "note": "two\nlines"}, True),
        ("NewEntry", {"value": 1, "note": "\n"}, False),
        ("NewEntry", {"value": 1, "total": 1}, False),
        ("NewEntry", {"note": "neither"}, False),
        ("HabitChanges", {"title": "x"}, True),
        ("HabitChanges", {"frequencyType": "MONTHLY"}, False),
        ("HabitChanges", {"frequencyType": "MONTHLY", "frequencyConfig": {"timesPerMonth": 1}}, True),
        ("HabitChanges", {"frequencyType": "WEEKLY", "frequencyConfig": {"timesPerMonth": 1}}, False),
        ("UserChanges", {"dayStart": "06:00:00"}, True),
        ("UserChanges", {"dayStart": "06:01:00"}, False),
        ("NewCompletion", {"completionDate": "2026-01-20", "completionTime": "24:00:00"}, False),
        ("NewCompletion", {"completionDate": "1899-12-31"}, False),
        ("NewCompletion", {"completionDate": "2026-02-30"}, False),
    ],
)
def test_it_takes_what_is_taken(name: str, body: dict[str, Any], fits: bool):
    assert body_validator(name).is_valid(body) is fits


CONFIGS: list[tuple[str, dict[str, Any]]] = [
    ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 3}),
    ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 51}),
    ("WEEKLY", {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}),
    ("WEEKLY", {"timesPerWeek": 0}),
    ("WEEKLY", {"timesPerWeek": 1, "specificDays": ["MONDAY"]}),
    ("CUSTOM_INTERVAL", {"intervalDays": 7}),
    ("CUSTOM_INTERVAL", {"intervalDays": 7, "anchor": "SCHEDULE", "startDate": "2026-01-01"}),
    ("CUSTOM_INTERVAL", {"intervalDays": 7, "anchor": "SCHEDULE", "startDate": "2026-13-01"}),
    ("MONTHLY", {"timesPerMonth": 31}),
    ("MONTHLY", {"timesPerMonth": 32}),
    ("MONTHLY", {}),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {"timesPerWeek": 5, "excludeDays": ["SAT", "SUN"]}}),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {}}),
    ("ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}}),
    ("ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3}}),
    ("ADVANCED", {"pattern": "DAYS_OF_MONTH", "rules": {"days": [1, -1]}}),
    ("ADVANCED", {"pattern": "DAYS_OF_MONTH", "rules": {"days": [0]}}),
    ("ADVANCED", {"pattern": "NTH_WEEKDAY", "rules": {"weekday": "TUE", "nth": 2}}),
    ("ADVANCED", {"pattern": "NTH_WEEKDAY", "rules": {"weekday": "TUE", "nth": 5}}),
    ("ADVANCED", {"pattern": "EVERY_N_WEEKS", "rules": {"weeks": 2, "days": ["MON"], "startDate": "2026-01-05"}}),
    ("ADVANCED", {"pattern": "EVERY_N_WEEKS", "rules": {"weeks": 1, "days": ["MON"], "startDate": "2026-01-05"}}),
    ("ADVANCED", {"pattern": "YEARLY", "rules": {"dates": ["02-29", "12-24"]}}),
    ("ADVANCED", {"pattern": "YEARLY", "rules": {"dates": ["00-29"]}}),
    ("ADVANCED", {"pattern": "YEARLY", "rules": {"dates": ["04-31"]}}),
    ("ADVANCED", {"pattern": "RRULE", "rules": {"rrule": "FREQ=WEEKLY;BYDAY=MO", "startDate": "2026-01-05"}}),
    ("ADVANCED", {"pattern": "RRULE", "rules": {"rrule": "FREQ=WEEKLY;BYDAY=MO"}}),
    ("ADVANCED", {"pattern": "HOURLY", "rules": {}}),
    ("ADVANCED", {"pattern": "YEARLY"}),
]


@pytest.mark.parametrize(
    ("kind", "config"), CONFIGS, ids=lambda one: one if isinstance(one, str) else json.dumps(one)
)
def test_it_takes_the_frequencies_that_the_domain_takes(kind: str, config: dict[str, Any]):
    findings = Findings()
    parse(FrequencyType(kind), config, findings)
    body = {"title": "x", "frequencyType": kind, "frequencyConfig": config}
    assert body_validator("NewHabit").is_valid(body) is not bool(findings.broken)


def test_every_frequency_and_pattern_stands_in_it():
    patterns = {one["$ref"].rpartition("/")[2] for one in SCHEMAS["AdvancedConfig"]["oneOf"]}
    assert {SCHEMAS[name]["properties"]["pattern"]["const"] for name in patterns} == set(PATTERNS)
    assert len(SCHEMAS["FrequencyConfig"]["oneOf"]) == len(FrequencyType)
    assert {kind for kind, _ in CONFIGS} == set(FrequencyType)
    assert {config.get("pattern") for kind, config in CONFIGS if kind == "ADVANCED"} > set(PATTERNS)


@pytest.mark.parametrize("route", [pytest.param(route, id=route.name) for route in ROUTES])
def test_a_route_and_its_handler_agree_on_body_and_query(route: Route):
    body, query = get_args(get_type_hints(route.handler)[next(iter(get_type_hints(route.handler)))])
    assert (body, query) == (route.body or type(None), route.query or type(None))


@pytest.mark.parametrize("route", [pytest.param(route, id=route.name) for route in ROUTES])
def test_an_operation_says_who_may(route: Route):
    operation = document()["paths"][route.address][route.method.lower()]
    sessions: list[dict[str, list[str]]] = [{"session": []}, {"plainSession": []}]
    assert operation["operationId"] == route.name
    assert (
        operation["security"]
        == {
            Who.ANYONE: [],
            Who.READER: [*sessions, {"token": ["read"]}],
            Who.WRITER: [*sessions, {"token": ["write"]}],
            Who.PASSWORD_OR_SESSION: [{}, *sessions],
        }[route.who]
    )


def test_every_problem_is_declared_somewhere():
    of_operations = {kind.code for route in ROUTES for kind in declared(route)}
    of_no_operation = {"no_such_address", "method_not_allowed"}
    assert of_operations | of_no_operation == set(KINDS)
    assert {kind.code for kind in EDGE_KINDS} <= set(KINDS)


def test_every_code_is_a_problem_or_a_rule_and_none_is_both():
    assert set(RULES) | {code for code in Code if code in KINDS} == set(Code)
    assert [one["const"] for one in SCHEMAS["Rule"]["oneOf"]] == [str(rule) for rule in RULES]
    assert {one["const"] for one in SCHEMAS["ProblemType"]["oneOf"]} == {kind.type for kind in KINDS.values()}


def test_every_operation_belongs_to_a_group_that_is_described():
    used = {tag for methods in document()["paths"].values() for one in methods.values() for tag in one["tags"]}
    assert used == {tag["name"] for tag in document()["tags"]}


def links() -> Iterator[tuple[str, dict[str, Any]]]:
    for methods in document()["paths"].values():
        for operation in methods.values():
            for answer in operation["responses"].values():
                for link in answer.get("links", {}).values():
                    yield operation["operationId"], link


def test_what_is_made_leads_to_all_that_can_be_done_with_it():
    led = {(made, link["operationId"]): link["parameters"] for made, link in links()}
    assert led["entries_add", "entries_show"] == {"id": "$request.path.id", "entryId": "$response.body#/id"}
    assert led["goals_reset", "entries_edit"] == led["entries_add", "entries_show"]
    assert led["habits_create", "completions_record"] == {"id": "$response.body#/id"}
    assert led["completions_add", "completions_remove"]["date"] == "$response.body#/completionDate"
    assert led["categories_create", "goals_index"] == {"categoryId": "$response.body#/id"}
    assert led["habits_remove", "habits_undelete"] == {"id": "$request.path.id"}
    made = {route.name.partition("_")[0] for route in ROUTES if "id" in route.parameters}
    assert {name.partition("_")[0] for _, name in led} == made


def test_a_link_gives_parameters_that_there_are():
    known = {
        operation["operationId"]: {one["name"] for one in operation["parameters"]}
        for methods in document()["paths"].values()
        for operation in methods.values()
    }
    for made, link in links():
        assert set(link["parameters"]) <= known[link["operationId"]], (made, link)


def test_a_body_may_be_left_out_where_an_empty_one_fits():
    for methods in document()["paths"].values():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content:
                whole = content["schema"] | {"components": document()["components"]}
                assert operation["requestBody"]["required"] is not Draft202012Validator(whole).is_valid({})


def test_every_example_is_one():
    examples = [(node, one) for node in everything(document()) for one in node.get("examples", ())]
    assert len(examples) > 20
    for schema, one in examples:
        whole = schema | {"components": document()["components"]}
        assert Draft202012Validator(whole).is_valid(one), (schema, one)


def test_it_is_openapi():
    OpenAPIV31SpecValidator(document()).validate()
