"""The contract's operations: of every route what it takes, what it answers and how it can refuse."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from types import UnionType
from typing import Any

from headway.api.contract import links
from headway.api.contract.schemas import has_version, may_be_empty, members_of, schema_named, schema_of
from headway.api.contract.values import DAY, TIME_OF_DAY, Schema
from headway.api.route import Route, Who
from headway.domain.errors import Code
from headway.domain.tokens import Right
from headway.edge import problems
from headway.edge.bodies import FILE_TYPE
from headway.edge.problems import KINDS, MEDIA_TYPE, Kind

_ID = {"type": "string", "format": "uuid"}
_PARAMETERS: dict[str, tuple[str, Schema]] = {
    "id": ("Its id.", _ID),
    "entryId": ("The entry's id.", _ID),
    "date": ("The day.", DAY),
    "time": ("The time of day.", TIME_OF_DAY),
}

_TEXT = {"type": "string"}


def _header(description: str, schema: Schema, *, required: bool = True) -> Schema:
    return {"description": description, "required": required, "schema": schema}


_RETRY_AFTER = _header("Seconds to wait.", {"type": "integer", "minimum": 1})
_HEADERS: dict[int, Schema] = {
    401: {"WWW-Authenticate": _header("How to show a token.", _TEXT)},
    429: {"Retry-After": _RETRY_AFTER},
    503: {"Retry-After": _RETRY_AFTER},
}
_SESSIONS: list[Schema] = [{"session": []}, {"plainSession": []}]


def paths(routes: Sequence[Route]) -> dict[str, Schema]:
    """Make every path with its operations."""
    made: dict[str, Schema] = defaultdict(dict)
    for route in routes:
        made[route.address][route.method.lower()] = _operation(route, routes)
    return dict(made)


def problem_responses(routes: Iterable[Route]) -> dict[str, Schema]:
    """Make the responses that problems come in: one for each set of codes that some operation has at a status."""
    groups = {group for route in routes for group in _grouped(route).values()}
    return {_group_name(group): _problem_response(group) for group in sorted(groups, key=_group_name)}


def declared(route: Route) -> set[Kind]:
    """List the problems that a route can answer."""
    return set(_kinds(route))


def _kinds(route: Route) -> Iterator[Kind]:
    """List what follows from a route's kind, and what only it has."""
    yield from (problems.HOST_REFUSED, problems.INTERNAL, problems.UNAVAILABLE, KINDS[Code.REJECTED])
    if route.who is not Who.ANYONE:
        yield KINDS[Code.UNAUTHENTICATED]
        yield KINDS[Code.SCOPE_MISSING]
    if route.writes:
        yield problems.ORIGIN_REFUSED
    if "id" in route.parameters:
        yield KINDS[Code.NOT_FOUND]
    yield from _kinds_of_bodies(route)
    if route.conditional:
        yield KINDS[Code.STALE]
    for problem in route.problems:
        yield problem if isinstance(problem, Kind) else KINDS[problem]


def _kinds_of_bodies(route: Route) -> Iterator[Kind]:
    if route.body is not None or route.file_bytes is not None:
        yield from (problems.BAD_REQUEST, problems.UNSUPPORTED_MEDIA_TYPE, problems.PAYLOAD_TOO_LARGE)
    if route.body is not None:
        yield problems.MALFORMED
        if route.takes_id:
            yield from (KINDS[Code.ID_REUSED], KINDS[Code.GONE])


def _grouped(route: Route) -> dict[int, tuple[Kind, ...]]:
    groups: dict[int, list[Kind]] = defaultdict(list)
    for kind in sorted(declared(route), key=lambda kind: (kind.status, kind.code)):
        groups[kind.status].append(kind)
    return {status: tuple(kinds) for status, kinds in groups.items()}


def _group_name(group: Sequence[Kind]) -> str:
    return "-".join(kind.code for kind in group)


def _problem_response(group: Sequence[Kind]) -> Schema:
    status = group[0].status
    narrowed = {
        "type": "object",
        "properties": {"type": {"enum": [kind.type for kind in group]}, "status": {"const": status}},
    }
    response: Schema = {
        "description": " · ".join(f"{kind.title} (`{kind.code}`)" for kind in group),
        "content": {MEDIA_TYPE: {"schema": {"allOf": [schema_named("Problem"), narrowed]}}},
    }
    return response | ({"headers": _HEADERS[status]} if status in _HEADERS else {})


def _operation(route: Route, routes: Sequence[Route]) -> Schema:
    operation: Schema = {
        "operationId": route.name,
        "tags": [route.name.partition("_")[0]],
        "summary": route.summary,
        "security": _security(route),
        "parameters": list(_parameters(route)),
    }
    if route.body is not None:
        operation["requestBody"] = {
            "required": not may_be_empty(route),
            "content": {"application/json": {"schema": schema_of(route.body)}},
        }
    if route.file_bytes is not None:
        operation["requestBody"] = {
            "required": True,
            "description": f"The file as it is, of at most {route.file_bytes // 1024**2} MiB.",
            "content": {FILE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        }
    operation["responses"] = {
        str(status): _answer(route, status, kind, routes) for status, kind in route.answers.items()
    } | {
        str(status): {"$ref": f"#/components/responses/{_group_name(group)}"}
        for status, group in sorted(_grouped(route).items())
    }
    return operation


def _security(route: Route) -> list[Schema]:
    match route.who:
        case Who.ANYONE:
            return []
        case Who.PASSWORD_OR_SESSION:
            return [{}, *_SESSIONS]
        case who:
            return [*_SESSIONS, {"token": [Right.READ if who is Who.READER else Right.WRITE]}]


def _parameters(route: Route) -> Iterator[Schema]:
    for name in route.parameters:
        description, schema = _PARAMETERS[name]
        yield {"name": name, "in": "path", "required": True, "description": description, "schema": schema}
    for name, schema in members_of(route.query).items() if route.query else ():
        yield {"name": name, "in": "query", "required": False, "schema": schema}
    if route.conditional:
        yield {
            "name": "If-Match",
            "in": "header",
            "required": False,
            "description": "The ETag of the version that the change is made for.",
            "schema": {"type": "string", "pattern": '^("[1-9][0-9]*"|[*])$'},
        }


def _answer(route: Route, status: int, kind: Any, routes: Sequence[Route]) -> Schema:
    response: Schema = {"description": _meaning(route, status)}
    if kind is not None:
        response["content"] = {"application/json": {"schema": schema_of(kind)}}
    headers = dict(_answer_headers(route, status, kind))
    followed = _links(route, status, routes)
    return response | ({"headers": headers} if headers else {}) | ({"links": followed} if followed else {})


def _answer_headers(route: Route, status: int, kind: Any) -> Iterator[tuple[str, Schema]]:
    if status == HTTPStatus.CREATED:
        yield "Location", _header("Where it is.", _TEXT)
    if has_version(kind):
        certain = not isinstance(kind, UnionType)
        yield "ETag", _header("Its version, for `If-Match`.", _TEXT, required=certain)
    if route.cookie:
        yield "Set-Cookie", _header("The session, or that it is over.", _TEXT)


def _links(route: Route, status: int, routes: Sequence[Route]) -> dict[str, Schema]:
    if status == HTTPStatus.CREATED:
        return links.of_creation(route, routes)
    return links.of_removal(route, routes) if route.method == "DELETE" else {}


def _meaning(route: Route, status: int) -> str:
    if status == HTTPStatus.OK and HTTPStatus.CREATED in route.answers:
        return "It was there already."
    return {200: "Done.", 201: "Made.", 204: "Done; there is nothing to tell."}[status]
