"""Measures: how much is asked for or allowed, and how much there is of it, in words of a language."""

from decimal import Decimal

from headway.domain.frequencies import FrequencyType
from headway.domain.periods import Unit
from headway.domain.phases import Phase
from headway.domain.targets import Target
from headway.web.words import Words


def asked(words: Words, often: str, phase: Phase) -> str:
    """Say how often and how much in one sentence; `often` says how often."""
    target = phase.target
    if target is None:
        return often
    if target.allows_nothing:
        return (
            words.gettext("no %(unit)s", unit=target.unit) if _is_daily(phase) else _each_time(words, often, target)
        )
    if target.is_per_period:
        return _per_period(words, often, phase, target)
    if target.at_most and _is_daily(phase):
        return words.gettext("at most %(amount)s a day", amount=amount(words, target))
    if target.at_most:
        return words.gettext("%(often)s, at most %(amount)s", often=often, amount=amount(words, target))
    if _is_daily(phase):
        return words.gettext("every day, at least %(amount)s", amount=amount(words, target))
    return _each_time(words, often, target)


def _each_time(words: Words, often: str, target: Target) -> str:
    return words.gettext("%(often)s, at least %(amount)s each time", often=often, amount=amount(words, target))


def _is_daily(phase: Phase) -> bool:
    return phase.frequency_type is FrequencyType.DAILY


def _per_period(words: Words, often: str, phase: Phase, target: Target) -> str:
    """Say an amount for each period as a whole, by the name of that."""
    said, most = amount(words, target), target.at_most
    match phase.frequency_type:
        case FrequencyType.DAILY:
            if most:
                return words.gettext("at most %(amount)s a day", amount=said)
            return words.gettext("every day, at least %(amount)s", amount=said)
        case FrequencyType.WEEKLY if not phase.frequency_config.get("specificDays"):
            if most:
                return words.gettext("at most %(amount)s a week", amount=said)
            return words.gettext("%(amount)s a week", amount=said)
        case FrequencyType.MONTHLY:
            if most:
                return words.gettext("at most %(amount)s a month", amount=said)
            return words.gettext("%(amount)s a month", amount=said)
        case _:
            if most:
                return words.gettext("%(often)s, at most %(amount)s in all", often=often, amount=said)
            return words.gettext("%(often)s, at least %(amount)s in all", often=often, amount=said)


def amount(words: Words, target: Target) -> str:
    """Say a target's amount with its unit."""
    return measured(words, target.target_amount, target)


def measured(words: Words, value: Decimal, target: Target) -> str:
    """Say an amount in a target's unit."""
    return words.gettext("%(number)s %(unit)s", number=number(words, value), unit=target.unit)


def number(words: Words, value: Decimal) -> str:
    """Say an amount without needless decimals."""
    return words.plain(value)


def compared(words: Words, value: Decimal, target: Target) -> str:
    """Say an amount beside its target: how much of it, or where it was not to be more, that as a fact."""
    return beside(words, number(words, value), target, is_over=value > target.target_amount)


def beside(words: Words, value: str, target: Target, *, is_over: bool) -> str:
    """Say an amount, already in digits, beside its target."""
    if target.allows_nothing:
        return words.gettext("%(number)s %(unit)s", number=value, unit=target.unit)
    most = number(words, target.target_amount)
    if target.at_most and is_over:
        said = words.gettext("%(number)s %(unit)s", number=value, unit=target.unit)
        return words.gettext("%(amount)s; at most %(most)s", amount=said, most=most)
    return words.gettext("%(number)s of %(amount)s", number=value, amount=amount(words, target))


def so_far(words: Words, said: str, target: Target, unit: Unit) -> str:
    """Say of which days an amount is the sum, where that is more than one."""
    if not target.is_per_period:
        return said
    match unit:
        case Unit.WEEKS:
            return words.gettext("%(amount)s this week", amount=said)
        case Unit.MONTHS:
            return words.gettext("%(amount)s this month", amount=said)
        case Unit.INTERVALS:
            return words.gettext("%(amount)s in these days", amount=said)
        case _:
            return said
