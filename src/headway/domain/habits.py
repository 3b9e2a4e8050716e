"""Habits: what is done again and again, at a frequency."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from headway.domain import frequencies, phases, targets, text
from headway.domain.days import WeekStart
from headway.domain.errors import Findings
from headway.domain.frequencies import FrequencyType
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Unit
from headway.domain.phases import Phase
from headway.domain.streaks import Streak, Terms
from headway.domain.targets import AmountPer, Direction, Target, TargetDraft


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit as it is kept, its streak's cache (`streak`) included.

    Its frequency and target are those of its present phase, which began on `phase_first_day` (None: ever since).
    """

    id: UUID
    title: str
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    category_id: UUID | None
    created_on: date
    archived_on: date | None
    deleted_at: datetime | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime
    streak: Streak
    target: Target | None = None
    phase_first_day: date | None = None
    former_phases: tuple[Phase, ...] = ()

    @property
    def phase(self) -> Phase:
        """The present phase."""
        return Phase(self.phase_first_day, self.frequency_type, self.frequency_config, self.target)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """All phases, the oldest first."""
        return (*self.former_phases, self.phase)

    @property
    def first_day(self) -> date:
        """The day it was made, or of its first completion if that is earlier."""
        return min(self.created_on, self.streak.first_completion or self.created_on)

    def phase_on(self, day: date) -> Phase:
        """Find the phase that a day lies in."""
        if self.phase_first_day is None or day >= self.phase_first_day:
            return self.phase
        return [one for one in self.former_phases if one.first_day is None or one.first_day <= day][-1]

    @property
    def several_a_day(self) -> bool:
        """Whether completions carry a time and a day may have several, as things are now."""
        return self.phase.several_a_day

    @property
    def unit(self) -> Unit:
        """What its streak counts."""
        return self.phase.schedule(WeekStart.MONDAY, self.created_on).unit

    def terms(self, week_start: WeekStart, paused: PausedDays = NO_PAUSES) -> Terms:
        """Give what its completions are held against."""
        return phases.terms(self.phases, self.created_on, week_start, paused)


@dataclass(frozen=True, slots=True)
class HabitDraft:
    """What a user says of a habit."""

    title: str
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    category_id: UUID | None = None
    unit: str | None = None
    target_amount: Decimal | None = None
    direction: Direction | None = None
    amount_per: AmountPer | None = None
    clean_unless_logged: bool = False

    @property
    def target(self) -> TargetDraft:
        """What is said of its target."""
        return TargetDraft(**{field.name: getattr(self, field.name) for field in fields(TargetDraft)})


@dataclass(frozen=True, slots=True)
class Settled:
    """A checked draft: what is to be kept, with the defaults that depend on the moment it was made."""

    title: str
    category_id: UUID | None
    phase: Phase


def settle(draft: HabitDraft, week_start: WeekStart, created_on: date) -> Settled:
    """Check a draft, and write the defaults that depend on this moment into its configuration.

    Raises RejectedError with every broken rule.

    >>> rules = {"weeks": 2, "days": ["MON"], "startDate": "2026-01-19"}
    >>> config = {"pattern": "EVERY_N_WEEKS", "rules": rules}
    >>> draft = HabitDraft("Bins", FrequencyType.ADVANCED, config)
    >>> settle(draft, WeekStart.SUNDAY, date(2026, 1, 19)).phase.frequency_config["rules"]["weekStart"]
    'SUNDAY'
    """
    findings = Findings()
    text.check(findings, "title", draft.title, limit=text.TITLE)
    phase = settle_phase(draft, week_start, created_on, findings)
    findings.enforce()
    if phase is None:
        msg = "a draft without fault has a phase"
        raise AssertionError(msg)
    return Settled(draft.title, draft.category_id, phase)


def settle_phase(draft: HabitDraft, week_start: WeekStart, created_on: date, findings: Findings) -> Phase | None:
    """Check how often and how much; None when that breaks rules, which `findings` then names."""
    frequency = frequencies.parse(draft.frequency_type, draft.frequency_config, findings)
    target = targets.settle(draft.target, findings)
    if frequency is None:
        return None
    if target is not None:
        targets.check(target, frequency.schedule(week_start, created_on), findings)
    config = frequencies.dump(frequency.settled(week_start), draft.frequency_config)
    return Phase(None, draft.frequency_type, config, target)


def draft_of(habit: Habit) -> HabitDraft:
    """Say of a habit what its user said of it: what a change is merged with."""
    said = targets.draft_of(habit.target)
    target = {field.name: getattr(said, field.name) for field in fields(said)}
    config = habit.frequency_config
    return HabitDraft(habit.title, habit.frequency_type, config, habit.category_id, **target)


def merge(draft: HabitDraft, changes: Mapping[str, Any]) -> HabitDraft:
    """Put changes over a draft; who takes the target away takes away what only a target has."""
    merged = replace(draft, **changes)
    if merged.target != TargetDraft(amount_per=merged.amount_per, clean_unless_logged=merged.clean_unless_logged):
        return merged
    if "amount_per" not in changes:
        merged = replace(merged, amount_per=None)
    return merged if "clean_unless_logged" in changes else replace(merged, clean_unless_logged=False)
