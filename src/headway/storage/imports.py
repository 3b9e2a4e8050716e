"""Imports: per habit of another tracker, what was taken from its backups and what had no place here."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from headway.domain.imports import Import, Seen
from headway.storage.database import Transaction
from headway.storage.tables import imports

_OF_SOURCE = (
    select(imports)
    .where(imports.c.user_id == bindparam("owner"), imports.c.source == bindparam("of_source"))
    .order_by(imports.c.created_at, imports.c.id)
)
_ADD = insert(imports)
_PUT = _ADD.on_conflict_do_update(
    index_elements=[imports.c.user_id, imports.c.id],
    set_={"seen": _ADD.excluded.seen, "raw": _ADD.excluded.raw, "updated_at": _ADD.excluded.updated_at},
)


def page(tx: Transaction, owner: UUID, source: str) -> Sequence[Import]:
    """Read every import from a source, the oldest first."""
    return [_read(row) for row in tx.execute(_OF_SOURCE, {"owner": owner, "of_source": source})]


def put(tx: Transaction, owner: UUID, kept: Iterable[Import], now: datetime) -> None:
    """Keep imports: new ones whole, and of those kept before what was seen and what is raw."""
    rows = [_row(owner, one, now) for one in kept]
    if rows:
        tx.execute(_PUT, rows)


def _read(row: Row[Any]) -> Import:
    seen = row.seen
    return Import(
        id=row.id,
        source=row.source,
        source_key=row.source_key,
        habit_id=row.habit_id,
        seen=Seen(
            uuid=seen["uuid"],
            name=seen["name"],
            completions=frozenset(map(date.fromisoformat, seen["completions"])),
            pauses=frozenset(map(date.fromisoformat, seen["pauses"])),
        ),
        raw=row.raw,
    )


def _row(owner: UUID, kept: Import, now: datetime) -> dict[str, Any]:
    return {
        "user_id": owner,
        "id": kept.id,
        "source": kept.source,
        "source_key": kept.source_key,
        "habit_id": kept.habit_id,
        "seen": {
            "uuid": kept.seen.uuid,
            "name": kept.seen.name,
            "completions": [day.isoformat() for day in sorted(kept.seen.completions)],
            "pauses": [day.isoformat() for day in sorted(kept.seen.pauses)],
        },
        "raw": kept.raw,
        "created_at": now,
        "updated_at": now,
    }
