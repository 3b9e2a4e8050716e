"""The reference: the contract laid out for people, from which the page /docs is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from headway.web import requests
from headway.web.kinds import Kind, Member, Schema, kind, members, named

_ACCESS = {"read": "a session, or a token that may read", "write": "a session, or a token that may write"}
_PROBLEM = "urn:headway:problem:"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that something may have, with what it means."""

    value: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What a body or an answer is made of; a pattern's `rules` are members of a member."""

    name: str
    description: str
    members: tuple[Member, ...]
    rules: tuple[Member, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation answers when all is well."""

    status: str
    meaning: str
    kind: Kind | None
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be done at one address."""

    name: str
    method: str
    path: str
    summary: str
    access: str
    parameters: tuple[Member, ...]
    body: Kind | None
    body_said: str
    body_shapes: tuple[Shape, ...]
    answers: tuple[Answer, ...]
    problems: tuple[tuple[str, tuple[str, ...]], ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations that belong together."""

    name: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All that the page shows. `shapes` are those that stand beside no operation."""

    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...]
    problems: tuple[Choice, ...]
    rules: tuple[Choice, ...]


def lay_out(contract: Mapping[str, Any]) -> Reference:
    """Take from the contract what people look for."""
    schemas = contract["components"]["schemas"]
    operations = list(_operations(contract))
    shown = {shape.name for _, one in operations for shape in one.body_shapes} | {"ProblemType", "Rule"}
    return Reference(
        tuple(
            Group(tag["name"], tag["description"], tuple(one for of, one in operations if of == tag["name"]))
            for tag in contract["tags"]
        ),
        tuple(_shape(name, schema) for name, schema in schemas.items() if name not in shown),
        _choices(schemas["ProblemType"]),
        _choices(schemas["Rule"]),
    )


def _operations(contract: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    components = contract["components"]
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {"content": {"": None}})
            ((_, content),) = body["content"].items()
            yield (
                operation["tags"][0],
                Operation(
                    name=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=operation["summary"],
                    access=_access(operation["security"]),
                    parameters=tuple(map(_parameter, operation["parameters"])),
                    body=kind(content["schema"]) if content else None,
                    body_shapes=tuple(_body_shapes(content, components["schemas"])),
                    body_said=body.get("description", "" if body.get("required") else "It may be left out."),
                    answers=tuple(_answers(operation)),
                    problems=tuple(_problems(operation, components["responses"])),
                    curl=requests.curl(method, path, operation, components["schemas"]),
                ),
            )


def _body_shapes(content: Schema | None, schemas: Mapping[str, Schema]) -> Iterator[Shape]:
    """Give the shape of a body, or where it may be of several, each of those."""
    for name in kind(content["schema"]).shapes if content else ():
        if "properties" in schemas[name]:
            yield _shape(name, schemas[name])
        else:
            yield from (_shape(one, schemas[one]) for one in kind(schemas[name]).shapes)


def _access(security: list[Mapping[str, list[str]]]) -> str:
    if not security:
        return "anyone"
    scopes = [scope for way in security for scope in way.get("token", ())]
    return _ACCESS[scopes[0]] if scopes else "a session, or e-mail and password in the body"


def _parameter(parameter: Schema) -> Member:
    schema = parameter["schema"]
    description = parameter.get("description") or schema.get("description", "")
    required = parameter["required"]
    return Member(parameter["name"], kind(schema), required, description, schema.get("default"), parameter["in"])


def _answers(operation: Schema) -> Iterator[Answer]:
    for status, answer in operation["responses"].items():
        if "$ref" not in answer:
            content = answer.get("content", {}).get("application/json")
            said = kind(content["schema"]) if content else None
            yield Answer(status, answer["description"], said, tuple(answer.get("headers", ())))


def _problems(operation: Schema, responses: Mapping[str, Schema]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for status, answer in operation["responses"].items():
        if "$ref" in answer:
            ((content),) = responses[named(answer)]["content"].values()
            types = content["schema"]["allOf"][1]["properties"]["type"]["enum"]
            yield status, tuple(one.removeprefix(_PROBLEM) for one in types)


def _shape(name: str, schema: Schema) -> Shape:
    properties = schema.get("properties", {})
    rules = members(properties["rules"]) if "pattern" in properties else ()
    return Shape(name, schema.get("description", ""), members(schema), rules, kind(schema))


def _choices(schema: Schema) -> tuple[Choice, ...]:
    return tuple(
        Choice(one["const"].removeprefix(_PROBLEM), one["title"], one["description"]) for one in schema["oneOf"]
    )
