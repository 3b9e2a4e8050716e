"""Savings: what every counted day saves, in money, in time, or in what its user names (rules, section 6)."""

from dataclasses import dataclass
from decimal import Decimal

from headway.domain import amounts, text
from headway.domain.errors import Code, Findings


@dataclass(frozen=True, slots=True)
class Saved:
    """What the present run has saved, and what all runs have together; no reset takes anything of that."""

    in_run: Decimal
    in_all: Decimal


def check(findings: Findings, per_day: Decimal | None, unit: str | None, *, counts_days: bool) -> None:
    """Require of what a day saves an amount and its unit, or neither; and only where days count themselves.

    >>> findings = Findings()
    >>> check(findings, Decimal("8.50"), None, counts_days=True)
    >>> [(one.field, str(one.code)) for one in findings.broken]
    [(('saved_unit',), 'missing')]
    """
    given = {"saved_per_day": per_day, "saved_unit": unit}
    named = [name for name, value in given.items() if value is not None]
    for name in given:
        if not counts_days:
            refused = "Only days that count themselves save something."
            findings.require(name not in named, (name,), Code.NOT_ALLOWED, refused)
        elif named:
            findings.require(name in named, (name,), Code.MISSING, "What a day saves is an amount and its unit.")
    if unit is not None:
        text.check(findings, "saved_unit", unit, limit=text.UNIT)
    if per_day is not None and amounts.check(findings, "saved_per_day", per_day):
        findings.require(per_day > 0, ("saved_per_day",), Code.OUT_OF_RANGE, "A day saves more than 0.")


def saved(per_day: Decimal, in_run: Decimal, in_all: Decimal) -> Saved:
    """Tell what the days of the present run and those of all runs have saved, to the hundredth.

    >>> saved(Decimal("8.50"), Decimal(3), Decimal(26))
    Saved(in_run=Decimal('25.50'), in_all=Decimal('221.00'))
    """
    return Saved(amounts.exact(per_day * in_run), amounts.exact(per_day * in_all))
