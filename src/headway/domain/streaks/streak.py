"""What is said of a streak, and what it is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from headway.domain.chains import Chain, Schedule
from headway.domain.days import ONE_DAY
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Done, Unit

Spans = tuple[tuple[date, date | None], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken chain that is over: from its first day to its last completion day that counted."""

    first_day: date
    last_day: date
    length: int
    unit: Unit


class Streak(NamedTuple):
    """The last run, and what it takes to say on any later day how it stands."""

    length: int = 0
    """Of the last run, in the schedule's unit; `current` tells what is left of it on a day."""
    longest_over: int = 0
    """Of the longest run in the schedule's unit that is over; `longest` has the last one in it, too."""
    since: date | None = None
    """The later of the last run's first period's first day and the habit's first day."""
    last_day: date | None = None
    """The last completion day that counted in the last run."""
    last_met: date | None = None
    """The last day of the last met period; for a chain its last completion, whether or not it joined the run.

    Where days count themselves, the last day of the run that they went on with."""
    alive_until: date | None = None
    """The last day of the first period after the run that is not excused; None when none is in sight.

    Where an amount was exceeded, the day before that period: nothing can make up for it."""
    demand_first_day: date | None = None
    """The first day of that period; for a chain, of the gap that would break it."""
    demand_done: int = 0
    demand_quota: int = 0
    first_completion: date | None = None
    undecided_until: date | None = None
    """Until when the last met period can still be missed, where that is decided when it is over."""
    clean_since: date | None = None
    """The first of the days that count themselves, as long as nothing is exceeded; None where none do."""
    clean_pauses: Spans = ()
    """The paused days since then."""

    def current(self, today: date) -> int:
        """Tell the streak's length on the day `today`: the run's while it is alive, else 0."""
        if self.clean_since is not None:
            return self.length + self._clean(today)
        if self._is_undecided(today):
            return self.length - 1
        if self.alive_until is None:
            return self.length
        if self.demand_first_day is not None and self.alive_until < self.demand_first_day:
            return 0
        # A chain's later completion that did not join the run ends it, whatever today says.
        return self.length if self.alive_until >= max(today, self.last_met or today) else 0

    def longest(self, today: date) -> int:
        """Tell the longest run ever, the last one included as it stands on the day `today`."""
        if self.clean_since is not None:
            return max(self.longest_over, self.current(today))
        return max(self.longest_over, self.length - self._is_undecided(today))

    def broken_by(self, today: date) -> "Gap | None":
        """Tell what ended the run, if something has."""
        nothing = not self.length or self.alive_until is None or self.demand_first_day is None
        if nothing or self.current(today) or self._is_undecided(today):
            return None
        last_day = max(self.alive_until or today, self.demand_first_day or today)
        return Gap(self.demand_first_day or today, last_day, self.demand_done, self.demand_quota)

    def run(self, unit: Unit, today: date | None = None) -> Run | None:
        """Give the last run as one that is over; what depends on the day is told as of `today`."""
        length, last_day = self.length, self.last_day
        if today is not None and self._is_undecided(today):
            length -= 1
        if self.clean_since is not None and today is not None:
            length, last_day = self.current(today), self._last_clean(today)
        if not length or self.since is None or last_day is None:
            return None
        return Run(self.since, last_day, length, unit)

    def _is_undecided(self, today: date) -> bool:
        return self.undecided_until is not None and today <= self.undecided_until

    def _clean(self, today: date) -> int:
        """Count the unpaused days since the last that was exceeded, today only if it is recorded already."""
        if self.clean_since is None:
            return 0
        until = max(today - ONE_DAY, self.last_day or date.min)
        return PausedDays(self.clean_pauses).unpaused(self.clean_since - ONE_DAY, until)

    def _last_clean(self, today: date) -> date | None:
        """Find the last day that has counted itself; where none has, the last of the run before them."""
        if not self._clean(today):
            return self.last_met
        return PausedDays(self.clean_pauses).retreat(max(today - ONE_DAY, self.last_day or date.min), 1)


class Gap(NamedTuple):
    """What broke a streak: a missed period (or a chain's gap) with what was done of its quota.

    Where the quota is an amount, both are in hundredths.
    """

    first_day: date
    last_day: date
    done: int
    quota: int


class Change(NamedTuple):
    """A streak after a change, with the run that it closed or opened again."""

    streak: Streak
    closed: Run | None = None
    reopened: Run | None = None


class Stretch(NamedTuple):
    """Days in a row whose streak is made in one way: by a calendar, a chain, or by days that count themselves."""

    first_day: date | None
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Terms:
    """What completions are held against: the schedule, the paused days, the day the habit was made.

    `schedule` holds from `begins` on (None: ever since), `former` before that. Within it things last changed on
    `changed_on`.
    """

    schedule: Schedule
    created_on: date
    paused: PausedDays = NO_PAUSES
    begins: date | None = None
    former: tuple[Stretch, ...] = ()
    changed_on: date | None = None

    def first_day(self, first_completion: date | None) -> date:
        """Tell the habit's first day: its creation or its first completion, never before its schedule starts.

        Of several schedules only the periods of those that start begin with their start; the habit began before.
        """
        first = min(self.created_on, first_completion or self.created_on)
        start = None if self.former or isinstance(self.schedule, Chain) else self.schedule.start
        return max(first, start) if start else first

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """List what held when, the oldest first."""
        return (*self.former, Stretch(self.begins, self.schedule))

    def on(self, day: date) -> Schedule:
        """Tell what holds on a day."""
        if self.begins is None or day >= self.begins:
            return self.schedule
        held = [one for one in self.former if one.first_day is None or one.first_day <= day]
        return held[-1].schedule


class History(Protocol):
    """A habit's completions and runs that are over, read as far as needed."""

    def between(self, first_day: date, last_day: date | None) -> Sequence[Done]:
        """Give the days with completions in the span, oldest first; to the end of time without `last_day`."""

    def before(self, day: date, count: int, least: int = 0) -> Sequence[Done]:
        """Give the last `count` days with completions (of `least` hundredths) before `day`, newest first."""

    def first_completion(self) -> date | None:
        """Give the first day with a completion."""

    def paused(self, day: date) -> PausedDays:
        """Give the paused days from `day` on."""

    def last_run(self) -> Run | None:
        """Give the newest run that is over."""

    def longest_run(self, but: Run) -> int:
        """Give the length of the longest run of its unit that is over, leaving that one out; 0 without any."""
