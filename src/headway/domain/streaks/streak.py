"""What is said of a streak, and what it is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Chain, Schedule


class Done(NamedTuple):
    """A day with completions, and how many it has."""

    day: date
    times: int


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken chain that is over: from its first day to its last completion day that counted."""

    first_day: date
    last_day: date
    length: int


class Streak(NamedTuple):
    """The last run, and what it takes to say on any later day how it stands."""

    length: int = 0
    """Of the last run, in the schedule's unit; `current` tells what is left of it on a day."""
    longest: int = 0
    since: date | None = None
    """The later of the last run's first period's first day and the habit's first day."""
    last_day: date | None = None
    """The last completion day that counted in the last run."""
    last_met: date | None = None
    """The last day of the last met period; for a chain its last completion, whether or not it joined the run."""
    alive_until: date | None = None
    """The last day of the first period after the run that is not excused; None when none is in sight."""
    demand_first_day: date | None = None
    """The first day of that period; for a chain, of the gap that would break it."""
    demand_done: int = 0
    demand_quota: int = 0
    first_completion: date | None = None

    def current(self, today: date) -> int:
        """Tell the streak's length on the day `today`: the run's while it is alive, else 0."""
        if self.alive_until is None:
            return self.length
        # A chain's later completion that did not join the run ends it, whatever today says.
        return self.length if self.alive_until >= max(today, self.last_met or today) else 0

    def broken_by(self, today: date) -> "Gap | None":
        """Tell what ended the run, if something has."""
        if not self.length or self.current(today) or self.alive_until is None or self.demand_first_day is None:
            return None
        return Gap(self.demand_first_day, self.alive_until, self.demand_done, self.demand_quota)

    @property
    def run(self) -> Run | None:
        """Give the last run as one that is over."""
        if self.since is None or self.last_day is None:
            return None
        return Run(self.since, self.last_day, self.length)


class Gap(NamedTuple):
    """What broke a streak: a missed period (or a chain's gap) with what was done of its quota."""

    first_day: date
    last_day: date
    done: int
    quota: int


class Change(NamedTuple):
    """A streak after a change, with the run that it closed or opened again."""

    streak: Streak
    closed: Run | None = None
    reopened: Run | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What completions are held against: the schedule, the paused days, the day the habit was made."""

    schedule: Schedule
    created_on: date
    paused: PausedDays = NO_PAUSES

    def first_day(self, first_completion: date | None) -> date:
        """Tell the habit's first day: its creation or its first completion, never before its schedule starts."""
        first = min(self.created_on, first_completion or self.created_on)
        start = None if isinstance(self.schedule, Chain) else self.schedule.start
        return max(first, start) if start else first


class History(Protocol):
    """A habit's completions and runs that are over, read as far as needed."""

    def between(self, first_day: date, last_day: date | None) -> Sequence[Done]:
        """Give the days with completions in the span, oldest first; to the end of time without `last_day`."""

    def before(self, day: date, count: int) -> Sequence[Done]:
        """Give the last `count` days with completions before `day`, newest first."""

    def first_completion(self) -> date | None:
        """Give the first day with a completion."""

    def paused(self, day: date) -> PausedDays:
        """Give the paused days from `day` on."""

    def last_run(self) -> Run | None:
        """Give the newest run that is over."""

    def longest_run(self) -> int:
        """Give the length of the longest run that is over; 0 without any."""


def shortened(streak: Streak, history: History) -> Streak:
    """Take one off the last run; only if it was the longest are the others asked."""
    length = streak.length - 1
    longest = streak.longest if streak.longest > streak.length else max(length, history.longest_run())
    return streak._replace(length=length, longest=longest)
