"""Habits: what is done again and again, at a frequency."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from headway.domain import text
from headway.domain.days import WeekStart
from headway.domain.errors import Findings
from headway.domain.frequencies import FrequencyType, dump, parse, schedule
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Schedule
from headway.domain.streaks import Streak, Terms


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit as it is kept, its streak's cache (`streak`) included."""

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

    @property
    def several_a_day(self) -> bool:
        """Whether completions carry a time and a day may have several."""
        return self.frequency_config.get("allowMultiplePerDay") is True

    def schedule(self, week_start: WeekStart) -> Schedule:
        """Give the periods or the chain that its streak is made of."""
        return schedule(
            self.frequency_type, self.frequency_config, week_start=week_start, created_on=self.created_on
        )

    def terms(self, week_start: WeekStart, paused: PausedDays = NO_PAUSES) -> Terms:
        """Give what its completions are held against."""
        return Terms(self.schedule(week_start), self.created_on, paused)


@dataclass(frozen=True, slots=True)
class HabitDraft:
    """What a user says of a habit."""

    title: str
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    category_id: UUID | None = None


def settle(draft: HabitDraft, week_start: WeekStart) -> HabitDraft:
    """Check a draft, and write the defaults that depend on this moment into its configuration.

    Raises RejectedError with every broken rule.

    >>> rules = {"weeks": 2, "days": ["MON"], "startDate": "2026-01-19"}
    >>> config = {"pattern": "EVERY_N_WEEKS", "rules": rules}
    >>> draft = HabitDraft("Bins", FrequencyType.ADVANCED, config)
    >>> settle(draft, WeekStart.SUNDAY).frequency_config["rules"]["weekStart"]
    'SUNDAY'
    """
    findings = Findings()
    text.check(findings, "title", draft.title, limit=text.TITLE)
    frequency = parse(draft.frequency_type, draft.frequency_config, findings)
    findings.enforce()
    if frequency is None:
        return draft
    return replace(draft, frequency_config=dump(frequency.settled(week_start), draft.frequency_config))
