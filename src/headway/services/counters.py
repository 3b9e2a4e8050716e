"""Counters: slips, and the runs between resets with what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from headway.domain import counters as rules
from headway.domain import milestones, savings
from headway.domain.counters import Run, Runs
from headway.domain.entries import Entry, EntryDraft, place_of
from headway.domain.milestones import Next, Reached
from headway.domain.savings import Saved
from headway.services import entries as recording
from headway.services import goals
from headway.services.creations import Chosen, Kept
from headway.services.goals import GoalView
from headway.services.paging import Key, Page, cut
from headway.services.scope import Scope
from headway.storage import entries


@dataclass(frozen=True, slots=True)
class Course:
    """How a counter has run: its runs, the milestones reached and the next, and what it has saved if it tells."""

    view: GoalView
    runs: Runs
    upcoming: Next | None
    reached: Sequence[Reached]
    saved: Saved | None


def slip(
    scope: Scope, id_: UUID, day: date | None = None, note: str | None = None, chosen: Chosen | None = None
) -> Kept[Entry]:
    """Record a slip of a counter on a day (today unless given), after which it counts on.

    Raises NotFoundError; RejectedError for a goal with a target; ConflictError for an archived or completed
    counter, or an id that was used for something else; GoneError.
    """
    return recording.slip(scope, id_, EntryDraft(day or scope.today, note=note), chosen)


def show(scope: Scope, id_: UUID) -> Course:
    """Tell how a counter has run.

    Raises NotFoundError; RejectedError for a goal with a target.
    """
    view = goals.get(scope, id_)
    rules.require_counter(view.goal, "A goal with a target has no runs.")
    return course(scope, view)


def course(scope: Scope, view: GoalView) -> Course:
    """Tell how a counter has run that is there already."""
    goal, latest = view.goal, view.latest_entry
    day = rules.valued_on(goal, scope.today, latest.entry_date if latest else None)
    found = _runs(scope, view, day)
    upcoming, reached = milestones.upcoming(goal, day, view.value), milestones.reached(goal, found)
    saved = goal.saved_per_day and savings.saved(goal.saved_per_day, found.current.length, found.total)
    return Course(view, found, upcoming, reached, saved or None)


def page(runs: Runs, after: Key | None, limit: int) -> Page[Run]:
    """List the runs of a counter, the present one first.

    The key of a run is the place of the reset that began it, which is where the one before it ended.
    """
    newest = [
        run for run in reversed(runs.runs) if after is None or (run.ended_by and place_of(run.ended_by) <= after)
    ]
    return cut(newest, limit, lambda run: place_of(run.begun_by) if run.begun_by else ())


def _runs(scope: Scope, view: GoalView, day: date) -> Runs:
    goal = view.goal
    recorded = entries.find_first_day(scope.tx, scope.owner, goal.id)
    began = min(filter(None, (goal.start_date, recorded)), default=goal.created_on)
    marks = entries.marks(scope.tx, scope.owner, goal.id)
    by_hand = entries.steps(scope.tx, scope.owner, goal.id, superseded=goal.counts_days)
    return rules.runs(goal, marks, by_hand, began, day, view.value)
