"""The contract's schemas: of bodies, answers and problems."""

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from headway.api.contract import frequencies, problems
from headway.api.contract.values import DAY, TIME_OF_DAY, Schema
from headway.api.route import Route
from headway.api.wire.goals import Goal, NewGoal
from headway.api.wire.values import MOST_ITEMS, Amount, Day, Limit, Rounded, TimeOfDay
from headway.domain import amounts
from headway.edge.problems import Violation

REFERENCE = "#/components/schemas/{name}"

_KINDS: dict[Any, Schema] = {
    Amount: {"type": "number", "minimum": float(-amounts.MOST), "maximum": float(amounts.MOST)},
    Rounded: {"type": "number"},
    Day: DAY,
    TimeOfDay: TIME_OF_DAY,
    Limit: {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS},
}

_WITH_FREQUENCY = ("NewHabit", "HabitChanges", "Habit", "HabitToday", "NewPhase", "Phase", "ImportedHabit")


_EITHER = {"NewEntry": ("value", "total")}
"""The members of which exactly one is needed."""

_UNIONS = {"NewGoal": NewGoal, "Goal": Goal}
"""The unions that have a name of their own."""


def schemas(routes: Iterable[Route]) -> dict[str, Schema]:
    """Make every named schema."""
    kinds: list[Any] = [Violation]
    for route in routes:
        kinds += [kind for kind in (route.body, route.query, *route.answers.values()) if kind not in {None, dict}]
    _, named = _components(kinds)
    for route in routes:
        if route.query is not None:
            named.pop(route.query.__name__, None)
    named["Violation"]["properties"]["code"] = schema_named("Rule")
    named["NewToken"]["dependentRequired"] = {"email": ["password"], "password": ["email"]}
    for name, either in _EITHER.items():
        named[name]["oneOf"] = [{"required": [member]} for member in either]
    for name in _WITH_FREQUENCY:
        frequencies.describe(named[name])
    unions = {name: {"title": name, **_made([kind])[0][0]} for name, kind in _UNIONS.items()}
    return dict(sorted((named | unions | frequencies.schemas() | problems.schemas()).items()))


def schema_of(kind: Any) -> Schema:
    """Make the schema of one kind, by reference where it has a name."""
    if kind is dict:
        return {"type": "object"}
    return _components([kind])[0][0]


def schema_named(name: str) -> Schema:
    """Refer to a schema by its name."""
    return {"$ref": REFERENCE.format(name=name)}


def members_of(kind: type) -> Schema:
    """Make the schemas of a Struct's members."""
    members: Schema = _components([kind])[1][kind.__name__]["properties"]
    return members


def may_be_empty(route: Route) -> bool:
    """Tell whether a route's body may be left out, since none of its members is needed."""
    return route.body_optional and route.body.__name__ not in _EITHER


def has_version(kind: Any) -> bool:
    """Tell whether what is answered has a version, for `If-Match`."""
    return any("version" in getattr(one, "__struct_fields__", ()) for one in get_args(kind) or (kind,))


def _components(kinds: Iterable[Any]) -> tuple[list[Schema], dict[str, Schema]]:
    """Make schemas in which unions with a name stand as references."""
    made, named = _made(kinds)
    return [_refer_to_unions(one) for one in made], {name: _refer_to_unions(one) for name, one in named.items()}


def _made(kinds: Iterable[Any]) -> tuple[list[Schema], dict[str, Schema]]:
    made, named = msgspec.json.schema_components(kinds, schema_hook=_hook, ref_template=REFERENCE)
    return [_tidy(one) for one in made], {name: _tidy(one) for name, one in named.items()}


def _refer_to_unions(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_refer_to_unions(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    members = {one["$ref"] for one in schema.get("oneOf", ()) if "$ref" in one}
    for name, kind in _UNIONS.items():
        if members == {REFERENCE.format(name=one.__name__) for one in get_args(kind)}:
            return schema_named(name)
    return {name: _refer_to_unions(value) for name, value in schema.items()}


def _hook(kind: type) -> Schema:
    return dict(_KINDS[kind])


def _tidy(schema: Any) -> Any:
    """Say oneOf where a discriminator decides: exactly one of them fits; and that nothing else is ever in them."""
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    tidied = {name: _tidy(value) for name, value in schema.items()}
    if "discriminator" in tidied and "anyOf" in tidied:
        tidied["oneOf"] = tidied.pop("anyOf")
    if tidied.get("type") == "object" and "properties" in tidied:
        tidied.setdefault("additionalProperties", False)
    return tidied
