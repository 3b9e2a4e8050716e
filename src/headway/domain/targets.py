"""Targets: how much of something a habit asks for, or allows (rules, section 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from headway.domain import amounts, text
from headway.domain.chains import Chain, Schedule
from headway.domain.errors import Code, Findings
from headway.domain.measured import CleanDays, Measured
from headway.domain.periods import Days, Period


class Direction(StrEnum):
    """Whether a target is to be reached, or not to be exceeded."""

    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"


class AmountPer(StrEnum):
    """What a target is for: each day, or each of the frequency's periods as a whole."""

    DAY = "DAY"
    PERIOD = "PERIOD"


@dataclass(frozen=True, slots=True)
class Target:
    """An amount to reach, or not to exceed; `clean_unless_logged` lets days without a record be good days."""

    unit: str
    target_amount: Decimal
    direction: Direction
    amount_per: AmountPer = AmountPer.DAY
    clean_unless_logged: bool = False

    @property
    def at_most(self) -> bool:
        """Tell whether it is not to be exceeded."""
        return self.direction is Direction.AT_MOST

    @property
    def allows_nothing(self) -> bool:
        """Tell whether anything at all exceeds it."""
        return self.at_most and self.target_amount <= NOTHING_AT_ALL

    @property
    def is_per_period(self) -> bool:
        """Tell whether it is for each period as a whole."""
        return self.amount_per is AmountPer.PERIOD

    @property
    def is_summed(self) -> bool:
        """Tell whether periods are judged by the sum of their amounts, not by the days that reach the target."""
        return self.at_most or self.amount_per is AmountPer.PERIOD

    @property
    def hundredths(self) -> int:
        """Give the target in hundredths, as sums of amounts are counted."""
        return int(self.target_amount.scaleb(2))


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What a user says of a target: `unit`, `target_amount` and `direction` together, or none of them."""

    unit: str | None = None
    target_amount: Decimal | None = None
    direction: Direction | None = None
    amount_per: AmountPer | None = None
    clean_unless_logged: bool = False


def settle(draft: TargetDraft, findings: Findings) -> Target | None:
    """Make a target of what was said; None when there is none, or when it breaks rules, which `findings` names.

    >>> findings = Findings()
    >>> settle(TargetDraft("km", Decimal(20)), findings)
    >>> [(one.field, one.detail) for one in findings.broken]
    [(('direction',), 'A target has a unit, an amount and a direction.')]
    """
    said = {"unit": draft.unit, "target_amount": draft.target_amount, "direction": draft.direction}
    if all(value is None for value in said.values()):
        _refuse_rest(draft, findings)
        return None
    before = len(findings.broken)
    for field, value in said.items():
        _require(findings, field, value is not None, Code.MISSING, _ALL)
    if draft.unit is not None:
        text.check(findings, "unit", draft.unit, limit=text.UNIT)
    if draft.target_amount is not None and amounts.check(findings, "target_amount", draft.target_amount):
        found = draft.target_amount > 0
        _require(findings, "target_amount", found, Code.OUT_OF_RANGE, "A target is more than 0.")
    if draft.unit is None or draft.target_amount is None or draft.direction is None:
        return None
    if len(findings.broken) > before:
        return None
    per = draft.amount_per or AmountPer.DAY
    return Target(draft.unit, amounts.exact(draft.target_amount), draft.direction, per, draft.clean_unless_logged)


def _refuse_rest(draft: TargetDraft, findings: Findings) -> None:
    """Refuse what only a target has."""
    none = "Only a habit with a target amount has this."
    _require(findings, "amount_per", draft.amount_per is None, Code.NOT_ALLOWED, none)
    _require(findings, "clean_unless_logged", not draft.clean_unless_logged, Code.NOT_ALLOWED, none)


def minutes(unit: str) -> int | None:
    """Tell how many minutes a unit is, if it is one of time that people take.

    >>> minutes("Minuten"), minutes("h"), minutes("km")
    (1, 60, None)
    """
    name = unit.strip().rstrip(".").casefold()
    return 1 if name in _MINUTES else 60 if name in _HOURS else None


def steps(target: Target) -> tuple[Decimal, ...]:
    """Choose one or two round amounts that are recorded in a tap: what is counted is added whole.

    >>> def of(amount: str, unit: str) -> list[str]:
    ...     return [str(step) for step in steps(Target(unit, Decimal(amount), Direction.AT_LEAST))]
    >>> of("8", "glasses"), of("2", "l"), of("20", "km"), of("30", "minutes"), of("2", "coffees")
    (['1'], ['0.25', '0.5'], ['1', '5'], ['5', '15'], ['1'])
    """
    if minutes(target.unit) == 1:
        ladder, shares = _STEPS_OF_MINUTES, (4, 2)
    else:
        is_whole = target.unit.strip().casefold() not in _DIVISIBLE and target.target_amount % 1 == 0
        ladder, shares = [one for one in _STEPS if one >= 1 or not is_whole], (8, 4)
    found = (_largest(ladder, target.target_amount / share) for share in shares)
    return tuple(dict.fromkeys(found))


def _largest(ladder: Sequence[Decimal], most: Decimal) -> Decimal:
    """Find the largest step that is not above `most`, or else the smallest there is."""
    return max((one for one in ladder if one <= most), default=ladder[0])


def draft_of(target: Target | None) -> TargetDraft:
    """Say of a target what its user said of it: what a change is merged with."""
    if target is None:
        return TargetDraft()
    per, clean = target.amount_per, target.clean_unless_logged
    return TargetDraft(target.unit, target.target_amount, target.direction, per, clean)


def check(target: Target, schedule: Schedule, findings: Findings) -> None:
    """Require that a schedule can be judged by a target.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> findings = Findings()
    >>> check(Target("km", Decimal(20), Direction.AT_LEAST, AmountPer.PERIOD), Weeks(3, WeekStart.MONDAY), findings)
    >>> [one.detail for one in findings.broken]
    ['An amount for a whole period is asked for once: the times are 1.']
    """

    def refuse(field: str, broken: object, detail: str) -> None:
        _require(findings, field, not broken, Code.NOT_ALLOWED, detail)

    per_period = target.amount_per is AmountPer.PERIOD
    if isinstance(schedule, Chain):
        refuse("direction", target.at_most, "What is counted from the last time has no upper limit.")
        refuse("amount_per", per_period, "What is counted from the last time has amounts per day.")
    else:
        times = schedule.quota(schedule.period(_SOME_DAY) or _SOME_PERIOD)
        daily = isinstance(schedule, Days)
        refuse("target_amount", daily and times > 1, "Ask for an amount or for several times a day, not for both.")
        refuse(
            "amount_per",
            per_period and not daily and times > 1,
            "An amount for a whole period is asked for once: the times are 1.",
        )
        refuse(
            "amount_per",
            target.at_most and not per_period and not schedule.one_day,
            "An upper limit for each day needs a frequency that asks for single days.",
        )
    refuse(
        "clean_unless_logged",
        target.clean_unless_logged and not (target.at_most and isinstance(schedule, Days)),
        "Only what is asked for every day, with an upper limit, is good unless something is recorded.",
    )


def apply(target: Target | None, schedule: Schedule) -> Schedule:
    """Let a schedule be judged by a target."""
    if target is None:
        return schedule
    if isinstance(schedule, Chain):
        return Chain(schedule.times, schedule.days, schedule.unit, least=target.hundredths)
    judged = CleanDays if target.clean_unless_logged else Measured
    return judged(
        schedule,
        limit=target.hundredths,
        measure=target.unit,
        summed=target.is_summed,
        at_most=target.at_most,
        per_period=target.amount_per is AmountPer.PERIOD,
    )


NOTHING_AT_ALL = Decimal("0.01")
"""An upper limit that leaves room for nothing: the least that can be told from none."""

_MINUTES = {"min", "mins", "minute", "minutes", "minuten"}
_HOURS = {"h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"}
_DIVISIBLE = {*_HOURS, "l", "liter", "liters", "litre", "litres", "km", "kilometer", "kilometers", "kilometre"} | {
    "kilometres",
    "mi",
    "mile",
    "miles",
    "meilen",
    "kg",
    "g",
    "ml",
    "cl",
    "m",
    "eur",
    "€",
    "usd",
    "$",
}  # fmt: skip -- units in which a part of one is something
_STEPS = [
    Decimal(one).scaleb(power).normalize() + 0
    for power in range(-3, 8)
    for one in (10, 25, 50)
    if (one, power) not in {(25, -1), (25, -3)}
]
"""1, 5 and 25 of each size; not 2.5, which nobody counts in."""
_STEPS_OF_MINUTES = [Decimal(one) for one in (1, 5, 15, 30, 60)]

_ALL = "A target has a unit, an amount and a direction."
_SOME_DAY = date(2026, 1, 31)
_SOME_PERIOD = Period(_SOME_DAY, _SOME_DAY)


def _require(
    findings: Findings,
    field: str,
    holds: bool,  # noqa: FBT001 -- it is what is required
    code: Code,
    detail: str,
) -> None:
    findings.require(holds, (field,), code, detail)
