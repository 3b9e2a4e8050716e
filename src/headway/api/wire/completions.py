"""Completions: that a habit was done on a day."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET, UnsetType, field

from headway.api.wire.members import Body, ChosenId, Listed, ListQuery, Note, Shape
from headway.api.wire.values import Day, TimeOfDay
from headway.domain import completions as domain


class NewCompletion(Body):
    """A completion to record; the time of day only for habits that are done several times a day."""

    completion_date: Day
    completion_time: TimeOfDay | None = None
    note: Note | None = None
    id: ChosenId = UNSET


class CompletionPut(Body):
    """What may be said of a completion whose habit, day and time are in the path."""

    note: Note | UnsetType | None = UNSET
    id: ChosenId = UNSET


class CompletionsQuery(ListQuery):
    """Which completions to list: those of the days from … to."""

    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET


class Completion(Shape):
    """A habit done on a day; the time is a wall time, and null where several a day are not kept."""

    id: UUID
    habit_id: UUID
    completion_date: Day
    completion_time: TimeOfDay | None
    note: str | None
    created_at: datetime


class Completions(Listed[Completion]):
    """The completions of a habit, the newest first."""


def completion(kept: domain.Completion) -> Completion:
    """Tell about a completion."""
    return Completion(
        id=kept.id,
        habit_id=kept.habit_id,
        completion_date=kept.completion_date,
        completion_time=kept.completion_time,
        note=kept.note,
        created_at=kept.created_at,
    )
