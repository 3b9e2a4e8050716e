"""Chains: frequencies without periods, which ask only how far completions lie apart (rules, sections 2 and 11)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from headway.domain.days import ONE_DAY
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Done, Unit


@dataclass(frozen=True, slots=True)
class Chain:
    """`times` completion days within `days` days, again and again; no periods.

    One that `begins` on a day follows another schedule: the `former` chain, or something else (None).
    """

    times: int
    days: int
    unit: Unit = Unit.TIMES
    least: int = 0
    """What a day's amounts come to, in hundredths, for it to be a completion day."""
    begins: date | None = None
    former: "Chain | None" = None

    def links(self) -> Iterator["Chain"]:
        """List this chain and those before it, the newest first."""
        link: Chain | None = self
        while link is not None:
            yield link
            link = link.former

    def on(self, day: date) -> "Chain":
        """Find the chain that holds on a day; before all of them it is the first."""
        for link in self.links():
            if link.begins is None or day >= link.begins:
                break
        return link

    @property
    def first_day(self) -> date | None:
        """The day before which something else was asked; None when there was nothing else."""
        return [*self.links()][-1].begins

    @property
    def most_times(self) -> int:
        """The most times that any of the chains asks for."""
        return max(link.times for link in self.links())

    def is_done(self, done: Done) -> bool:
        """Tell whether a day with completions is a completion day."""
        return done.amount >= self.on(done.day).least

    def holds(self, paused: PausedDays, done_on: Sequence[date], day: date) -> bool:
        """Tell whether the last `days` unpaused days up to a day hold as many completion days as are asked for.

        `done_on` are those days, in order.
        """
        here = self.on(day)
        since = bisect_left(done_on, paused.retreat(day, here.days))
        return bisect_right(done_on, day) - since >= here.times

    def could_begin(self, paused: PausedDays, first_day: date, day: date) -> bool:
        """Tell whether there was time for a beginning: a new chain has as long for it as between two links."""
        here = self.on(day)
        return paused.unpaused(max(first_day, here.begins or first_day), day) >= here.days

    def widest(self, first_day: date, last_day: date) -> int:
        """Find the most days that one of the chains allows that hold between two days (rules, section 11).

        >>> chain = Chain(1, 7, begins=date(2026, 1, 19), former=Chain(1, 10))
        >>> chain.widest(date(2026, 1, 15), date(2026, 1, 20)), chain.widest(date(2026, 1, 19), date(2026, 1, 25))
        (10, 7)
        """
        most = 0
        for link in self.links():
            if link.begins is None or link.begins <= last_day:
                most = max(most, link.days)
            if link.begins is not None and link.begins <= first_day:
                break
        return most

    def joins(self, paused: PausedDays, run: Sequence[date], day: date) -> bool:
        """Tell whether a day goes on with the last days of a `run`, the newest first.

        It comes at most `days` unpaused days after the one `times` places before it, or after the first there is.
        """
        last = _earliest(run, self.on(day).times)
        return paused.unpaused(last, day) <= self.widest(last, day)

    def alive_until(self, paused: PausedDays, run: Sequence[date]) -> date | None:
        """Find the last day that would go on with a run; None is no end in sight.

        Each link has its say over its own days; the newest that a day can reach decides.
        """
        ends: date | None = None
        for link in self.links():
            earliest = _earliest(run, link.times)
            until = paused.advance(earliest, self.widest(earliest, link.begins or earliest))
            if until is None or link.begins is None or until >= link.begins:
                break
            ends = link.begins - ONE_DAY
        return ends if until is None else max(run[0], min(until, ends or until))

    def demand(self, run: Sequence[date], until: date | None) -> tuple[date, int, int]:
        """Tell from which day on a run waits for its next day, and how many of how many there are since then."""
        times = self.times if until is None else self.on(until + ONE_DAY).times
        return _earliest(run, times) + ONE_DAY, min(times, len(run)) - 1, times


def _earliest(run: Sequence[date], times: int) -> date:
    """Find the day `times` places before the next, or the first there is."""
    return run[min(times, len(run)) - 1]


Schedule = Calendar | Chain
"""What completions are held against."""
