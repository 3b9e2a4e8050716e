"""Items: what stands in the lists of a day, written again only when what they show has changed.

Between two looks at a day hardly anything has. The ids that forms bring are put in each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from markupsafe import Markup
from uuid_utils.compat import uuid7

from headway.domain.days import WeekStart
from headway.latest import Latest
from headway.services.goals import GoalView
from headway.services.today import HabitToday
from headway.web.call import Refused
from headway.web.rendering import part
from headway.web.words import Words

_MOST_ITEMS = 4000
_AN_ID = uuid4().hex
"""What stands for the ids that are put in: nothing that anybody could have called a habit."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is shown, the day it is, when weeks begin, and the language that all of it is told in."""

    day: date
    today: date
    week_start: WeekStart
    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """Writes the items of a day. `opened` is the habit or goal whose form was refused, which then stands open."""

    day: Day
    colors: Mapping[UUID, str | None]
    opened: UUID | None = None
    refused: Refused | None = None

    def habit(self, one: HabitToday) -> Markup:
        """Write a habit."""
        color = self._color(one.habit.category_id)
        if self.opened == one.habit.id:
            return _with_ids(_habit(one, self.day, color, self.refused))
        return _with_ids(_HABITS.of((one.habit.id, self.day.words.tag), one, self.day, color))

    def goal(self, view: GoalView) -> Markup:
        """Write a goal, or a counter."""
        goal = view.goal
        name = "counter_item" if goal.is_counter else "goal_item"
        color = self._color(goal.category_id)
        if self.opened == goal.id:
            return _with_ids(_goal(name, view, self.day, color, self.refused))
        return _with_ids(_GOALS.of((goal.id, self.day.words.tag), name, view, self.day, color))

    def _color(self, category_id: UUID | None) -> str | None:
        return self.colors.get(category_id) if category_id else None


def _habit(one: HabitToday, day: Day, color: str | None, refused: Refused | None = None) -> str:
    return _item("habit_item", one, day, color, refused)


def _goal(name: str, view: GoalView, day: Day, color: str | None, refused: Refused | None = None) -> str:
    return _item(name, view, day, color, refused)


def _item(name: str, one: object, day: Day, color: str | None, refused: Refused | None) -> str:
    given: dict[str, Any] = {"day": day, "color": color, "refused": refused, "new_id": lambda: _AN_ID}
    return part("items.html", name, day.words, given, one)


_HABITS = Latest(_habit, most=_MOST_ITEMS)
_GOALS = Latest(_goal, most=_MOST_ITEMS)


def _with_ids(item: str) -> Markup:
    """Give each form of an item an id of its own."""
    first, *rest = item.split(_AN_ID)
    return Markup(first + "".join(f"{uuid7()}{text}" for text in rest))  # noqa: S704 -- written by a template
