"""Failures: what is told and what is logged when something goes wrong on our side."""

import logging
from pathlib import Path

import falcon
import pytest
from falcon.testing import TestClient
from sqlalchemy import text

from headway.api import dispatch, failures
from headway.api.context import Answer, Call
from headway.api.route import Route, Who
from headway.app import assemble
from headway.domain.errors import BusyError, Code, ConflictError, HeadwayError
from headway.edge.context import Edge
from headway.edge.problems import KINDS
from headway.edge.security import Guard
from headway.storage.database import Database, RetryError, UnavailableError
from headway.storage.schema import Schema
from headway.web import frame
from tests.api.clients import HOST, Client, code_of
from tests.doors import Entrance, entrance


class Failing:
    """A handler that raises what it is told, in turn, and then answers."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self, _call: Call[None, None]) -> Answer:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return Answer({"done": True})


def ask(handler: Failing, door: Entrance, database: Database) -> falcon.testing.Result:
    """Ask an application that has this one handler."""
    guard = Guard(bound_to="127.0.0.1")
    app = falcon.App(middleware=(guard, dispatch.MethodCheck()))
    route = Route("GET", "/thing", handler, "Do it", Who.ANYONE, {200: dict})
    dispatch.mount(app, [route], Edge(door.door, guard, Schema(database), lambda: b""))
    failures.mount(app, frame.problem)
    return TestClient(app).simulate_get("/api/v1/thing", headers={"Host": HOST})


def test_a_defect_is_told_by_its_request_only_and_logged_in_full(
    door: Entrance, database: Database, caplog: pytest.LogCaptureFixture
):
    reply = ask(Failing(ZeroDivisionError("hunter2")), door, database)
    assert (reply.status_code, reply.headers["content-type"]) == (500, "application/problem+json")
    assert set(reply.json) == {"type", "title", "status", "detail", "requestId"}
    assert code_of(reply.json) == "internal"
    assert "hunter2" not in reply.text
    assert "ZeroDivision" not in reply.text
    (record,) = (one for one in caplog.records if one.levelno == logging.ERROR)
    assert reply.json["requestId"] in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_transaction_that_gave_way_is_tried_again(door: Entrance, database: Database):
    handler = Failing(RetryError("deadlock"), RetryError("deadlock"))
    assert ask(handler, door, database).json == {"done": True}
    assert handler.calls == 3


def test_one_that_gives_way_too_often_is_told_to_come_back(door: Entrance, database: Database):
    handler = Failing(*(RetryError("deadlock") for _ in range(9)))
    reply = ask(handler, door, database)
    assert (reply.status_code, code_of(reply.json), handler.calls) == (503, "unavailable", 3)
    assert int(reply.headers["retry-after"]) > 0
    assert "deadlock" not in reply.text


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UnavailableError("password=hunter2"), 503, "unavailable"),
        (BusyError("Come back.", retry_after=7), 503, "busy"),
        (ConflictError(Code.NAME_TAKEN, "There is one."), 409, "name_taken"),
        (ConflictError(Code.ZERO, "A code that no one listed as a problem."), 409, "zero"),
    ],
)
def test_every_error_has_its_status(
    error: HeadwayError, status: int, code: str, door: Entrance, database: Database
):
    reply = ask(Failing(error), door, database)
    assert (reply.status_code, code_of(reply.json)) == (status, code)
    assert "hunter2" not in reply.text
    if status == 503:
        assert int(reply.headers["retry-after"]) == (7 if code == "busy" else 5)


def test_every_problem_has_a_title_and_a_status_of_errors():
    for code, kind in KINDS.items():
        assert (kind.code, bool(kind.title), 400 <= kind.status < 600) == (code, True, True)


# -- the database --------------------------------------------------------------------------------------------


def client_of(database: Database) -> Client:
    return Client(assemble(entrance(database).door, Guard(bound_to="127.0.0.1"), Schema(database)))


def test_a_database_that_is_away_is_told_and_the_server_still_runs():
    away = Database("postgresql://nobody@127.0.0.1:1/nothing", patience=0.1)
    client = client_of(away)
    assert client.get("/healthz") == {"status": "ok"}
    for path in ("/readyz", "/api/v1/sessions"):
        method, body = (
            ("POST", {"email": "a@example.org", "password": "x"}) if "sessions" in path else ("GET", None)
        )
        problem = client.refused(method, path, body) if body else client.refused(method, path)
        assert (problem["status"], code_of(problem)) == (503, "unavailable")
        assert "127.0.0.1" not in problem["detail"]


def test_it_is_ready_when_the_schema_is_the_one_it_needs(database: Database, tmp_path: Path):
    assert client_of(database).get("/readyz") == {"status": "ready"}
    empty = client_of(Database(f"sqlite:///{tmp_path / 'empty.db'}"))
    problem = empty.refused("GET", "/readyz")
    assert (problem["status"], code_of(problem)) == (503, "schema_outdated")
    assert "headway migrate up" in problem["detail"]


def test_a_schema_from_the_future_is_not_ready(database: Database):
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert code_of(client_of(database).refused("GET", "/readyz")) == "schema_outdated"
