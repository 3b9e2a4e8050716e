"""Categories: areas of life."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire.members import Body, ChosenId, Color, Listed, Name, Shape
from headway.domain import categories as domain


class NewCategory(Body):
    """A category to make; its name is not taken yet, capitals and blanks around it left aside."""

    name: Name
    color: Color | None = None
    id: ChosenId = UNSET


class CategoryChanges(Body):
    """What changes of a category."""

    name: Name | UnsetType = UNSET
    color: Color | UnsetType | None = UNSET


class Category(Shape):
    """An area of life that goals and habits may belong to."""

    id: UUID
    name: str
    color: str | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime


class CountedCategory(Category):
    """A category with the number of its goals and habits, archived ones included."""

    goal_count: int
    habit_count: int


class Categories(Listed[CountedCategory]):
    """The categories, in their order."""


def category(kept: domain.Category) -> Category:
    """Tell about a category."""
    return Category(**_members(kept))


def counted(kept: domain.Category, goals: int, habits: int) -> CountedCategory:
    """Tell about a category and what belongs to it."""
    return CountedCategory(**_members(kept), goal_count=goals, habit_count=habits)


def _members(kept: domain.Category) -> dict[str, Any]:
    return {
        "id": kept.id,
        "name": kept.name,
        "color": kept.color,
        "position": kept.position,
        "version": kept.version,
        "created_at": kept.created_at,
        "updated_at": kept.updated_at,
    }
