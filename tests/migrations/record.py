"""Record small databases of the schema as it is now, for later migrations to start from.

Run once when a migration is finished: `python -m tests.migrations.record`. What is recorded stays as it is.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.postgresql import Cluster
from tests.rows import put_all

DATA = Path(__file__).parent / "data"


def record() -> None:
    """Write data/<revision>.sqlite.sql and data/<revision>.postgresql.sql."""
    cluster = Cluster(16)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(Database(f"sqlite:///{folder}/headway.db")) as embedded,
        ):
            revision = _fill(embedded)
            with closing(sqlite3.connect(f"{folder}/headway.db")) as connection:
                _write(revision, "sqlite", "".join(f"{line}\n" for line in connection.iterdump()))
        with closing(Database(cluster.create("recorded"))) as server:
            _fill(server)
        _write(revision, "postgresql", cluster.dump("recorded", "--inserts"))
    finally:
        cluster.remove()


def _fill(database: Database) -> str:
    schema = Schema(database)
    schema.upgrade()
    with database.write() as tx:
        put_all(tx)
    return schema.history[-1].revision


def _write(revision: str, dialect: str, sql: str) -> None:
    (DATA / f"{revision}.{dialect}.sql").write_text(sql, encoding="utf-8")


if __name__ == "__main__":
    record()
