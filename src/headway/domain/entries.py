"""Progress entries: the increments that a goal's value is the sum of."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class EntryKind(StrEnum):
    """What an entry records: progress, the return to zero, or a slip that resets nothing."""

    ENTRY = "ENTRY"
    RESET = "RESET"
    SLIP = "SLIP"


@dataclass(frozen=True, slots=True)
class Entry:
    """An increment on a day. A superseded one is history that no longer counts in the sum."""

    id: UUID
    goal_id: UUID
    value: Decimal
    entry_date: date
    note: str | None
    kind: EntryKind
    superseded: bool
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a user says of an entry: either the increment `value` or the new `total`."""

    entry_date: date
    value: Decimal | None = None
    total: Decimal | None = None
    note: str | None = None
