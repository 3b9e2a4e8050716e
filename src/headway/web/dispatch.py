"""Dispatch: from the pages' table of routes to Falcon's router, and from what a handler gives to what is sent.

A form is answered, once its transaction has committed, with the address to go on to (303), so that loading the page
again sends nothing again. One that was refused is shown at the address it was sent to; where that has no page of
its own, loading it again leads up to the page above.

What a page is made of is read in its transaction; it is written after that has ended.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from functools import partial
from http import HTTPStatus
from typing import Any

import falcon

from headway.domain.errors import CredentialsError, HeadwayError
from headway.edge import bodies
from headway.edge.context import Edge, settle_session, visitor_of
from headway.edge.resources import Resource
from headway.web import forms, said
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.forms import Form
from headway.web.frame import COOKIES, looks_of, show
from headway.web.pages import sessions
from headway.web.route import Route
from headway.web.words import Words, words_for


def mount(app: falcon.App[Any, Any], routes: Iterable[Route], edge: Edge) -> None:
    """Make an application show these pages; GET answers HEAD as well."""
    table, resources = tuple(routes), defaultdict[str, dict[str, Callable[..., None]]](dict)
    pages = {route.path for route in table if not route.writes}
    shown = re.compile("|".join(re.sub(r"{\w+}", "[^/]+", path) for path in pages))
    for route in table:
        resources[route.path][route.method] = responder(route, edge, shown)
    for path, responders in resources.items():
        responders.setdefault("GET", _lead_to(_page_above(path, pages)))
        responders["HEAD"] = responders["GET"]
        app.add_route(path, Resource(responders))


def responder(route: Route, edge: Edge, shown: re.Pattern[str]) -> Callable[..., None]:
    """Make what Falcon calls for a route; `shown` finds the addresses that have a page."""

    def respond(request: falcon.Request, response: falcon.Response, **parameters: str) -> None:
        looks = looks_of(request)
        if route.writes:
            edge.guard.require_same_origin(request)
        words = words_for(request.get_header("Accept-Language") or "", looks.language)
        call = Call(request, edge, parameters, words, _form(route, request, words), shown)
        try:
            answer = _work(route, call)
        except CredentialsError:
            if route.anyone:
                raise
            answer = _signed_out(call)
        if isinstance(answer, Page):
            show(answer, call, looks, response)
        else:
            _go_on(answer, request, response)

    return respond


def _page_above(path: str, pages: Container[str]) -> str:
    """Find the nearest page above an address of forms, which has none.

    >>> _page_above("/goals/{id}/entries/{entry}/delete", {"/", "/goals", "/goals/{id}"})
    '/goals/{id}'
    """
    while path not in pages:
        path = path.rpartition("/")[0] or "/"
    return path


def _lead_to(path: str) -> Callable[..., None]:
    """Make what Falcon calls to lead to a page, at the address of a form that was sent from one."""

    def respond(_request: falcon.Request, response: falcon.Response, **parameters: str) -> None:
        response.status = HTTPStatus.SEE_OTHER
        response.set_header("Location", falcon.uri.encode(path.format(**parameters)))

    return respond


def _form(route: Route, request: falcon.Request, words: Words) -> Form:
    return forms.read(bodies.read(request, forms.MEDIA_TYPE), words) if route.writes else Form({}, words)


def _work(route: Route, call: Call) -> Page | Elsewhere:
    """Run the handler; show a form again that was refused."""
    if not route.anyone and call.session is None:
        return _signed_out(call)
    try:
        return call.edge.work(partial(route.handler, call), short=route.short)
    except HeadwayError as error:
        if route.again is None or (isinstance(error, CredentialsError) and not route.anyone):
            raise
        refused = Refused(call.form, error)
        page = call.edge.work(partial(route.again, call, refused), short=route.short)
        return Page(page.template, {**page.values, "refused": refused}, refused.status)


def _signed_out(call: Call) -> Page | Elsewhere:
    """Ask whoever is not signed in to do so, and then go on to where they were going."""
    if call.request.path == "/" and call.session is None:
        return Elsewhere("/welcome")
    page = call.edge.work(partial(sessions.page, call), short=True)
    onward = call.request.relative_uri if call.request.method == "GET" else call.back("/")
    return Page(page.template, {**page.values, "onward": onward}, HTTPStatus.UNAUTHORIZED)


def _go_on(answer: Elsewhere, request: falcon.Request, response: falcon.Response) -> None:
    visitor = visitor_of(request)
    response.status = HTTPStatus.SEE_OTHER
    response.set_header("Location", answer.address)
    cookies = dict(answer.cookies)
    if answer.said is not None:
        cookies[said.COOKIE] = said.write(answer.said)
    for name, value in cookies.items():
        seconds = COOKIES[name] if value else 0
        secure = "; Secure" if visitor.secure else ""
        response.append_header(
            "Set-Cookie", f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        )
    settle_session(response, visitor, answer.session)
