"""The schema as it is in a database, and the way to the one that this program was made for.

The history is numbered: its files tell every step by name, `0001_make_the_whole_schema.py`. So Alembic, which takes
longer to load than most commands take, is loaded only where a step is taken.
"""

import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, String, column, event, inspect, select, table

from headway.storage.database import Database
from headway.storage.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num", String))
_REVISION = select(_VERSION.c.version_num)
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


class Schema:
    """The schema of one database, and the steps between it and ours.

    Everything here raises SchemaError when the database was written by a newer Headway or by another program.
    """

    def __init__(self, database: Database, folder: Path = _FOLDER) -> None:
        """Take the database, and the folder that holds the history."""
        self._database = database
        self._folder = folder

    @cached_property
    def history(self) -> tuple[Migration, ...]:
        """The whole history, the oldest step first."""
        names = sorted(path.stem for path in (self._folder / "versions").glob("[0-9]*.py"))
        parts = (name.split("_") for name in names)
        return tuple(Migration(number, " ".join(words).capitalize()) for number, *words in parts)

    def status(self) -> Status:
        """Tell where the schema stands."""
        with self._database.read() as connection:
            return self._status(connection)

    def is_current(self) -> bool:
        """Tell whether the schema is the one that this program was made for."""
        return not self.status().pending

    def upgrade(self, revision: str = LATEST) -> None:
        """Take the steps up to a revision, all of them or none."""
        with self._database.alter() as connection:
            self._status(connection)
            alembic, config = self._alembic(connection=connection)
            alembic.upgrade(config, revision)

    def downgrade(self, revision: str) -> None:
        """Take the steps back to a revision (`-1`: one step, `base`: all), with whatever they kept."""
        with self._database.alter() as connection:
            self._status(connection)
            alembic, config = self._alembic(connection=connection)
            alembic.downgrade(config, revision)

    def dry_run(self) -> str:
        """Write down the SQL that an upgrade would run; on SQLite by running it on a copy."""
        revision = self.status().revision
        if self._database.path is not None:
            return self._dry_run_on_copy(self._database.path.parent)
        text = StringIO()
        alembic, config = self._alembic(dialect=self._database.dialect)
        config.output_buffer = text
        alembic.upgrade(config, f"{revision or NOTHING}:{LATEST}", sql=True)
        return text.getvalue()

    def ensure(self, now: datetime) -> Path | None:
        """Make sure that the schema is current, and tell where a copy of the database before it is, if any.

        The embedded database is migrated at once, after a copy beside it unless it is new. A server's database
        is its operator's: while it is outdated, SchemaError names the command to run.
        """
        stands = self.status()
        if not stands.pending:
            return None
        path = self._database.path
        if path is None:
            raise SchemaError(
                f"The database's schema is at {stands.revision or NOTHING}, this program needs "
                f"{stands.pending[-1].revision}. Run: headway migrate up"
            )
        copy = None
        if stands.revision is not None:
            copy = path.with_name(f"{path.stem}-{stands.revision}-{now:%Y%m%dT%H%M%S%fZ}.db")
            self._database.copy_to(copy)
        self.upgrade()
        return copy

    def _dry_run_on_copy(self, folder: Path) -> str:
        statements: list[str] = []
        with tempfile.TemporaryDirectory(dir=folder) as inside:
            path = Path(inside) / "copy.db"
            self._database.copy_to(path)
            with closing(Database(f"sqlite:///{path}")) as copy:

                @event.listens_for(copy.engine, "before_cursor_execute")
                def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
                    statements.append(f"{statement.strip()};\n")

                Schema(copy, self._folder).upgrade()
        return "\n".join(statements)

    def _status(self, connection: Connection) -> Status:
        kept = inspect(connection).has_table(_VERSION.name)
        revision = connection.execute(_REVISION).scalar_one_or_none() if kept else None
        if revision is None:
            _refuse_foreign(connection)
            return Status(None, self.history)
        known = [one.revision for one in self.history]
        if revision not in known:
            raise SchemaError(f"This database was written by a newer Headway (its schema is {revision}).")
        return Status(revision, self.history[known.index(revision) + 1 :])

    def _alembic(self, **attributes: object) -> tuple[Any, "Config"]:
        """Load Alembic's commands, and tell it about our history."""
        from alembic import command  # noqa: PLC0415 -- only now it is needed
        from alembic.config import Config  # noqa: PLC0415 -- only now it is needed

        config = Config()
        config.set_main_option("script_location", str(self._folder).replace("%", "%%"))
        config.attributes.update(attributes)
        return command, config


def _refuse_foreign(connection: Connection) -> None:
    """Refuse a file with anything in it; a server's database may hold more, but nothing of our names."""
    tables = set(inspect(connection).get_table_names()) - {_VERSION.name}
    if connection.dialect.name != "sqlite":
        tables &= set(metadata.tables)
    if tables:
        raise SchemaError(f"This database is another program's: it has tables named {', '.join(sorted(tables))}.")
