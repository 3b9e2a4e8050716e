"""What the fuzzer needs: Headway on an address, someone who is let in, and one more check."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from socketserver import ThreadingMixIn
from typing import Any
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from schemathesis import AuthContext, Case, CheckContext, Response, check

from headway.app import App
from headway.domain.errors import NotFoundError
from headway.services import sessions
from headway.storage.database import Database
from tests import cast
from tests.api.clients import Client

AnyCase = Case[Any]
BAD_REQUEST = 400
COOKIE = "__Host-headway"
_FOR_BROWSERS = {"sessions", "tokens"}
"""What is not for tokens."""
_ENDS_THEM = {"sessions", "tokens", "users"}
"""What may end the session or the token that is shown."""

_BEYOND_SCHEMAS = {
    "day_in_future",
    "deadline_passed",
    "never",
    "not_allowed",
    "nothing_to_reset",
    "repeated",
    "time_refused",
    "time_required",
    "too_precise",
    "type_fixed",
    "unknown_reference",
    "unknown_zone",
    "wrong_password",
    "zero",
}
"""The rules that no schema can tell, since they look at the day, at what is kept, or at several members."""

_TOLD_IN_WORDS = {
    ("/cursor", "pattern"),
    ("/direction", "missing"),
    ("/email", "pattern"),
    ("/file", "pattern"),
    ("/firstDay", "missing"),
    ("/from", "missing"),
    ("/from", "out_of_range"),
    ("/to", "missing"),
    ("/to", "out_of_range"),
    ("/firstDay", "out_of_range"),
    ("/frequencyConfig/timesPerWeek", "out_of_range"),
    ("/frequencyConfig/rules/days", "out_of_range"),
    ("/frequencyConfig/rules/timesPerWeek", "out_of_range"),
    ("/frequencyConfig/rules/rrule", "pattern"),
    ("/frequencyConfig/rules/rrule", "out_of_range"),
    ("/lastDay", "out_of_range"),
    ("/newPassword", "too_long"),
    ("/password", "too_long"),
    ("/savedPerDay", "missing"),
    ("/savedUnit", "missing"),
    ("/startDate", "missing"),
    ("/startDate", "out_of_range"),
    ("/targetAmount", "missing"),
    ("/unit", "missing"),
}
"""What the contract tells in words only: the form of some texts, and what members need of one another."""

_NUMBERS = {("type", "It is a whole number"), ("out_of_range", "No number here is th")}
"""2.0, which JSON Schema takes for an integer, and 1e-200, of which it cannot tell that it is too precise."""


@check
def refused_for_what_no_schema_tells(_context: CheckContext, response: Response, case: AnyCase) -> None:
    """Require of what the contract allows that it is taken, or breaks a rule that no schema can tell."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code < BAD_REQUEST:
        return
    problem = response.json()
    assert response.status_code not in {400, 413, 415}, problem
    for broken in problem.get("errors", ()):
        assert _beyond_schemas(case, broken), problem


def _beyond_schemas(case: AnyCase, broken: dict[str, str]) -> bool:
    pointer, code = re.sub(r"^/phases/[0-9]+", "", broken["pointer"]), broken["code"]
    if (code, broken["detail"][:20]) in _NUMBERS:
        return True
    if case.method == "PATCH" and (code == "missing" or pointer.startswith("/frequencyConfig")):
        return True  # it is held against what is kept
    return code in _BEYOND_SCHEMAS or (pointer, code) in _TOLD_IN_WORDS


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@contextmanager
def listening(app: App) -> Iterator[str]:
    """Serve an application; each request seems to come from another address, so that no limit ends the fuzzing."""
    addresses = map(str, count())

    def elsewhere(environ: dict[str, Any], start: Any) -> Any:
        return app(environ | {"REMOTE_ADDR": next(addresses)}, start)

    with make_server("127.0.0.1", 0, elsewhere, _Server, _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Entering:
    """Lets the fuzzer's requests in, as someone whose session and token are made anew when it has ended them."""

    def __init__(self, app: App, database: Database) -> None:
        """Begin with nobody."""
        self._app, self._database = app, database
        self._numbers = count(1)
        self.welcome()

    def welcome(self) -> None:
        """Be someone new from now on, who has nothing yet."""
        number = next(self._numbers)
        newcomer = replace(cast.ADA, id=UUID(int=number), email=f"ada.{number}@example.org")
        self._person = cast.settle(self._database, newcomer)
        self._browser = self._script = Client(self._app)
        self._in_doubt = True

    def get(self, case: AnyCase, _context: AuthContext) -> dict[str, str]:
        """Give what a request shows: a browser's session where tokens are not taken, else a token."""
        if self._in_doubt:
            self._make_sure()
        of = set(case.operation.tags or ())
        self._in_doubt = bool(of & _ENDS_THEM)
        return (self._browser if of & _FOR_BROWSERS else self._script).shown

    def _make_sure(self) -> None:
        try:
            with self._person.at(write=False):
                pass
        except NotFoundError:  # it has found out the password, and deleted the account
            self.welcome()
        if self._browser.call("GET", "/me").status_code != 200:
            with cast.visit(self._database) as visit:
                begun = sessions.begin(visit, self._person.user, None)
            self._browser = Client(self._app, {"Cookie": f"{COOKIE}={begun.credentials.value}"})
        if self._script.call("GET", "/me").status_code != 200:
            self._script = self._browser.with_token("read", "write")

    def set(self, case: AnyCase, shown: dict[str, str], _context: AuthContext) -> None:
        """Show it."""
        if "Cookie" in shown:
            case.cookies[COOKIE] = shown["Cookie"].partition("=")[2]
            case.headers["Sec-Fetch-Site"] = "same-origin"
        else:
            case.headers.update(shown)
