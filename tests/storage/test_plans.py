from uuid import UUID

import pytest

from tests.plans import Asked, full_scans

NOBODY = UUID(int=0)


@pytest.mark.parametrize(
    "condition",
    ["title = 'Save'", "id IN (SELECT goal_id FROM progress_entries WHERE note = 'Save')", "user_id <> '{}'"],
)
def test_a_statement_that_goes_through_everybodys_rows_is_found_out(database, condition):
    statement = f"SELECT id FROM goals WHERE {condition.format(_key(database))}"
    assert full_scans(database, [Asked(statement, ())])


def test_a_statement_that_an_index_answers_is_not(database):
    statement = f"SELECT id FROM goals WHERE user_id = '{_key(database)}'"
    if database.dialect == "sqlite":
        assert full_scans(database, [Asked(statement.replace(f"'{_key(database)}'", "?"), (NOBODY.hex,))]) == []
    else:
        assert full_scans(database, [Asked(statement, ())]) == []


def _key(database):
    return NOBODY.hex if database.dialect == "sqlite" else NOBODY
