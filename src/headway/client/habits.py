"""Habits: what is done again and again."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from headway.api.wire import habits as wire
from headway.api.wire import patterns as pattern_wire
from headway.api.wire import phases as phase_wire
from headway.api.wire import strength as strength_wire
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

    def phases(self, id_: UUID) -> list[phase_wire.Phase]:
        """Show since when a habit asks for what, the oldest phase first.

        Raises NotFoundError.
        """
        return self._connection.get(f"{self._path}/{id_}/phases", phase_wire.Phases).phases

    def put_phases(
        self, id_: UUID, phases: Sequence[phase_wire.NewPhase], version: int | None = None
    ) -> list[phase_wire.Phase]:
        """Tell since when a habit asks for what; with `version` only if it is still of that version.

        Raises NotFoundError, RejectedError with every broken rule, StaleError.
        """
        path, body = f"{self._path}/{id_}/phases", phase_wire.PhasesPut(phases=list(phases))
        return self._connection.call(
            "PUT", path, phase_wire.Phases, body, version=version, repeat=version is None
        ).phases

    def strength(
        self, id_: UUID, *, first_day: date | None = None, last_day: date | None = None
    ) -> strength_wire.Strength:
        """Show how strong a habit is, and was on each day of a span; of the year up to today unless said otherwise.

        Raises NotFoundError, RejectedError for more than 3,660 days.
        """
        span = {"from": first_day, "to": last_day}
        return self._connection.get(f"{self._path}/{id_}/strength", strength_wire.Strength, **span)

    def patterns(self, id_: UUID) -> pattern_wire.Patterns:
        """Show on which weekdays and at which hours a habit is done.

        Raises NotFoundError.
        """
        return self._connection.get(f"{self._path}/{id_}/patterns", pattern_wire.Patterns)

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
