"""Kinds of values in words: what a schema of the contract says, for people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Schema = Mapping[str, Any]

_FORMATS = {
    "uuid": "id",
    "date": "day",
    "date-time": "instant",
    "email": "e-mail address",
    "binary": "bytes",
}
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
_NO_LONGER = 60
"""A longer pattern is for programs, and its description for people."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be: in words, or one of some words, or shapes to link to; each of a list, or null."""

    words: str = ""
    shapes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    many: bool = False
    nullable: bool = False
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a shape, or a parameter of an operation."""

    name: str
    kind: Kind
    required: bool
    description: str = ""
    default: Any = None
    place: str = ""
    example: str = ""


def members(schema: Schema) -> tuple[Member, ...]:
    """List the members of a schema, those that are needed first."""
    needed = schema.get("required", ())
    listed = [
        Member(
            name,
            kind(one),
            name in needed,
            one.get("description", ""),
            one.get("default"),
            example=_example(one),
        )
        for name, one in schema.get("properties", {}).items()
    ]
    return tuple(sorted(listed, key=lambda member: not member.required))


def _example(schema: Schema) -> str:
    """Write a member's own example; where it may be null as well, that of the other kind."""
    for one in (schema, *schema.get("anyOf", ())):
        if "examples" in one:
            return json.dumps(one["examples"][0], ensure_ascii=False)
    return ""


def kind(schema: Schema) -> Kind:
    """Say what a value may be."""
    if "$ref" in schema:
        return Kind(shapes=(named(schema),))
    if "anyOf" in schema or ("oneOf" in schema and "properties" not in schema):
        return _union(schema.get("anyOf") or schema["oneOf"])
    if "enum" in schema:
        return Kind(choices=tuple(map(str, schema["enum"])))
    if "const" in schema:
        return Kind(choices=(str(schema["const"]),))
    if schema.get("type") == "array":
        return replace(kind(schema.get("items", {})), many=True, limits=tuple(_limits(schema, "Items", "")))
    words = _FORMATS.get(schema.get("format", "")) or _TYPES.get(str(schema.get("type")), "anything")
    return Kind(words, limits=(*_limits(schema, "Length", "characters"), *_span(schema), *_pattern(schema)))


def named(schema: Schema) -> str:
    """Name the shape that a schema refers to."""
    return str(schema["$ref"]).rpartition("/")[2]


def _union(schemas: Sequence[Schema]) -> Kind:
    some = [kind(one) for one in schemas if one.get("type") != "null"]
    nullable = len(some) < len(schemas)
    if len(some) == 1:
        return replace(some[0], nullable=nullable)
    return Kind(
        words=" or ".join(one.words for one in some if one.words),
        shapes=tuple(name for one in some for name in one.shapes),
        choices=tuple(choice for one in some for choice in one.choices),
        nullable=nullable,
        limits=tuple(limit for one in some for limit in one.limits),
    )


def _limits(schema: Schema, of: str, unit: str) -> Iterator[str]:
    least, most = schema.get(f"min{of}"), schema.get(f"max{of}")
    if least is not None or most is not None:
        yield f"{_from_to(least, most)} {unit}".strip()


def _span(schema: Schema) -> Iterator[str]:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None or most is not None:
        yield _from_to(least, most)


def _from_to(least: Any, most: Any) -> str:
    if least is None:
        return f"at most {_plain(most)}"
    return f"at least {_plain(least)}" if most is None else f"{_plain(least)} … {_plain(most)}"


def _plain(number: float) -> str:
    return str(number).replace("-", "\N{MINUS SIGN}")


def _pattern(schema: Schema) -> Iterator[str]:
    pattern = schema.get("pattern", "")
    if schema.get("format") == "date":
        yield "YYYY-MM-DD"
    elif "[0-5][0-9]" in pattern:
        yield "HH:MM:SS"
    elif pattern and len(pattern) < _NO_LONGER and "\\u" not in pattern:
        yield pattern
