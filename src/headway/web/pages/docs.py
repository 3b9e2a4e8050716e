"""The interface in words, written from its contract."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import falcon

from headway.web.frame import send
from headway.web.reference import lay_out
from headway.web.rendering import render
from headway.web.words import SOURCE, words_for


class Docs:
    """What the interface offers, in a form for people; its words are the contract's."""

    def __init__(self, contract: Callable[[], Mapping[str, Any]]) -> None:
        """Write it when it is first asked for."""
        self._contract = contract

    @cached_property
    def _page(self) -> bytes:
        return render("docs.html", words_for("", SOURCE), {"reference": lay_out(self._contract())})

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Show it."""
        send(request, response, self._page)

    on_head = on_get
