"""Servers: Headway as it is served, in processes of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 20
_SERVE = "import os; from headway import config, serving; serving.serve(config.load(os.environ), workers=2)"


@dataclass(frozen=True)
class Running:
    """A server on this machine."""

    port: int
    process: subprocess.Popen[bytes]

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        """Send one request on a connection of its own."""
        sent = {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json", **headers}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)) as connection:
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            reply = connection.getresponse()
            content = reply.read()
        is_json = "json" in (reply.getheader("content-type") or "")
        return reply.status, json.loads(content) if is_json else content, dict(reply.getheaders())

    def processes(self) -> list[int]:
        """List the process that was started, and its children."""
        listed = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [self.process.pid, *map(int, listed.stdout.split())]

    def peak_kilobytes(self) -> int:
        """Tell the most memory that its processes have had, each at its own worst."""
        peaks = []
        for pid in self.processes():
            status = Path(f"/proc/{pid}/status").read_text().splitlines()
            peaks += [int(line.split()[1]) for line in status if line.startswith("VmHWM")]
        return sum(peaks)


@contextmanager
def running(data_dir: Path, **settings: str) -> Iterator[Running]:
    """Serve the embedded database of a folder, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "HEADWAY_DATA_DIR": str(data_dir),
        "HEADWAY_PORT": str(port),
        "HEADWAY_BCRYPT_COST": "4",
        "HEADWAY_SIGNUP": "open",
        **settings,
    }
    process = subprocess.Popen([sys.executable, "-c", _SERVE], env=environment)
    try:
        server = Running(port, process)
        _await(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)


def _await(server: Running) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            assert server.ask("GET", "/healthz")[0] == 200
        except OSError:
            assert server.process.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.02)
        else:
            return
