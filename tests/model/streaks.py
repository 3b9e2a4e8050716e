"""Streaks by definition: every period walked, every stretch of days tried. (rules, sections 2, 3 and 9)"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.periods import (
    Period,
    State,
    chain,
    done,
    is_excused,
    is_met,
    quota,
    state,
    unit,
    walk,
)


@dataclass(frozen=True)
class Break:
    first_day: date
    last_day: date
    done: int
    quota: int


@dataclass(frozen=True)
class Run:
    """An unbroken chain of met periods or completion days: its length, where it began and ended."""

    length: int
    since: date
    last_day: date


@dataclass(frozen=True)
class Streak:
    unit: str
    current: int
    longest: int
    since: date | None
    last_day: date | None
    alive_until: date | None
    broken_by: Break | None
    runs: tuple[Run, ...]


def streak(history: History, today: date) -> Streak:
    return chain_streak(history, today) if chain(history) else calendar_streak(history, today)


def nothing(history: History) -> Streak:
    return Streak(unit(history), 0, 0, None, None, None, None, ())


# Calendar frequencies


def periods_until(history: History, day: date) -> list[Period]:
    return list(takewhile(lambda period: period.first <= day, walk(history)))


def calendar_streak(history: History, today: date) -> Streak:
    """Walk all periods up to today and the last completion; cut them into runs at every missed one."""
    periods = periods_until(history, max([today, *history.days_done]))
    met = [period for period in periods if is_met(history, period)]
    if not met:
        return nothing(history)
    runs: list[list[Period]] = [[]]
    missed_after_last: list[Period] = []
    for period in periods:
        match state(history, period, today, met[-1]):
            case State.MET:
                runs[-1].append(period)
            case State.MISSED:
                runs.append([])
                if period.first > met[-1].last:
                    missed_after_last.append(period)
            case _:
                pass
    kept = [run for run in runs if run]
    broken = missed_after_last[0] if missed_after_last else None
    return Streak(
        unit=unit(history),
        current=0 if broken else len(kept[-1]),
        longest=max(len(run) for run in kept),
        since=max(kept[-1][0].first, history.first_day),
        last_day=last_counted(history, kept[-1]),
        alive_until=calendar_alive_until(history, met[-1]),
        broken_by=missing(history, broken) if broken else None,
        runs=tuple(Run(len(run), max(run[0].first, history.first_day), last_counted(history, run)) for run in kept),
    )


def missing(history: History, period: Period) -> Break:
    return Break(period.first, period.last, done(history, period), quota(history, period))


def last_counted(history: History, run: list[Period]) -> date:
    """Find the last completion day that counted in a run."""
    return max(day for period in run for day in period.counting if day in history.days_done)


def calendar_alive_until(history: History, last_met: Period) -> date | None:
    """Find the last day of the first non-excused period after the last met one; None when all are excused."""
    settled = history.settled_after()
    for period in walk(history):
        if period.first > last_met.last:
            if not is_excused(history, period):
                return period.last
            if period.first > settled and history.paused(settled):
                return None
    raise AssertionError


# Chains: CUSTOM_INTERVAL COMPLETION and TIMES_IN_DAYS


def chain_streak(history: History, today: date) -> Streak:
    """Try every stretch of completion days; the current run is the longest that ends at the last day."""
    days = history.days_done
    places = [(a, b) for a in range(len(days)) for b in range(a + 1, len(days) + 1) if is_run(history, days[a:b])]
    if not places:
        return nothing(history)
    maximal = [days[a:b] for a, b in places if not any(c <= a and b <= d for c, d in places if (c, d) != (a, b))]
    last = max(maximal, key=lambda stretch: (stretch[-1], len(stretch)))
    times, within = times_and_days(history)
    until = last_day_within(history, last[-times], within)
    alive = last[-1] == days[-1] and (until is None or today <= until)
    return Streak(
        unit=unit(history),
        current=len(last) if alive else 0,
        longest=max(len(stretch) for stretch in maximal),
        since=last[0],
        last_day=last[-1],
        alive_until=until,
        broken_by=None if alive else gap(history, last),
        runs=tuple(Run(len(stretch), stretch[0], stretch[-1]) for stretch in maximal),
    )


def is_run(history: History, stretch: list[date]) -> bool:
    """Apply the definition of a run to a stretch of completion days."""
    if chain(history) == "COMPLETION":
        return all(history.distance(a, b) <= history.rules["intervalDays"] for a, b in pairwise(stretch))
    times, days = history.rules["times"], history.rules["days"]
    if len(stretch) < times or history.distance(stretch[0], stretch[times - 1]) > days - 1:
        return False
    return all(
        history.distance(earlier, later) <= days for earlier, later in zip(stretch, stretch[times:], strict=False)
    )


def times_and_days(history: History) -> tuple[int, int]:
    if chain(history) == "COMPLETION":
        return 1, history.rules["intervalDays"]
    return history.rules["times"], history.rules["days"]


def last_day_within(history: History, day: date, distance: int) -> date | None:
    """Walk on while no more than so many unpaused days have passed; None when that never ends."""
    settled, passed = history.settled_after(), 0
    while True:
        tomorrow = day + ONE_DAY
        passed += 0 if history.paused(tomorrow) else 1
        if passed > distance:
            return day
        if tomorrow > settled and history.paused(settled):
            return None
        day = tomorrow


def gap(history: History, run: list[date]) -> Break:
    """Name the days in which a run's next completion had to come and did not, and how many there were."""
    times, days = times_and_days(history)
    until = last_day_within(history, run[-times], days)
    if until is None:
        raise AssertionError
    first = run[-times] + ONE_DAY
    held = sum(1 for day in history.days_done if first <= day <= until)
    return Break(first, until, held, times)
