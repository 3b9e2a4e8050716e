"""Completions: that a habit was done."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from msgspec import UNSET, UnsetType
from uuid_utils.compat import uuid7

from headway.api.wire import completions as wire
from headway.client.connection import NOTHING, Connection
from headway.client.things import every, with_id


class Completions:
    """The completions of the account's habits."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        self._connection = connection

    def every(
        self, habit_id: UUID, *, first_day: date | None = None, last_day: date | None = None
    ) -> Iterator[wire.Completion]:
        """Go through a habit's completions of a span of days, both included; the newest first.

        Raises NotFoundError.
        """
        span = {"from": first_day, "to": last_day}
        return every(self._connection, f"/habits/{habit_id}/completions", wire.Completions, **span)

    def record(
        self,
        habit_id: UUID,
        day: date,
        at: time | None = None,
        *,
        note: str | UnsetType | None = UNSET,
        amount: Decimal | UnsetType | None = UNSET,
    ) -> tuple[wire.Completion, bool]:
        """Have a habit done on a day, at a time if it is done several times a day; tell whether that is new.

        However often it is said, it is recorded once; a note or an amount replaces the one that is there.

        Raises NotFoundError, RejectedError with every broken rule, ConflictError.
        """
        put = wire.CompletionPut(note=note, amount=amount, id=uuid7())
        kept = self._connection.call("PUT", _place(habit_id, day, at), wire.Completion, put)
        return kept, kept.id == put.id

    def add(self, habit_id: UUID, new: wire.NewCompletion) -> wire.Completion:
        """Record that a habit was done, which must not be recorded yet.

        Raises NotFoundError, RejectedError with every broken rule; ConflictError when it is recorded already.
        """
        return self._connection.call("POST", f"/habits/{habit_id}/completions", wire.Completion, with_id(new))

    def remove(self, habit_id: UUID, day: date, at: time | None = None) -> None:
        """Have a habit not done on a day, or at a time of it; what is not there is as good as removed.

        Raises NotFoundError for the habit.
        """
        self._connection.call("DELETE", _place(habit_id, day, at), NOTHING)


def _place(habit_id: UUID, day: date, at: time | None) -> str:
    place = f"/habits/{habit_id}/completions/{day}"
    return place if at is None else f"{place}/{at:%H:%M:%S}"
