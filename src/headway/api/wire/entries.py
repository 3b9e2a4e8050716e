"""Progress entries: the increments that a goal's value is the sum of."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire.members import Body, ChosenId, Listed, Note, Shape
from headway.api.wire.values import Amount, Day, two_decimals
from headway.domain import entries as domain
from headway.domain.entries import EntryKind


class NewEntry(Body):
    """Progress to record: the increment `value`, or the new `total`. The day is today unless said otherwise."""

    value: Amount | UnsetType = UNSET
    total: Amount | UnsetType = UNSET
    entry_date: Day | UnsetType = UNSET
    note: Note | None = None
    id: ChosenId = UNSET


class EntryChanges(Body):
    """What changes of an entry; the value of a reset follows from what was before it."""

    value: Amount | UnsetType = UNSET
    entry_date: Day | UnsetType = UNSET
    note: Note | UnsetType | None = UNSET


class Entry(Shape):
    """An increment on a day. A `superseded` one is history that no longer counts in the sum."""

    id: UUID
    goal_id: UUID
    value: Amount
    entry_date: Day
    note: str | None
    kind: EntryKind
    superseded: bool
    version: int
    created_at: datetime
    updated_at: datetime


class Entries(Listed[Entry]):
    """The entries of a goal, the newest first."""


def entry(kept: domain.Entry) -> Entry:
    """Tell about an entry."""
    return Entry(
        id=kept.id,
        goal_id=kept.goal_id,
        value=two_decimals(kept.value),
        entry_date=kept.entry_date,
        note=kept.note,
        kind=kept.kind,
        superseded=kept.superseded,
        version=kept.version,
        created_at=kept.created_at,
        updated_at=kept.updated_at,
    )
