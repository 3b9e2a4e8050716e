"""What comes between a client and its server: nobody, somebody else, and answers that get lost."""

import json
import socket
from datetime import time

import pytest
from urllib3.connection import HTTPConnection
from urllib3.exceptions import NameResolutionError

from headway.api.wire.completions import NewCompletion
from headway.api.wire.habits import HabitChanges
from headway.client import Client, ServerError, UnreachableError, connection
from headway.domain.errors import BusyError, LimitedError, NotFoundError, StaleError
from tests.client.strangers import as_json, losing, reply, saying
from tests.client.test_client import COUNTER, DAILY, SEVERAL
from tests.served import PASSWORD

TOKEN = "0190a0a0-ada0-7000-8000-000000000001.0190a0a0-ada0-7000-8000-000000000002.secret"
ID = "0190a0a0-ada0-7000-8000-000000000003"
ME = {"id": ID, "email": "ada@example.org", "timezone": "UTC", "weekStart": "MONDAY", "dayStart": "00:00:00",
      "skipsPerMonth": None, "version": 1, "createdAt": "2026-01-01T00:00:00Z",
      "updatedAt": "2026-01-01T00:00:00Z"}  # fmt: skip


def problem(status: int, code: str, **headers: str) -> bytes:
    body = {"type": f"urn:headway:problem:{code}", "title": "", "status": status, "detail": "So.", "requestId": "1"}
    return reply(status, json.dumps(body).encode(), content_type="application/problem+json", **headers)


def unreachable(address: str) -> str:
    """Ask for the account where it cannot be had, and give what is said to that."""
    with Client(address, TOKEN) as client, pytest.raises(UnreachableError) as missed:
        client.me()
    said = str(missed.value)
    assert said.startswith(f"{address} ")
    assert "secret" not in said
    assert missed.value.address == address
    return said.removeprefix(f"{address} ")


def test_nobody_is_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        assert unreachable(address) == "cannot be reached: Connection refused."
    nobody = NameResolutionError("nobody.invalid", HTTPConnection("nobody.invalid"), socket.gaierror())
    assert connection._why(nobody) == "nobody knows that name"


def test_nobody_answers(monkeypatch):
    monkeypatch.setattr(connection, "ANSWER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        said = unreachable(f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert said == "cannot be reached: it did not answer in time."


def test_what_is_not_encrypted_is_not_trusted():
    with saying(b"HTTP/1.1 400 Bad Request\r\n\r\n") as stranger:
        said = unreachable(stranger.address.replace("http:", "https:"))
    assert said.startswith("cannot be reached: its encryption cannot be trusted (")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (reply(200, b"<html>Welcome</html>", content_type="text/html"), "HTTP 200, text/html"),
        (reply(502, b"<html>Bad gateway</html>", content_type="text/html; charset=x"), "HTTP 502, text/html"),
        (reply(200, b"{}"), "HTTP 200, of no type"),
        (reply(204), "HTTP 204, of no type"),
        (as_json({"detail": "Not found"}, 404), "HTTP 404, application/json"),
        (reply(401, b"<html>", content_type="application/problem+json"), "HTTP 401, and no readable problem"),
    ],
)
def test_somebody_else_answers(said, told):
    with saying(said) as stranger:
        assert unreachable(stranger.address) == f"does not answer like Headway: {told}."
        assert len(stranger.heard) == 1


@pytest.mark.parametrize("body", [{}, [], {**ME, "timezone": 7}, {**ME, "dayStart": "3"}, "x" * 10])
def test_an_answer_of_another_form_is_not_taken(body):
    with saying(as_json(body)) as stranger:
        assert "does not understand" in unreachable(stranger.address)


def test_what_a_newer_server_tells_besides_is_left_aside():
    with saying(as_json({**ME, "mood": "good"})) as stranger, Client(stranger.address, TOKEN) as client:
        assert client.me().email == "ada@example.org"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_elsewhere(status):
    with saying(as_json(ME)) as elsewhere:
        location = f"{elsewhere.address}/api/v1/me?hidden=1"
        with saying(reply(status, location=location)) as stranger:
            said = unreachable(stranger.address)
        assert elsewhere.heard == []
    assert "it redirects to http://127.0.0.1, which is not followed" in said
    assert "hidden" not in said


