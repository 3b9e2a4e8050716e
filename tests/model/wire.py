"""A history's schedules as the API tells them: plain JSON, the first one without a first day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from tests.model.histories import History, Schedule, Span, Target

Wire = dict[str, Any]


def target_of_wire(target: Mapping[str, Any] | None) -> Target | None:
    if target is None:
        return None
    return Target(
        Decimal(target["targetAmount"]),
        target["direction"],
        target["amountPer"],
        target["unit"],
        target["cleanUnlessLogged"],
    )


def wire_of_target(target: Target | None) -> Wire | None:
    if target is None:
        return None
    return {
        "unit": target.unit,
        "targetAmount": str(target.amount),
        "direction": target.direction,
        "amountPer": target.per,
        "cleanUnlessLogged": target.clean,
    }


def schedule_of_wire(schedule: Mapping[str, Any]) -> Schedule:
    first_day = schedule["firstDay"]
    return Schedule(
        None if first_day is None else date.fromisoformat(first_day),
        schedule["frequencyType"],
        schedule["frequencyConfig"],
        target_of_wire(schedule["target"]),
    )


def wire_of_schedule(schedule: Schedule) -> Wire:
    return {
        "firstDay": schedule.first_day and schedule.first_day.isoformat(),
        "frequencyType": schedule.frequency_type,
        "frequencyConfig": schedule.config,
        "target": wire_of_target(schedule.target),
    }


def history_of(
    schedules: Sequence[Schedule],
    created_on: date,
    recorded: Iterable[tuple[date, time | None, Decimal | None]],
    pauses: Iterable[Span] = (),
    week_start: str = "MONDAY",
) -> History:
    """Tell a history from its schedules, the present one last, and from what was recorded, with which amounts."""
    *earlier, present = schedules
    kept = list(recorded)
    return History(
        present.frequency_type,
        present.config,
        created_on,
        tuple((day, at) for day, at, _ in kept),
        tuple(pauses),
        week_start,
        present.target,
        {(day, at): amount for day, at, amount in kept if amount is not None},
        present.first_day,
        tuple(earlier),
    )
