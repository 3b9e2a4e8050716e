"""Worked examples of section 10: amounts on habits."""

from datetime import date
from decimal import Decimal

from tests.model.examples import (
    CLEAN,
    HALF_AN_HOUR,
    TEN_HOURS,
    TWENTY_KM,
    TWO_COFFEES,
    Example,
    amount,
    amounts,
    daily,
    every,
    feb,
    first_and_middle,
    jan,
    monthly,
    on,
    weekly,
)

AT_LEAST = [
    # 10 + 20 are 30; 29.99 are not, and the 20th is over.
    Example(
        "half an hour a day",
        [daily(None, HALF_AN_HOUR)],
        amounts({18: "30", 19: "10+20", 20: "29.99"}),
        jan(21),
        "DAYS", 0, 2, jan(20),
        broken_by=(jan(20), jan(20), 0, 1),
    ),
    # 12, 13, 14 are three days; 15 is none.
    Example(
        "half an hour on three days a week",
        [weekly(3, None, HALF_AN_HOUR)],
        amounts({12: "30", 13: "15+15", 14: "45", 15: "10"}),
        jan(19),
        "WEEKS", 1, 1, jan(25),
    ),
    # 90 minutes on one day are one day.
    Example(
        "half an hour on three days a week, all of it on one",
        [weekly(3, None, HALF_AN_HOUR)],
        amounts({5: "30", 6: "30", 7: "30", 12: "90"}),
        jan(19),
        "WEEKS", 0, 1, jan(18),
        broken_by=(jan(12), jan(18), 1, 3),
    ),
    # 7.50 + 12.50 are 20; 19.99 are not; 10 + 10 are.
    Example(
        "twenty km a week",
        [weekly(1, None, TWENTY_KM)],
        amounts({5: "7.50", 7: "12.50", 12: "19.99", 19: "10", 20: "10"}),
        jan(21),
        "WEEKS", 1, 1, feb(1),
    ),
    # Three days of seven are left: 2000 · 3 / 7 cents are 857.14, so 858 are asked for.
    Example(
        "twenty km a week, ill from Monday to Thursday",
        [weekly(1, None, TWENTY_KM)],
        amounts({5: "20", 16: "8.58"}),
        jan(19),
        "WEEKS", 2, 2, jan(25),
        pauses=[(jan(12), jan(15))],
    ),
    Example(
        "twenty km a week, ill from Monday to Thursday, a cent short",
        [weekly(1, None, TWENTY_KM)],
        amounts({5: "20", 16: "8.57"}),
        jan(19),
        "WEEKS", 0, 1, jan(18),
        pauses=[(jan(12), jan(15))],
        broken_by=(jan(12), jan(18), Decimal("8.57"), Decimal("8.58")),
    ),
    # The week began before the habit's first day: not reduced, and excused.
    Example(
        "twenty km a week, begun on a Thursday",
        [weekly(1, None, TWENTY_KM)],
        amounts({15: "12", 19: "20"}),
        jan(21),
        "WEEKS", 1, 1, feb(1),
        created_on=jan(15),
    ),
    # 4 km on the 4th are no completion: from 1 to 5 are 4 days.
    Example(
        "five km every three days",
        [every(3, None, amount("AT_LEAST", "5.00", "km"))],
        amounts({1: "5", 4: "4", 5: "2+4"}),
        jan(6),
        "TIMES", 1, 1, jan(8),
    ),
]  # fmt: skip

AT_MOST = [
    # 2, 1 + 1 and 0 are at most 2; 20 January is open.
    Example(
        "at most two coffees a day",
        [daily(None, TWO_COFFEES)],
        amounts({17: "2", 18: "1+1", 19: "0"}),
        jan(20),
        "DAYS", 3, 3, jan(20),
        created_on=jan(17),
    ),
    # 3 are too many, at once: the run was alive until the day before.
    Example(
        "at most two coffees a day, three today",
        [daily(None, TWO_COFFEES)],
        amounts({17: "2", 18: "1+1", 19: "0", 20: "1+2"}),
        jan(20),
        "DAYS", 0, 3, jan(19),
        created_on=jan(17),
        broken_by=(jan(20), jan(20), 0, 1),
    ),
    # A day with no completion is unrecorded, and not met.
    Example(
        "at most two coffees a day, one day not recorded",
        [daily(None, TWO_COFFEES)],
        amounts({16: "1", 17: "1", 19: "2"}),
        jan(20),
        "DAYS", 1, 2, jan(20),
        created_on=jan(16),
    ),
    # Five on a paused day are excused, and so is an unrecorded paused day.
    Example(
        "at most two coffees a day, five on a paused day",
        [daily(None, TWO_COFFEES)],
        amounts({16: "1", 17: "5", 19: "2"}),
        jan(20),
        "DAYS", 2, 2, jan(20),
        created_on=jan(16),
        pauses=[(jan(17), jan(18))],
    ),
    # 1 December, 15 December and 1 January; three on the 15th.
    Example(
        "at most two coffees on the 1st and the 15th",
        [first_and_middle(None, TWO_COFFEES)],
        amounts({date(2025, 12, 1): "1", date(2025, 12, 15): "2", 1: "0", 15: "3"}),
        jan(15),
        "TIMES", 0, 3, jan(14),
        broken_by=(jan(15), jan(15), 0, 1),
    ),
    # 4 + 6 are at most 10, but January is not over.
    Example(
        "at most ten hours a month, on its last day",
        [monthly(1, None, TEN_HOURS)],
        amounts({2: "4", 20: "6"}),
        jan(31),
        "MONTHS", 0, 0, None,
        created_on=jan(1),
    ),
    Example(
        "at most ten hours a month, when it is over",
        [monthly(1, None, TEN_HOURS)],
        amounts({2: "4", 20: "6"}),
        feb(1),
        "MONTHS", 1, 1, feb(28),
        created_on=jan(1),
    ),
    # 11 hours in February break nothing before it is over.
    Example(
        "at most ten hours a month, exceeded in one that is not over",
        [monthly(1, None, TEN_HOURS)],
        amounts({2: "10", feb(2): "11"}),
        feb(20),
        "MONTHS", 1, 1, feb(28),
        created_on=jan(1),
    ),
    # Nothing was recorded in February.
    Example(
        "at most ten hours a month, one not recorded",
        [monthly(1, None, TEN_HOURS)],
        amounts({2: "4", 20: "6"}),
        date(2026, 3, 1),
        "MONTHS", 0, 1, feb(28),
        created_on=jan(1),
        broken_by=(feb(1), feb(28), Decimal(0), Decimal("10.00")),
    ),
    # Half of February is paused; 10 hours are at most 10, and 10.01 in January were too many.
    Example(
        "at most ten hours a month, not less for a pause",
        [monthly(1, None, TEN_HOURS)],
        amounts({2: "10.01", feb(20): "10"}),
        date(2026, 3, 1),
        "MONTHS", 1, 1, date(2026, 3, 31),
        created_on=jan(1),
        pauses=[(feb(1), feb(14))],
    ),
]  # fmt: skip

