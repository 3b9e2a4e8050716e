"""Habits: what is done again and again."""

from collections.abc import Iterator
from uuid import UUID

from headway.api.wire import habits as wire
from headway.client.connection import Connection
from headway.client.things import ArchivableThings, archived_said, every
from headway.domain.frequencies import FrequencyType


class Habits(ArchivableThings[wire.Habit, wire.NewHabit, wire.HabitChanges]):
    """The account's habits."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        super().__init__(connection, "/habits", wire.Habit)

    def get(self, id_: UUID) -> wire.FullHabit:
        """Show a habit with its last completions, and with what of its streak was paused.

        Raises NotFoundError.
        """
        return self._connection.get(f"{self._path}/{id_}", wire.FullHabit)

    def every(
        self,
        *,
        archived: bool | None = False,
        frequency_type: FrequencyType | None = None,
        category_id: UUID | None = None,
    ) -> Iterator[wire.Habit]:
        """Go through the habits in use, in their order; or through those archived, or with None through both."""
        return every(
            self._connection,
            self._path,
            wire.Habits,
            archived=archived_said(archived),
            frequencyType=frequency_type,
            categoryId=category_id,
        )
