"""Phases: since when a habit asks for what, and correcting that."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from headway.domain import phases as rules
from headway.domain.errors import Findings, StaleError
from headway.domain.habits import Habit, HabitDraft, Settled, settle_phase
from headway.domain.phases import Phase
from headway.domain.targets import draft_of
from headway.services import streaks
from headway.services.scope import Scope
from headway.storage import habits


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """What a user says of a phase: its first day, and what the habit asks for from then on."""

    first_day: date | None
    asks: HabitDraft


def drafts(habit: Habit) -> list[PhaseDraft]:
    """Say of a habit's phases what its user said of them: what a change of their history begins with."""
    return [PhaseDraft(one.first_day, asks_of(habit, one)) for one in habit.phases]


def asks_of(habit: Habit, phase: Phase) -> HabitDraft:
    """Say of a phase what its user said of it."""
    said = draft_of(phase.target)
    target = {field.name: getattr(said, field.name) for field in fields(said)}
    return HabitDraft(habit.title, phase.frequency_type, phase.frequency_config, habit.category_id, **target)


def replace_all(scope: Scope, id_: UUID, drafts: Sequence[PhaseDraft], version: int | None = None) -> Habit:
    """Tell the whole history of what a habit asks for; the last phase is the present one.

    Raises NotFoundError, StaleError; RejectedError with every broken rule.
    """
    habit = habits.get(scope.tx, scope.owner, id_, lock=True)
    if version is not None and version != habit.version:
        raise StaleError("habit", habit.version)
    findings = Findings()
    rules.check_days(findings, [draft.first_day for draft in drafts], scope.place)
    told = [_settle(scope, habit, at, draft, findings) for at, draft in enumerate(drafts)]
    findings.enforce()
    history: tuple[Phase, ...] = ()
    for phase in told:
        if phase is not None:
            history = rules.change(history, phase, habit.first_day)
    return put(scope, habit, Settled(habit.title, habit.category_id, history[-1]), history)


def _settle(scope: Scope, habit: Habit, at: int, draft: PhaseDraft, findings: Findings) -> Phase | None:
    """Check a phase, and tell what is wrong with it by its place."""
    found = Findings()
    phase = settle_phase(draft.asks, scope.user.week_start, habit.created_on, found)
    findings.take(found, ("phases", at))
    return phase and replace(phase, first_day=draft.first_day)


def put(scope: Scope, habit: Habit, settled: Settled, history: Sequence[Phase]) -> Habit:
    """Keep a habit with its phases, and count its streaks by them.

    Raises RejectedError when there are too many.
    """
    findings = Findings()
    rules.check_number(findings, history)
    findings.enforce()
    *former, present = history
    habits.edit(scope.tx, scope.owner, habit.id, replace(settled, phase=present), former, scope.now)
    return streaks.recompute(scope, habits.get(scope.tx, scope.owner, habit.id))
