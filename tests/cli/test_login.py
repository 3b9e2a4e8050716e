"""`login` and `logout`, and which server commands work on."""

import json
import socket
import stat

import pytest

from headway.client import Client
from headway.domain.errors import CredentialsError
from tests.cli.conftest import set_up
from tests.cli.terminal import at_a_terminal
from tests.client.strangers import as_json, saying
from tests.served import PASSWORD

NOWHERE = "http://127.0.0.1:1"
MADE_UP = "0190a0a0-ada0-7000-8000-000000000001.0190a0a0-ada0-7000-8000-000000000002.secret"
EVERY_COMMAND = [
    "today", "habits", "goals", "pauses", "done Read", "undo Read", "log Save 1", "add habit Read",
    "add goal Save --counter --unit km", "pause", "pause Read", "unpause 0190a0a0-ada0-7000-8000-000000000001",
]  # fmt: skip


@pytest.fixture
def someone(served):
    """Someone with an account on the server."""
    return served.newcomer()


@pytest.fixture
def kept(nobody):
    """Where the login is kept."""
    return nobody.directory / "login.json"


@pytest.fixture
def logged_in(nobody, someone):
    """A machine whose commands work on the server."""
    nobody.ok(f"login {someone.user.email} --server {someone.served.address}", said=f"{PASSWORD}\n")
    return nobody


def test_after_a_login_commands_work_there_until_the_logout(nobody, someone, kept):
    address = someone.served.address
    said = nobody.ok(f"login {someone.user.email} --server {address}/", said=f"{PASSWORD}\n").out
    assert said == f"Commands here work on {address} now, for {someone.user.email}. headway logout ends that.\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert PASSWORD not in kept.read_text()
    nobody.ok("add habit Read")
    with Client(address, someone.token) as client:
        assert [one.title for one in client.habits.every()] == ["Read"]
    token = json.loads(kept.read_text())["token"]
    assert nobody.ok("logout").out == f"Commands here do not work on {address} any more.\n"
    assert not kept.exists()
    with Client(address, token) as client, pytest.raises(CredentialsError):
        client.me()
    assert nobody.ok("logout").out == "Commands here were not logged in to a server.\n"
    assert nobody.misused("today").startswith("There is no account yet.")


def test_another_login_takes_the_place_of_the_first(logged_in, someone, served, kept):
    first = json.loads(kept.read_text())["token"]
    other = served.newcomer()
    logged_in.ok(f"login {other.user.email} --server {served.address} --name Laptop", said=f"{PASSWORD}\n")
    with Client(served.address, first) as client, pytest.raises(CredentialsError):
        client.me()
    with Client(served.address, json.loads(kept.read_text())["token"]) as client:
        assert client.me().email == other.user.email
        assert {one.name for one in client.tokens()} == {"the tests", "Laptop"}


def test_a_login_that_is_refused_keeps_nothing(nobody, someone, kept):
    words = f"login {someone.user.email} --server {someone.served.address}"
    (line,) = nobody.refused(words, said="a wrong one\n")
    assert "a wrong one" not in line
    assert nobody.refused(f"{words} --name {'x' * 101}", said=f"{PASSWORD}\n")[0].startswith("--name: ")
    assert "password" in nobody.misused(words)
    assert "EMAIL" in nobody.misused(f"login --server {someone.served.address}", said=f"{PASSWORD}\n")
    assert "--server" in nobody.misused(f"login {someone.user.email}", said=f"{PASSWORD}\n")
    for wrong in ("headway.example.org", "ftp://x.example", "https://x.example/path", "http://a:b@x.example"):
        assert "--server" in nobody.misused(f"login a@example.org --server {wrong}", said=f"{PASSWORD}\n")
    assert nobody(f"login a@example.org --server {NOWHERE}", said=f"{PASSWORD}\n").code == 3
    assert not kept.exists()


