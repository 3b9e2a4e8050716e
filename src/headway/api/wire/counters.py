"""Counters: their slips, and how they have run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from headway.api.wire import entries
from headway.api.wire.members import Body, ChosenId, Listed, Note, Shape
from headway.api.wire.values import Amount, Day, Rounded, two_decimals
from headway.domain import counters, milestones
from headway.domain.milestones import MilestoneUnit

if TYPE_CHECKING:
    from headway.services.counters import Course  # what travels can be known without what keeps it

MOST_SLIPS = 50


class Slip(Body):
    """A slip on a day (today unless said otherwise), after which it counts on. `id` is that of its entry."""

    day: Day | UnsetType = UNSET
    note: Note | None = None
    id: ChosenId = UNSET


class Run(Shape):
    """A run between two resets: `begunBy` is null for the first, `endedBy` for the present one.

    `slips` are the newest of those it went on after; `slipCount` tells how many there are.
    """

    first_day: Day
    last_day: Day
    length: Rounded
    begun_by: entries.Entry | None
    ended_by: entries.Entry | None
    slip_count: int
    slips: list[entries.Entry]


class Milestone(Shape):
    """So many days, whole years, or units of the counter's own."""

    number: int
    unit: MilestoneUnit


class NextMilestone(Milestone):
    """The milestone that comes next, how much there is to go, and the day of it if days count themselves."""

    left: Rounded
    day: Day | None


class ReachedMilestone(Milestone):
    """A milestone that was reached, in how many runs, and on which days: the first and the last time."""

    times: int
    first_day: Day
    last_day: Day


class Saved(Shape):
    """What the present run has saved, and what all runs have."""

    unit: str
    per_day: Amount
    in_run: Rounded
    in_all: Rounded


class Runs(Listed[Run]):
    """How a counter has run; its runs, the newest first."""

    current: Rounded
    longest: Rounded
    average: Rounded
    total: Rounded
    resets: int
    slips: int
    next_milestone: NextMilestone | None
    milestones: list[ReachedMilestone]
    saved: Saved | None


def runs(course: "Course", shown: Sequence[counters.Run], next_cursor: str | None) -> Runs:
    """Tell how a counter has run, with some of its runs."""
    found, upcoming = course.runs, course.upcoming
    return Runs(
        current=two_decimals(found.current.length),
        longest=two_decimals(found.longest.length),
        average=two_decimals(found.average),
        total=two_decimals(found.total),
        resets=found.resets,
        slips=found.slips,
        next_milestone=None if upcoming is None else _next(upcoming),
        milestones=[_reached(one) for one in course.reached],
        saved=_saved(course),
        items=[_run(one) for one in shown],
        next_cursor=next_cursor,
    )


def _run(run: counters.Run) -> Run:
    return Run(
        first_day=run.first_day,
        last_day=run.last_day,
        length=two_decimals(run.length),
        begun_by=None if run.begun_by is None else entries.entry(run.begun_by),
        ended_by=None if run.ended_by is None else entries.entry(run.ended_by),
        slip_count=len(run.slips),
        slips=[entries.entry(one) for one in reversed(run.slips[-MOST_SLIPS:])],
    )


def _next(there: milestones.Next) -> NextMilestone:
    one = there.milestone
    return NextMilestone(number=one.number, unit=one.unit, left=two_decimals(there.left), day=there.day)


def _reached(there: milestones.Reached) -> ReachedMilestone:
    one, days = there.milestone, there.days
    return ReachedMilestone(number=one.number, unit=one.unit, times=len(days), first_day=days[0], last_day=days[-1])


def _saved(course: "Course") -> Saved | None:
    goal, saved = course.view.goal, course.saved
    if saved is None or goal.saved_per_day is None or goal.saved_unit is None:
        return None
    return Saved(
        unit=goal.saved_unit,
        per_day=two_decimals(goal.saved_per_day),
        in_run=two_decimals(saved.in_run),
        in_all=two_decimals(saved.in_all),
    )
