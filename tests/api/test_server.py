"""The server itself: real connections, many at once, and bodies without end."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.servers import Running, running
from tests.postgresql import Servers

MEBIBYTE = 1024 * 1024
PEOPLE = 16


@pytest.fixture(scope="module", params=["sqlite", "postgresql18"])
def server(
    request: pytest.FixtureRequest, servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Headway on its embedded database, and with two processes on PostgreSQL."""
    folder = tmp_path_factory.mktemp("served")
    embedded = request.param == "sqlite"
    url = f"sqlite:///{folder / 'headway.db'}" if embedded else servers[18].create("served")
    database = Database(url)
    Schema(database).upgrade()
    database.close()
    with running(folder, HEADWAY_DATABASE_URL=url) as server:
        yield server


@pytest.fixture
def cookie(server: Running, request: pytest.FixtureRequest) -> str:
    """The session of someone new."""
    account = {"email": f"{abs(hash(request.node.name))}@example.org", "password": "correct horse"}
    status, _, headers = server.ask("POST", "/api/v1/users", account)
    assert status == 201
    return headers["set-cookie"].partition(";")[0]


def send(server: Running, head: str, body: bytes, times: int) -> tuple[bytes, int]:
    """Send a body piece by piece until the server has had enough; give its answer and how often it was sent."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    common = f"Host: 127.0.0.1:{server.port}\r\nOrigin: http://127.0.0.1:{server.port}\r\n"
    connection.sendall(
        f"POST /api/v1/sessions HTTP/1.1\r\n{common}Content-Type: application/json\r\n{head}".encode()
    )
    answer: list[bytes] = []

    def listen() -> None:
        try:
            while piece := connection.recv(65536):
                answer.append(piece)
        except OSError:
            pass

    listener = threading.Thread(target=listen)
    listener.start()
    sent = 0
    try:
        for _ in range(times):
            connection.sendall(body)
            sent += 1
    except OSError:
        pass  # the server has closed its side, which is what it should do
    listener.join(20)
    connection.close()
    return b"".join(answer), sent


def test_a_gigabyte_is_refused_before_it_is_sent_and_held_nowhere(server: Running):
    before = server.peak_kilobytes()
    answer, sent = send(server, f"Content-Length: {1024 * MEBIBYTE}\r\n\r\n", b" " * MEBIBYTE, 1024)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"urn:headway:problem:payload_too_large" in answer
    assert sent < 64
    assert server.peak_kilobytes() - before < 16 * 1024


def test_a_declared_gigabyte_is_refused_with_nothing_of_it_there(server: Running):
    answer, _ = send(server, f"Content-Length: {1024 * MEBIBYTE}\r\nConnection: close\r\n\r\n", b"", 0)
    assert answer.startswith(b"HTTP/1.1 413")


def test_a_body_without_end_is_counted_and_cut_off(server: Running):
    before = server.peak_kilobytes()
    piece = f"{MEBIBYTE // 4:x}\r\n".encode() + b" " * (MEBIBYTE // 4) + b"\r\n"
    answer, sent = send(server, "Transfer-Encoding: chunked\r\n\r\n", piece, 4096)
    assert answer.startswith(b"HTTP/1.1 413")
    assert sent < 256
    assert server.peak_kilobytes() - before < 16 * 1024


def test_a_body_in_pieces_is_read_whole(server: Running):
    body = b'{"email":"nobody@example.org","password":"wrong one"}'
    pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"
    answer, _ = send(server, "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n", pieces, 1)
    assert answer.startswith(b"HTTP/1.1 401")
    assert b"wrong_credentials" in answer


def test_a_client_that_goes_away_in_the_middle_troubles_nobody(server: Running):
    for _ in range(PEOPLE):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(b"POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{")
        connection.close()
    assert server.ask("GET", "/healthz")[0] == 200


def test_many_at_once_record_a_day_once(server: Running, cookie: str):
    habit = {"title": "Run", "frequencyType": "DAILY", "frequencyConfig": {"allowMultiplePerDay": False}}
    _, made, _ = server.ask("POST", "/api/v1/habits", habit, Cookie=cookie)
    place = f"/api/v1/habits/{made['id']}/completions/{made['createdOn']}"
    with ThreadPoolExecutor(PEOPLE) as threads:
        replies = list(threads.map(lambda _: server.ask("PUT", place, Cookie=cookie), range(PEOPLE)))
    assert sorted(status for status, _, _ in replies) == [200] * (PEOPLE - 1) + [201]
    assert len({reply["id"] for _, reply, _ in replies}) == 1
    assert server.ask("GET", f"/api/v1/habits/{made['id']}", Cookie=cookie)[1]["currentStreak"] == 1


def test_many_at_once_lose_no_entry(server: Running, cookie: str):
    counter = {"title": "Pages", "goalType": "CONTINUOUS_COUNTER", "unit": "pages"}
    _, made, _ = server.ask("POST", "/api/v1/goals", counter, Cookie=cookie)
    place = f"/api/v1/goals/{made['id']}"
    with ThreadPoolExecutor(PEOPLE) as threads:
        list(
            threads.map(lambda _: server.ask("POST", f"{place}/entries", {"value": 0.1}, Cookie=cookie), range(50))
        )
    assert server.ask("GET", place, Cookie=cookie)[1]["currentValue"] == 5.0


def test_it_answers_while_many_sign_in(server: Running):
    wrong = {"email": "someone@example.org", "password": "wrong one"}
    with ThreadPoolExecutor(PEOPLE) as threads:
        signing_in = [threads.submit(server.ask, "POST", "/api/v1/sessions", wrong) for _ in range(40)]
        assert server.ask("GET", "/healthz")[0] == 200
        assert {one.result()[0] for one in signing_in} <= {401, 429, 503}


def test_pages_are_served(server: Running):
    status, content, _ = server.ask("GET", "/welcome", None, **{"Content-Type": "text/html"})
    assert status == 200
    assert b"Headway" in content
    assert server.ask("GET", "/assets/nothing.js")[0] == 404
