"""The site: every page, everything that was built for browsers, and the interface in words."""

from collections.abc import Callable, Mapping
from typing import Any

import falcon

from headway.edge.context import Edge
from headway.web import dispatch, files
from headway.web.frame import POLICY
from headway.web.pages.docs import Docs
from headway.web.pages.manifest import ICONS, Manifest
from headway.web.routes import ROUTES

_FOR_GOOD = "public, max-age=31536000, immutable"


def mount(app: falcon.App[Any, Any], edge: Edge, contract: Callable[[], Mapping[str, Any]]) -> None:
    """Make an application show the site; `contract` makes the document that /docs is written from."""
    dispatch.mount(app, ROUTES, edge)
    app.add_route("/docs", Docs(contract))
    app.add_route("/assets/{name}", Built(_FOR_GOOD))
    app.add_route("/manifest.webmanifest", Manifest())
    for name in ("icon.svg", *ICONS, "apple-touch-icon.png", "service-worker.js"):
        app.add_route(f"/{name}", Built("no-cache", name))


class Built:
    """What was built for browsers."""

    def __init__(self, kept: str, name: str | None = None) -> None:
        """Tell how long a browser may keep it."""
        self._kept, self._name = kept, name

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str = "") -> None:
        """Send it in the smallest form that the browser takes."""
        asset = files.find(self._name or name)
        if asset is None:
            raise falcon.HTTPRouteNotFound
        encoding, response.data = asset.best(request.get_header("Accept-Encoding") or "")
        response.content_type = asset.media_type
        response.set_header("Cache-Control", self._kept)
        response.set_header("Content-Security-Policy", POLICY)  # A worker is bound by its own.
        response.set_header("Vary", "Accept-Encoding")
        if encoding:
            response.set_header("Content-Encoding", encoding)

    on_head = on_get
