"""Worked examples of section 11: chains that are changed, and runs that go on in them or after them."""

from datetime import date

from tests.model.examples import Example, daily, every, feb, first_and_middle, jan, on, times_in_days

CHAINS = [
    # 15 to 25 is 10 days and contains the 20th.
    Example(
        "every seven to every ten days",
        [every(7), every(10, jan(20))],
        on(1, 8, 15, 25),
        jan(25),
        "TIMES", 4, 4, feb(4),
    ),
    # 1 to 9 is 8 days, before the change: 7 is judged. 16 to 26 is 10 days and contains it.
    Example(
        "a gap before the change keeps its rule",
        [every(7), every(10, jan(20))],
        on(1, 9, 16, 26),
        jan(26),
        "TIMES", 3, 3, feb(5),
    ),
    # 1 to 11 contains the 10th: 10, the larger; 11 to 18 is 7.
    Example(
        "every ten to every seven days",
        [every(10), every(7, jan(10))],
        on(1, 11, 18),
        jan(18),
        "TIMES", 3, 3, jan(25),
    ),
    # 5 to 25 contains the 10th: 20, the larger.
    Example(
        "every twenty to every seven days",
        [every(20), every(7, jan(10))],
        on(5, 25),
        jan(25),
        "TIMES", 2, 2, feb(1),
    ),
    # 5 to 11 contains the 10th, 11 to 25 does not: 14 are more than 7. Having done it once more lowers the streak.
    Example(
        "every twenty to every seven days, done once more",
        [every(20), every(7, jan(10))],
        on(5, 11, 25),
        jan(25),
        "TIMES", 1, 2, feb(1),
    ),
    # 3 and 7 are two in seven days, and 3, 7, 9 are three.
    Example(
        "two to three in seven days, the last three near enough",
        [times_in_days(2, 7), times_in_days(3, 7, jan(8))],
        on(3, 7, 9),
        jan(9),
        "TIMES", 3, 3, jan(10),
        created_on=jan(1),
    ),
    # 1 and 7 are two in seven days; of the run's two days the 1st is looked back to, eight days before the 9th.
    Example(
        "two to three in seven days, the last three too far apart",
        [times_in_days(2, 7), times_in_days(3, 7, jan(8))],
        on(1, 7, 9),
        jan(9),
        "TIMES", 0, 2, jan(8),
        created_on=jan(1),
        broken_by=(jan(2), jan(8), 1, 3),
    ),
    # The 10th is judged by 2 times: 3 to 10 is 7 days. The next is looked for from the 5th.
    Example(
        "three to two in seven days",
        [times_in_days(3, 7), times_in_days(2, 7, jan(8))],
        on(2, 3, 5, 10),
        jan(12),
        "TIMES", 4, 4, jan(12),
    ),
    # Nothing was done in the new unit yet.
    Example(
        "daily to every seven days",
        [daily(), every(7, jan(21))],
        on(18, 19, 20),
        jan(22),
        "TIMES", 0, 0, None,
        earlier=[("DAYS", 3)],
    ),
    # 1 and 15 December, 1 and 15 January; 20 days from 19 January on.
    Example(
        "two days of a month to every twenty days, the run goes on",
        [first_and_middle(), every(20, jan(20))],
        on(date(2025, 12, 1), date(2025, 12, 15), 1, 15),
        feb(8),
        "TIMES", 4, 4, feb(8),
    ),
    Example(
        "two days of a month to every twenty days, done in time",
        [first_and_middle(), every(20, jan(20))],
        on(date(2025, 12, 1), date(2025, 12, 15), 1, 15, feb(8)),
        feb(8),
        "TIMES", 5, 5, feb(28),
    ),
    # The second since the change is looked for from the 19th, too.
    Example(
        "two days of a month to three in seven days",
        [first_and_middle(), times_in_days(3, 7, jan(20))],
        on(1, 15, 25),
        jan(26),
        "TIMES", 3, 3, jan(26),
        created_on=jan(1),
    ),
    # Alive until 22 January, the change is on the 18th: 1 February is the fourth.
    Example(
        "every seven days to two days of a month, the run goes on",
        [every(7), first_and_middle(jan(18))],
        on(1, 8, 15, feb(1)),
        feb(2),
        "TIMES", 4, 4, feb(15),
    ),
    # Alive until 22 January, the change is on the 24th.
    Example(
        "every seven days to two days of a month, too late",
        [every(7), first_and_middle(jan(24))],
        on(1, 8, 15, feb(1)),
        feb(2),
        "TIMES", 1, 3, feb(15),
    ),
]  # fmt: skip
