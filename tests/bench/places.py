"""Places: the databases on which things are measured, each a copy of one that was filled once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from tests.bench.household import Household, settle_in
from tests.postgresql import Cluster

_NUMBERS = count()


class Place(Protocol):
    """A kind of database."""

    name: str

    def make(self, days: int, *, free: int) -> tuple[str, Household]:
        """Fill a database with a household, and tell its URL."""

    def copy(self, url: str) -> str:
        """Copy a database that nobody is connected to, and tell the copy's URL."""


class SQLite:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        """Keep them there."""
        self._folder = folder

    def make(self, days: int, *, free: int) -> tuple[str, Household]:
        """Fill a file."""
        url = self._new()
        return url, settle_in(url, days, free=free)

    def copy(self, url: str) -> str:
        """Copy a file."""
        copy = self._new()
        shutil.copy(url.removeprefix("sqlite:///"), copy.removeprefix("sqlite:///"))
        return copy

    def _new(self) -> str:
        return f"sqlite:///{self._folder / f'{next(_NUMBERS)}.db'}"


class PostgreSQL:
    """Databases of a server."""

    name = "PostgreSQL"

    def __init__(self, cluster: Cluster) -> None:
        """Make them there."""
        self._cluster = cluster

    def make(self, days: int, *, free: int) -> tuple[str, Household]:
        """Fill a database."""
        url = self._cluster.create(f"bench{next(_NUMBERS)}")
        return url, settle_in(url, days, free=free)

    def copy(self, url: str) -> str:
        """Copy a database."""
        name = url.rpartition("?")[0].rpartition("/")[2]
        return self._cluster.create(f"bench{next(_NUMBERS)}", template=name)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Place, Place]]:
    """Open both kinds; what was made there goes when the block ends."""
    cluster = Cluster(18)
    try:
        yield SQLite(folder), PostgreSQL(cluster)
    finally:
        cluster.remove()