def test_an_answer_that_breaks_off_is_asked_for_again_and_not_for_ever():
    with saying(as_json(ME)[:-5]) as stranger:
        assert unreachable(stranger.address) == "cannot be reached: the connection broke off."
        assert len(stranger.heard) == connection.MOST_TRIES
    with saying(b"", as_json(ME)) as stranger, Client(stranger.address, TOKEN) as client:
        assert client.me().email == "ada@example.org"


def test_a_server_that_says_when_is_asked_again_then():
    with saying(problem(503, "unavailable", retry_after="1"), as_json(ME)) as stranger:
        with Client(stranger.address, TOKEN) as client:
            assert client.me().email == "ada@example.org"
    with saying(problem(503, "busy")) as stranger, Client(stranger.address, TOKEN) as client:
        with pytest.raises(BusyError):
            client.me()
        assert len(stranger.heard) == 1
    with (
        saying(problem(503, "unavailable", retry_after="0")) as stranger,
        Client(stranger.address, TOKEN) as client,
    ):
        with pytest.raises(ServerError) as failed:
            client.me()
        assert len(stranger.heard) == connection.MOST_TRIES
        assert failed.value.is_down


def test_a_refusal_is_not_asked_for_again():
    for answer, error in [
        (problem(429, "too_many_attempts", retry_after="900"), LimitedError),
        (problem(500, "internal"), ServerError),
        (problem(404, "not_found"), NotFoundError),
    ]:
        with saying(answer) as stranger, Client(stranger.address, TOKEN) as client:
            with pytest.raises(error):
                client.me()
            assert len(stranger.heard) == 1


def test_a_password_is_shown_once():
    with saying(b"") as stranger:
        with pytest.raises(UnreachableError) as missed:
            Client.login(stranger.address, "ada@example.org", PASSWORD, "a script")
        assert len(stranger.heard) == 1
    assert PASSWORD not in str(missed.value)


@pytest.fixture
def loses(newcomer):
    """A client whose first answer is lost on the way, and its second if it is asked for."""
    with losing(newcomer.served.address, [0]) as way, Client(way.address, newcomer.token) as client:
        yield client


def test_a_lost_answer_makes_nothing_twice(loses, client):
    made = loses.habits.create(DAILY)
    assert [one.id for one in client.habits.every()] == [made.id]


def test_a_lost_answer_records_no_entry_twice(loses, client):
    loses.goals.create(COUNTER)
    assert len(list(client.goals.every())) == 1


def test_a_lost_tick_is_still_new(loses, client):
    habit = client.habits.create(DAILY)
    today = client.today().today
    kept, new = loses.completions.record(habit.id, today)
    assert new
    assert client.completions.record(habit.id, today) == (kept, False)


def test_a_lost_completion_at_a_time_is_there_once(loses, client):
    habit = client.habits.create(SEVERAL)
    new = NewCompletion(completion_date=client.today().today, completion_time=time(7, 30))
    kept = loses.completions.add(habit.id, new)
    assert list(client.completions.every(habit.id)) == [kept]


def test_what_was_removed_although_nobody_heard_it_is_removed(loses, client):
    habit = client.habits.create(DAILY)
    loses.habits.remove(habit.id)
    assert list(client.habits.every()) == []
    with pytest.raises(NotFoundError):
        loses.habits.remove(habit.id)


def test_a_change_for_a_version_is_not_sent_twice(loses, client):
    habit = client.habits.create(DAILY)
    with pytest.raises(UnreachableError):
        loses.habits.edit(habit.id, HabitChanges(title="Run"), habit.version)
    with pytest.raises(StaleError):
        client.habits.edit(habit.id, HabitChanges(title="Run"), habit.version)


def test_the_token_is_shown_to_the_server_and_told_to_nobody():
    with saying(as_json({"items": [], "nextCursor": None})) as stranger, Client(stranger.address, TOKEN) as client:
        assert list(client.pauses.every()) == []
        assert f"Authorization: Bearer {TOKEN}".encode() in stranger.heard[0]
        assert "secret" not in f"{client!r}{vars(client)}".replace(TOKEN, "", 1)
        assert stranger.heard[0].startswith(b"GET /api/v1/pauses?limit=200 HTTP/1.1")
