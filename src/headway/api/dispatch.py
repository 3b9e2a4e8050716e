"""Dispatch: from the route table to Falcon's router, and from what a handler gives to what is sent.

All that can be prepared is prepared once, when a route is mounted. An answer is sent after its handler has
returned, and a handler returns after its transaction has committed.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

import falcon

from headway.api.context import Answer, Call, Path, require_credentials
from headway.api.decoding import BodyReader, QueryReader
from headway.api.route import Route, Who
from headway.api.wire import values
from headway.api.wire.members import Query
from headway.domain.errors import NotFoundError
from headway.edge import bodies
from headway.edge.context import Edge, settle_session, visitor_of
from headway.edge.problems import METHOD_NOT_ALLOWED, EdgeError, UnfitError
from headway.edge.resources import Resource
from headway.edge.security import Guard
from headway.services.scope import Credentials

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def mount(app: falcon.App[Any, Any], routes: Iterable[Route], edge: Edge) -> None:
    """Make an application answer these routes; GET answers HEAD as well."""
    resources: dict[str, dict[str, Callable[..., None]]] = defaultdict(dict)
    for route in routes:
        resources[route.address][route.method] = responder(route, edge)
    for path, responders in resources.items():
        if "GET" in responders:
            responders["HEAD"] = responders["GET"]
        app.add_route(path, Resource(responders))


class MethodCheck:
    """Falcon's middleware that refuses the methods an address does not take, those that nobody knows included."""

    def process_resource(
        self, request: falcon.Request, _response: falcon.Response, resource: object, _parameters: object
    ) -> None:
        """Let through what the resource takes; Falcon itself answers OPTIONS.

        Raises EdgeError (METHOD_NOT_ALLOWED).
        """
        if _takes(resource, request.method) or request.method == "OPTIONS":
            return
        allowed = ", ".join(one for one in falcon.HTTP_METHODS if one == "OPTIONS" or _takes(resource, one))
        raise EdgeError(METHOD_NOT_ALLOWED, f"This address takes {allowed}.", {"Allow": allowed})


def _takes(resource: object, method: str) -> bool:
    return hasattr(resource, f"on_{method.lower()}")


def responder(route: Route, edge: Edge) -> Callable[..., None]:
    """Make what Falcon calls for a route."""
    body_reader = BodyReader(route.body) if route.body else None
    query_reader = QueryReader(route.query) if route.query else _NO_QUERY

    def respond(request: falcon.Request, response: falcon.Response, **parameters: str) -> None:
        shown = _admit(route, edge.guard, request)
        call = Call(
            request=request,
            edge=edge,
            path=cast("Path", {name: _READERS[name](text) for name, text in parameters.items()}),
            query=query_reader.read(request.query_string),
            body=body_reader.read(bodies.read(request, falcon.MEDIA_JSON)) if body_reader else None,
            writes=route.writes,
            shown=shown,
        )
        _send(edge.work(partial(route.handler, call), short=route.short), request, response)

    return respond


_NO_QUERY = QueryReader(Query)


def _admit(route: Route, guard: Guard, request: falcon.Request) -> Credentials | None:
    """Refuse whoever shows nothing where something is needed, and pages of others, before anything is read."""
    shown = require_credentials(request) if route.who in {Who.READER, Who.WRITER} else None
    by_bearer = "HTTP_AUTHORIZATION" in request.env
    if route.writes and route.who is not Who.PASSWORD_OR_SESSION and not by_bearer:
        guard.require_same_origin(request)
    return shown


def _send(answer: Answer, request: falcon.Request, response: falcon.Response) -> None:
    response.status = answer.status
    if answer.status != HTTPStatus.NO_CONTENT:
        response.content_type = falcon.MEDIA_JSON
        response.data = values.encode(answer.body)
    if answer.location is not None:
        response.set_header("Location", answer.location)
    if answer.version is not None:
        response.set_header("ETag", f'"{answer.version}"')
    settle_session(response, visitor_of(request), answer.session)


def _id(text: str) -> UUID:
    if not _ID.fullmatch(text):
        raise NotFoundError("thing")
    return UUID(text)


def _named(name: str, read: Callable[[object], object]) -> Callable[[str], object]:
    """Read a parameter, and say its name when that fails."""

    def named(text: str) -> object:
        try:
            return read(text)
        except values.UnfitValueError as error:
            raise UnfitError((name,), error.code, error.detail) from error

    return named


_READERS: dict[str, Callable[[str], object]] = {
    "id": _id,
    "entryId": _id,
    "date": _named("date", values.day),
    "time": _named("time", values.time_of_day),
}
