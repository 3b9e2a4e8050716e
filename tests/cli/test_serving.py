"""`serve` and `settings`."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import IO, cast
from urllib.request import urlopen

import pytest

SECRET = "0190a0a0-ada0-7000-8000-000000000001.secret"


def test_settings_are_shown_with_where_they_come_from_and_without_secrets(nobody, monkeypatch):
    nobody.directory.mkdir()
    (nobody.directory / "headway.toml").write_text("port = 9000\n")
    monkeypatch.setenv("HEADWAY_TOKEN", SECRET)
    monkeypatch.setenv("HEADWAY_DATABASE_URL", "postgresql://ada:hush@db.example.org/headway")
    said = nobody("settings").out
    lines = {line.split()[0]: line.split()[1:3] for line in said.splitlines()[1:]}
    assert lines["HEADWAY_PORT"] == ["9000", "headway.toml"]
    assert lines["HEADWAY_HOST"] == ["127.0.0.1", "default"]
    assert lines["HEADWAY_BCRYPT_COST"] == ["4", "environment"]
    assert lines["HEADWAY_TOKEN"][1] == "environment"
    assert SECRET not in said
    assert "hush" not in said
    listed = nobody("settings --json").json["items"]
    assert {one["name"] for one in listed} == set(lines)
    assert all(one["meaning"] for one in listed)


def test_a_misspelt_setting_is_warned_of(nobody, monkeypatch):
    monkeypatch.setenv("HEADWAY_PROT", "1")
    done = nobody("settings")
    assert done.code == 0
    assert "Warning: HEADWAY_PROT is no setting of Headway." in done.err.splitlines()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(*options: str, port: int):
    """Serve, and give what is printed until somebody listens; then stop, which has to go well."""
    command = [sys.executable, "-u", "-c", "from headway.cli.main import run; run()", "serve", "--port", str(port)]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            yield wait(server, port)
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0


def wait(server: subprocess.Popen[bytes], port: int) -> str:
    until = time.perf_counter() + 30
    while time.perf_counter() < until and server.poll() is None:
        with closing(socket.socket()) as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                printed = cast("IO[bytes]", server.stdout)
                os.set_blocking(printed.fileno(), False)
                return (printed.read() or b"").decode()
        time.sleep(0.05)
    raise AssertionError("It does not serve.")


def test_serve_makes_the_database_says_where_to_click_and_answers(nobody):
    port = free_port()
    with serving(port=port) as said:
        assert said.splitlines()[0] == f"Headway is at http://127.0.0.1:{port} (stop it with Ctrl+C)"
        assert urlopen(f"http://127.0.0.1:{port}/readyz").status == 200
        assert nobody.ok("user list").out == "There is no account yet.\n"
        assert "Address already in use" in nobody.refused(f"serve --port {port}")[0]


def test_beyond_this_machine_it_warns_and_asks_the_first_for_a_code(nobody):
    port = free_port()
    with serving("--host", "0.0.0.0", port=port) as said:
        lines = said.splitlines()
        assert lines[0].startswith(f"Headway is at http://127.0.0.1:{port} ")
        assert len(lines[1].partition("setup code: ")[2]) >= 10
        assert any("plain HTTP" in line for line in lines[2:])
    nobody.ok("user add ada@example.org", said="correct horse battery\n")
    for _ in range(2):  # the database of the first start, and of one that had nothing to do
        with serving("--host", "0.0.0.0", port=port) as said:
            assert "setup code" not in said


@pytest.mark.parametrize("options", ["--port 0", "--port 65536", "--port x", "--workers 0"])
def test_what_cannot_be_served_is_a_wrong_use(nobody, options):
    assert options.split()[0] in nobody.misused(f"serve {options}")


def test_an_address_of_another_machine_is_refused(nobody):
    assert "192.0.2.1" in nobody.refused("serve --host 192.0.2.1")[0]
