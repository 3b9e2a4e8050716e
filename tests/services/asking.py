"""What the model says is asked of a habit, as it is said to services."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from headway.domain.habits import HabitDraft
from headway.domain.targets import draft_of as said_of
from tests.domain.against import phase_of
from tests.model.changing import FAMILIES, targets
from tests.model.histories import Schedule
from tests.model.strategies import TIMES, of_kind

CENT = Decimal("0.01")
SHARES = st.sampled_from([Decimal(one) for one in ("0", "0.25", "0.5", "1", "1", "1.5")])
TURNS = st.tuples(st.lists(st.sampled_from(TIMES), min_size=1, max_size=2, unique=True), SHARES)
"""At which times of a day to record, and how much of what is asked for in all."""


@st.composite
def some_schedules(draw: st.DrawFn) -> Schedule:
    """Choose something to ask, about as often as not with an amount; one kind often follows another of its unit."""
    kind = draw(st.sampled_from(FAMILIES).flatmap(st.sampled_from).flatmap(of_kind))
    kind, target = draw(targets(kind)) if draw(st.booleans()) else (kind, None)
    return Schedule(None, *kind, target)


def asks_of(asked: Schedule) -> dict[str, Any]:
    """Say all of it, as a change."""
    phase = phase_of(asked)
    frequency = {"frequency_type": phase.frequency_type, "frequency_config": phase.frequency_config}
    return frequency | asdict(said_of(phase.target))


def draft_of(asked: Schedule) -> HabitDraft:
    return HabitDraft("Something", **asks_of(asked))


def much_of(asked: Schedule, share: Decimal) -> Decimal | None:
    """Give a share of the amount that is asked for, if one is."""
    return (asked.target.amount * share).quantize(CENT) if asked.target else None
