"""The contract: what this interface offers, as OpenAPI 3.1, made from the route table.

`make contract` writes it to contracts/openapi.json, and a test compares.
"""

from importlib.metadata import version
from typing import Any

import msgspec

from headway.api.contract.operations import paths, problem_responses
from headway.api.contract.schemas import schemas
from headway.api.routes import ROUTES

__all__ = ["document", "text"]


_TAGS = {
    "users": "The account: making it, its zone and its first day of the week, its password.",
    "sessions": "Being signed in with a browser, here and elsewhere.",
    "tokens": "What programs show to be let in.",
    "categories": "What goals and habits are sorted by.",
    "goals": "Goals with a target and a deadline, and counters.",
    "counters": "What a counter has gone through: slips, and the runs between its resets.",
    "entries": "Progress towards a goal, or steps of a counter.",
    "habits": "What is done again and again, and the streaks it grows to.",
    "phases": "Since when a habit asks for what.",
    "strength": "How firmly a habit sits.",
    "patterns": "On which weekdays and at which hours a habit is done.",
    "completions": "That a habit was done on a day.",
    "pauses": "Days that neither add to a streak nor break it.",
    "imports": "Files of other trackers.",
    "today": "What a day asks for.",
    "insights": "What became of everything in a span of days.",
    "system": "The server itself.",
}


def document() -> dict[str, Any]:
    """Make the contract."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Headway",
            "version": version("headway"),
            "description": (
                "Goals, counters and habits, with streaks that are right in your time zone. Amounts are exact "
                "numbers with two decimals, days `YYYY-MM-DD`, times of day `HH:MM:SS`, instants RFC 3339 in UTC."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in _TAGS.items()],
        "paths": paths(ROUTES),
        "components": {
            "schemas": schemas(ROUTES),
            "responses": problem_responses(ROUTES),
            "securitySchemes": {
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-headway",
                    "description": "A browser's session, over HTTPS or on the machine itself. What changes "
                    "something needs `Sec-Fetch-Site: same-origin` or our own `Origin` beside it.",
                },
                "plainSession": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "headway",
                    "description": "The same over plain HTTP in a home network.",
                },
                "token": {"type": "http", "scheme": "bearer", "description": "A token, with its scopes."},
            },
        },
    }


def text() -> bytes:
    """Write the contract as it is published."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2) + b"\n"
