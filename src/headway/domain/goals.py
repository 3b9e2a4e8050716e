"""Goals: a value to reach by a deadline, or a counter that runs on."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class GoalType(StrEnum):
    """The two kinds of goal."""

    TARGET_BASED = "TARGET_BASED"
    CONTINUOUS_COUNTER = "CONTINUOUS_COUNTER"


class GoalStatus(StrEnum):
    """Whether a goal is still being worked on."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it is kept; `current_value` is the sum of its entries (see `value_on` for counted days)."""

    id: UUID
    title: str
    goal_type: GoalType
    unit: str
    target_value: Decimal | None
    deadline: date | None
    start_date: date | None
    current_value: Decimal
    status: GoalStatus
    category_id: UUID | None
    counts_days: bool
    completed_at: datetime | None
    completed_on: date | None
    created_on: date
    archived_on: date | None
    deleted_at: datetime | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """What a user says of a goal. `current_value` and `status` only when it is created."""

    title: str
    goal_type: GoalType
    unit: str
    target_value: Decimal | None = None
    deadline: date | None = None
    start_date: date | None = None
    category_id: UUID | None = None
    counts_days: bool = False
    current_value: Decimal | None = None
    status: GoalStatus | None = None
