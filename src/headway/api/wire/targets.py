"""Targets of habits: how much is asked for, or allowed."""

from decimal import Decimal
from typing import Any

from headway.api.wire.values import two_decimals
from headway.domain.targets import Target


def members(target: Target | None) -> dict[str, Any]:
    """List what a target is answered with."""
    return {
        "unit": target and target.unit,
        "target_amount": target and two_decimals(target.target_amount),
        "direction": target and target.direction,
        "amount_per": target and target.amount_per,
        "clean_unless_logged": target is not None and target.clean_unless_logged,
    }


def quantity(number: int, target: Target | None) -> Decimal:
    """Write how much of a quota there is: an amount where it is one of sums, else how often.

    >>> from headway.domain.targets import AmountPer, Direction
    >>> quantity(3, None), quantity(1250, Target("km", Decimal(20), Direction.AT_LEAST, AmountPer.PERIOD))
    (Decimal('3'), Decimal('12.50'))
    """
    if target is None or not target.is_summed:
        return Decimal(number)
    return two_decimals(Decimal(number).scaleb(-2))
