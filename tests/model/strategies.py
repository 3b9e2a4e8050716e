"""Random frequencies and histories: dense enough for long runs, with gaps, pauses and stray days between."""

from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.model.days import ONE_DAY, WEEK_STARTS, WEEKDAYS
from tests.model.histories import History, Span, each_day
from tests.model.periods import chain, period_of

BASE = date(2024, 2, 20)

weekday_sets = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)
near_days = st.integers(-40, 40).map(lambda n: BASE + n * ONE_DAY)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
FAR_ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]  # a whole day apart
zones = st.sampled_from(ZONES + FAR_ZONES)
week_starts = st.sampled_from(sorted(WEEK_STARTS))


@st.composite
def daily(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        return {"allowMultiplePerDay": False}
    return {"allowMultiplePerDay": True, "timesPerDay": draw(st.integers(1, 3))}


@st.composite
def weekly(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        return {"timesPerWeek": draw(st.integers(1, 7))}
    days = draw(weekday_sets)
    return {"timesPerWeek": draw(st.integers(1, len(days))), "specificDays": days}


@st.composite
def custom_interval(draw: st.DrawFn) -> dict[str, Any]:
    config: dict[str, Any] = {"intervalDays": draw(st.integers(1, 12))}
    anchor = draw(st.sampled_from(["COMPLETION", "SCHEDULE"]))
    if anchor == "SCHEDULE":
        start = draw(st.one_of(st.none(), near_days))
        return {**config, "anchor": anchor, **({"startDate": start.isoformat()} if start else {})}
    return {**config, "anchor": anchor} if draw(st.booleans()) else config


monthly = st.integers(1, 31).map(lambda n: {"timesPerMonth": n})


@st.composite
def weekdays_only(draw: st.DrawFn) -> dict[str, Any]:
    excluded = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=6, unique=True))
    rules: dict[str, Any] = {"excludeDays": excluded}
    if draw(st.booleans()):
        rules["timesPerWeek"] = draw(st.integers(1, 7 - len(excluded)))
    return draw(st.sampled_from([rules, {}]))


@st.composite
def times_in_days(draw: st.DrawFn) -> dict[str, Any]:
    times = draw(st.integers(1, 4))
    return {"times": times, "days": draw(st.integers(times, 12))}


days_of_month = st.lists(st.sampled_from([-1, *range(1, 32)]), min_size=1, max_size=8, unique=True).map(
    lambda days: {"days": days}
)

nth_weekday = st.builds(
    lambda weekday, nth: {"weekday": weekday, "nth": nth},
    st.sampled_from(WEEKDAYS),
    st.sampled_from([1, 2, 3, 4, -1]),
)

every_n_weeks = st.builds(
    lambda weeks, days, start, week_start: {
        "weeks": weeks,
        "days": days,
        "startDate": start.isoformat(),
        "weekStart": week_start,
    },
    st.integers(2, 4),
    weekday_sets,
    near_days,
    week_starts,
)

yearly = st.lists(
    st.one_of(
        st.sampled_from(["02-28", "02-29", "03-01", "12-31", "01-01"]),
        st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: day.strftime("%m-%d")),
    ),
    min_size=1,
    max_size=6,
    unique=True,
).map(lambda dates: {"dates": dates})

SHORT_DAYS = [name[:2] for name in WEEKDAYS]


def some(part: str, values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda chosen: f"{part}=" + ",".join(map(str, chosen))
    )


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(";".join)


def every(freq: str, *intervals: int) -> st.SearchStrategy[str]:
    return st.sampled_from(intervals).map(lambda n: f"FREQ={freq};INTERVAL={n}")


on_days = some("BYDAY", st.sampled_from(SHORT_DAYS), 7)
nth_days = some(
    "BYDAY", st.builds("{}{}".format, st.sampled_from([1, 2, 4, 5, -1, -2]), st.sampled_from(SHORT_DAYS))
)
weeks_from = st.sampled_from(SHORT_DAYS).map("WKST={}".format)
positions = some("BYSETPOS", st.sampled_from([1, 2, -1, -2]), 2)
# Each of them occurs: dateutil looks for one that does not until the year 9999.
recurrences = st.one_of(
    every("DAILY", 1, 2, 3, 10),
    joined(every("DAILY", 1, 2, 5), on_days),
    joined(every("WEEKLY", 1, 2, 3), on_days, weeks_from),
    joined(every("MONTHLY", 1, 2, 3), some("BYMONTHDAY", st.integers(1, 31) | st.integers(-31, -1))),
    joined(every("MONTHLY", 1, 2), nth_days),
    joined(every("MONTHLY", 1), on_days, positions),
    joined(every("YEARLY", 1), some("BYMONTH", st.integers(1, 12)), some("BYMONTHDAY", st.integers(1, 28))),
    joined(every("YEARLY", 1), some("BYYEARDAY", st.integers(1, 365) | st.integers(-365, -1))),
    joined(every("YEARLY", 1), some("BYWEEKNO", st.integers(1, 51)), on_days, weeks_from),
)

