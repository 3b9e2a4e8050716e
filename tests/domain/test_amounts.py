from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import amounts
from headway.domain.errors import Code, Findings, RejectedError


def code(text: str) -> Code | None:
    findings = Findings()
    kept = amounts.check(findings, "value", Decimal(text))
    assert kept == (not findings.broken)
    return findings.broken[0].code if findings.broken else None


@pytest.mark.parametrize("text", ["0", "0.01", "-0.01", "99999999.99", "-99999999.99", "1E+7", "5E-2", "12.50"])
def test_what_fits_into_ten_digits_with_two_decimals_is_taken(text):
    assert code(text) is None


@pytest.mark.parametrize(
    "text",
    ["100000000", "-100000000", "1E+8", "1E+12", "1E+999999", "NaN", "-NaN", "sNaN", "Infinity", "-Infinity"],
)
def test_what_is_no_number_or_too_large_a_one_is_refused(text):
    assert code(text) is Code.OUT_OF_RANGE


@pytest.mark.parametrize("text", ["0.001", "1.005", "12345678.999", "1E-3", "1E-999999", "1.500"])
def test_more_than_two_decimals_are_refused_never_rounded(text):
    assert code(text) is Code.TOO_PRECISE


@given(st.decimals(min_value=-amounts.MOST, max_value=amounts.MOST, places=2))
def test_whatever_is_taken_is_kept_to_the_cent(amount):
    assert code(str(amount)) is None
    assert amounts.exact(amount) == amount
    assert amounts.exact(amount).as_tuple().exponent == -2


@given(st.decimals())
def test_any_decimal_at_all_is_either_taken_or_refused_by_one_rule(amount):
    findings = Findings()
    taken = amounts.check(findings, "value", amount)
    assert len(findings.broken) == (0 if taken else 1)
    if taken:
        assert abs(amounts.exact(amount)) <= amounts.MOST


def test_a_sum_beyond_the_digits_is_refused():
    assert str(amounts.require_sum(amounts.MOST)) == "99999999.99"
    with pytest.raises(RejectedError) as refused:
        amounts.require_sum(-amounts.MOST - Decimal("0.01"))
    assert [one.code for one in refused.value.broken] == [Code.OUT_OF_RANGE]
