"""The pace of a goal, in a line."""

from decimal import ROUND_HALF_UP, Decimal

from headway.api.wire.pace import Pace
from headway.cli import wording
from headway.domain.pace import PaceState


def told(pace: Pace | None, unit: str) -> str:
    """Say how a goal is getting on, and what would bring it there; nothing of what is reached or has no pace."""
    if pace is None or pace.state is PaceState.COMPLETED:
        return ""
    if pace.state is PaceState.OVERDUE:
        return f"{wording.amount(-pace.ahead, unit)} to go"
    stands = _stands(pace)
    if pace.needed_per_day is None:
        return stands
    return f"{stands}, {wording.amount(pace.needed_per_day, unit)} a day gets you there"


def _stands(pace: Pace) -> str:
    days = wording.count(int(abs(pace.ahead_days).quantize(Decimal(1), ROUND_HALF_UP)), "day")
    if pace.state is PaceState.AHEAD:
        return f"{days} ahead"
    return f"{days} behind" if pace.state is PaceState.BEHIND else "on track"
