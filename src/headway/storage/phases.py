"""Phases of habits, targets and spans of days: how a row of a habit holds them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from headway.domain.frequencies import FrequencyType
from headway.domain.phases import Phase
from headway.domain.streaks import Spans
from headway.domain.targets import AmountPer, Direction, Target
from headway.storage.tables import habits

TARGET = (
    habits.c.unit,
    habits.c.target_amount,
    habits.c.direction,
    habits.c.amount_per,
    habits.c.clean_unless_logged,
)


def read_target(row: Sequence[Any]) -> Target | None:
    """Read the columns `TARGET`."""
    unit, amount, direction, per, clean = row
    return None if unit is None else Target(unit, amount, Direction(direction), AmountPer(per), bool(clean))


def write_target(target: Target | None) -> dict[str, object]:
    """Write the columns `TARGET`."""
    if target is None:
        return dict.fromkeys(column.name for column in TARGET)
    return {
        "unit": target.unit,
        "target_amount": target.target_amount,
        "direction": target.direction.value,
        "amount_per": target.amount_per.value,
        "clean_unless_logged": target.clean_unless_logged,
    }


def read(kept: Iterable[Mapping[str, Any]] | None) -> tuple[Phase, ...]:
    """Read the phases before the present one."""
    return tuple(_phase(one) for one in kept) if kept else ()


def write(phases: Sequence[Phase]) -> list[dict[str, object]] | None:
    """Write the phases before the present one."""
    return [_written(phase) for phase in phases] or None


def _phase(kept: Mapping[str, Any]) -> Phase:
    first_day, target = kept["first_day"], kept["target"]
    read_target = target and Target(
        target["unit"],
        Decimal(target["target_amount"]),
        Direction(target["direction"]),
        AmountPer(target["amount_per"]),
        target["clean_unless_logged"],
    )
    return Phase(
        first_day and date.fromisoformat(first_day),
        FrequencyType(kept["frequency_type"]),
        kept["frequency_config"],
        read_target,
    )


def _written(phase: Phase) -> dict[str, object]:
    target = phase.target and write_target(phase.target) | {"target_amount": str(phase.target.target_amount)}
    return {
        "first_day": phase.first_day and phase.first_day.isoformat(),
        "frequency_type": phase.frequency_type.value,
        "frequency_config": dict(phase.frequency_config),
        "target": target,
    }


def read_spans(kept: Iterable[Sequence[str | None]] | None) -> Spans:
    """Read spans of days; an open end is None."""
    return tuple((_day(first) or date.min, _day(last)) for first, last in kept) if kept else ()


def write_spans(spans: Spans) -> list[list[str | None]] | None:
    """Write spans of days."""
    return [[first.isoformat(), last.isoformat() if last else None] for first, last in spans] or None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
