"""The runs of a habit that are over; the last run is in the habit itself."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, delete, func, insert, select

from headway.domain.periods import Unit
from headway.domain.streaks import Run
from headway.storage.database import Transaction
from headway.storage.statements import Statement
from headway.storage.tables import habit_runs as runs
from headway.storage.types import ID

_OF_HABIT = (
    runs.c.user_id == bindparam("owner", type_=ID),
    runs.c.habit_id == bindparam("habit", type_=ID),
)
_RUNS = select(runs.c.first_day, runs.c.last_day, runs.c.length, runs.c.unit).where(*_OF_HABIT)
_UNIT = runs.c.unit == bindparam("unit", type_=runs.c.unit.type)
_FIRST = bindparam("first", type_=runs.c.first_day.type)
_ALL = Statement(_RUNS.order_by(runs.c.first_day))
_LAST = Statement(_RUNS.order_by(runs.c.first_day.desc()).limit(1))
_LONGEST_FIRST = Statement(
    _RUNS.where(_UNIT)
    .order_by(runs.c.length.desc(), runs.c.first_day.desc())
    .limit(bindparam("count", type_=Integer))
)
_LONGEST = Statement(
    select(func.coalesce(func.max(runs.c.length), 0)).where(*_OF_HABIT, _UNIT, runs.c.first_day != _FIRST)
)
_ADD = insert(runs)
_REMOVE = delete(runs).where(*_OF_HABIT, runs.c.first_day == _FIRST)
_CLEAR = delete(runs).where(*_OF_HABIT)


def history(tx: Transaction, owner: UUID, habit: UUID) -> list[Run]:
    """Load all runs that are over, oldest first."""
    return [_run(row) for row in _ALL.all(tx, {"owner": owner, "habit": habit})]


def find_last(tx: Transaction, owner: UUID, habit: UUID) -> Run | None:
    """Find the newest run that is over."""
    row = _LAST.first(tx, {"owner": owner, "habit": habit})
    return _run(row) if row else None


def longest_first(tx: Transaction, owner: UUID, habit: UUID, unit: Unit, count: int) -> list[Run]:
    """Load the longest `count` runs of a unit that are over, of equal ones the newer first."""
    asked = {"owner": owner, "habit": habit, "unit": unit.value, "count": count}
    return [_run(row) for row in _LONGEST_FIRST.all(tx, asked)]


def longest(tx: Transaction, owner: UUID, habit: UUID, but: Run) -> int:
    """Find the length of the longest run of a run's unit that is over, leaving that one out; 0 without any."""
    asked = {"owner": owner, "habit": habit, "unit": but.unit.value, "first": but.first_day}
    ((longest,),) = _LONGEST.all(tx, asked)
    return int(longest)


def add(tx: Transaction, owner: UUID, habit: UUID, run: Run) -> None:
    """Keep a run that is over."""
    tx.execute(_ADD, _row(owner, habit, run))


def remove(tx: Transaction, owner: UUID, habit: UUID, run: Run) -> None:
    """Forget a run, since it goes on."""
    tx.execute(_REMOVE, {"owner": owner, "habit": habit, "first": run.first_day})


def replace(tx: Transaction, owner: UUID, habit: UUID, kept: Iterable[Run]) -> None:
    """Keep these runs and no others."""
    tx.execute(_CLEAR, {"owner": owner, "habit": habit})
    rows = [_row(owner, habit, run) for run in kept]
    if rows:
        tx.execute(_ADD, rows)


def _row(owner: UUID, habit: UUID, run: Run) -> dict[str, object]:
    return {
        "user_id": owner,
        "habit_id": habit,
        "first_day": run.first_day,
        "last_day": run.last_day,
        "length": run.length,
        "unit": run.unit.value,
    }


def _run(row: Sequence[Any]) -> Run:
    """Read a run; one from before units were kept waits for its revision."""
    first_day, last_day, length, unit = row
    return Run(first_day, last_day, length, Unit(unit or Unit.DAYS))
