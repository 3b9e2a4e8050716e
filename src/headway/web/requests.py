"""Requests to try: for every operation of the contract a body that fits it, and a line of curl."""

import json
from collections.abc import Mapping
from typing import Any

from headway.web.kinds import Schema, named

AN_ID = "0190a0a0-ada0-7000-8000-000000000001"
A_DAY = "2026-01-20"
_BY_FORMAT = {"uuid": AN_ID, "date": A_DAY, "date-time": f"{A_DAY}T07:30:00Z"}
_BY_TYPE = {"string": "text", "integer": 1, "number": 12.5, "boolean": False, "null": None}
_HOST = "$HEADWAY"


def example(schema: Schema, shapes: Mapping[str, Schema]) -> Any:
    """Make a value that fits a schema: its own example, or the simplest that there is."""
    if "$ref" in schema:
        return example(shapes[named(schema)], shapes)
    for said in ("const", "default"):
        if said in schema:
            return schema[said]
    for said in ("examples", "enum"):
        if said in schema:
            return schema[said][0]
    if "properties" in schema:
        return _object(schema, shapes)
    some = schema.get("oneOf") or schema.get("anyOf")
    return example(some[0], shapes) if some else _simplest(schema, shapes)


def _simplest(schema: Schema, shapes: Mapping[str, Schema]) -> Any:
    if schema.get("type") == "array":
        return [example(schema["items"], shapes)]
    return _BY_FORMAT.get(schema.get("format", ""), schema.get("minimum", _BY_TYPE.get(str(schema.get("type")))))


def _object(schema: Schema, shapes: Mapping[str, Schema]) -> dict[str, Any]:
    """Give the members that are needed; where none is, the first: a change changes something."""
    first: Schema = next(iter(schema.get("oneOf", ())), {})
    needed = [*schema.get("required", ()), *first.get("required", ()), *schema.get("dependentRequired", ())]
    properties = schema["properties"] | first.get("properties", {})
    return {name: example(properties[name], shapes) for name in needed or list(properties)[:1]}


def curl(method: str, path: str, operation: Schema, shapes: Mapping[str, Schema]) -> str:
    """Write an operation as a command; `$HEADWAY` is the server, `$TOKEN` a token."""
    address = path
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            value = str(example(parameter["schema"], shapes))
            address = address.replace(f"{{{parameter['name']}}}", value)
    return " \\\n  ".join([_start(method, address), *_shown(method, operation), *_sent(operation, shapes)])


def _start(method: str, address: str) -> str:
    chosen = "" if method == "get" else f" -X {method.upper()}"
    return f'curl{chosen} "{_HOST}{address}"'


def _shown(method: str, operation: Schema) -> list[str]:
    """Show a token where one is taken, and where we come from where nobody has one yet."""
    if any("token" in way for way in operation["security"]):
        return ['-H "Authorization: Bearer $TOKEN"']
    return [f'-H "Origin: {_HOST}"'] if method != "get" and {} not in operation["security"] else []


def _sent(operation: Schema, shapes: Mapping[str, Schema]) -> list[str]:
    if "requestBody" not in operation:
        return []
    ((media_type, content),) = operation["requestBody"]["content"].items()
    head = f"-H 'Content-Type: {media_type}'"
    if media_type != "application/json":
        return [head, "--data-binary @loop.db"]
    body = json.dumps(example(content["schema"], shapes), ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return [head, f"-d '{body}'"]