def test_at_a_terminal_it_asks_and_shows_no_password(nobody, someone, kept):
    answers = [("E-mail: ", someone.user.email), ("Password: ", PASSWORD)]
    seen = at_a_terminal("login", "--server", someone.served.address, answers=answers)
    assert f"for {someone.user.email}" in seen
    assert PASSWORD not in seen
    assert kept.exists()


def test_a_password_that_can_be_read_on_its_way_is_warned_of_before_it_goes(nobody, served):
    address = served.address.replace("127.0.0.1", "0.0.0.0")
    done = nobody(f"login ada@example.org --server {address}", said=f"{PASSWORD}\n")
    warning, refusal = done.err.splitlines()
    assert warning.startswith("This is plain HTTP: the password")
    assert "HEADWAY_PUBLIC_URL" in refusal
    assert done.code == 1


def test_a_token_that_others_can_read_is_not_used(logged_in, kept):
    kept.chmod(0o640)
    said = logged_in.misused("today")
    assert "other users of this machine" in said
    assert "headway login --server" in said
    assert any("chmod 600" in line for line in logged_in("settings").err.splitlines())
    logged_in.ok("logout")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"server": 1, "token": 2}', '{"server": "x"}', "\0"])
def test_what_was_kept_and_cannot_be_read_is_as_good_as_nothing(headway, kept, content):
    kept.write_text(content)
    kept.chmod(0o600)
    assert headway.ok("habits").out == "No habits here.\n"
    assert "could not be read" in headway.ok("logout").out
    assert not kept.exists()


def test_what_is_said_goes_before_what_is_set_and_that_before_what_is_remembered(logged_in, served, monkeypatch):
    logged_in.ok("add habit Remembered")
    other = served.newcomer()
    monkeypatch.setenv("HEADWAY_TOKEN", other.token)
    assert logged_in.ok("habits").out == "No habits here.\n"
    monkeypatch.delenv("HEADWAY_TOKEN")
    monkeypatch.setenv("HEADWAY_SERVER", served.address)
    assert "Remembered" in logged_in.ok("habits").out
    monkeypatch.setenv("HEADWAY_TOKEN", other.token)
    assert logged_in.ok("habits").out == "No habits here.\n"
    monkeypatch.setenv("HEADWAY_SERVER", NOWHERE)
    assert logged_in("habits").code == 3
    assert "Remembered" in logged_in.ok(f"habits --server {served.address}").out
    monkeypatch.delenv("HEADWAY_SERVER")
    assert logged_in.ok(f"habits --server {served.address}").out == "No habits here.\n"


def test_a_token_is_shown_to_no_other_server_than_its_own(nobody, monkeypatch):
    with saying(as_json({"items": [], "nextCursor": None})) as own, saying(b"") as other:
        monkeypatch.setenv("HEADWAY_SERVER", own.address)
        monkeypatch.setenv("HEADWAY_TOKEN", MADE_UP)
        nobody.ok("habits")
        assert "There is no token" in nobody.misused(f"habits --server {other.address}")
        assert b"secret" in own.heard[0]
        assert other.heard == []


def test_a_login_says_what_goes_before_it(nobody, someone, monkeypatch):
    words = f"login {someone.user.email} --server {someone.served.address}"
    monkeypatch.setenv("HEADWAY_SERVER", NOWHERE)
    assert nobody(words, said=f"{PASSWORD}\n").err == f"HEADWAY_SERVER is {NOWHERE}, and goes before this.\n"
    monkeypatch.setenv("HEADWAY_SERVER", someone.served.address)
    monkeypatch.setenv("HEADWAY_TOKEN", MADE_UP)
    assert nobody(words, said=f"{PASSWORD}\n").err == "HEADWAY_TOKEN is set, and goes before this.\n"


