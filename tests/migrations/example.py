"""What the example in docs/operations/migrations.md leads to, tried out on a copy of Headway that was changed so.

python -m tests.migrations.example draft                # the next migration, in the copy
python -m tests.migrations.example try postgresql://…   # with the rows of the shipped schema in it
"""

import sys
from contextlib import closing
from typing import Any

from sqlalchemy import inspect, text

from headway.app import assemble
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.clients import Client, broken
from tests.cast import ADA, Person
from tests.doors import entrance
from tests.migrations.new import draft
from tests.rows import COUNTER_ID, GOAL_ID

SAVE = {"goalType": "TARGET_BASED", "title": "Save", "unit": "EUR", "targetValue": 50, "deadline": "2027-01-01"}
WORDS = "For Lisbon.\nAt least a week."


def try_out(url: str) -> None:
    """Go up, down and up again, and then use what is new."""
    with closing(Database(url)) as database:
        schema = Schema(database)
        shipped = schema.status().revision
        assert shipped is not None
        before = everything(database)
        schema.upgrade()
        assert {**everything(database), "goals": None} == {**before, "goals": None}
        with database.alter() as connection:
            alembic, config = schema._alembic(connection=connection)
            alembic.check(config)
        ada = Client(assemble(entrance(database).door, Guard(bound_to="127.0.0.1"), schema)).sign_in(
            Person(ADA, database)
        )
        use(ada)
        for id_ in (GOAL_ID, COUNTER_ID):
            assert ada.call("PATCH", f"/goals/{id_}", {"description": WORDS}).json["description"] == WORDS
            assert ada.call("PATCH", f"/goals/{id_}", {"description": None}).json["description"] is None
            assert ada.call("PATCH", f"/goals/{id_}", {"description": WORDS}).json["description"] == WORDS
        schema.downgrade(shipped)
        assert [one["title"] for one in everything(database)["goals"]] == [
            "Days without alcohol",
            "Save",
            "Save for vacation",
        ]
        assert [set(one) for one in everything(database)["goals"]] == [set(before["goals"][0])] * 3
        schema.upgrade()
        assert [one["description"] for one in everything(database)["goals"]] == [None] * 3


def use(ada: Client) -> None:
    """Describe a goal, and see it described; say too much, and be refused."""
    made = ada.post("/goals", SAVE | {"description": WORDS})
    assert ada.get(f"/goals/{made['id']}")["description"] == WORDS
    assert [one["description"] for one in ada.get("/goals")["items"]] == [None, None, WORDS]
    assert broken(ada.refused("POST", "/goals", SAVE | {"description": " "})) == [("/description", "empty")]
    assert broken(ada.refused("POST", "/goals", SAVE | {"description": "x" * 501})) == [
        ("/description", "too_long")
    ]


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Read every row of every table, in an order that is always the same."""
    with database.read() as tx:
        names = inspect(tx).get_table_names()
        return {
            name: sorted((dict(row) for row in tx.execute(text(f'SELECT * FROM "{name}"')).mappings()), key=_order)
            for name in names
            if name != "alembic_version"
        }


def _order(row: dict[str, Any]) -> str:
    return f"{row.get('title')} {sorted(map(str, row.values()))}"


if __name__ == "__main__":
    if sys.argv[1] == "draft":
        draft("Add descriptions to goals")
    else:
        try_out(sys.argv[2])
