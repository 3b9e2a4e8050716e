"""The examples about a counter's runs: what remains, what comes next, and what was saved."""

from dataclasses import dataclass
from decimal import Decimal

from headway.domain import amounts, counters
from headway.domain import milestones as rules
from headway.domain import savings as saving
from headway.domain.counters import Runs
from headway.domain.entries import EntryKind
from headway.domain.goals import Goal
from tests.docs import goal_examples as goals
from tests.docs import notation as say

Cells = dict[str, str]


@dataclass(frozen=True)
class _Course:
    goal: Goal
    runs: Runs
    value: Decimal


def _course(cells: Cells) -> _Course:
    goal, history = goals.recorded(goals.counter(say.day(cells["starts"])), cells["recorded"])
    day = say.day(cells["on"])
    marks = [entry for entry in history if entry.kind is not EntryKind.ENTRY]
    value = counters.value_on(goal, day, max((entry.entry_date for entry in history), default=None))
    return _Course(goal, counters.runs(goal, marks, [], say.day(cells["starts"]), day, value), value)


def runs(cells: Cells) -> Cells:
    """Tell the runs of a counter, and what they come to."""
    found = _course(cells).runs
    return {
        "runs": ", ".join(_plain(run.length) for run in found.runs),
        "in all": _plain(found.total),
        "longest": _plain(found.longest.length),
        "average": _plain(found.average),
        "begun anew": str(found.resets),
        "slips": str(found.slips),
    }


def milestones(cells: Cells) -> Cells:
    """Tell the milestone that comes next, and those that were reached."""
    course = _course(cells)
    there = rules.upcoming(course.goal, say.day(cells["on"]), course.value)
    assert there is not None
    reached = [_milestone(one.milestone) for one in rules.reached(course.goal, course.runs)]
    return {
        "next": _milestone(there.milestone),
        "to go": _plain(there.left),
        "reached": ", ".join(reached) or say.NOTHING,
    }


def savings(cells: Cells) -> Cells:
    """Tell what the days have saved."""
    found = _course(cells).runs
    saved = saving.saved(say.amount(cells["a day saves"]), found.current.length, found.total)
    return {"saved in this run": str(saved.in_run), "saved in all": str(saved.in_all)}


def _milestone(one: rules.Milestone) -> str:
    name = one.unit.lower()
    return f"{one.number} {name.removesuffix('s') if one.number == 1 else name}"


def _plain(value: Decimal) -> str:
    exact = amounts.exact(value)
    return f"{exact:.0f}" if exact == exact.to_integral_value() else str(exact)
