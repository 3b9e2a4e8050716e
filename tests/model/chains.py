"""Runs of chains: CUSTOM_INTERVAL COMPLETION and TIMES_IN_DAYS; every stretch is tried. (rules 2, 3, 9, 11)

Whether a completion begins a run or joins it is judged by the `times` of the schedule in force on its day, and
by the largest `days` of all schedules in force from the earliest completion looked at to it. Only completions
on the days of these chains are looked at. A run of another frequency that goes on in them reaches to the day
before they begin: as if it had been done often enough on that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.periods import chain
from tests.model.runs import Break, Counted, Run


def times_and_days(part: History) -> tuple[int, int]:
    if chain(part) == "COMPLETION":
        return 1, part.rules["intervalDays"]
    return part.rules["times"], part.rules["days"]


@dataclass(frozen=True)
class Chains:
    """Chains that follow one another, and the day before them when a run was carried into them."""

    history: History
    places: tuple[int, ...]
    eve: date | None

    def place_on(self, day: date) -> int:
        """Find the chain in force on a day; on days before and after all of them, the first and the last one."""
        return min(max(self.history.place_on(day), self.places[0]), self.places[-1])

    def times(self, day: date) -> int:
        return times_and_days(self.history.parts[self.place_on(day)])[0]

    def most_days(self, first: date, last: date) -> int:
        between = range(self.place_on(first), self.place_on(last) + 1)
        return max(times_and_days(self.history.parts[place])[1] for place in between)

    def holds(self) -> list[date]:
        """List the days done while these chains were in force."""
        first, last = self.history.schedules[self.places[0]].first_day, self.history.ends(self.places[-1])
        days = self.history.days_counted
        return [day for day in days if (first is None or day >= first) and (last is None or day <= last)]

    def begins(self, stretch: list[date]) -> bool:
        """Tell whether the last day of a stretch is the one that makes it a run: the times-th within the days."""
        first, last = stretch[0], stretch[-1]
        within = self.history.distance(first, last) <= self.most_days(first, last) - 1
        return len(stretch) == self.times(last) and within

    def looks_back(self, run: list[date], day: date, *, carried: bool) -> date:
        """Find the completion of a run `times` places before a day, or the first there is (or the eve)."""
        times = self.times(day)
        if len(run) >= times:
            return run[-times]
        return self.eve if carried and self.eve else run[0]

    def joins(self, run: list[date], day: date, *, carried: bool) -> bool:
        """Tell whether a day's completion joins the run that ends with the one before it."""
        earliest = self.looks_back(run, day, carried=carried)
        return self.history.distance(earliest, day) <= self.most_days(earliest, day)


@dataclass(frozen=True)
class Stretch:
    """Completion days from one place up to before another; a carried run lies before the first of them."""

    start: int
    end: int
    carried: bool = False

    def within(self, other: "Stretch") -> bool:
        covers = other.carried or (not self.carried and other.start <= self.start)
        return covers and self.end <= other.end and self != other


def chain_runs(history: History, places: tuple[int, ...], carried: Run | None, today: date) -> Counted:
    """Try every stretch of completion days; the current run is the longest that ends at the last day."""
    chains = Chains(history, places, history.begins(places[0]) - ONE_DAY if carried else None)
    days = chains.holds()
    found = list(stretches(chains, days))
    maximal = [one for one in found if not any(one.within(other) for other in found)]
    if not maximal:
        return Counted((), alive=False)
    last = maximal[-1]
    until = alive_until(chains, days, last)
    end = history.ends(places[-1])
    alive = last.end == len(days) and (until is None or (end or today) <= until)
    return Counted(
        tuple(as_run(days, one, carried) for one in maximal),
        alive,
        until,
        None if alive else gap(chains, days, last, until),
    )


def stretches(chains: Chains, days: list[date]) -> Iterator[Stretch]:
    """Yield every stretch that is a run, by where it begins: with the carried run, or with each of the days."""
    if chains.eve:
        yield Stretch(0, 0, carried=True)
        yield from grown(chains, days, 0, carried=True)
    for start in range(len(days)):
        yield from grown(chains, days, start, carried=False)


def grown(chains: Chains, days: list[date], start: int, *, carried: bool) -> Iterator[Stretch]:
    is_run = carried
    for end in range(start + 1, len(days) + 1):
        joined = is_run and chains.joins(days[start : end - 1], days[end - 1], carried=carried)
        is_run = joined or (not carried and chains.begins(days[start:end]))
        if is_run:
            yield Stretch(start, end, carried)


def as_run(days: list[date], stretch: Stretch, carried: Run | None) -> Run:
    own = days[stretch.start : stretch.end]
    if stretch.carried and carried:
        return Run(carried.length + len(own), carried.since, own[-1] if own else carried.last_day)
    return Run(len(own), own[0], own[-1])


def alive_until(chains: Chains, days: list[date], run: Stretch) -> date | None:
    """Walk on to the last day on which a completion would still make the run longer; None when that never ends.

    It is the run's own last day when there is no such day, as when the new chain asks for more times than there
    were.
    """
    history, before = chains.history, days[: run.end]
    last = before[-1] if before else chains.eve
    if last is None:
        raise AssertionError
    following = days[run.end] if run.end < len(days) else None
    settled, found, day = history.settled_after(), last, last + ONE_DAY
    furthest = max(times_and_days(history.parts[place])[1] for place in chains.places)
    while day != following and history.distance(last, day) <= furthest:
        stretch = [*days[run.start : run.end], day]
        if chains.joins(stretch[:-1], day, carried=run.carried) or (not run.carried and chains.begins(stretch)):
            found = day
            if day > settled and history.paused(settled):
                return None
        elif day > settled and history.paused(settled):
            return found
        day += ONE_DAY
    return found


def gap(chains: Chains, days: list[date], run: Stretch, until: date | None) -> Break:
    """Name the days in which a run's next completion had to come and did not, and how many there were.

    They begin after the completion that it was last looked for from, the first one where there are not so many.
    """
    if until is None:
        raise AssertionError
    times = chains.times(until + ONE_DAY)
    earliest = chains.looks_back(days[run.start : run.end], until + ONE_DAY, carried=run.carried)
    first = earliest + ONE_DAY
    held = sum(1 for day in days if first <= day <= until)
    return Break(first, max(first, until), held, times)
