"""Completions: that a habit was done on a day, and at what time."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Completion:
    """A habit done on a day; the time is a wall time and stands only where several a day are kept."""

    id: UUID
    habit_id: UUID
    completion_date: date
    completion_time: time | None
    note: str | None
    created_at: datetime
