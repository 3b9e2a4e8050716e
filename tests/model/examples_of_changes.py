"""Worked examples of section 11: a change of a habit does not rewrite its past; see also the chains'."""

from datetime import date

from tests.model.examples import (
    FIVE_DRINKS,
    HALF_AN_HOUR,
    TEN_KM,
    THREE_DRINKS,
    TWENTY_KM,
    Example,
    amounts,
    daily,
    every,
    feb,
    jan,
    monthly,
    on,
    weekly,
)

DAILY_THEN_THREE_A_WEEK = [daily(), weekly(3, jan(21))]
FIVE_THEN_TWO_A_WEEK = [weekly(5), weekly(2, jan(14))]
FIRST_WEEK = (5, 6, 7, 8, 9)

OF_ONE_CUT_PERIOD = [
    # Wed 21 to Sun 25 are one period of 3; it has 2, is open and demands nothing. 18, 19, 20 were 3 days.
    Example(
        "daily to three a week on a Wednesday, on Saturday",
        DAILY_THEN_THREE_A_WEEK,
        on(18, 19, 20, 21, 23),
        jan(24),
        "WEEKS", 0, 0, None,
        earlier=[("DAYS", 3)],
    ),
    # The cut period has its 3; the next week ends on 1 February.
    Example(
        "daily to three a week, the rest of the week met",
        DAILY_THEN_THREE_A_WEEK,
        on(18, 19, 20, 21, 22, 24),
        jan(26),
        "WEEKS", 1, 1, feb(1),
        earlier=[("DAYS", 3)],
    ),
    # 2 of 3 in the cut period are excused; the week from 26 January is met, the one until 8 February open.
    Example(
        "daily to three a week, the rest of the week not met breaks nothing",
        DAILY_THEN_THREE_A_WEEK,
        on(18, 19, 20, 21, 23, 26, 27, 28),
        feb(3),
        "WEEKS", 1, 1, feb(8),
        earlier=[("DAYS", 3)],
    ),
    # Mon 12 to Sun 18 is cut, both are weeks: 2, the smaller. 12 and 14 meet it; the next ends on the 25th.
    Example(
        "five to two a week in the middle of it",
        FIVE_THEN_TWO_A_WEEK,
        on(*FIRST_WEEK, 12, 14),
        jan(21),
        "WEEKS", 2, 2, jan(25),
    ),
    # One of two in the cut week is excused, and the run goes on after it.
    Example(
        "five to two a week, the week of the change not met",
        FIVE_THEN_TWO_A_WEEK,
        on(*FIRST_WEEK, 12, 19, 20),
        jan(26),
        "WEEKS", 2, 2, feb(1),
    ),
    # The cut week asks for 2, too; the next asks for 5 and has 2.
    Example(
        "two to five a week in the middle of it",
        [weekly(2), weekly(5, jan(14))],
        on(5, 6, 12, 14, 19, 20),
        jan(26),
        "WEEKS", 0, 2, jan(25),
        broken_by=(jan(19), jan(25), 2, 5),
    ),
    # January is cut and asks for 10, the smaller; December had 20 days.
    Example(
        "twenty to ten a month in January",
        [monthly(20), monthly(10, jan(20))],
        on(*(date(2025, 12, day) for day in range(1, 21)), *range(1, 7), *range(25, 29)),
        feb(1),
        "MONTHS", 2, 2, feb(28),
    ),
    # 1 to 18 January are one period, judged by the week's 2: 3 and 15. 20 and 21 make the next week.
    Example(
        "monthly to weekly",
        [monthly(4), weekly(2, jan(14))],
        on(*(date(2025, 12, day) for day in (2, 3, 4, 5)), 3, 15, 20, 21),
        jan(26),
        "WEEKS", 2, 2, feb(1),
        earlier=[("MONTHS", 1)],
    ),
    # 12 to 31 January are one period, judged by the month's 4.
    Example(
        "weekly to monthly",
        [weekly(2), monthly(4, jan(14))],
        on(5, 6, 12, 14, 20, 25),
        feb(2),
        "MONTHS", 1, 1, feb(28),
        earlier=[("WEEKS", 1)],
    ),
    # Mon 12 and Tue 13 are what is left of the week, judged by the old 2: a run of 2 weeks is closed.
    Example(
        "weekly to daily, the beginning of the week met",
        [weekly(2), daily(jan(14))],
        on(5, 6, 12, 13, 14, 15, 16),
        jan(16),
        "DAYS", 3, 3, jan(17),
        earlier=[("WEEKS", 2)],
    ),
    # Mon 12 and Tue 13 have 1 of 3 and are excused: the run of 1 week is closed as it stands.
    Example(
        "weekly to daily, the beginning of the week not met",
        [weekly(3), daily(jan(14))],
        on(5, 7, 9, 12, 14),
        jan(15),
        "DAYS", 1, 1, jan(15),
        earlier=[("WEEKS", 1)],
    ),
    # Monday counts by the old rule, Thursday by the new one, Wednesday by none: 2 of 2.
    Example(
        "Monday and Tuesday to Thursday and Friday",
        [weekly(2, days="MON TUE"), weekly(2, jan(14), days="THU FRI")],
        on(12, 14, 15),
        jan(19),
        "WEEKS", 1, 1, jan(25),
        created_on=jan(12),
    ),
    # Of 14 to 18 January one day of five is left: 4 · 1 / 5, so 1.
    Example(
        "a pause in the cut period asks for less of it",
        [daily(), weekly(4, jan(14))],
        on(14),
        jan(19),
        "WEEKS", 1, 1, jan(25),
        pauses=[(jan(15), jan(18))],
    ),
    # Windows 1 to 5; 6 and 7, what is left of the old one; 8 to 14; the next ends on the 21st.
    Example(
        "windows of five days to windows of seven",
        [
            every(5, anchor="SCHEDULE", startDate="2026-01-01"),
            every(7, jan(8), anchor="SCHEDULE", startDate="2026-01-08"),
        ],
        on(2, 7, 10),
        jan(15),
        "INTERVALS", 3, 3, jan(21),
        created_on=jan(1),
    ),
]  # fmt: skip

