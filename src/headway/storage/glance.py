"""A glance at an embedded database, which most starts need no more than.

Only the driver of the standard library is used here: what else storage takes is longer to load than to look.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def is_ready(path: Path, latest: int) -> bool:
    """Tell whether a file's schema is the newest and no account in it lacks a revision of the `latest`.

    Whatever is in doubt, a missing file included, is not ready; to say what about it is left to a longer look.
    """
    newest = max(one.name.partition("_")[0] for one in _VERSIONS.glob("[0-9]*.py"))
    try:
        with _opened(path) as connection:
            versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            behind = connection.execute(
                "SELECT 1 FROM users WHERE coalesce(data_revision, 0) < ? LIMIT 1", (latest,)
            )
            return versions == [(newest,)] and behind.fetchone() is None
    except sqlite3.Error:
        return False


def has_accounts(path: Path) -> bool:
    """Tell whether anybody has an account in a file that is ready."""
    with _opened(path) as connection:
        return connection.execute("SELECT 1 FROM users LIMIT 1").fetchone() is not None


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True))
