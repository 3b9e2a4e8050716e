"""Random habits that were changed, with amounts: schedules one after the other, and what was recorded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st

from tests.model.days import ONE_DAY
from tests.model.histories import History, Schedule, Target, each_day
from tests.model.patterns import every_allowed_day
from tests.model.periods import chain, period_under
from tests.model.strategies import BASE, KINDS, TIMES, Kind, candidates, of_kind, some_of, spans, week_starts
from tests.model.wire import history_of

ONE_DAY_KINDS = ["DAYS_OF_MONTH", "NTH_WEEKDAY", "EVERY_N_WEEKS", "YEARLY", "RRULE"]
# Kinds that often follow one another without a change of the unit, and all of them.
FAMILIES = [
    ["DAILY"],
    ["DAILY", "WEEKDAYS_ONLY"],
    ["WEEKLY", "WEEKDAYS_ONLY"],
    ["WEEKLY", "MONTHLY", "DAILY"],
    ["CUSTOM_INTERVAL"],
    ["CUSTOM_INTERVAL", "TIMES_IN_DAYS"],
    ["CUSTOM_INTERVAL", "TIMES_IN_DAYS", *ONE_DAY_KINDS],
    KINDS,
]
UNITS = ["km", "min"]
targets_per_day = st.sampled_from(["0.01", "2.00", "7.50", "30.00"]).map(Decimal)
targets_per_period = st.sampled_from(["0.01", "5.00", "10.00", "20.00", "33.33"]).map(Decimal)


def bare(kind: Kind) -> History:
    return History(*kind, BASE)


@st.composite
def targets(draw: st.DrawFn, kind: Kind) -> tuple[Kind, Target]:
    """Choose amounts that a frequency may have, and the frequency as it may have them: asked once."""
    if "timesPerDay" in kind[1]:
        kind = (kind[0], {**kind[1], "timesPerDay": 1})
    part = bare(kind)
    daily_periods = chain(part) is None and is_of_single_days(part)
    unit = draw(st.sampled_from(UNITS))
    if part.pattern == "DAILY" and draw(st.booleans()):
        clean = draw(st.sampled_from([True, True, False]))
        return kind, Target(draw(targets_per_day), "AT_MOST", "DAY", unit, clean)
    if chain(part) or draw(st.booleans()):
        direction = draw(st.sampled_from(["AT_LEAST", "AT_MOST"])) if daily_periods else "AT_LEAST"
        return kind, Target(draw(targets_per_day), direction, "DAY", unit)
    direction = draw(st.sampled_from(["AT_LEAST", "AT_LEAST", "AT_MOST"]))
    return once_a_period(kind), Target(draw(targets_per_period), direction, "PERIOD", unit)


def is_of_single_days(part: History) -> bool:
    if part.pattern == "WEEKDAYS_ONLY":
        return every_allowed_day(part)
    return part.pattern == "DAILY" or part.pattern in ONE_DAY_KINDS


def once_a_period(kind: Kind) -> Kind:
    """Ask for the period once, where a frequency says how often."""
    name, config = kind
    if "rules" in config:
        rules = {key: 1 if key == "timesPerWeek" else value for key, value in config["rules"].items()}
        return name, {**config, "rules": rules}
    return name, {key: 1 if key in {"timesPerWeek", "timesPerMonth"} else value for key, value in config.items()}


@st.composite
def schedules(draw: st.DrawFn, kinds: Sequence[str], most: int = 3) -> list[Schedule]:
    """Choose what was asked of a habit, one after the other, with or without amounts."""
    changes = min(most - 1, draw(st.sampled_from([0, 1, 1, 2, 2, 3])))
    days = draw(st.lists(st.integers(-3, 45), min_size=changes, max_size=changes, unique=True))
    found: list[Schedule] = []
    for first_day in [None, *(BASE + place * ONE_DAY for place in sorted(days))]:
        kind = draw(st.sampled_from(kinds).flatmap(of_kind))
        target = None
        if draw(st.sampled_from([True, True, False])):
            kind, target = draw(targets(kind))
        found.append(Schedule(first_day, *kind, target))
    return found


def days_worth_recording(history: History) -> list[date]:
    """List the days that count under the schedule in force on each; of the present one also later ones."""
    last = max([BASE, *(one.first_day for one in history.schedules if one.first_day)])
    days = [day for day in each_day(BASE, last + 15 * ONE_DAY) if counts(history.in_force(day), day)]
    later = [day for day in candidates(history.parts[-1]) if day > last + 15 * ONE_DAY]
    return [*days, *later[:10]]


def counts(part: History, day: date) -> bool:
    period = period_under(part, day)
    return chain(part) is not None or (period is not None and day in period.counting)


@st.composite
def recorded_on(draw: st.DrawFn, day: date, part: History) -> list[tuple[date, time | None, Decimal | None]]:
    """Record a day as its schedule takes it: amounts at times, about as much as is asked for, or completions."""
    several = bool(part.config.get("allowMultiplePerDay"))
    if part.target is None:
        return [(day, draw(st.sampled_from(TIMES)) if several else None, None)]
    shares = st.sampled_from([Decimal(one) for one in ("0", "0.5", "1", "1", "1", "1.5")])
    times = draw(st.lists(st.sampled_from(TIMES), min_size=1, max_size=2, unique=True))
    many = 4 if part.target.per_period and draw(st.booleans()) else 1
    cent = Decimal("0.01")
    return [(day, at, (part.target.amount * draw(shares) / many / len(times)).quantize(cent)) for at in times]


@st.composite
def changed_histories(draw: st.DrawFn, kinds: Sequence[str] | None = None, most: int = 3) -> History:
    """Choose schedules, and what was recorded under each of them."""
    chosen = draw(schedules(kinds or draw(st.sampled_from(FAMILIES)), most))
    return draw(recorded_histories(chosen))


@st.composite
def recorded_histories(draw: st.DrawFn, chosen: Sequence[Schedule]) -> History:
    week_start = draw(week_starts)
    empty = history_of(chosen, BASE, (), (), week_start)
    days = days_worth_recording(empty) or [BASE]
    stray = draw(st.lists(st.sampled_from(days).map(lambda day: day + ONE_DAY), max_size=3))
    told: dict[tuple[date, time | None], Decimal | None] = {}
    for day in [*draw(some_of(days)), *stray]:
        for on, at, amount in draw(recorded_on(day, empty.in_force(day))):
            told[on, at] = amount
    created = draw(st.sampled_from([BASE, *days])) + draw(st.integers(-9, 3)) * ONE_DAY
    changes = [one.first_day - ONE_DAY for one in chosen if one.first_day]
    created = min([created, *changes])
    recorded = [(*key, told[key]) for key in sorted(told, key=lambda one: (one[0], one[1] or time.min))]
    return history_of(chosen, created, recorded, draw(st.lists(spans(days), max_size=3)), week_start)


def days_after_changes(history: History) -> st.SearchStrategy[date]:
    """Choose a day to ask on, none before the last change: mostly near it and the last completion."""
    changes = [one.first_day for one in history.schedules if one.first_day]
    last = max([history.created_on, *history.days_done, *changes])
    earliest = max(changes, default=date.min)
    near = st.integers(-12, 12).map(lambda n: max(earliest, last + n * ONE_DAY))
    far = st.integers(-40, 400).map(lambda n: max(earliest, last + n * ONE_DAY))
    return st.one_of(near, near, far)


def changed_to_itself(history: History, day: date) -> History:
    """Tell the same history with a change, on a day, of its last schedule to the same one."""
    return replace(history, earlier=history.schedules, since=day)
