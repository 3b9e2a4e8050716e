"""How strong a habit is by Loop's own tests and by what it exported, where our rules say the same.

Loop's frequency "n in so many days" is TIMES_IN_DAYS here; of one in so many days, with numbers, windows with
an amount per period. A skipped day is a pause, a day without a check or with "no" has no completion. Loop
counts today when it is not done, too; that is how strong a habit is here as soon as today is over.

Not the same, and so not here: a target of 0 is refused; a change of a frequency changes no strength of the
past; a habit has no strength before its first day; a window of several days counts unpaused days, Loop's counts
skipped ones as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Wire = dict[str, Any]


@dataclass(frozen=True)
class Strong:
    """What was recorded so many days ago, an amount or None, and how strong a habit was so many days ago."""

    name: str
    schedule: Wire
    recorded: Mapping[int, str | None]
    expected: Mapping[int, float]
    skipped: tuple[int, ...] = ()
    within: float = 1e-6


def asks(kind: str, config: dict[str, Any], target: Wire | None = None) -> Wire:
    return {"firstDay": None, "frequencyType": kind, "frequencyConfig": config, "target": target}


def often(times: int, days: int) -> Wire:
    return asks("ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": times, "days": days}})


def amount(direction: str, target: str, per: str = "DAY") -> Wire:
    return {
        "unit": "units",
        "targetAmount": target,
        "direction": direction,
        "amountPer": per,
        "cleanUnlessLogged": False,
    }


def each_day(direction: str) -> Wire:
    return asks("DAILY", {"allowMultiplePerDay": False}, amount(direction, "2.00"))


def each_second_day(direction: str) -> Wire:
    config = {"intervalDays": 2, "anchor": "SCHEDULE", "startDate": "2015-01-25"}
    return asks("CUSTOM_INTERVAL", config, amount(direction, "2.00", "PERIOD"))


def of(days: range, told: str | None = None) -> dict[int, str | None]:
    return dict.fromkeys(days, told)


def repeated(pattern: str, times: int) -> dict[int, str | None]:
    """Lay a pattern of done (x) and not done from today backwards."""
    return {day: None for day, sign in enumerate(pattern * times) if sign == "x"}


DAILY = asks("DAILY", {"allowMultiplePerDay": False})
AT_MOST_TWELVE_A_MONTH = asks("MONTHLY", {"timesPerMonth": 1}, amount("AT_MOST", "12.00", "PERIOD"))

# The strength of a habit that was done each day for 20 days, on the last of them and backwards.
TWENTY_DAYS = (
    0.655747, 0.636894, 0.617008, 0.596033, 0.573910, 0.550574, 0.525961, 0.500000, 0.472617, 0.443734,
    0.413270, 0.381137, 0.347244, 0.311495, 0.273788, 0.234017, 0.192067, 0.147820, 0.101149, 0.051922,
)  # fmt: skip
# The strength of one that was done on 17 of them, with the three others skipped.
THREE_SKIPPED = (
    0.596033, 0.573910, 0.550574, 0.525961, 0.500000, 0.472617, 0.472617, 0.443734, 0.413270, 0.381137,
    0.347244, 0.347244, 0.347244, 0.311495, 0.273788, 0.234017, 0.192067, 0.147820, 0.101149, 0.051922,
)  # fmt: skip
TWO_SKIPPED = (
    0.617008, 0.596033, 0.573910, 0.550574, 0.525961, 0.500000, 0.472617, 0.443734, 0.413270, 0.381137,
    0.347244, 0.347244, 0.311495, 0.273788, 0.234017, 0.192067, 0.192067, 0.147820, 0.101149, 0.051922,
)  # fmt: skip
# At most: within the target 20 days ago, and far above it since then.
FAR_ABOVE = (
    0.344253, 0.363106, 0.382992, 0.403967, 0.426090, 0.449426, 0.474039, 0.500000, 0.527383, 0.556266,
    0.586730, 0.618863, 0.652756, 0.688505, 0.726212, 0.765983, 0.807933, 0.852180, 0.898851, 0.948078,
    1.000000,
)  # fmt: skip
EXPORTED = (0.2557, 0.2226, 0.1991, 0.1746, 0.1379, 0.0995, 0.0706, 0.0515, 0.0315, 0.0107)

# Before, how often, how much of it was done, and after one day.
STEPS = [
    (0.0, 1.0, 1.0, 0.051922),
    (0.5, 1.0, 1.0, 0.525961),
    (0.75, 1.0, 1.0, 0.762981),
    (0.0, 1.0, 0.0, 0.0),
    (0.5, 1.0, 0.0, 0.474039),
    (0.75, 1.0, 0.0, 0.711058),
    (0.0, 1 / 3, 1.0, 0.030314),
    (0.5, 1 / 3, 1.0, 0.515157),
    (0.75, 1 / 3, 1.0, 0.757578),
    (0.0, 1 / 3, 0.0, 0.0),
    (0.5, 1 / 3, 0.0, 0.484842),
    (0.75, 1 / 3, 0.0, 0.727263),
]


def so_far(*strengths: float) -> dict[int, float]:
    return dict(enumerate(strengths))


def without(days: range, *skipped: int, told: str | None = None) -> dict[int, str | None]:
    return {day: told for day in days if day not in skipped}


CHECKS = [
    Strong("nothing yet", DAILY, {}, {0: 0.0}),
    Strong("one day", DAILY, of(range(1)), {0: 0.051922}),
    Strong("two days", DAILY, of(range(2)), {0: 0.101149}),
    Strong("twenty days", DAILY, of(range(20)), so_far(*TWENTY_DAYS)),
    Strong("three skipped", DAILY, without(range(20), 5, 10, 11), so_far(*THREE_SKIPPED), (5, 10, 11)),
    Strong(
        "one day, skipped on the next, and nothing since",
        DAILY,
        of(range(5, 6)),
        so_far(0.041949, 0.044247, 0.04667, 0.049226, 0.051922, 0.051922),
        (4,),
    ),
    Strong("two of three a week", often(3, 7), repeated("xx.....", 100), {0: 2 / 3}),
    Strong("two of four a week", often(4, 7), repeated("xx.....", 100), {0: 0.5}),
    Strong("once a week, on any day of it", often(1, 7), repeated("x............x", 100), {0: 1.0}, within=0.001),
    Strong("two days of each second day", often(1, 2), of(range(2)), {0: 0.054816}),
    Strong(
        "two in three days",
        often(2, 3),
        dict.fromkeys((0, 3, 4, 5, 8, 9)),
        so_far(*EXPORTED),
        within=0.00005,
    ),
    Strong("three in 14 days", often(3, 14), dict.fromkeys((0, 2)), so_far(0.016, 0.008, 0.0041), within=0.00005),
]

AMOUNTS = [
    Strong("at least", each_day("AT_LEAST"), of(range(20), "2"), so_far(*TWENTY_DAYS)),
    Strong("half of it", each_day("AT_LEAST"), of(range(500), "1"), {0: 0.5}),
    Strong("a quarter of it", each_day("AT_LEAST"), of(range(500), "0.5"), {0: 0.25}),
    Strong("far more than asked for", each_day("AT_LEAST"), {0: "10000"}, {0: 0.051922}),
    Strong("at least, each second day", each_second_day("AT_LEAST"), of(range(2), "2"), {0: 0.072631}),
    Strong(
        "at least, two skipped",
        each_day("AT_LEAST"),
        without(range(20), 10, 15, told="2"),
        so_far(*TWO_SKIPPED),
        (10, 15),
    ),
    Strong(
        "half of it, and long skipped between",
        each_day("AT_LEAST"),
        of(range(300), "1") | of(range(500, 700), "1"),
        {0: 0.5},
        tuple(range(300, 500)),
    ),
    Strong("at most, nothing yet", each_day("AT_MOST"), {}, {0: 1.0}),
    Strong("at most", each_day("AT_MOST"), of(range(20), "5") | {20: "1"}, so_far(*FAR_ABOVE)),
    Strong("at most, two days above", each_day("AT_MOST"), of(range(2), "5"), {0: 0.898851}),
    Strong("at most, each second day", each_second_day("AT_MOST"), of(range(2), "5"), {0: 0.927369}),
    Strong("half above", each_day("AT_MOST"), of(range(500), "3"), {0: 0.5}),
    Strong("three quarters above", each_day("AT_MOST"), of(range(500), "3.5"), {0: 0.25}),
    Strong("far above, nothing recorded since", each_day("AT_MOST"), {1: "10000"}, {0: 0.950773}),
    Strong("none, and then far above", each_day("AT_MOST"), {1: "0", 0: "5"}, {0: 0.948078}),
    Strong(
        "at most twelve a month",
        AT_MOST_TWELVE_A_MONTH,
        {0: "12", 1: "3", 2: "30"},
        so_far(0.9712, 0.9807, 0.9903),
        within=0.00005,
    ),
]

# After so many of them, more than 0.99.
STRONG_AFTER = [
    ("90 days", DAILY, tuple(range(90))),
    ("39 weeks", often(1, 7), tuple(range(0, 267, 7))),
    ("18 months, and 39 weeks", often(1, 30), tuple(sorted({*range(0, 267, 7), *range(0, 511, 30)}))),
]
