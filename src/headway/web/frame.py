"""The frame: what every page has around it, and the headers that it is sent with."""

import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import falcon

from headway.edge.context import plausible_session_of
from headway.web import said
from headway.web.call import Call, Page
from headway.web.files import takes
from headway.web.rendering import render
from headway.web.words import words_for

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
APPEARANCE, LANGUAGE = "headway-appearance", "headway-language"
APPEARANCES = ("light", "dark")
_YEARS = 400 * 24 * 60 * 60
COOKIES = {said.COOKIE: said.SECONDS, APPEARANCE: _YEARS, LANGUAGE: _YEARS}
"""The cookies that pages set besides the session's, and for how many seconds."""

_WORTH_PACKING = 1000
_GZIP = 31  # zlib's word for it


@dataclass(frozen=True, slots=True)
class Looks:
    """What this device has chosen; None is left to the browser."""

    appearance: str | None
    language: str | None


def looks_of(request: falcon.Request) -> Looks:
    """Read what this device has chosen."""
    appearance = request.cookies.get(APPEARANCE)
    return Looks(appearance if appearance in APPEARANCES else None, request.cookies.get(LANGUAGE))


def show(page: Page, call: Call, looks: Looks, response: falcon.Response) -> None:
    """Send a page, with what was said on the one before."""
    told = said.read(call.request.cookies.get(said.COOKIE, ""))
    if call.request.cookies.get(said.COOKIE):
        response.append_header("Set-Cookie", f"{said.COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    session = call.session if page.status != HTTPStatus.UNAUTHORIZED else None
    frame = {
        "said": told,
        "refused": None,
        "appearance": looks.appearance,
        "path": call.request.path,
        "signed_in": session is not None,
        "owner": session.user_id if session else None,
        "visitor": call.visitor,
    }
    response.status = page.status
    send(call.request, response, render(page.template, call.words, {**frame, **page.values}))


def send(request: falcon.Request, response: falcon.Response, body: bytes) -> None:
    """Send HTML, packed where the browser takes that."""
    response.content_type = falcon.MEDIA_HTML
    response.set_header("Content-Security-Policy", POLICY)
    response.set_header("Vary", "Accept-Encoding, Accept-Language, Cookie")
    if len(body) > _WORTH_PACKING and takes(request.get_header("Accept-Encoding") or "", "gzip"):
        packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
        body = packer.compress(body) + packer.flush()
        response.set_header("Content-Encoding", "gzip")
    response.data = body


def problem(request: falcon.Request, response: falcon.Response, title: str, detail: str) -> None:
    """Send what people see when something went wrong."""
    looks = looks_of(request)
    words = words_for(request.get_header("Accept-Language") or "", looks.language)
    values: dict[str, Any] = {
        "said": None,
        "refused": None,
        "appearance": looks.appearance,
        "path": request.path,
        "signed_in": hasattr(request.context, "visitor") and plausible_session_of(request) is not None,
        "title": words.detail(title),
        "detail": words.detail(detail),
        "request_id": request.context.id,
    }
    send(request, response, render("problem.html", words, values))
