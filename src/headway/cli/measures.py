"""Words for amounts of habits: how much is asked for, and how much there is of it."""

from decimal import Decimal
from typing import Protocol

from headway.api.wire.habits import FrequencyConfig
from headway.api.wire.today import HabitToday
from headway.cli import wording
from headway.domain.frequencies import FrequencyType
from headway.domain.targets import NOTHING_AT_ALL, AmountPer, Direction

_SPANS = {FrequencyType.DAILY: "a day", FrequencyType.WEEKLY: "a week", FrequencyType.MONTHLY: "a month"}


class Asks(Protocol):
    """What a habit or one of its phases asks for."""

    frequency_type: FrequencyType
    frequency_config: FrequencyConfig
    unit: str | None
    target_amount: Decimal | None
    direction: Direction | None
    amount_per: AmountPer | None
    clean_unless_logged: bool


def asked(one: Asks) -> str:
    """Say how often and how much.

    >>> from types import SimpleNamespace
    >>> def habit(kind: str, config: dict[str, int], amount: int, unit: str, direction: str, per: str = "DAY"):
    ...     return asked(SimpleNamespace(
    ...         frequency_type=FrequencyType(kind), frequency_config=config, unit=unit, clean_unless_logged=False,
    ...         target_amount=Decimal(amount), direction=Direction(direction), amount_per=AmountPer(per)))
    >>> habit("DAILY", {}, 2, "l", "AT_LEAST"), habit("DAILY", {}, 2, "coffees", "AT_MOST")
    ('every day, at least 2 l', 'at most 2 coffees a day')
    >>> habit("WEEKLY", {"timesPerWeek": 1}, 20, "km", "AT_LEAST", "PERIOD")
    '20 km a week'
    """
    often = wording.frequency(one.frequency_type, one.frequency_config)
    if one.unit is None or one.target_amount is None:
        return often
    said = _target(one, often, wording.plain_amount(one.target_amount, one.unit))
    return f"{said}; clean unless recorded" if one.clean_unless_logged else said


def _target(one: Asks, often: str, said: str) -> str:
    span = _SPANS.get(one.frequency_type)
    if "specificDays" in one.frequency_config:
        span = None
    at_most, per_period = one.direction is Direction.AT_MOST, one.amount_per is AmountPer.PERIOD
    is_daily = one.frequency_type is FrequencyType.DAILY
    if at_most and one.target_amount is not None and one.target_amount <= NOTHING_AT_ALL:
        return f"no {one.unit}" if is_daily else f"{often}, no {one.unit}"
    if span and at_most and (per_period or is_daily):
        return f"at most {said} {span}"
    if span and per_period and not is_daily:
        return f"{said} {span}"
    in_all = " in all" if per_period and not is_daily else ""
    return f"{often}, at {'most' if at_most else 'least'} {said}{in_all}"


def done(habit: HabitToday) -> str:
    """Say how often a habit was done of its quota; where it is measured, how much of its target."""
    amounts = [one.amount for one in habit.completions]
    if habit.unit is None or habit.target_amount is None or None in amounts:
        return f"{habit.done}/{habit.quota}"
    is_period = habit.amount_per is AmountPer.PERIOD and habit.period_first_day is not None
    value = habit.done if is_period else sum((one for one in amounts if one is not None), Decimal(0))
    return f"{wording.plain(value)}/{wording.plain_amount(habit.target_amount, habit.unit)}"