def test_settings_say_where_the_server_comes_from(logged_in, served, monkeypatch):
    def rows():
        listed = logged_in("settings --json").json["items"]
        return {one["name"]: (one["value"], one["source"]) for one in listed}

    assert rows()["HEADWAY_SERVER"] == (served.address, "headway login")
    assert rows()["HEADWAY_TOKEN"] == ("•••", "headway login")
    monkeypatch.setenv("HEADWAY_SERVER", NOWHERE)
    assert rows()["HEADWAY_SERVER"] == (NOWHERE, "environment")
    assert rows()["HEADWAY_TOKEN"] == ("", "default")


def test_what_is_about_the_database_stays_with_it_and_says_so(logged_in, served):
    for words in ("user list", "migrate status", "doctor"):
        done = logged_in(words)
        assert (done.code, done.err.splitlines()[0]) == (
            0,
            f"This is about the database here, not about {served.address}.",
        )


def test_a_token_that_was_revoked_says_how_to_get_another(logged_in, kept, served):
    with Client(served.address, json.loads(kept.read_text())["token"]) as client:
        client.logout()
    for words in ("today", "done Read", "add habit Read"):
        (line,) = logged_in.refused(words)
        assert line.endswith(f"Get another one with: headway login --server {served.address}")
    logged_in.ok("logout")


@pytest.mark.parametrize("words", EVERY_COMMAND)
def test_a_server_that_cannot_be_reached_is_exit_3(nobody, monkeypatch, words):
    monkeypatch.setenv("HEADWAY_TOKEN", MADE_UP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        done = nobody(f"{words} --server {address}")
    assert (done.code, done.out) == (3, "")
    assert done.err == f"{address} cannot be reached: Connection refused.\n"
    assert not (nobody.directory / "headway.db").exists()


def test_a_server_that_fails_is_exit_3_and_one_that_does_not_know_the_request_exit_1(nobody, monkeypatch):
    monkeypatch.setenv("HEADWAY_TOKEN", MADE_UP)
    for status, code, exits in [(500, "internal", 3), (503, "schema_outdated", 3), (404, "no_such_address", 1)]:
        body = {"type": f"urn:headway:problem:{code}", "detail": "So.", "requestId": "77"}
        answer = as_json(body, status).replace(b"application/json", b"application/problem+json")
        with saying(answer) as stranger:
            done = nobody(f"pauses --server {stranger.address}")
        assert (done.code, done.err) == (exits, f"{stranger.address} answers: So. (request 77)\n")


def test_a_server_that_is_gone_is_left_all_the_same(nobody, someone, kept):
    nobody.ok(f"login {someone.user.email} --server {someone.served.address}", said=f"{PASSWORD}\n")
    kept.write_text(kept.read_text().replace(someone.served.address, NOWHERE))
    done = nobody("logout")
    assert (done.code, done.out) == (3, f"Commands here do not work on {NOWHERE} any more.\n")
    assert "could not be revoked" in done.err
    assert not kept.exists()


def test_a_token_that_is_none_is_a_wrong_use_and_not_repeated(nobody, monkeypatch):
    monkeypatch.setenv("HEADWAY_SERVER", NOWHERE)
    monkeypatch.setenv("HEADWAY_TOKEN", "secret token")
    assert nobody.misused("today") == f"{NOWHERE}: This is no token of Headway's.\n"


def test_a_file_that_is_not_worth_sending_is_not_sent(nobody, monkeypatch, tmp_path):
    (tmp_path / "notes.db").write_text("Dear diary")
    monkeypatch.setenv("HEADWAY_TOKEN", MADE_UP)
    with saying(b"") as stranger:
        (line,) = nobody.refused("import", str(tmp_path / "notes.db"), "--server", stranger.address)
        assert stranger.heard == []
    assert line.startswith("FILE: ")


def test_a_data_directory_that_is_not_there_yet_is_made_for_its_owner_only(monkeypatch, tmp_path, someone):
    there = set_up(monkeypatch, tmp_path / "new" / "data")
    there.ok(f"login {someone.user.email} --server {someone.served.address}", said=f"{PASSWORD}\n")
    assert stat.S_IMODE(there.directory.stat().st_mode) == 0o700