OF_TWO_CHANGES = [
    # 5 and 4 make 4 of the week, 4 and 2 make 2 of it: 12 and 16.
    Example(
        "two changes in one week",
        [weekly(5), weekly(4, jan(13)), weekly(2, jan(15))],
        on(*FIRST_WEEK, 12, 16),
        jan(19),
        "WEEKS", 2, 2, jan(25),
    ),
    # 14 to 18 is cut, and cut again on the 16th: 14 to 31, judged by the month's 4.
    Example(
        "a cut period is cut again",
        [daily(), weekly(3, jan(14)), monthly(4, jan(16))],
        on(12, 13, 14, 16, 20, 28),
        feb(1),
        "MONTHS", 1, 1, feb(28),
        earlier=[("DAYS", 2)],
    ),
    # 5 days long ago are the longest run in days, 1 week lies between.
    Example(
        "days, weeks, and days again",
        [daily(), weekly(1, jan(12)), daily(jan(19))],
        on(1, 2, 3, 4, 5, 13, 19, 20),
        jan(20),
        "DAYS", 2, 5, jan(21),
        created_on=jan(1),
        earlier=[("DAYS", 5), ("WEEKS", 1)],
    ),
]  # fmt: skip

OF_AMOUNTS = [
    # What was done on Monday had no amount: 12 + 8 = 20 of 20.
    Example(
        "three a week to twenty km a week",
        [weekly(3), weekly(1, jan(14), TWENTY_KM)],
        [*on(5, 7, 9, 12), *amounts({14: "12", 17: "8"})],
        jan(19),
        "WEEKS", 2, 2, jan(25),
    ),
    # Both count km: 10 of the week of the change, and 6 + 4 are 10.
    Example(
        "twenty to ten km a week",
        [weekly(1, None, TWENTY_KM), weekly(1, jan(14), TEN_KM)],
        amounts({5: "20", 12: "6", 15: "4"}),
        jan(19),
        "WEEKS", 2, 2, jan(25),
    ),
    # At most 5, the larger, of the week of the change: 4. It is over on the 19th.
    Example(
        "at most five to at most three drinks a week",
        [weekly(1, None, FIVE_DRINKS), weekly(1, jan(14), THREE_DRINKS)],
        amounts({5: "5", 12: "2", 15: "2"}),
        jan(19),
        "WEEKS", 2, 2, jan(25),
        created_on=jan(5),
    ),
    Example(
        "at most five to at most three drinks a week, on its last day",
        [weekly(1, None, FIVE_DRINKS), weekly(1, jan(14), THREE_DRINKS)],
        amounts({5: "5", 12: "2", 15: "2"}),
        jan(18),
        "WEEKS", 1, 1, jan(25),
        created_on=jan(5),
    ),
    # Monday's 20 minutes are no day by the old rule, Thursday is one by the new: 13, 15, 16 are 3 of 3.
    Example(
        "three times half an hour to three times a week",
        [weekly(3, None, HALF_AN_HOUR), weekly(3, jan(14))],
        [*amounts({12: "20", 13: "15+15"}), *on(15, 16)],
        jan(19),
        "WEEKS", 1, 1, jan(25),
        created_on=jan(12),
    ),
    # The target of a day changes with its day: 30 minutes until the 19th, 10 from the 20th on.
    Example(
        "half an hour to ten minutes a day",
        [daily(None, HALF_AN_HOUR), daily(jan(20), {**HALF_AN_HOUR, "targetAmount": "10.00"})],
        amounts({17: "10", 18: "30", 19: "30", 20: "10"}),
        jan(20),
        "DAYS", 3, 3, jan(21),
    ),
    # 19 km are short of 20 and excused: what is left of a week may be missed without harm.
    Example(
        "twenty km a week to daily",
        [weekly(1, None, TWENTY_KM), daily(jan(14))],
        [*amounts({5: "20", 12: "19"}), *on(14)],
        jan(14),
        "DAYS", 1, 1, jan(15),
        earlier=[("WEEKS", 1)],
    ),
]  # fmt: skip

CHANGES = [*OF_ONE_CUT_PERIOD, *OF_TWO_CHANGES, *OF_AMOUNTS]
