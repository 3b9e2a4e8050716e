"""Statements that never change load and refuse what the library would, however often they are sent."""

from contextlib import closing
from uuid import UUID

import pytest
from sqlalchemy import bindparam, event, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from headway.storage.database import Database, UnavailableError, broken_constraint
from headway.storage.statements import Statement
from headway.storage.tables import OWNED, categories, goals
from headway.storage.types import ID
from tests import rows
from tests.cast import ADA

HERS = {"owner": ADA.id}
_OWNER = bindparam("owner", type_=ID)
_OF_GOAL = (goals.c.user_id == _OWNER, goals.c.id == bindparam("key", type_=ID))
RENAME = Statement(update(goals).where(*_OF_GOAL))
ADD_CATEGORY = Statement(insert(categories))


@pytest.fixture
def filled(database):
    """A database with rows in every table."""
    with database.write() as tx:
        rows.put_all(tx)
    return database


@pytest.mark.parametrize("table", sorted(OWNED, key=str), ids=str)
def test_rows_of_every_table_are_what_the_library_loads(filled, table):
    clause = select(table).where(table.c.user_id == _OWNER).order_by(*table.primary_key.columns)
    statement = Statement(clause)
    with filled.read() as tx:
        expected = [tuple(row) for row in tx.execute(clause, HERS)]
        assert [statement.all(tx, HERS), statement.all(tx, HERS)] == [expected, expected]
        assert statement.first(tx, HERS) == expected[0]
        assert statement.first(tx, {"owner": UUID(int=9)}) is None


def test_a_row_is_read_again_only_when_it_has_changed(filled):
    read: list[str] = []

    def title(row):
        read.append(row[1])
        return row[1]

    clause = select(goals.c.id, goals.c.title).where(goals.c.user_id == _OWNER).order_by(goals.c.position)
    statement = Statement(clause, title)
    with filled.write() as tx:
        assert (
            statement.all(tx, HERS)
            == statement.all(tx, HERS)
            == read
            == ["Days without alcohol", "Save for vacation"]
        )
        assert RENAME.count(tx, {**HERS, "key": rows.GOAL_ID, "title": "Sail"}) == 1
        assert statement.all(tx, HERS) == ["Days without alcohol", "Sail"]
    assert read[2:] == ["Sail"]


def test_values_that_were_written_once_find_what_is_there_each_time_they_are_sent(filled):
    titles = Statement(select(goals.c.title).where(goals.c.user_id == _OWNER).order_by(goals.c.position))
    with filled.write() as tx:
        hers = titles.bound(tx.dialect, HERS)
        assert hers.rows(tx) == [("Days without alcohol",), ("Save for vacation",)] == hers.rows(tx)
        RENAME.count(tx, {**HERS, "key": rows.GOAL_ID, "title": "Sail"})
        assert hers.rows(tx) == [("Days without alcohol",), ("Sail",)]
        assert titles.bound(tx.dialect, {"owner": UUID(int=9)}).rows(tx) == []


def test_it_tells_how_many_rows_it_changed(filled):
    with filled.write() as tx:
        assert RENAME.count(tx, {**HERS, "key": ADA.id, "title": "Sail"}) == 0


def test_a_broken_constraint_is_what_the_library_makes_of_it(filled):
    with pytest.raises(IntegrityError) as caught, filled.write() as tx:
        ADD_CATEGORY.count(tx, rows.CATEGORY | {"name_key": "other"})
    assert broken_constraint(caught.value) == "pk_categories"
    assert rows.CATEGORY["color"] not in str(caught.value)


def test_after_a_refusal_the_same_connection_serves_on(filled):
    with closing(Database(filled.engine.url.render_as_string(hide_password=False), connections=1)) as narrow:
        for _ in range(3):
            with pytest.raises(IntegrityError), narrow.write() as tx:
                ADD_CATEGORY.count(tx, rows.CATEGORY)
            with narrow.write() as tx:
                assert RENAME.count(tx, {**HERS, "key": rows.GOAL_ID, "title": "Sail"}) == 1


def test_a_value_that_is_not_given_is_no_null(filled):
    with pytest.raises(KeyError), filled.write() as tx:
        RENAME.count(tx, {**HERS, "title": "Sail"})


def test_whoever_listens_to_the_engine_hears_it(filled):
    heard = []

    def hear(_connection, _cursor, statement, parameters, *_rest):
        heard.append((statement.split()[0], len(parameters)))

    event.listen(filled.engine, "before_cursor_execute", hear)
    with filled.write() as tx:
        RENAME.count(tx, {**HERS, "key": rows.GOAL_ID, "title": "Sail"})
    event.remove(filled.engine, "before_cursor_execute", hear)
    assert heard == [("BEGIN", 0), ("UPDATE", 3)]


class TestPostgreSQL:
    @pytest.fixture(params=["postgresql16", "postgresql18"])
    def engine(self, request):
        return request.param

    def test_a_connection_that_dies_is_unavailable_and_given_up(self, filled):
        with filled.read() as tx:
            process = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with pytest.raises(UnavailableError), filled.write() as tx:
            with filled.write() as other:
                own = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
                other.exec_driver_sql(f"SELECT pg_terminate_backend({own}, 5000)")
            RENAME.count(tx, {**HERS, "key": rows.GOAL_ID, "title": "Sail"})
        with filled.read() as tx:
            assert tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() != own or own == process

    def test_an_error_of_the_statement_itself_is_what_the_library_makes_of_it(self, filled):
        with pytest.raises(DBAPIError, match="value too long"), filled.write() as tx:
            RENAME.count(tx, {**HERS, "key": rows.GOAL_ID, "title": "x" * 256})
