"""Today: what is due, what is done, goals and counters; and the same of any day before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from headway.domain.categories import Category
from headway.domain.due import State
from headway.services import categories, today
from headway.services.today import HabitToday
from headway.web.call import Call, Page, Refused
from headway.web.items import Day, Items

_MOST_CATEGORIES = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """The habits of a day by how they stand."""

    todo: Sequence[HabitToday]
    done: Sequence[HabitToday]
    skipped: Sequence[HabitToday]
    rest: Sequence[HabitToday]
    avoided: Sequence[HabitToday]
    """What counts by itself unless something is recorded."""


def show(call: Call) -> Page:
    """Show the day it is."""
    return _page(call, None)


def show_day(call: Call) -> Page:
    """Show another day, as it stood then."""
    return _page(call, call.day)


def again(call: Call, refused: Refused) -> Page:
    """Show the day that a form was on once more, with the form that was refused open."""
    return _page(call, call.form.day("entry_date"), refused)


def again_on(call: Call, refused: Refused) -> Page:
    """Show the day in the path once more, with the form of a habit that was refused open."""
    return _page(call, call.day, refused)


def _page(call: Call, day: date | None, refused: Refused | None = None) -> Page:
    wanted = call.query.get("category", "")
    with call.scope() as scope:
        shown = today.show(scope, day)
        listed = [one.category for one in categories.page(scope, None, _MOST_CATEGORIES).items]
        told = Day(shown.day, shown.today, scope.user.week_start, call.words)
        zone = scope.user.timezone
    category = next((one for one in listed if str(one.id) == wanted), None)
    habits = [one for one in shown.habits if _belongs(one.habit.category_id, category)]
    goals, counters = (
        [view for view in views if _belongs(view.goal.category_id, category)]
        for views in (shown.goals, shown.counters)
    )
    values = {
        "shown": shown,
        "habits": _sort(habits),
        "goals": goals,
        "counters": counters,
        "categories": listed,
        "items": Items(told, {one.id: one.color for one in listed}, call.id if refused else None, refused),
        "category": category,
        "zone": zone,
        "is_empty": not (shown.habits or shown.goals or shown.counters),
    }
    return Page("today.html", values)


def _belongs(category_id: UUID | None, category: Category | None) -> bool:
    return category is None or category_id == category.id


def _sort(habits: Sequence[HabitToday]) -> Shown:
    todo, done, skipped, rest, avoided = [], [], [], [], []
    for one in habits:
        if one.target is not None and one.target.clean_unless_logged:
            avoided.append(one)
        elif one.standing.due:
            todo.append(one)
        elif one.completions or one.standing.state is State.MET:
            done.append(one)
        elif one.skipped:
            skipped.append(one)
        else:
            rest.append(one)
    return Shown(todo, done, skipped, rest, avoided)
