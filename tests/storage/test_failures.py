from uuid import UUID

import psycopg
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from headway.storage.database import UnavailableError, broken_constraint
from headway.storage.tables import categories, goals, habit_completions, habits
from tests.rows import CATEGORY, COUNTER, DONE, HABIT


def broken_by(person, *rows):
    """Insert rows, the last of which breaks a constraint, and name it."""
    *before, (table, row) = rows
    with person.database.write() as tx:
        for kept, values in before:
            tx.execute(insert(kept), values)
    with pytest.raises(IntegrityError) as caught, person.database.write() as tx:
        tx.execute(insert(table), row)
    return broken_constraint(caught.value)


def test_a_primary_key_is_named(ada):
    assert broken_by(ada, (categories, CATEGORY), (categories, CATEGORY | {"name_key": "x"})) == "pk_categories"


def test_a_unique_is_named(ada):
    again = CATEGORY | {"id": UUID(int=9)}
    assert broken_by(ada, (categories, CATEGORY), (categories, again)) == "uq_categories_user_id_name_key"


def test_a_unique_that_holds_for_some_rows_is_named(ada):
    rows = [(habit_completions, DONE | {"id": UUID(int=number)}) for number in (1, 2)]
    assert broken_by(ada, (categories, CATEGORY), (habits, HABIT), *rows) == "uq_habit_completions_once_a_day"


def test_a_check_is_named(ada):
    assert broken_by(ada, (goals, COUNTER | {"status": "GONE"})) == "ck_goals_status"


def test_a_missing_value_is_named(ada):
    assert broken_by(ada, (goals, COUNTER | {"title": None})) == "goals.title"


def test_a_foreign_key_is_named_where_the_database_says_it(ada):
    named = broken_by(ada, (goals, COUNTER | {"category_id": UUID(int=77)}))
    assert named == ("fk" if ada.database.dialect == "sqlite" else "fk_goals_user_id_category_id")


def test_a_shards_suffix_is_no_part_of_the_name():
    said = 'duplicate key value violates unique constraint "uq_categories_user_id_name_key_102472"'
    error = IntegrityError(None, None, psycopg.errors.UniqueViolation(said))
    assert broken_constraint(error) == "uq_categories_user_id_name_key"


class TestServer:
    @pytest.fixture(params=["postgresql16", "postgresql18"])
    def engine(self, request):
        return request.param

    def test_what_a_role_may_not_do_is_told_in_words(self, ada):
        with pytest.raises(UnavailableError, match="does not let this role do it: permission denied for table"):
            with ada.database.write() as tx:
                tx.exec_driver_sql("SET LOCAL ROLE pg_monitor")
                tx.execute(insert(categories), CATEGORY)
