import pytest
from sqlalchemy import select

from headway.storage.tables import goals
from tests.statements import SOURCE, AcrossUsersError, unowned

ASKS_FOR_ITS_OWNER = [
    "SELECT goals.id FROM goals WHERE goals.user_id = ? AND goals.id = ?",
    "SELECT habits.id FROM habits WHERE habits.user_id = %(owner)s::UUID",
    "SELECT g.id FROM goals AS g JOIN habits AS h ON h.id = g.category_id WHERE g.user_id = ? AND h.user_id = ?",
    "INSERT INTO pauses (user_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id",
    "UPDATE goals SET title=? WHERE goals.user_id = ?",
    "SELECT (SELECT count(*) FROM goals WHERE goals.user_id = ?) AS goals FROM pauses WHERE pauses.user_id = ?",
    "SELECT logins.user_id FROM logins WHERE logins.subject = ?",
    "SELECT users.id FROM users",
]
DOES_NOT = {
    "SELECT goals.id FROM goals": ["goals"],
    "SELECT goals.id FROM goals WHERE goals.id = ?": ["goals"],
    "DELETE FROM habits WHERE habits.id = ?": ["habits"],
    "INSERT INTO pauses (id) VALUES (?)": ["pauses"],
    "SELECT g.id FROM goals AS g JOIN categories AS c ON c.user_id = g.user_id WHERE g.user_id = ?": ["c"],
    "SELECT 1 FROM goals, habits WHERE goals.user_id = ?": ["habits"],
    "SELECT 1 FROM goals WHERE goals.user_id = ? AND EXISTS (SELECT 1 FROM goals WHERE goals.id = ?)": ["goals"],
    "SELECT goals.id FROM goals WHERE goals.user_id = habits.user_id": ["goals"],
    "INSERT INTO pauses (user_id) SELECT habits.user_id FROM habits": ["habits"],
}


@pytest.mark.parametrize("statement", ASKS_FOR_ITS_OWNER)
def test_a_statement_that_names_its_owner_passes(statement):
    assert unowned(statement) == []


@pytest.mark.parametrize(("statement", "missing"), DOES_NOT.items())
def test_a_statement_that_does_not_is_found(statement, missing):
    assert unowned(statement) == missing


def test_headways_own_statements_are_watched(database):
    with pytest.raises(AcrossUsersError), database.read() as tx:
        exec(
            compile("tx.execute(statement)", SOURCE / "storage" / "goals.py", "exec"),
            {"tx": tx, "statement": select(goals)},
        )
