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
    is_daily = phase.frequency_type is FrequencyType.DAILY
    if target.allows_nothing and is_daily:
        return words.gettext("no %(unit)s", unit=target.unit)
    if target.allows_nothing:
        return words.gettext("%(often)s, no %(unit)s", often=often, unit=target.unit)
    said = amount(words, target)
    if target.is_per_period or (target.at_most and is_daily):
        sentence = _per_period(words, phase, at_most=target.at_most)
    elif target.at_most:
        sentence = words.gettext("%(often)s, at most %(amount)s")
    elif is_daily:
        sentence = words.gettext("every day, at least %(amount)s")
    else:
        sentence = words.gettext("%(often)s, at least %(amount)s each time")
    return sentence % {"often": often, "amount": said}


def _per_period(words: Words, phase: Phase, *, at_most: bool) -> str:
    """Give the sentence for an amount for each period as a whole, by the name of that."""
    match phase.frequency_type:
        case FrequencyType.DAILY:
            said = (words.gettext("every day, at least %(amount)s"), words.gettext("at most %(amount)s a day"))
        case FrequencyType.WEEKLY if not phase.frequency_config.get("specificDays"):
            said = (words.gettext("%(amount)s a week"), words.gettext("at most %(amount)s a week"))
        case FrequencyType.MONTHLY:
            said = (words.gettext("%(amount)s a month"), words.gettext("at most %(amount)s a month"))
        case _:
            said = (
                words.gettext("%(often)s, at least %(amount)s in all"),
                words.gettext("%(often)s, at most %(amount)s in all"),
            )
    return said[at_most]


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
