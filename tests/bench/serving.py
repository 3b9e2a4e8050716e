"""Serving: the servers that are compared, each in processes of its own, and what they use."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that answers, with all of its processes."""

    port: int
    root: psutil.Process
    seconds_to_answer: float
    """From the start of the process to its first answer."""

    def processes(self) -> list[psutil.Process]:
        """List all its processes."""
        return [self.root, *self.root.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """Tell the processor time that its processes have used, in the kernel too."""
        return sum(time.clock_gettime(_clock_of(one.pid)) for one in self.processes())

    def megabytes(self) -> float:
        """Tell the memory of its processes; what they share is shared out among them (PSS)."""
        return float(sum(one.memory_full_info().pss for one in self.processes()) / 1e6)


def _clock_of(process: int) -> int:
    """Find the clock of what a process uses, which is far finer than what `ps` tells."""
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(process, ctypes.byref(clock)):
        raise ProcessLookupError(process)
    return clock.value


@contextmanager
def headway(data: Path, url: str, *, workers: int = 1) -> Iterator[Serving]:
    """Serve Headway, as its command does."""
    port = _free_port()
    settings = {"HEADWAY_DATA_DIR": str(data), "HEADWAY_DATABASE_URL": url, "HEADWAY_PORT": str(port)}
    program = str(Path(sys.executable).with_name("headway"))
    with _running([program, "serve", "--workers", str(workers)], port, "/healthz", settings) as serving:
        yield serving


@contextmanager
def floor(url: str, script: Path, *, ready: str) -> Iterator[Serving]:
    """Serve the floor; `ready` is a request of its script that may be sent at any time."""
    port = _free_port()
    with _running([sys.executable, "-m", "tests.bench.floor", url, str(port), str(script)], port, ready) as serving:
        yield serving


@contextmanager
def _running(
    command: Sequence[str], port: int, ready: str, settings: Mapping[str, str] | None = None
) -> Iterator[Serving]:
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=installed | dict(settings or {}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(process, port, ready, until=began + PATIENCE_SECONDS)
        yield Serving(port, psutil.Process(process.pid), time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _await(process: subprocess.Popen[bytes], port: int, path: str, *, until: float) -> None:
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                connection.close()
                return
        except OSError:
            if process.poll() is not None or time.perf_counter() > until:
                raise
        time.sleep(0.005)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
