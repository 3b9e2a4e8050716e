"""Progress entries: what was added to a goal."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from headway.api.wire import entries as wire
from headway.client.connection import NOTHING, Connection
from headway.client.things import every, with_id


class Entries:
    """The entries of the account's goals."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        self._connection = connection

    def every(self, goal_id: UUID) -> Iterator[wire.Entry]:
        """Go through a goal's entries, the newest first.

        Raises NotFoundError.
        """
        return every(self._connection, f"/goals/{goal_id}/entries", wire.Entries)

    def get(self, goal_id: UUID, id_: UUID) -> wire.Entry:
        """Show an entry.

        Raises NotFoundError.
        """
        return self._connection.get(f"/goals/{goal_id}/entries/{id_}", wire.Entry)

    def add(self, goal_id: UUID, new: wire.NewEntry) -> wire.Entry | None:
        """Record progress, by what is added or by the new total; None when that total is there already.

        Raises NotFoundError, RejectedError, ConflictError.
        """
        kind: Any = wire.Entry | None
        entry: wire.Entry | None = self._connection.call("POST", f"/goals/{goal_id}/entries", kind, with_id(new))
        return entry

    def edit(self, goal_id: UUID, id_: UUID, changes: wire.EntryChanges, version: int | None = None) -> wire.Entry:
        """Change an entry; with `version` only if it is still of that version.

        Raises NotFoundError, RejectedError, ConflictError, StaleError.
        """
        return self._connection.call(
            "PATCH", f"/goals/{goal_id}/entries/{id_}", wire.Entry, changes, version=version, repeat=version is None
        )

    def remove(self, goal_id: UUID, id_: UUID, version: int | None = None) -> None:
        """Take an entry back; with `version` only if it is still of that version.

        Raises NotFoundError, ConflictError, StaleError.
        """
        self._connection.call("DELETE", f"/goals/{goal_id}/entries/{id_}", NOTHING, version=version)
