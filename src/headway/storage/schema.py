"""The schema as it is in a database, and the way to the one that this program was made for."""

import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, inspect

from headway.storage.database import Database
from headway.storage.tables import metadata

_FOLDER = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"
LATEST = "head"
NOTHING = "base"


class SchemaError(Exception):
    """The database's schema is not one that this program can work with."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema's history."""

    revision: str
    title: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where a database's schema stands: its revision (None: nothing is there yet) and the steps still to take."""

    revision: str | None
    pending: tuple[Migration, ...]


def history() -> tuple[Migration, ...]:
    """List the whole history, the oldest step first."""
    scripts = _scripts().walk_revisions()
    return tuple(Migration(one.revision, one.doc.rstrip(".")) for one in reversed(list(scripts)))


def status(database: Database) -> Status:
    """Tell where a database's schema stands.

    Raises SchemaError when the database is a newer program's or another's.
    """
    with database.read() as connection:
        return _status(connection)


def is_current(database: Database) -> bool:
    """Tell whether the schema is the one that this program was made for."""
    with database.read() as connection:
        return _revision(connection) == history()[-1].revision


def upgrade(database: Database, revision: str = LATEST) -> None:
    """Take the steps up to a revision, all of them or none.

    Raises SchemaError as `status` does.
    """
    with database.alter() as connection:
        _status(connection)
        command.upgrade(_config(connection=connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the steps back to a revision (`-1`: one step, `base`: all), with whatever they kept.

    Raises SchemaError as `status` does.
    """
    with database.alter() as connection:
        _status(connection)
        command.downgrade(_config(connection=connection), revision)


def dry_run(database: Database) -> str:
    """Write down the SQL that an upgrade would run; on SQLite by running it on a copy.

    Raises SchemaError as `status` does.
    """
    revision = status(database).revision
    if database.path is not None:
        return _dry_run_on_copy(database)
    text = StringIO()
    config = _config(dialect=database.dialect)
    config.output_buffer = text
    command.upgrade(config, f"{revision or NOTHING}:{LATEST}", sql=True)
    return text.getvalue()


def ensure(database: Database, now: datetime) -> Path | None:
    """Make sure that the schema is current, and tell where a copy of the database before it was put, if any.

    The embedded database is migrated at once, after a copy beside it unless it is new. A server's is its
    operator's: while it is outdated, SchemaError names the command.
    """
    stands = status(database)
    if not stands.pending:
        return None
    if database.path is None:
        raise SchemaError(
            f"The database's schema is at {stands.revision or 'nothing'}, and this program needs "
            f"{stands.pending[-1].revision}. Run: headway migrate up"
        )
    copy = None
    if stands.revision is not None:
        stamp = f"{stands.revision}-{now:%Y%m%dT%H%M%SZ}"
        copy = database.path.with_name(f"{database.path.stem}-before-migration-{stamp}.db")
        database.copy_to(copy)
    upgrade(database)
    return copy


def _dry_run_on_copy(database: Database) -> str:
    statements: list[str] = []
    with tempfile.TemporaryDirectory(dir=database.path.parent) as folder:
        path = Path(folder) / "copy.db"
        database.copy_to(path)
        with closing(Database(f"sqlite:///{path}")) as copy:

            @event.listens_for(copy.engine, "before_cursor_execute")
            def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
                statements.append(f"{statement.strip()};\n")

            upgrade(copy)
    return "\n".join(statements)


def _status(connection: Connection) -> Status:
    steps = history()
    revision = _revision(connection)
    if revision is None:
        _refuse_foreign(connection)
        return Status(None, steps)
    known = [one.revision for one in steps]
    if revision not in known:
        raise SchemaError(f"This database was written by a newer Headway (its schema is {revision}).")
    return Status(revision, steps[known.index(revision) + 1 :])


def _refuse_foreign(connection: Connection) -> None:
    """Refuse a file with anything in it; a server's database may hold more, but nothing of our names."""
    tables = set(inspect(connection).get_table_names()) - {_VERSION_TABLE}
    if connection.dialect.name != "sqlite":
        tables &= set(metadata.tables)
    if tables:
        raise SchemaError(f"This database is another program's: it has tables named {', '.join(sorted(tables))}.")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes.update(attributes)
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
