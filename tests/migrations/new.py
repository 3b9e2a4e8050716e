"""Draft the next migration from the difference between the tables and the history: `make migration name="…"`."""

import sys
import tempfile
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from headway.storage import schema
from headway.storage.database import Database


def draft(title: str) -> None:
    """Write the next step of the history; it is a draft, to be read and finished by hand."""
    number = f"{len(schema.history()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder, closing(Database(f"sqlite:///{folder}/scratch.db")) as database:
        if schema.history():
            schema.upgrade(database)
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        with database.alter() as connection:
            config.attributes["connection"] = connection
            command.revision(config, title, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
