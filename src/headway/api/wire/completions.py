"""Completions: that a habit was done on a day."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET, UnsetType, field

from headway.api.wire.members import Body, ChosenId, DoneAmount, Listed, ListQuery, Note, Shape
from headway.api.wire.values import Amount, Day, TimeOfDay, two_decimals
from headway.domain import completions as domain


class NewCompletion(Body):
    """A completion to record; the time of day only where a day can have several, the amount only with a target."""

    completion_date: Day
    completion_time: TimeOfDay | None = None
    note: Note | None = None
    amount: DoneAmount | None = None
    id: ChosenId = UNSET


class CompletionPut(Body):
    """What may be said of a completion whose habit, day and time are in the path."""

    note: Note | UnsetType | None = UNSET
    amount: DoneAmount | UnsetType | None = UNSET
    id: ChosenId = UNSET


class CompletionsQuery(ListQuery):
    """Which completions to list: those of the days from … to."""

    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET


class Completion(Shape):
    """A habit done on a day; the time is a wall time. It and the amount are null where the habit keeps none."""

    id: UUID
    habit_id: UUID
    completion_date: Day
    completion_time: TimeOfDay | None
    note: str | None
    amount: Amount | None
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
        amount=None if kept.amount is None else two_decimals(kept.amount),
        created_at=kept.created_at,
    )
