"""Pages: what Headway is, what its interface offers, and what people see when something went wrong."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import falcon
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from headway.web.reference import lay_out

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def mount(app: falcon.App[Any, Any], contract: Callable[[], Mapping[str, Any]]) -> None:
    """Make an application show the pages; `contract` makes the document that /docs is written from."""
    app.add_route("/", Start())
    app.add_route("/docs", Docs(contract))
    app.add_route("/assets/headway.css", Style())


def problem(title: str, detail: str, request_id: str) -> bytes:
    """Write what people see when something went wrong."""
    return _render("problem.html", title=title, detail=detail, request_id=request_id)


class Start:
    """The start page."""

    @cached_property
    def _page(self) -> bytes:
        return _render("start.html")

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Show it."""
        _send(response, self._page)

    on_head = on_get


class Docs:
    """What the interface offers, in a form for people."""

    def __init__(self, contract: Callable[[], Mapping[str, Any]]) -> None:
        """Write it when it is first asked for."""
        self._contract = contract

    @cached_property
    def _page(self) -> bytes:
        return _render("docs.html", reference=lay_out(self._contract()))

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Show it."""
        _send(response, self._page)

    on_head = on_get


class Style:
    """How pages look."""

    @cached_property
    def _sheet(self) -> bytes:
        return (_HERE / "assets" / "headway.css").read_bytes()

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Send the style sheet."""
        _send(response, self._sheet, "text/css; charset=utf-8")

    on_head = on_get


def _render(name: str, **values: object) -> bytes:
    return _ENVIRONMENT.get_template(name).render(values).encode()


def _send(response: falcon.Response, body: bytes, media_type: str = falcon.MEDIA_HTML) -> None:
    response.content_type = media_type
    response.data = body
    response.set_header("Content-Security-Policy", _POLICY)
    response.set_header("Cache-Control", "no-cache")
