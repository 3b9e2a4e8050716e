"""Pauses: days that neither add to a streak nor break it."""

from collections.abc import Iterator
from uuid import UUID

from headway.api.wire import pauses as wire
from headway.client.connection import Connection
from headway.client.things import Things, every


class Pauses(Things[wire.Pause, wire.NewPause, wire.PauseChanges]):
    """The account's pauses."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        super().__init__(connection, "/pauses", wire.Pause)

    def every(self, *, habit_id: UUID | None = None) -> Iterator[wire.Pause]:
        """Go through the pauses, the newest first; with `habit_id` only those made for that habit."""
        return every(self._connection, self._path, wire.Pauses, habitId=habit_id)
