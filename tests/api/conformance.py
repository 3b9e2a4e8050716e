"""Conformance: every answer that a test gets is held against the contract."""

import re
from functools import cache
from typing import Any

from falcon.testing import Result
from jsonschema import Draft202012Validator

from headway.api import contract
from headway.api.context import API

JSON = "application/json"
PROBLEM = "application/problem+json"
HEADERS = {"allow", "etag", "location", "retry-after", "set-cookie", "www-authenticate"}
"""Those that tell a client something; the others are on every answer."""


@cache
def document() -> dict[str, Any]:
    """The contract."""
    return contract.document()


def check(method: str, path: str, reply: Result) -> None:
    """Require that an answer is one that the contract declares, in the form that it declares."""
    operation = _operation(method, path)
    if operation is None:
        assert reply.status_code in {200, 403, 404, 405}, f"{method} {path} is in no contract"
        return
    name, declared = operation
    responses = declared["responses"]
    status = str(reply.status_code)
    assert status in responses, f"{name} declares no {status}: {reply.text}"
    assert reply.headers["x-request-id"]
    response = responses[status]
    _check_headers(name, _resolved(response).get("headers", {}), reply)
    if "content" not in _resolved(response):
        assert reply.content == b"", f"{name} declares that {status} is empty"
        return
    media_type = PROBLEM if reply.status_code >= 400 else JSON
    assert reply.headers["content-type"] == media_type
    if method != "HEAD":
        found = _validator(name, status).iter_errors(reply.json)
        errors = [f"{error.json_path}: {error.message}" for error in found]
        assert not errors, f"{name} {status}: {errors}\n{reply.text}"


def _check_headers(name: str, declared: dict[str, Any], reply: Result) -> None:
    sent = HEADERS & {header.lower() for header in reply.headers}
    assert sent <= {header.lower() for header in declared}, f"{name} does not declare all of {sent}"
    assert sent >= {header.lower() for header, one in declared.items() if one["required"]}, f"{name} lacks headers"


def _operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    method = "get" if method == "HEAD" else method.lower()
    for template, operations in document()["paths"].items():
        if method in operations and _pattern(template).fullmatch(path):
            return operations[method]["operationId"], operations[method]
    return None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    if template == f"{API}/sessions/{{id}}":
        return re.compile(f"{API}/sessions/(?!current$)[^/]+")
    return re.compile(re.sub(r"{\w+}", "[^/]+", template))


def _resolved(response: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in response:
        return response
    found: dict[str, Any] = document()["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return found


@cache
def _validator(name: str, status: str) -> Draft202012Validator:
    (operation,) = (
        one for methods in document()["paths"].values() for one in methods.values() if one["operationId"] == name
    )
    ((_, content),) = _resolved(operation["responses"][status])["content"].items()
    whole = content["schema"] | {"components": document()["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def body_validator(name: str) -> Draft202012Validator:
    """Make what tells whether the contract would take a value for one of its named schemas."""
    whole = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
