"""Due days: when a habit that is about to be made, or changed, will ask for something."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from headway.domain import days, due, due_days
from headway.domain.errors import Findings
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft, settle_phase
from headway.domain.streaks import Terms
from headway.domain.targets import TargetDraft
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses

NO_TARGET = TargetDraft()


def ahead(
    scope: Scope,
    frequency_type: FrequencyType,
    config: Mapping[str, Any],
    count: int,
    habit: UUID | None = None,
    target: TargetDraft = NO_TARGET,
) -> Sequence[date]:
    """List the next `count` days that a frequency asks for from today on, as if it is done on each of them.

    Of a habit that is there already, what was done and its pauses are taken into account.

    Raises RejectedError with every broken rule; NotFoundError.
    """
    findings = Findings()
    kept = None if habit is None else habits.get(scope.tx, scope.owner, habit)
    created_on, week_start = kept.created_on if kept else scope.today, scope.user.week_start
    draft = HabitDraft(
        "", frequency_type, config, **{one.name: getattr(target, one.name) for one in fields(target)}
    )
    phase = settle_phase(draft, week_start, created_on, findings)
    findings.enforce()
    if phase is None:
        return ()
    schedule = phase.schedule(week_start, created_on)
    key = habit or scope.new_id()
    paused = pauses.paused_days(scope.tx, scope.owner, key, days.FIRST_DAY)
    terms = Terms(schedule, created_on, paused)
    window = due.window(schedule, scope.today, paused)
    history = completions.histories(scope.tx, scope.owner, [(key, window)])[0] if kept else {}
    first_day = terms.first_day(kept.streak.first_completion if kept else None)
    return list(islice(due_days.ahead(terms, first_day, history, scope.today), count))