rrule = st.builds(lambda rule, start: {"rrule": rule, "startDate": start.isoformat()}, recurrences, near_days)

PATTERNS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "WEEKDAYS_ONLY": weekdays_only(),
    "TIMES_IN_DAYS": times_in_days(),
    "DAYS_OF_MONTH": days_of_month,
    "NTH_WEEKDAY": nth_weekday,
    "EVERY_N_WEEKS": every_n_weeks,
    "YEARLY": yearly,
    "RRULE": rrule,
}


Kind = tuple[str, dict[str, Any]]

FREQUENCIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "DAILY": daily(),
    "WEEKLY": weekly(),
    "CUSTOM_INTERVAL": custom_interval(),
    "MONTHLY": monthly,
}


def of_kind(kind: str) -> st.SearchStrategy[Kind]:
    """Choose a frequency of a type, or of ADVANCED's pattern."""
    if kind in PATTERNS:
        return PATTERNS[kind].map(lambda rules: ("ADVANCED", {"pattern": kind, "rules": rules}))
    return FREQUENCIES[kind].map(lambda config: (kind, config))


KINDS = sorted([*FREQUENCIES, *PATTERNS])


def frequencies() -> st.SearchStrategy[Kind]:
    return st.sampled_from(KINDS).flatmap(of_kind)


def candidates(history: History) -> list[date]:
    """List the days worth completing: about thirty of those that count, however far apart they lie."""
    if chain(history) or history.pattern == "DAILY":
        return list(each_day(BASE, BASE + 29 * ONE_DAY))
    found: list[date] = []
    day = BASE
    while len(found) < 30 and day < BASE + timedelta(days=1500):
        period = period_of(history, day)
        if period and day in period.counting:
            found.append(day)
        day += ONE_DAY
    return found


@st.composite
def some_of(draw: st.DrawFn, days: list[date]) -> list[date]:
    """Choose about a half, three quarters or all but a few of the days."""
    chosen = 0
    for _ in range(draw(st.integers(1, 4))):
        chosen |= draw(st.integers(0, 2 ** len(days) - 1))
    return [day for place, day in enumerate(days) if chosen >> place & 1]


@st.composite
def spans(draw: st.DrawFn, days: list[date]) -> Span:
    first = draw(st.sampled_from(days)) + draw(st.integers(-2, 13)) * ONE_DAY
    length = draw(st.one_of(st.none(), st.integers(0, 9), st.integers(0, 60)))
    return first, None if length is None else first + length * ONE_DAY


TIMES = [time(7, 30), time(12), time(19, 5, 9)]


@st.composite
def histories(draw: st.DrawFn, of: st.SearchStrategy[Kind]) -> History:
    kind, config = draw(of)
    bare = History(kind, config, BASE, week_start=draw(week_starts))
    days = candidates(bare)
    done = draw(some_of(days))
    stray = draw(st.lists(st.sampled_from(days).map(lambda day: day + ONE_DAY), max_size=3))
    timed = [None] if not config.get("allowMultiplePerDay") else TIMES
    completions = {(day, draw(st.sampled_from(timed))) for day in [*done, *done[: len(done) // 2], *stray]}
    created = draw(st.sampled_from([BASE, *days])) + draw(st.integers(-9, 3)) * ONE_DAY
    return History(
        kind,
        config,
        created,
        tuple(sorted(completions, key=lambda c: (c[0], c[1] or time.min))),
        tuple(draw(st.lists(spans(days), max_size=3))),
        bare.week_start,
    )


def days_around(history: History) -> st.SearchStrategy[date]:
    """Choose a day to ask on: mostly near the last completion, sometimes long after."""
    last = max([history.created_on, *history.days_done])
    near = st.integers(-12, 12).map(lambda n: last + n * ONE_DAY)
    return st.one_of(near, near, st.integers(-40, 400).map(lambda n: last + n * ONE_DAY))
