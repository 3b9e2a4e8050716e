"""The pace of a goal: exact where it is worked out, rounded to two decimals where it is told."""

from typing import Annotated

from msgspec import Meta

from headway.api.wire.members import Shape
from headway.api.wire.values import Amount, Day, Rounded
from headway.domain import pace as domain
from headway.domain.amounts import rounded
from headway.domain.pace import PaceState


def _told(description: str) -> Meta:
    return Meta(extra_json_schema={"description": description})


class Pace(Shape):
    """How a goal with a target stands today against its deadline; numbers are rounded, halves away from zero."""

    state: PaceState
    expected: Annotated[Amount, _told("What the end of today asks for.")]
    ahead: Annotated[Rounded, _told("How far ahead it is, in its unit; below 0 how far behind.")]
    ahead_days: Annotated[Rounded, _told("The same in days of the way that are not paused.")]
    needed_per_day: Annotated[
        Rounded | None, _told("What reaches the target from today on; null where no day is left.")
    ]
    needed_per_week: Annotated[Rounded | None, _told("The same in a week; no more than what is left.")]
    forecast_day: Annotated[
        Day | None, _told("When the target is reached if it goes on as in the last 28 days; null where unknown.")
    ]
    in_time: Annotated[bool | None, _told("Whether that is no later than the deadline.")]


def pace(told: domain.Pace) -> Pace:
    """Tell about the pace of a goal."""
    return Pace(
        state=told.state,
        expected=rounded(told.expected),
        ahead=rounded(told.ahead),
        ahead_days=rounded(told.ahead_days),
        needed_per_day=None if told.needed_per_day is None else rounded(told.needed_per_day),
        needed_per_week=None if told.needed_per_week is None else rounded(told.needed_per_week),
        forecast_day=told.forecast_day,
        in_time=told.in_time,
    )
