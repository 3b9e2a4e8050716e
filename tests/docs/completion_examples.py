"""The examples about completions: what a row asks the service, and how the answer is written."""

from datetime import date, time
from uuid import UUID

from headway.domain.completions import CompletionDraft
from headway.domain.errors import ConflictError, RejectedError
from headway.domain.habits import HabitDraft
from headway.services import completions, habits
from headway.services.scope import Scope
from tests.docs import notation as say

Cells = dict[str, str]


def put(scope: Scope, cells: Cells) -> Cells:
    """Tell what becomes of a completion that is recorded, once or again."""
    habit, ((day, at),) = _habit(scope, cells), say.moments(cells["PUT"])
    try:
        kept = completions.record(scope, habit, CompletionDraft(day, at))
    except (ConflictError, RejectedError) as error:
        return {"answer": _codes(error)}
    return {"answer": "recorded" if kept.created else "already there"}


def post(scope: Scope, cells: Cells) -> Cells:
    """Tell what becomes of a completion that is to be a new one."""
    habit, ((day, at),) = _habit(scope, cells), say.moments(cells["POST"])
    try:
        completions.add(scope, habit, CompletionDraft(day, at))
    except (ConflictError, RejectedError) as error:
        return {"answer": _codes(error)}
    return {"answer": "recorded"}


def delete(scope: Scope, cells: Cells) -> Cells:
    """Tell what is left when a completion is taken back."""
    habit, ((day, at),) = _habit(scope, cells), say.moments(cells["DELETE"])
    completions.remove(scope, habit, day, at)
    left = completions.page(scope, habit, limit=100).items
    return {"left": _moments(sorted((one.completion_date, one.completion_time) for one in left))}


def _habit(scope: Scope, cells: Cells) -> UUID:
    """Make the habit, tick what is there already, and change it if the row says so."""
    habit = habits.create(scope, HabitDraft("A habit", *say.frequency(cells["frequency"]))).item.id
    for day, at in say.moments(cells["there already"]):
        completions.record(scope, habit, CompletionDraft(day, at))
    if "and now" in cells:
        kind, config = say.frequency(cells["and now"])
        habits.edit(scope, habit, {"frequency_type": kind, "frequency_config": config})
    return habit


def _codes(error: ConflictError | RejectedError) -> str:
    codes = [one.code for one in error.broken] if isinstance(error, RejectedError) else [error.code]
    return " ".join(f"`{code}`" for code in codes)


def _moments(moments: list[tuple[date, time | None]]) -> str:
    days: dict[date, list[str]] = {}
    for day, at in moments:
        days.setdefault(day, []).extend([f"{at:%H:%M}"] if at else [])
    told = [say.tell_day(day) + (f" at {', '.join(times)}" if times else "") for day, times in days.items()]
    return "; ".join(told) or say.NOTHING
