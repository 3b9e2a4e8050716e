"""Connections: how a program talks to the server, and reads what somebody has."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from tests.faults.ledger import Kept

API = "/api/v1"
PATIENCE_SECONDS = 15
"""How long an answer may take: three times as long as Headway waits for anything."""


@dataclass(frozen=True)
class Refusal:
    """An answer that told a client to come back: when it was asked for, and all that was said."""

    asked_at: float
    status: int
    headers: dict[str, str]
    body: Any


class Connection:
    """A connection to the server that shows a token, opened anew when it was broken."""

    def __init__(self, port: int, token: str) -> None:
        """Take the server's port; nothing is sent yet."""
        self.port, self.token = port, token
        self._http = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        self.refusals: list[Refusal] = []

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send a request.

        Raises OSError and HTTPException when no whole answer comes.
        """
        asked_at = time.monotonic()
        try:
            self._http.request(method, API + path, None if body is None else json.dumps(body), self._headers)
            reply = self._http.getresponse()
            content = reply.read()
        except (OSError, HTTPException):
            self.close()
            raise
        said = json.loads(content) if content else None
        if reply.status >= 500:
            headers = {name.lower(): value for name, value in reply.getheaders()}
            self.refusals.append(Refusal(asked_at, reply.status, headers, said))
        return reply.status, said

    def close(self) -> None:
        """Close it; a later request opens it again."""
        self._http.close()

    def every(self, path: str) -> Iterator[dict[str, Any]]:
        """Get a list, page by page."""
        query = f"{path}{'&' if '?' in path else '?'}limit=200"
        cursor = ""
        while cursor is not None:
            status, page = self.ask("GET", query + (f"&cursor={cursor}" if cursor else ""))
            assert status == 200, page
            yield from page["items"]
            cursor = page["nextCursor"]


def read(connection: Connection) -> Kept:
    """Read all that somebody has, as the ledgers name it. Whatever is there twice is told."""
    found: list[tuple[Any, Any]] = []
    for habit in connection.every("/habits?archived=all"):
        id_ = habit["id"]
        found.append((("habit", id_), habit["title"]))
        found.append((("frequency", id_), (habit["frequencyType"], habit["frequencyConfig"])))
        if habit["targetAmount"] is not None:
            found.append((("target", id_), habit["targetAmount"]))
        if habit["archivedOn"] is not None:
            found.append((("archived", id_), True))
        for done in connection.every(f"/habits/{id_}/completions"):
            place = ("done", id_, done["completionDate"], done["completionTime"])
            found.append((place, (done["id"], done["note"], done["amount"])))
    found += [
        (("pause", one["id"]), (one["habitId"], one["firstDay"], one["lastDay"]))
        for one in connection.every("/pauses")
    ]
    for goal in connection.every("/goals"):
        found.append((("goal", goal["id"]), goal["title"]))
        entries = list(connection.every(f"/goals/{goal['id']}/entries"))
        for entry in entries:
            value = entry["kind"] if entry["kind"] in {"RESET", "SLIP"} else entry["value"]
            found.append((("entry", goal["id"], entry["id"]), (value, entry["entryDate"])))
        cents = sum(round(entry["value"] * 100) for entry in entries)
        assert round(goal["currentValue"] * 100) == cents, "a goal is the sum of its entries"
    kept = dict(found)
    assert len(kept) == len(found), "something is there twice"
    return kept
