"""What looking back needs: the runs, the moments and the entries of a span, of everything at once.

Each statement goes from the habits or goals to their rows by an index, so that it reads the span's and no others.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, case, func, literal, select

from headway.domain.amounts import ZERO
from headway.domain.entries import EntryKind
from headway.domain.insights.goals import Added
from headway.domain.periods import Period, Unit
from headway.domain.streaks import Run
from headway.storage.database import Transaction
from headway.storage.statements import Statement
from headway.storage.tables import goals, habit_completions, habit_runs, habits, progress_entries
from headway.storage.types import ID, Amount, Day

_OWNER = bindparam("owner", type_=ID)
_FIRST, _LAST = bindparam("first", type_=Day), bindparam("last", type_=Day)

_EARLIER = habit_runs.alias("earlier")
_BEGAN = (
    select(func.max(_EARLIER.c.first_day))
    .where(_EARLIER.c.user_id == _OWNER, _EARLIER.c.habit_id == habits.c.id, _EARLIER.c.first_day <= _FIRST)
    .correlate(habits)
    .scalar_subquery()
)
_RUNS = Statement(
    select(
        habit_runs.c.habit_id,
        habit_runs.c.first_day,
        habit_runs.c.last_day,
        habit_runs.c.length,
        habit_runs.c.unit,
    )
    .join_from(
        habits,
        habit_runs,
        and_(
            habit_runs.c.user_id == _OWNER,
            habit_runs.c.habit_id == habits.c.id,
            habit_runs.c.first_day.between(func.coalesce(_BEGAN, _FIRST), _LAST),
        ),
    )
    .where(habits.c.user_id == _OWNER, habits.c.deleted_at.is_(None))
    .order_by(habit_runs.c.habit_id, habit_runs.c.first_day)
)
_MOMENTS = Statement(
    select(habit_completions.c.completion_date, habit_completions.c.completion_time, habit_completions.c.created_at)
    .join_from(
        habits,
        habit_completions,
        and_(
            habit_completions.c.user_id == _OWNER,
            habit_completions.c.habit_id == habits.c.id,
            habit_completions.c.completion_date.between(_FIRST, _LAST),
        ),
    )
    .where(habits.c.user_id == _OWNER, habits.c.deleted_at.is_(None))
)

_ENTRY = progress_entries.c
_WITHIN = case((_ENTRY.entry_date <= _LAST, _ENTRY.entry_date)).label("within")
_KEPT = case((_ENTRY.superseded.is_(False), _ENTRY.value))
_DONE = case((and_(_ENTRY.superseded.is_(False), _ENTRY.kind != EntryKind.RESET), _ENTRY.value))
_NOTHING = literal(ZERO, Amount())
_ENTRIES = Statement(
    select(
        _ENTRY.goal_id,
        _WITHIN,
        func.coalesce(func.sum(_DONE), _NOTHING),
        func.sum(case((_ENTRY.kind == EntryKind.RESET, 1), else_=0)),
        func.sum(case((_ENTRY.kind == EntryKind.SLIP, 1), else_=0)),
        func.coalesce(func.sum(_KEPT), _NOTHING),
    )
    .join_from(
        goals,
        progress_entries,
        and_(_ENTRY.user_id == _OWNER, _ENTRY.goal_id == goals.c.id, _ENTRY.entry_date >= _FIRST),
    )
    .where(goals.c.user_id == _OWNER, goals.c.deleted_at.is_(None))
    .group_by(_ENTRY.goal_id, _WITHIN)
    .order_by(_ENTRY.goal_id, _WITHIN)
)


class Moment(NamedTuple):
    """When something was done: the day, the time if it was said, and when it was recorded."""

    day: date
    at: time | None
    recorded: datetime


class Booked(NamedTuple):
    """What came to a goal: day by day in a span, and in all after it, resets included."""

    added: list[Added]
    later: Decimal


NOTHING = Booked([], ZERO)
"""What comes to a goal that nothing is recorded for."""


def runs(tx: Transaction, owner: UUID, span: Period) -> Mapping[UUID, list[Run]]:
    """Load the runs that are over and began in a span, and the last before it, habit by habit in order."""
    found: dict[UUID, list[Run]] = {}
    for habit, first_day, last_day, length, unit in _RUNS.all(tx, _in(owner, span)):
        found.setdefault(habit, []).append(Run(first_day, last_day, length, Unit(unit or Unit.DAYS)))
    return found


def moments(tx: Transaction, owner: UUID, span: Period) -> list[Moment]:
    """Load when something was done in a span, of all habits that are not deleted."""
    return [Moment(*row) for row in _MOMENTS.all(tx, _in(owner, span))]


def entries(tx: Transaction, owner: UUID, span: Period) -> Mapping[UUID, Booked]:
    """Sum up what came to each goal and counter, day by day in a span and once for all that came after it."""
    found: dict[UUID, Booked] = {}
    for goal, day, total, resets, slips, every in _ENTRIES.all(tx, _in(owner, span)):
        booked = found.setdefault(goal, Booked([], ZERO))
        if day is None:
            found[goal] = booked._replace(later=every)
        else:
            booked.added.append(Added(day, total, resets, slips))
    return found


def _in(owner: UUID, span: Period) -> dict[str, object]:
    return {"owner": owner, "first": span.first_day, "last": span.last_day}
