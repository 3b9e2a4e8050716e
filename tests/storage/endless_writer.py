"""Writes logins for ever, and prints each once it is kept. Run by test_database, and killed by it."""

import sys
from itertools import count
from uuid import UUID

from sqlalchemy import insert

from headway.storage.database import Database
from headway.storage.tables import logins


def write(url: str, prefix: str) -> None:
    """Write until killed."""
    database = Database(url)
    for number in count():
        subject = f"{prefix} {number}"
        with database.write() as tx:
            tx.execute(insert(logins), {"kind": "email", "subject": subject, "user_id": UUID(int=number)})
        print(subject, flush=True)  # noqa: T201 -- this is what it is for


if __name__ == "__main__":
    write(*sys.argv[1:])
