"""Phases: since when a habit asks for what."""

from typing import Any

from headway.api.wire import targets
from headway.api.wire.members import Body, Shape, Target, Unit, given
from headway.api.wire.values import Amount, Day
from headway.domain import habits as domain
from headway.domain.frequencies import FrequencyType
from headway.domain.targets import AmountPer, Direction

FrequencyConfig = dict[str, Any]


class NewPhase(Body):
    """What a habit asks for from a day on; `firstDay` is null for the first phase."""

    first_day: Day | None
    frequency_type: FrequencyType
    frequency_config: FrequencyConfig
    unit: Unit | None = None
    target_amount: Target | None = None
    direction: Direction | None = None
    amount_per: AmountPer | None = None
    clean_unless_logged: bool = False


class PhasesPut(Body):
    """The whole history of what a habit asks for, the oldest first; the last phase is the present one."""

    phases: list[NewPhase]


class Phase(Shape):
    """What a habit asked for from a day on."""

    first_day: Day | None
    frequency_type: FrequencyType
    frequency_config: FrequencyConfig
    unit: str | None
    target_amount: Amount | None
    direction: Direction | None
    amount_per: AmountPer | None
    clean_unless_logged: bool


class Phases(Shape):
    """The phases of a habit, the oldest first, and the version of the habit they are part of."""

    phases: list[Phase]
    version: int


def draft(new: NewPhase) -> domain.HabitDraft:
    """Read what a phase asks for."""
    return domain.HabitDraft(title="", **given(new, but=("first_day",)))


def phases(kept: domain.Habit) -> Phases:
    """Tell about the phases of a habit."""
    return Phases(
        phases=[
            Phase(
                first_day=one.first_day,
                frequency_type=one.frequency_type,
                frequency_config=dict(one.frequency_config),
                **targets.members(one.target),
            )
            for one in kept.phases
        ],
        version=kept.version,
    )
