"""One line for every answer."""

import re
from io import StringIO

import pytest
from falcon.testing import Result, TestClient

from headway.app import App, assemble
from headway.edge.log import RequestLog
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.clients import HOST
from tests.cast import NOW
from tests.doors import Entrance

LINE = re.compile(
    r"(?P<when>\S+ \S+) INFO (?P<id>[0-9a-f]{16}) (?P<method>[A-Z]+) (?P<path>'.*'|\".*\") "
    r"(?P<status>\d{3}) \d+\.\d ms"
)


def ask(app: App, method: str, path: str, host: str = HOST) -> Result:
    return TestClient(app).simulate_request(method, path, headers={"Host": host})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/healthz", 200), ("PUT", "/healthz", 405), ("GET", "/nothing", 404), ("GET", "/two\nlines'", 404)],
)
def test_it_says_who_asked_for_what_and_what_became_of_it(app: App, log: StringIO, method, path, status):
    reply = ask(app, method, path)
    (line,) = log.getvalue().splitlines()
    found = LINE.fullmatch(line)
    assert found is not None
    assert found.groupdict() == {
        "when": NOW.isoformat(" ", "milliseconds"),
        "id": reply.headers["x-request-id"],
        "method": method,
        "path": repr(path),
        "status": str(status),
    }


def test_whoever_is_refused_at_once_has_a_line_too(app: App, log: StringIO):
    reply = ask(app, "GET", "/healthz", host="elsewhere.example")
    assert reply.headers["x-request-id"] in log.getvalue()
    assert " 403 0.0 ms\n" in log.getvalue()


class Gone(StringIO):
    def write(self, _line: str) -> int:
        raise BrokenPipeError


def test_that_nobody_reads_it_any_more_keeps_nobody_from_an_answer(door: Entrance, database: Database):
    app = assemble(door.door, Guard(bound_to="127.0.0.1"), Schema(database), log=RequestLog(Gone(), door.clock))
    assert ask(app, "GET", "/healthz").status_code == 200
