"""Goals and counters: the list of them, and one with its line or its runs and its entries month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from headway.domain.goals import GoalStatus
from headway.domain.sums import Recorded
from headway.services import counters, entries, goals
from headway.services.goals import GoalView
from headway.services.paging import Archived
from headway.web.call import Call, Elsewhere, Page
from headway.web.said import Deed, Said

_MOST_GOALS = 1000
_MOST_ENTRIES = 60
_MOST_POINTS = 120
"""A line on a screen has no room for more, and nobody reads a longer table."""
_MOST_RUNS = 8
_MOST_MILESTONES = 4


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of a month, the newest first."""

    first_day: date
    recorded: Sequence[Recorded]


# -- all of them --------------------------------------------------------------------------------------------


def show_all(call: Call) -> Page:
    """Show goals and counters in their order; with `?archived=true` those that were put away."""
    archived = Archived.YES if call.query.get("archived") == "true" else Archived.NO
    with call.scope() as scope:
        listed = goals.page(scope, archived=archived, limit=_MOST_GOALS).items
        today = scope.today
    completed = [view for view in listed if view.goal.status is GoalStatus.COMPLETED]
    active = [view for view in listed if view.goal.status is GoalStatus.ACTIVE]
    values = {
        "archived": listed if archived is Archived.YES else None,
        "goals": [view for view in active if not view.goal.is_counter],
        "counters": [view for view in active if view.goal.is_counter],
        "completed": completed,
        "today": today,
    }
    return Page("goals.html", values)


# -- one of them --------------------------------------------------------------------------------------------


def show(call: Call) -> Page:
    """Show a goal or a counter."""
    return page(call, editing=_id(call.query.get("edit")))


def page(call: Call, *, editing: UUID | None = None, failed: str = "") -> Page:
    """Show a goal or a counter, with an entry open to be edited; `failed` names the form that was refused."""
    with call.scope() as scope:
        view = goals.get(scope, call.id)
        history = entries.history(scope, view.goal, _before(call), _MOST_ENTRIES)
        course = counters.course(scope, view) if view.goal.is_counter else None
        line = None if course else entries.over_time(scope, view.goal, _MOST_POINTS)
        today = scope.today
    values = {
        "view": view,
        "months": _by_month(history.items),
        "following": history.items[-1].entry.id if history.after else None,
        "before": _before(call),
        "course": course,
        "runs": course.runs if course else None,
        "most_runs": _MOST_RUNS,
        "most_milestones": _MOST_MILESTONES,
        "line": line,
        "today": today,
        "editing": editing,
        "failed": failed,
        "takes_entries": _takes_entries(view),
    }
    return Page("goal.html", values)


def address(call: Call) -> str:
    """Tell where the page of the path's goal is, at the entries that were looked at."""
    before = _before(call)
    return f"/goals/{call.id}" + (f"?before={before}" if before else "")


def back(call: Call) -> str:
    """Tell the page that a form of a goal was on; after it was refused, the goal's if it says so, else Today."""
    return call.back(address(call) if call.form.text("on") == "goal" else "/")


def _takes_entries(view: GoalView) -> bool:
    """Tell whether its entries may change: not those of an archived goal, nor of a completed counter."""
    closed = view.goal.is_counter and view.goal.status is GoalStatus.COMPLETED
    return view.goal.archived_on is None and not closed


def _by_month(recorded: Iterable[Recorded]) -> list[Month]:
    months = groupby(recorded, lambda one: one.entry.entry_date.replace(day=1))
    return [Month(first_day, list(some)) for first_day, some in months]


def _before(call: Call) -> UUID | None:
    return _id(call.query.get("before") or call.form.text("before"))


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


# -- what is done with one ----------------------------------------------------------------------------------


def complete(call: Call) -> Elsewhere:
    """Complete a counter, today or on the day that it was completed on before: its value stands still."""
    day = call.form.day("day")
    call.form.enforce()
    with call.scope(write=True) as scope:
        view = goals.complete(scope, call.id, day)
    return Elsewhere(back(call), _said(Deed.GOAL_COMPLETED, view))


def reopen(call: Call) -> Elsewhere:
    """Let a completed counter count on."""
    with call.scope(write=True) as scope:
        before = goals.get(scope, call.id).goal
        view = goals.reopen(scope, call.id)
    fields = (("day", str(before.completed_on)),) if before.completed_on else ()
    return Elsewhere(back(call), _said(Deed.GOAL_REOPENED, view, fields))


def archive(call: Call) -> Elsewhere:
    """Put a goal away."""
    with call.scope(write=True) as scope:
        view = goals.archive(scope, call.id)
    return Elsewhere(back(call), _said(Deed.GOAL_ARCHIVED, view))


def restore(call: Call) -> Elsewhere:
    """Bring an archived goal back."""
    with call.scope(write=True) as scope:
        view = goals.restore(scope, call.id)
    return Elsewhere(back(call), _said(Deed.GOAL_RESTORED, view))


def delete(call: Call) -> Elsewhere:
    """Delete a goal, which can be had back for ten minutes."""
    with call.scope(write=True) as scope:
        view = goals.get(scope, call.id)
        goals.remove(scope, call.id)
    return Elsewhere("/goals", _said(Deed.GOAL_DELETED, view))


def undelete(call: Call) -> Elsewhere:
    """Have a deleted goal back."""
    with call.scope(write=True) as scope:
        view = goals.undelete(scope, call.id)
    return Elsewhere(back(call), _said(Deed.GOAL_RESTORED, view))


def _said(deed: Deed, view: GoalView, fields: tuple[tuple[str, str], ...] = ()) -> Said:
    return Said(deed, view.goal.title, (str(view.goal.id),), fields)