CLEAN_DAYS = [
    # 1 to 9 are 9 days, 11 to 20 are 10; today has nothing recorded.
    Example(
        "clean unless logged",
        [daily(None, CLEAN)],
        amounts({10: "2"}),
        jan(21),
        "DAYS", 10, 10, None,
        created_on=jan(1),
    ),
    # Today is recorded, within the target.
    Example(
        "clean unless logged, with a record today",
        [daily(None, CLEAN)],
        amounts({10: "2", 21: "1"}),
        jan(21),
        "DAYS", 11, 11, None,
        created_on=jan(1),
    ),
    # 1 to 20 are 20 days; today is too much.
    Example(
        "clean unless logged, too much today",
        [daily(None, CLEAN)],
        amounts({21: "1+1"}),
        jan(21),
        "DAYS", 0, 20, None,
        created_on=jan(1),
        broken_by=(jan(21), jan(21), Decimal(2), Decimal("1.00")),
    ),
    # 1 to 4 and 8 to 10: the 6th is paused and does not break.
    Example(
        "clean unless logged, too much on a paused day",
        [daily(None, CLEAN)],
        amounts({6: "9"}),
        jan(11),
        "DAYS", 7, 7, None,
        created_on=jan(1),
        pauses=[(jan(5), jan(7))],
    ),
    # 10 and 11; what is recorded of the 5th moves nothing.
    Example(
        "clean unless logged, with a record before the habit was made",
        [daily(None, CLEAN)],
        amounts({5: "1"}),
        jan(12),
        "DAYS", 2, 2, None,
        created_on=jan(10),
    ),
    # 18, 19, 20, and then 21, 22, 23.
    Example(
        "daily to clean unless logged",
        [daily(), daily(jan(21), CLEAN)],
        on(18, 19, 20),
        jan(24),
        "DAYS", 6, 6, None,
    ),
    # The 20th was missed: nothing goes on from the 18th and 19th.
    Example(
        "daily, broken, to clean unless logged",
        [daily(), daily(jan(21), CLEAN)],
        on(18, 19),
        jan(24),
        "DAYS", 3, 3, None,
    ),
    # The 1st to the 3rd are paused, 4 and 5 clean: one run, which began on the 1st, whatever the limit was then.
    Example(
        "clean unless logged, another limit from a day on, all before it paused",
        [daily(None, CLEAN), daily(jan(4), amount("AT_MOST", "2.00", "times", clean=True))],
        (),
        jan(6),
        "DAYS", 2, 2, None,
        created_on=jan(1),
        pauses=[(jan(1), jan(3))],
    ),
    # 1 to 10 are clean, 11 and 12 are done, the 13th is open.
    Example(
        "clean unless logged to daily",
        [daily(None, CLEAN), daily(jan(11))],
        on(11, 12),
        jan(13),
        "DAYS", 12, 12, jan(13),
        created_on=jan(1),
    ),
    Example(
        "clean unless logged to daily, one missed",
        [daily(None, CLEAN), daily(jan(11))],
        on(11, 12),
        jan(14),
        "DAYS", 0, 12, jan(13),
        created_on=jan(1),
        broken_by=(jan(13), jan(13), 0, 1),
    ),
    # A week follows: 10 clean days are closed as they stand.
    Example(
        "clean unless logged to weekly",
        [daily(None, CLEAN), weekly(1, jan(11))],
        on(13),
        jan(14),
        "WEEKS", 1, 1, jan(25),
        created_on=jan(1),
        earlier=[("DAYS", 10)],
    ),
]  # fmt: skip

AMOUNTS = [*AT_LEAST, *AT_MOST, *CLEAN_DAYS]
