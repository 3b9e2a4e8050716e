"""Amounts: exact decimals with up to eight digits before the point and two after it (rules, section 5)."""

from decimal import Decimal
from fractions import Fraction

from headway.domain.errors import Code, Findings

ZERO = Decimal("0.00")
MOST = Decimal("99999999.99")
_WHOLE_DIGITS = 8
_DECIMALS = 2


def check(findings: Findings, field: str, amount: Decimal) -> bool:
    """Require a number that is kept as it is given, never rounded, and tell whether it is one.

    Digits are counted before anything is computed with them, so that a hostile one costs nothing:

    >>> findings = Findings()
    >>> [check(findings, "value", Decimal(one)) for one in ("0.005", "NaN", "100000000", "1E+999999999")]
    [False, False, False, False]
    >>> [str(one.code) for one in findings.broken]
    ['too_precise', 'out_of_range', 'out_of_range', 'out_of_range']
    """
    if not amount.is_finite() or amount.adjusted() >= _WHOLE_DIGITS:
        findings.add((field,), Code.OUT_OF_RANGE, f"Amounts lie in -{MOST} … {MOST}.")
        return False
    exponent = amount.as_tuple().exponent
    precise = isinstance(exponent, int) and exponent < -_DECIMALS
    return findings.require(not precise, (field,), Code.TOO_PRECISE, "At most two decimals.")


def exact(amount: Decimal) -> Decimal:
    """Write an amount with its two decimals; zero has no sign.

    >>> exact(Decimal("250")), exact(Decimal("-0.0"))
    (Decimal('250.00'), Decimal('0.00'))
    """
    return amount.quantize(ZERO) + ZERO


def rounded(number: Fraction) -> Decimal:
    """Write what was worked out from amounts with two decimals; halves go away from zero.

    >>> rounded(Fraction(1, 8)), rounded(Fraction(-1, 8)), rounded(Fraction(-1, 1000))
    (Decimal('0.13'), Decimal('-0.13'), Decimal('0.00'))
    """
    hundredths = int(abs(number) * 100 + Fraction(1, 2))
    return exact(Decimal(hundredths if number > 0 else -hundredths).scaleb(-_DECIMALS))


def check_sum(findings: Findings, field: str, total: Decimal) -> bool:
    """Require that a sum can be kept, and tell whether it can: it has no more digits than what it is a sum of.

    >>> check_sum(Findings(), "value", MOST + Decimal("0.01"))
    False
    """
    return findings.require(
        abs(total) <= MOST, (field,), Code.OUT_OF_RANGE, f"That would take the sum beyond {MOST}."
    )


def require_sum(total: Decimal) -> Decimal:
    """Require that a sum can be kept, and write it with its two decimals.

    Raises RejectedError (OUT_OF_RANGE).
    """
    findings = Findings()
    check_sum(findings, "value", total)
    findings.enforce()
    return exact(total)
