"""Sums over time, and after each entry."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from headway.domain import sums
from tests.domain.test_counters import COUNTER, PLAIN, entry

DAYS = st.dictionaries(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(-9999, 9999).map(Decimal), max_size=80
)


@given(DAYS, st.integers(1, 40))
def test_points_are_true_and_in_order_and_the_last_is_always_there(added, most):
    days = sorted(added.items())
    true = dict(zip((day for day, _ in days), accumulate(amount for _, amount in days), strict=True))
    found = sums.over_time(days, most)
    assert [one.day for one in found] == sorted({one.day for one in found})
    assert all(true[one.day] == one.total for one in found)
    assert [one.day for one in found[-1:]] == [day for day, _ in days[-1:]]


@given(DAYS, st.integers(301, 400))
def test_no_day_is_left_out_where_there_is_room(added, most):
    assert len(sums.over_time(sorted(added.items()), most)) == len(added)


def test_ten_years_of_days_become_months():
    first = date(2016, 1, 22)
    days = [(first + timedelta(days=number), Decimal(1)) for number in range(3652)]
    found = sums.over_time(days, 121)
    assert len(found) == 121
    assert found[0] == sums.Sum(date(2016, 1, 31), Decimal(10))
    assert found[-1].total == 3652


def test_after_each_entry_of_a_counter_its_days_are_counted_too():
    newest = entry(2, date(2025, 10, 25), "-2")
    oldest = replace(entry(1, date(2025, 10, 5), "9"), superseded=True)
    assert [one.value for one in sums.after_each(COUNTER, [newest, oldest], Decimal(-2))] == [21, 3]


@given(st.lists(st.integers(-999, 999).filter(bool).map(str), max_size=10))
def test_what_each_entry_leaves_is_the_sum_up_to_it(values):
    oldest_first = [entry(number, date(2026, 1, 1), value) for number, value in enumerate(values)]
    true = list(accumulate(Decimal(value) for value in values))
    found = sums.after_each(PLAIN, oldest_first[::-1], true[-1] if true else Decimal(0))
    assert [one.value for one in reversed(found)] == true
