"""What a page's handler is given and what it gives back.

A handler is a plain function. It opens its transaction, calls services, and after the block has committed gives a
`Page` to show, or with `Elsewhere` the address to go on to:

    def archive(call: Call) -> Elsewhere:
        with call.scope(write=True) as scope:
            habit = habits.archive(scope, call.id)
        return Elsewhere("/habits", Said(Deed.HABIT_ARCHIVED, habit.title, (habit.id,)))
"""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import falcon

from headway.domain.days import FIRST_DAY, LAST_DAY
from headway.domain.errors import Broken, Code, CredentialsError, HeadwayError, NotFoundError, RejectedError
from headway.edge.context import Cookie, Edge, plausible_session_of, visitor_of
from headway.edge.problems import describe
from headway.edge.security import Visitor
from headway.services.creations import Chosen
from headway.services.scope import Credentials, Scope
from headway.web.forms import Form
from headway.web.said import Said
from headway.web.words import Words

_OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*|/")
"""An address of ours, from the root. Browsers read a backslash as a slash and pass over tabs: it has neither."""

_TAKEN = {Code.EMAIL_TAKEN: "email", Code.NAME_TAKEN: "name"}
"""The fields in which something is asked for that another has."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to show: its template, and what stands in it."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An address to go on to, with what was done, which is said there."""

    address: str
    said: Said | None = None
    session: Credentials | Cookie = Cookie.KEPT
    cookies: Mapping[str, str] = field(default_factory=dict)
    """Cookies to keep on this device, or with an empty value to forget."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request for a page."""

    request: falcon.Request
    edge: Edge
    path: Mapping[str, str]
    words: Words
    form: Form
    shown: re.Pattern[str]
    """What the paths of all pages match; others only take forms."""

    @property
    def visitor(self) -> Visitor:
        """Where the request comes from."""
        return visitor_of(self.request)

    @property
    def session(self) -> Credentials | None:
        """The session that the browser shows, if it shows a plausible one."""
        return plausible_session_of(self.request)

    @property
    def credentials(self) -> Credentials:
        """The session that the browser shows.

        Raises CredentialsError.
        """
        session = self.session
        if session is None:
            raise CredentialsError(Code.UNAUTHENTICATED, "Sign in first.")
        return session

    @property
    def is_let_in(self) -> bool:
        """Whether the browser shows a session that holds."""
        try:
            with self.scope():
                return True
        except CredentialsError:
            return False

    def scope(self, *, write: bool = False) -> AbstractContextManager[Scope]:
        """Open the transaction of whoever asks.

        Raises CredentialsError.
        """
        return self.edge.door.scopes.open(self.credentials, write=write)

    @property
    def id(self) -> UUID:
        """The id in the path. Raises NotFoundError for what cannot be one."""
        return self.id_of("id")

    def id_of(self, name: str) -> UUID:
        """Read an id in the path. Raises NotFoundError for what cannot be one."""
        try:
            return UUID(self.path[name])
        except ValueError:
            raise NotFoundError("page") from None

    @property
    def day(self) -> date:
        """The day in the path, or else that was picked. Raises NotFoundError for what is none in our calendar."""
        try:
            day = date.fromisoformat(self.path.get("day") or self.query.get("day", ""))
        except ValueError:
            raise NotFoundError("page") from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise NotFoundError("page")
        return day

    @property
    def query(self) -> Mapping[str, str]:
        """What follows the question mark; of what stands there twice, the last."""
        return {name: said[-1] if isinstance(said, list) else said for name, said in self.request.params.items()}

    @property
    def chosen(self) -> Chosen | None:
        """The id that the form brought for what it makes, so that sending it twice makes it once.

        Raises RejectedError for what cannot be one.
        """
        id_ = self.form.id("id")
        self.form.enforce()
        if id_ is None:
            return None
        said = sorted((name, list(values)) for name, values in self.form.fields.items())
        return Chosen(id_, sha256(f"{self.request.path}\n{said}".encode()).hexdigest())

    def back(self, otherwise: str) -> str:
        """Tell which page of ours the form was on; one that was refused may stand where there is no page."""
        parts = urlsplit(self.request.referer or "")
        wanted = f"{parts.path}?{parts.query}".rstrip("?")
        is_ours = parts.netloc.lower() == self.visitor.host and _OURS.fullmatch(wanted)
        return wanted if is_ours and self.shown.fullmatch(parts.path) else otherwise

    @property
    def onward(self) -> str:
        """Tell where whoever signs in was going: a page of ours, Today unless the form says so."""
        wanted = self.form.text("onward") or "/"
        return wanted if _OURS.fullmatch(wanted) else "/"

    @property
    def browser(self) -> str | None:
        """Name the browser and the machine it runs on, as it names itself."""
        told = self.request.user_agent or ""
        programs = (
            ("Edg", "Edge"),
            ("OPR", "Opera"),
            ("Firefox", "Firefox"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        )
        machines = (
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Mac OS", "macOS"),
            ("Windows", "Windows"),
            ("Linux", "Linux"),
        )
        program, machine = (
            next((name for sign, name in some if sign in told), None) for some in (programs, machines)
        )
        return " · ".join(filter(None, (program, machine))) or None


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused: what was typed stands in it again, and what is wrong beside each field."""

    form: Form
    error: HeadwayError

    @property
    def status(self) -> int:
        """Tell the status that says so."""
        problem = describe(self.error)
        return problem.kind.status if problem else 422

    def typed(self, name: str) -> str:
        """Give what was typed in a field."""
        return self.form.text(name) or ""

    def beside(self, name: str, words: Words) -> list[str]:
        """Say what is wrong with a field."""
        path = tuple(name.split("."))
        return [words.broken(one) for one in self._rules if tuple(map(str, one.field)) == path]

    def elsewhere(self, names: list[str], words: Words) -> list[str]:
        """Say what is wrong with none of the fields that have a place of their own."""
        if not self._rules:
            return [words.refusal(self.error)]
        known = {tuple(name.split(".")) for name in names}
        return [words.broken(one) for one in self._rules if tuple(map(str, one.field)) not in known]

    @property
    def _rules(self) -> tuple[Broken, ...]:
        if isinstance(self.error, RejectedError):
            return self.error.broken
        taken = _TAKEN.get(self.error.code)
        return (Broken((taken,), self.error.code, self.error.detail),) if taken else ()
