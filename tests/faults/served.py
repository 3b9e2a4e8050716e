"""Headway as it is served, to be killed: `headway serve` with all its processes in a group of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.api.servers import PATIENCE_SECONDS, Running

_COMMAND = [sys.executable, "-c", "from headway.cli.main import run; run()", "serve"]


def free_port() -> int:
    """Ask for a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Served:
    """A server that is started, killed and started again at one address, on one database."""

    folder: Path
    database_url: str
    workers: int = 1
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start it."""
        environment = os.environ | {
            "HEADWAY_DATA_DIR": str(self.folder),
            "HEADWAY_DATABASE_URL": self.database_url,
            "HEADWAY_PORT": str(self.port),
            "HEADWAY_BCRYPT_COST": "4",
            "HEADWAY_SIGNUP": "open",
        }
        command = [*_COMMAND, "--workers", str(self.workers)]
        with (self.folder / "served.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, process_group=0)

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            assert self.running.process.poll() is None, f"the server ended:\n{self.log()}"
            assert time.monotonic() < until, f"the server does not answer:\n{self.log()}"
            time.sleep(0.02)

    def answers(self) -> bool:
        """Tell whether anybody answers at its address."""
        try:
            return self.running.ask("GET", "/healthz")[0] == 200
        except (OSError, HTTPException):
            return False

    def listens(self) -> bool:
        """Tell whether any process still has its address."""
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def running(self) -> Running:
        """The server as it runs."""
        assert self.process is not None
        return Running(self.port, self.process)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any, dict[str, str]]:
        """Send one request on a connection of its own; the headers' names are in small letters."""
        status, said, headers = self.running.ask(method, path, body)
        return status, said, {name.lower(): value for name, value in headers.items()}

    def account(self, email: str) -> str:
        """Make an account, and a token for it."""
        person = {"email": email, "password": "correct horse battery"}
        status, said, _ = self.ask("POST", "/api/v1/users", person)
        assert status == 201, said
        program = {"name": "a program", "scopes": ["read", "write"]}
        status, said, _ = self.ask("POST", "/api/v1/tokens", person | program)
        assert status == 201, said
        return str(said["token"])

    def kill(self) -> None:
        """Kill all its processes at once, as a machine without memory or power does."""
        process = self.running.process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Stop it, and what may be left of it."""
        process = self.running.process
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self) -> str:
        """Read what its processes have said."""
        return (self.folder / "served.log").read_text()
