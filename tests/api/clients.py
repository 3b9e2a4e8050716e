"""Clients: browsers and scripts that talk to the application, each answer held against the contract."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from falcon.testing import Result, TestClient

from headway.api.context import API
from headway.app import App
from headway.edge.bodies import FILE_TYPE
from tests.api.conformance import check
from tests.cast import PASSWORD, Person

HOST = "127.0.0.1:8000"
OWN_ORIGIN = f"http://{HOST}"
JSON = "application/json"
NO_BODY = object()
_ROOTS = ("/api", "/healthz", "/readyz")


@dataclass(frozen=True)
class Client:
    """Someone at the application; Cy, as long as nothing is shown."""

    app: App
    shown: dict[str, str] = field(default_factory=dict)
    origin: str | None = OWN_ORIGIN
    host: str = HOST

    def call(
        self,
        method: str,
        path: str,
        body: Any = NO_BODY,
        *,
        raw: bytes | None = None,
        query: str = "",
        headers: dict[str, str] | None = None,
    ) -> Result:
        """Send a request: JSON, a file's bytes, or `raw`; a path is below the API unless it says so itself."""
        path = path if path.startswith(_ROOTS) else API + path
        is_file = isinstance(body, bytes)
        content = raw if raw is not None else None if body is NO_BODY else body if is_file else _encoded(body)
        sent = {"Host": self.host, **({"Origin": self.origin} if self.origin else {}), **self.shown}
        if content is not None:
            sent["Content-Type"] = FILE_TYPE if is_file else JSON
        reply = TestClient(self.app).simulate_request(
            method, path, body=content, query_string=query, headers=sent | (headers or {})
        )
        check(method, path, reply)
        return reply

    def page(self, path: str) -> Result:
        """Get a page."""
        return TestClient(self.app).simulate_get(path, headers={"Host": self.host, **self.shown})

    def get(self, path: str, query: str = "") -> Any:
        """Get something that is there."""
        reply = self.call("GET", path, query=query)
        assert reply.status_code == 200, reply.text
        return reply.json

    def post(self, path: str, body: Any = NO_BODY) -> Any:
        """Post something that is taken."""
        reply = self.call("POST", path, body)
        assert reply.status_code in {200, 201}, reply.text
        return reply.json

    def refused(self, method: str, path: str, body: Any = NO_BODY, **more: Any) -> Any:
        """Send what is refused; the problem says why."""
        reply = self.call(method, path, body, **more)
        assert reply.status_code >= 400, reply.text
        assert reply.json["status"] == reply.status_code
        return reply.json

    def sign_in(self, person: Person) -> "Client":
        """Sign someone of the cast in, with a browser."""
        reply = self.call("POST", "/sessions", {"email": person.user.email, "password": PASSWORD})
        assert reply.status_code == 201, reply.text
        return replace(self, shown={"Cookie": cookie_of(reply)})

    def with_token(self, *scopes: str) -> "Client":
        """Give this person's script a token; it shows no origin."""
        token = self.post("/tokens", {"name": "a script", "scopes": list(scopes)})["token"]
        return replace(self, shown={"Authorization": f"Bearer {token}"}, origin=None)


def _encoded(body: Any) -> bytes:
    return json.dumps(body).encode()


def cookie_of(reply: Result) -> str:
    """Take the cookie that an answer sets, as a browser would show it."""
    return reply.headers["set-cookie"].partition(";")[0]


def code_of(problem: dict[str, Any]) -> str:
    """Tell which problem it is."""
    return str(problem["type"]).removeprefix("urn:headway:problem:")


def broken(problem: dict[str, Any]) -> list[tuple[str, str]]:
    """List the rules that were broken, and where."""
    assert code_of(problem) == "rejected", problem
    return [(one["pointer"], one["code"]) for one in problem["errors"]]
