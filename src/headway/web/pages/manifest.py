"""The manifest: what Headway is called and looks like where it is installed, in the language of the pages."""

import json
from collections.abc import Mapping
from typing import Any

import falcon

from headway.web.frame import looks_of
from headway.web.words import Words, words_for

ICONS: Mapping[str, tuple[int, str]] = {
    "icon-192.png": (192, "any"),
    "icon-512.png": (512, "any"),
    "maskable-192.png": (192, "maskable"),
    "maskable-512.png": (512, "maskable"),
}
"""The pictures of an installed Headway: pixels a side, and whether it may be cut to a shape."""

_PAPER, _ACCENT = "#fbfaf8", "#1d6b52"


class Manifest:
    """What browsers ask for when they install a site."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Tell it."""
        words = words_for(request.get_header("Accept-Language") or "", looks_of(request).language)
        response.content_type = "application/manifest+json"
        response.set_header("Cache-Control", "no-cache")
        response.set_header("Vary", "Accept-Language, Cookie")
        response.text = json.dumps(manifest(words), ensure_ascii=False)

    on_head = on_get


def manifest(words: Words) -> dict[str, Any]:
    """Say it in a language."""
    pictures = [
        {"src": f"/{name}", "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
        for name, (side, purpose) in ICONS.items()
    ]
    return {
        "id": "/",
        "name": "Headway",
        "short_name": "Headway",
        "description": words.gettext("Habits, goals and counters, kept on a machine of your own."),
        "lang": words.tag,
        "dir": words.direction,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "icons": [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}, *pictures],
        "shortcuts": [
            {"name": words.gettext("Today"), "url": "/"},
            {
                "name": words.gettext("Add a habit, goal or counter"),
                "short_name": words.gettext("Add"),
                "url": "/new",
            },
        ],
    }
