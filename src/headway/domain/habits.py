"""Habits: what is done again and again, at a frequency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from headway.domain.frequencies import FrequencyType
from headway.domain.streaks import Streak


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit as it is kept, its streak's cache (`streak`) included."""

    id: UUID
    title: str
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    category_id: UUID | None
    created_on: date
    archived_on: date | None
    deleted_at: datetime | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime
    streak: Streak


@dataclass(frozen=True, slots=True)
class HabitDraft:
    """What a user says of a habit."""

    title: str
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    category_id: UUID | None = None
