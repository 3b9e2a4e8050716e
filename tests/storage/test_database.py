import threading
import time
from contextlib import closing
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from headway.storage.database import (
    Database,
    RetryError,
    UnavailableError,
    UnsupportedError,
    broken_constraint,
    refuse_old,
)
from headway.storage.tables import categories, goals, logins, users
from tests.cast import ADA, NOW, TODAY

CATEGORY = {
    "user_id": ADA.id, "id": UUID(int=1), "name": "Health", "name_key": "health", "color": None, "position": 0,
    "version": 1, "created_at": NOW, "updated_at": NOW,
}  # fmt: skip
GOAL = {
    "user_id": ADA.id, "id": UUID(int=2), "title": "Read", "goal_type": "CONTINUOUS_COUNTER", "unit": "pages",
    "current_value": 0, "status": "ACTIVE", "counts_days": False, "created_on": TODAY, "position": 0,
    "version": 1, "created_at": NOW, "updated_at": NOW,
}  # fmt: skip


def count_logins(database: Database) -> int:
    with database.read() as tx:
        return len(tx.execute(select(logins)).all())


def add_login(tx, subject: str) -> None:
    tx.execute(insert(logins), {"kind": "email", "subject": subject, "user_id": ADA.id})


def test_a_write_is_kept_when_its_block_ends(database):
    with database.write() as tx:
        add_login(tx, "a")
    assert count_logins(database) == 1


def test_a_write_is_undone_when_its_block_raises(database):
    with pytest.raises(ZeroDivisionError), database.write() as tx:
        add_login(tx, "a")
        raise ZeroDivisionError
    assert count_logins(database) == 0


def test_a_read_sees_one_moment_throughout(database, tmp_path):
    other = database if database.path is None else Database(f"sqlite:///{database.path}")
    with database.read() as tx:
        before = tx.execute(select(logins)).all()
        with other.write() as writing:
            add_login(writing, "meanwhile")
        assert tx.execute(select(logins)).all() == before == []
    assert count_logins(database) == 1
    if other is not database:
        other.close()


def test_postgresql_refuses_to_write_in_a_read(database):
    if database.dialect == "sqlite":
        return
    with pytest.raises(DBAPIError, match="read-only"), database.read() as tx:
        add_login(tx, "a")


def test_sixteen_threads_writing_lose_nothing(database):
    with database.write() as tx:
        tx.execute(insert(users), USER)

    def add_one() -> None:
        for _ in range(5):
            with database.write() as tx:
                tx.execute(update(users).where(users.c.id == ADA.id).values(version=users.c.version + 1))

    threads = [threading.Thread(target=add_one) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as tx:
        assert tx.execute(select(users.c.version)).scalar_one() == 81




USER = {name: getattr(ADA, name) for name in ADA.__slots__} | {"password_hash": "x"}
