"""Creations: the ids that clients chose, those of deleted things included.

They are kept so that a replay never brings back what was deleted.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from headway.storage.database import Transaction
from headway.storage.tables import creations
from headway.storage.types import ID

_MINE = (creations.c.user_id == bindparam("owner", type_=ID), creations.c.id == bindparam("key", type_=ID))
_PUT = insert(creations).on_conflict_do_nothing().returning(creations.c.id)  # no target: one form everywhere
_GET = select(creations.c.kind, creations.c.request_hash).where(*_MINE)
_EDIT = update(creations).where(*_MINE).values(kind=bindparam("new_kind"))


@dataclass(frozen=True, slots=True)
class Creation:
    """What an id was used for: the kind of thing, and the digest of the request that made it."""

    kind: str
    digest: str


def put(tx: Transaction, owner: UUID, id_: UUID, creation: Creation, now: datetime) -> bool:
    """Keep the id unless it is kept already, and tell whether it was new.

    Of two transactions with the same id the second waits here for the first to end.
    """
    row = {
        "user_id": owner,
        "id": id_,
        "kind": creation.kind,
        "request_hash": creation.digest,
        "created_at": now,
    }
    return tx.execute(_PUT, row).first() is not None


def get(tx: Transaction, owner: UUID, id_: UUID) -> Creation:
    """Load what the id, which must be kept, was used for."""
    return Creation(*tx.execute(_GET, {"owner": owner, "key": id_}).one())


def edit(tx: Transaction, owner: UUID, id_: UUID, kind: str) -> None:
    """Change what the id was used for."""
    tx.execute(_EDIT, {"owner": owner, "key": id_, "new_kind": kind})
