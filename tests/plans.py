"""What a database is asked, and how it finds the answer: statements recorded, and their plans read."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from headway.storage.database import Database, Transaction
from headway.storage.tables import OWNED

_NAMES = {table.name for table in OWNED}
_PLANNED = ("SELECT", "UPDATE", "DELETE", "INSERT")


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement with what it was sent with."""

    statement: str
    parameters: Any


@contextmanager
def recorded(database: Database) -> Iterator[list[Asked]]:
    """Record the statements that are sent in the block, but for BEGIN and COMMIT."""
    seen: list[Asked] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(_PLANNED):
            seen.append(Asked(statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def full_scans(database: Database, asked: list[Asked]) -> list[str]:
    """List the steps in the plans of statements that go through owned rows of more than one user."""
    with database.write() as tx:
        explain = _sqlite_steps if database.dialect == "sqlite" else _postgresql_steps
        return [step for one in asked for step in explain(tx, one)]


def _sqlite_steps(tx: Transaction, asked: Asked) -> Iterator[str]:
    """SQLite says SEARCH for a search in an index, and by which columns, and SCAN for going through all.

    Going through what another step of the same plan has found is no such thing.
    """
    one = asked.parameters[0] if isinstance(asked.parameters, list) else asked.parameters
    steps = [step for *_, step in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.statement}", one)]
    within = {found[1] for found in (re.match(r"(?:CO-ROUTINE|MATERIALIZE) (.+)", step) for step in steps) if found}
    own = {"SCAN CONSTANT ROW", *(f"SCAN {name}" for name in within)}
    for step in steps:
        searched = re.match(r"SEARCH .*\(user_id=\?", step)
        if step.startswith(("SCAN", "SEARCH")) and not searched and step not in own:
            yield step


def _postgresql_steps(tx: Transaction, asked: Asked) -> Iterator[str]:
    """With sequential scans made dear, PostgreSQL goes through a table only when no index would do."""
    tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
    one = asked.parameters[0] if isinstance(asked.parameters, list) else asked.parameters
    plan = tx.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {asked.statement}", one).scalar_one()
    yield from _unsearched(json.loads(plan)[0]["Plan"] if isinstance(plan, str) else plan[0]["Plan"])


def _unsearched(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    by_index = kind in {"Index Scan", "Index Only Scan", "Bitmap Index Scan"}
    if by_index and "user_id = " not in node.get("Index Cond", ""):
        yield f"{kind} of {node.get('Index Name')} by {node.get('Index Cond')}"
    if kind == "Seq Scan" and node["Relation Name"] in _NAMES:
        yield f"{kind} of {node['Relation Name']}"
    for inner in node.get("Plans", ()):
        yield from _unsearched(inner)
