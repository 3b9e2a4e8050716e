"""Pauses: spans of days that neither add to a streak nor break it."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire.members import Body, ChosenId, Listed, ListQuery, Reason, Shape
from headway.api.wire.values import Day
from headway.domain import pauses as domain


class NewPause(Body):
    """A pause to make, both days included; without `habitId` of all habits, without `lastDay` without an end."""

    first_day: Day
    last_day: Day | None = None
    habit_id: UUID | None = None
    reason: Reason | None = None
    id: ChosenId = UNSET


class PauseChanges(Body):
    """What changes of a pause."""

    first_day: Day | UnsetType = UNSET
    last_day: Day | UnsetType | None = UNSET
    habit_id: UUID | UnsetType | None = UNSET
    reason: Reason | UnsetType | None = UNSET


class PausesQuery(ListQuery):
    """Which pauses to list: those of one habit, or all."""

    habit_id: UUID | UnsetType = UNSET


class Pause(Shape):
    """A span of days, both included, for one habit or (`habitId` null) for all."""

    id: UUID
    habit_id: UUID | None
    first_day: Day
    last_day: Day | None
    reason: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class Pauses(Listed[Pause]):
    """The pauses, the newest first."""


def pause(kept: domain.Pause) -> Pause:
    """Tell about a pause."""
    return Pause(
        id=kept.id,
        habit_id=kept.habit_id,
        first_day=kept.first_day,
        last_day=kept.last_day,
        reason=kept.reason,
        version=kept.version,
        created_at=kept.created_at,
        updated_at=kept.updated_at,
    )
