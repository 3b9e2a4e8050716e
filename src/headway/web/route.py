"""A route: what is shown or done at one address of the pages. The table of them is `routes.ROUTES`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from headway.edge.security import SAFE_METHODS
from headway.web.call import Call, Elsewhere, Page, Refused

Handler = Callable[[Call], Page | Elsewhere]
Again = Callable[[Call, Refused], Page]
"""Shows a form once more, with what was typed and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method at one address.

    `again` shows the form that was refused; without it the refusal has a page of its own. `short` is what takes one
    transaction and little else: no password is hashed. To `anyone` a page is shown without a session.
    """

    method: str
    path: str
    handler: Handler
    again: Again | None = None
    anyone: bool = False
    short: bool = True

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.method not in SAFE_METHODS

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the path's parameters."""
        return tuple(re.findall(r"{(\w+)}", self.path))


def form(path: str, handler: Handler, again: Again | None = None, **more: Any) -> Route:
    """Make a route that takes a form."""
    return Route("POST", path, handler, again, **more)


def page(path: str, handler: Handler, **more: Any) -> Route:
    """Make a route that shows a page."""
    return Route("GET", path, handler, **more)
