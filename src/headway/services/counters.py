"""Counters: the runs between their resets."""

from headway.domain import counters as rules
from headway.domain.counters import Runs
from headway.services.goals import GoalView
from headway.services.scope import Scope
from headway.storage import entries


def runs(scope: Scope, view: GoalView) -> Runs:
    """List the runs of a counter, from the first to the present one."""
    goal, latest = view.goal, view.latest_entry
    recorded = entries.find_first_day(scope.tx, scope.owner, goal.id)
    began = min(filter(None, (goal.start_date, recorded)), default=goal.created_on)
    day = rules.valued_on(goal, scope.today, latest.entry_date if latest else None)
    return rules.runs(goal, entries.marks(scope.tx, scope.owner, goal.id), began, day, view.value)
