"""Groups: transactions that are committed together, each as true to itself as if it were alone."""

import threading
from contextlib import closing, suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from headway.storage.database import Database, UnavailableError
from headway.storage.tables import categories, logins
from tests.cast import ADA
from tests.rows import CATEGORY


class OwnError(Exception):
    """What a transaction of the group raises."""


def add_login(tx, subject):
    tx.execute(insert(logins), {"kind": "email", "subject": subject, "user_id": ADA.id})


def seen(tx):
    return set(tx.execute(select(logins.c.subject)).scalars())


def subjects(database):
    with database.read() as tx:
        return seen(tx)


@pytest.fixture
def other(database):
    """Another program with the same database."""
    url = database.engine.url.render_as_string(hide_password=False)
    with closing(Database(url, patience=0.1)) as opened:
        yield opened


def test_all_of_them_are_kept_when_the_block_ends_and_not_before(database, other):
    with database.together():
        for subject in ("a", "b"):
            with database.write() as tx:
                add_login(tx, subject)
            assert subjects(other) == set()
    assert subjects(other) == {"a", "b"}


def test_one_that_raises_is_undone_alone(database):
    with database.together():
        with database.write() as tx:
            add_login(tx, "a")
        with pytest.raises(OwnError), database.write() as tx:
            add_login(tx, "b")
            raise OwnError
        with database.write() as tx:
            add_login(tx, "c")
    assert subjects(database) == {"a", "c"}


def test_one_that_a_constraint_refuses_is_undone_alone(database):
    with database.together():
        with database.write() as tx:
            add_login(tx, "a")
        with pytest.raises(IntegrityError), database.write() as tx:
            add_login(tx, "b")
            add_login(tx, "a")
        with database.write() as tx:
            add_login(tx, "c")
    assert subjects(database) == {"a", "c"}


def test_whoever_reads_sees_what_was_written_before(database):
    with database.together():
        assert subjects(database) == set()
        with database.write() as tx:
            add_login(tx, "a")
        assert subjects(database) == {"a"}


def test_while_all_only_read_others_may_write(database, other):
    with database.together():
        assert subjects(database) == set()
        with other.write() as tx:
            add_login(tx, "of another")
        assert subjects(database) == {"of another"}


def test_it_is_this_threads_alone(database):
    """Another thread's transaction is its own, and gets its turn."""
    took = []

    def write() -> None:
        with database.write() as tx:
            add_login(tx, "of another thread")
        took.append(subjects(database))

    thread = threading.Thread(target=write)
    with database.together():
        thread.start()
        thread.join()
        with database.write() as tx:
            add_login(tx, "ours")
    assert took == [{"of another thread"}]
    assert subjects(database) == {"of another thread", "ours"}


def test_what_ends_the_block_undoes_all_of_them(database):
    with pytest.raises(OwnError), database.together():
        with database.write() as tx:
            add_login(tx, "a")
        raise OwnError
    assert subjects(database) == set()


def test_when_the_database_gives_up_one_the_others_are_told_so(database):
    """As a failing disk makes it do; here the transaction is ended behind its back."""
    with pytest.raises(UnavailableError, match="given up"), database.together():
        with database.write() as tx:
            add_login(tx, "before")
        with pytest.raises(OwnError), database.write() as tx:
            tx.exec_driver_sql("ROLLBACK")
            raise OwnError
        for opened in (database.write, database.read):
            with pytest.raises(UnavailableError, match="given up"), opened():
                raise AssertionError
    with database.write() as tx:
        add_login(tx, "after")
    assert subjects(database) == {"after"}


def test_afterwards_a_transaction_is_by_itself_again(database, other):
    with pytest.raises(OwnError), database.together():
        raise OwnError
    with database.write() as tx:
        add_login(tx, "a")
    assert subjects(other) == {"a"}


class TestSQLite:
    @pytest.fixture
    def engine(self):
        return "sqlite"

    def test_a_commit_that_fails_keeps_none_of_them(self, database):
        """Nothing of Headway's is checked as late as that; a row of nobody's is, if a transaction asks for it."""
        with pytest.raises(IntegrityError), database.together():
            with database.write() as tx:
                add_login(tx, "a")
            with database.write() as tx:
                tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                tx.execute(insert(categories), CATEGORY)
            assert subjects(database) == {"a"}
        assert subjects(database) == set()

    def test_a_full_disk_refuses_all_of_them(self, database):
        """SQLite ends a transaction that found no room."""
        with pytest.raises(UnavailableError, match="given up"), database.together():
            with database.write() as tx:
                add_login(tx, "a")
            with pytest.raises(UnavailableError, match="disk is full"), database.write() as tx:
                tx.exec_driver_sql("PRAGMA max_page_count = 1")
                for number in range(10_000):
                    add_login(tx, f"{number}")
        assert subjects(database) == set()

    def test_while_another_program_writes_each_is_told_so(self, database, other):
        with database.write(), other.together():
            for _ in range(2):
                with pytest.raises(UnavailableError, match="busy"), other.write():
                    raise AssertionError


STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["add", "remove", "look"]), st.booleans()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(steps=STEPS)
def test_together_they_see_and_keep_what_they_would_one_by_one(database, steps):
    alone = [do(database, step) for step in steps] + [subjects(database)]
    with database.write() as tx:
        tx.execute(delete(logins))
    with database.together():
        together = [do(database, step) for step in steps]
    assert [*together, subjects(database)] == alone
    with database.write() as tx:
        tx.execute(delete(logins))


def do(database, step):
    """Take a step in a transaction of its own, and tell what came of it."""
    subject, kind, fails = step
    found = set()
    with suppress(OwnError, IntegrityError), database.read() if kind == "look" else database.write() as tx:
        if kind == "add":
            add_login(tx, subject)
        elif kind == "remove":
            tx.execute(delete(logins).where(logins.c.subject == subject))
        found = seen(tx)
        if fails:
            raise OwnError
    return found
