"""Streaks by definition: every period walked, every stretch of days tried. (rules, sections 2, 3, 9, 10 and 11)

Schedules that follow one another are groups when they count in one way: all chains, all calendars, or all clean
days of one unit. From a group to the next with the same unit the run that is alive goes on; with another unit
it is closed as it stands.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tests.model.calendar_runs import calendar_runs
from tests.model.chains import chain_runs
from tests.model.clean_runs import clean_runs
from tests.model.histories import History
from tests.model.periods import chain, unit
from tests.model.runs import Break, Counted, Run


@dataclass(frozen=True)
class Streak:
    """Where a streak stands; `earlier` are the runs before the unit last changed, each with its unit."""

    unit: str
    current: int
    longest: int
    since: date | None
    last_day: date | None
    alive_until: date | None
    broken_by: Break | None
    runs: tuple[Run, ...]
    earlier: tuple[tuple[str, Run], ...] = ()


@dataclass(frozen=True)
class Group:
    unit: str
    way: str
    places: tuple[int, ...]


WAYS = {"CHAIN": chain_runs, "CALENDAR": calendar_runs, "CLEAN": clean_runs}


def way_of(part: History) -> str:
    if chain(part):
        return "CHAIN"
    return "CLEAN" if part.target and part.target.clean else "CALENDAR"


def groups_of(history: History) -> list[Group]:
    ways = [Group(unit(part), way_of(part), (place,)) for place, part in enumerate(history.parts)]
    together = groupby(ways, lambda one: (one.unit, one.way))
    return [Group(*key, tuple(one.places[0] for one in some)) for key, some in together]


def streak(history: History, today: date) -> Streak:
    """Count group after group; the longest run is the longest of the present unit, whenever it was."""
    earlier: list[tuple[str, Run]] = []
    runs: list[Run] = []
    last, present = Counted((), False), unit(history)
    before = None
    for group in groups_of(history):
        if before and before.unit != group.unit:
            earlier += [(before.unit, run) for run in runs]
            runs, last = [], Counted((), False)
        carried = runs.pop() if last.alive else None
        counted = WAYS[group.way](history, group.places, carried, today)
        runs += counted.runs
        last = counted if counted.runs else last
        before = group
    run = runs[-1] if runs else None
    return Streak(
        unit=present,
        current=run.length if run and last.alive else 0,
        longest=max(
            [run.length for run in runs] + [run.length for name, run in earlier if name == present], default=0
        ),
        since=run.since if run else None,
        last_day=run.last_day if run else None,
        alive_until=last.alive_until,
        broken_by=last.broken_by,
        runs=tuple(runs),
        earlier=tuple(earlier),
    )
