"""Categories: areas of life that goals and habits may belong to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Category:
    """An area of life; `color` is #RRGGBB."""

    id: UUID
    name: str
    color: str | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """What a user says of a category."""

    name: str
    color: str | None = None
