"""Draft the next migration from the difference between the tables and the history: `make migration name="…"`."""

import sys
import tempfile
from contextlib import closing

from headway.storage.database import Database
from headway.storage.schema import Schema


def draft(title: str) -> None:
    """Write the next step of the history; it is a draft, to be read and finished by hand."""
    with tempfile.TemporaryDirectory() as folder, closing(Database(f"sqlite:///{folder}/scratch.db")) as database:
        schema = Schema(database)
        if schema.history:
            schema.upgrade()
        with database.alter() as connection:
            alembic, config = schema._alembic(connection=connection)
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            alembic.revision(config, title, autogenerate=True, rev_id=f"{len(schema.history) + 1:04}")


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
