"""Runs the commands of a document as it shows them, and holds what they print against what it shows.

In a `console` block a line that begins with ``$`` is a command (going on after a backslash), and what follows is
what it prints. ``…`` stands for anything in a line; a line with nothing else, for any lines.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

from headway import clock
from tests.docs.markdown import ROOT, blocks

PASSWORD = "correct horse battery staple"
ADDRESS = "127.0.0.1:8000"
ZONE = "Europe/Berlin"

_SET_UP = {"make serve", "make test", ". .venv/bin/activate"}
"""What a document says and a test cannot do: it is set up already."""

_ASKS = ("headway import ", "headway user add ", "headway login ")
"""Commands that ask for a password, and take it from the standard input where nobody is to be asked."""

_BIN = Path(sys.executable).parent
_START_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a document, and the lines that it is said to print."""

    command: str
    said: list[str] = field(default_factory=list)

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the command may print."""
        lines = [r"(?:.*\n)*" if line == "…" else f"{_line(line)}\\n" for line in self.said]
        return re.compile("".join(lines))


def _line(said: str) -> str:
    return ".*".join(re.escape(part) for part in said.rstrip().split("…"))


def steps(document: Path) -> list[Step]:
    """Read the commands of a document, but for those that set things up."""
    found: list[Step] = []
    for block in blocks(document, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:]))
            elif found[-1].command.endswith("\\"):
                found[-1] = Step(f"{found[-1].command}\n{line}")
            else:
                found[-1].said.append(line)
    return [step for step in found if step.command not in _SET_UP]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to be in, with a data directory of its own, and a free port to serve at."""

    folder: Path
    port: int
    curl: Path
    """Which program is called curl here."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What commands find around them: nothing of the one who runs the tests."""
        ours = self.folder / "bin"
        ours.mkdir(exist_ok=True)
        if not (ours / "curl").exists():
            (ours / "curl").symlink_to(self.curl)
        return {
            "PATH": f"{ours}:{_BIN}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TZ": ZONE,
            "HEADWAY_DATA_DIR": str(self.folder / "data"),
            "HEADWAY_BCRYPT_COST": "4",
            "HEADWAY_PORT": str(self.port),
        }

    def run(self, todo: list[Step], replaced: Mapping[str, str]) -> None:
        """Run commands in one shell; each has to print what it is said to, or else just to succeed."""
        script = self.folder / "steps.sh"
        script.write_text("\n".join(_called(self._here(step.command, replaced)) for step in todo))
        done = subprocess.run(
            ["/bin/sh", script], cwd=self.folder, env=dict(self.environment), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300,
        )  # fmt: skip
        ends = list(_END.finditer(done.stdout))
        assert len(ends) == len(todo), done.stdout
        starts = [0, *(end.end() for end in ends)]
        for step, start, end in zip(todo, starts, ends, strict=False):
            printed = self._there(done.stdout[start : end.start()], replaced)
            lines = "".join(f"{line.rstrip()}\n" for line in printed.rstrip("\n").splitlines())
            assert step.said or end["status"] == "0", f"$ {step.command}\n{printed}"
            assert not step.said or step.pattern.fullmatch(lines), f"$ {step.command}\n{printed}"

    def _here(self, text: str, replaced: Mapping[str, str]) -> str:
        for shown, meant in {**replaced, ADDRESS: f"127.0.0.1:{self.port}"}.items():
            text = text.replace(shown, meant)
        return text

    def _there(self, text: str, replaced: Mapping[str, str]) -> str:
        for shown, meant in {**replaced, ADDRESS: f"127.0.0.1:{self.port}"}.items():
            text = text.replace(meant, shown)
        return text

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve, as `make serve` does when everything is set up."""
        log = self.folder / "serve.log"
        with log.open("w") as file:
            server = subprocess.Popen(
                [_BIN / "headway", "serve"], cwd=self.folder, env=dict(self.environment), stdout=file, stderr=file
            )
        try:
            self._wait(server, log)
            yield
        finally:
            server.terminate()
            server.wait(_START_SECONDS)

    def _wait(self, server: subprocess.Popen[bytes], log: Path) -> None:
        until = time.perf_counter() + _START_SECONDS
        while time.perf_counter() < until and server.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1):
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(f"The server did not start: {log.read_text()}")


def today() -> date:
    """Tell the day that the commands are run on: they use the true clock."""
    return clock.now().astimezone(ZoneInfo(ZONE)).date()


def place(folder: Path, curl: Path) -> Place:
    """Make a place to run a document in."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return Place(folder, found.getsockname()[1], curl)


def _called(command: str) -> str:
    given = f"printf '%s\\n' '{PASSWORD}' | " if command.startswith(_ASKS) else ""
    return f"{given}{command}\nprintf '\\n@@@ %s\\n' $?"


_END = re.compile(r"\n@@@ (?P<status>\d+)\n")

OUR_CURL = ROOT / "tests" / "docs" / "curl.py"
"""As much of curl as the documents use, for machines that have none."""
