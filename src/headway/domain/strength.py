"""Strength: how firmly a habit sits, from 0 to 1 (rules, section 8).

A streak forgives nothing; strength forgives. Each unpaused day moves it a little towards how much of what was asked
for was done by then, the more slowly the more rarely something is asked for. What a day asks for is told by the
phase that holds on it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt
from operator import attrgetter

from headway.domain.chains import Chain, Schedule
from headway.domain.days import FIRST_DAY, ONE_DAY, WeekStart, check_in_calendar
from headway.domain.errors import Code, Findings
from headway.domain.frequencies.frequency import Cycle
from headway.domain.pauses import PausedDays
from headway.domain.periods import Days, Done, Period
from headway.domain.phases import Phase
from headway.domain.streaks import Terms
from headway.domain.targets import AmountPer, Target

MOST_DAYS = 3660
"""How many days of strength are told at once: ten years."""

_HALF_LIFE = 13
"""In so many days without it the strength of a daily habit halves."""

_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Strengths:
    """How strong a habit was at the end of each day, from its first day to today."""

    first_day: date
    values: Sequence[float]
    start: float
    """Before its first day: 0, and 1 if it began with an upper limit."""

    @property
    def last(self) -> float:
        """The strength today."""
        return self.values[-1] if self.values else self.start

    def on(self, day: date) -> float | None:
        """Tell how strong it was on a day; None before its first day and after today."""
        at = (day - self.first_day).days
        return self.values[at] if 0 <= at < len(self.values) else None

    def between(self, span: Period) -> list[float | None]:
        """Tell how strong it was on each day of a span."""
        return [self.on(span.first_day + ONE_DAY * at) for at in range(span.length)]


def span(first_day: date | None, last_day: date | None, today: date) -> Period:
    """Find the days that are asked for: up to today, and a year of them, unless told otherwise.

    >>> [str(day) for day in span(None, None, date(2026, 1, 21))]
    ['2025-01-22', '2026-01-21']

    Raises RejectedError when they are out of order, too many, or in no calendar.
    """
    last = last_day or today
    findings = Findings()
    fit = check_in_calendar(findings, "to", last)
    if first_day is not None and check_in_calendar(findings, "from", first_day) and fit:
        long = f"At most {MOST_DAYS} days at once."
        findings.require(first_day <= last, ("from",), Code.OUT_OF_RANGE, "The first day comes before the last.")
        findings.require((last - first_day).days < MOST_DAYS, ("from",), Code.OUT_OF_RANGE, long)
    findings.enforce()
    return Period(first_day or max(last - _YEAR, FIRST_DAY), last)


def strengths(
    phases: Sequence[Phase], terms: Terms, week_start: WeekStart, history: Sequence[Done], today: date
) -> Strengths:
    """Tell how strong a habit was on each day up to today, which counts as soon as it is done; `history` is whole.

    >>> from headway.domain.frequencies import FrequencyType
    >>> daily = Phase(None, FrequencyType.DAILY, {"allowMultiplePerDay": False})
    >>> terms = Terms(daily.schedule(WeekStart.MONDAY, date(2026, 1, 19)), date(2026, 1, 19))
    >>> history = [Done(date(2026, 1, day), 1) for day in (19, 20)]
    >>> [round(one, 3) for one in strengths([daily], terms, WeekStart.MONDAY, history, date(2026, 1, 22)).values]
    [0.052, 0.101, 0.096, 0.096]
    """
    first_day = _first_day(phases, terms, history)
    target = phases[0].target
    start = 1.0 if target is not None and target.at_most else 0.0
    values: list[float] = []
    for at, phase in enumerate(phases):
        begins = max(first_day, phase.first_day or first_day)
        following = phases[at + 1].first_day if at + 1 < len(phases) else None
        ends = min(today, following - ONE_DAY) if following else today
        if begins <= ends:
            asked = _asked(phase, week_start, terms.created_on)
            before = values[-1] if values else start
            values += _smoothed(before, asked, terms.paused, history, (begins, ends), today)
    return Strengths(first_day, values, start)


def _first_day(phases: Sequence[Phase], terms: Terms, history: Sequence[Done]) -> date:
    """Take the day it was made, or the first completion; a start of its only schedule if that is later."""
    first = history[0].day if history else None
    if len(phases) == 1:
        return terms.first_day(first)
    return min(terms.created_on, first or terms.created_on)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a phase asks for. Worth is counted in times, or where it has a target in hundredths of its unit."""

    schedule: Schedule
    target: Target | None
    cycle: Cycle
    enough: int
    """What today has to be worth for it to count already."""
    window: int
    """How many unpaused days are looked at."""
    whole: int
    """What these are worth when everything was done."""

    @property
    def at_most(self) -> bool:
        return self.target is not None and self.target.at_most

    @property
    def per_day(self) -> bool:
        """Whether each day within an upper limit is worth something, recorded or not."""
        return self.at_most and self.enough > 0

    def helps(self, day: date) -> bool:
        """Tell whether what is done on a day counts."""
        return isinstance(self.schedule, Chain) or self.schedule.counts(day)

    def worth(self, done: Done) -> int:
        """Tell what a day that counts is worth."""
        if self.target is None:
            return min(done.times, self.enough)
        if not self.enough:
            return done.amount
        within = 2 * self.enough - done.amount if self.at_most else done.amount
        return max(0, min(self.enough, within))

    def share(self, worth: int) -> float:
        """Tell how much of everything that is; of an upper limit for a period what is left up to twice of it."""
        if self.at_most and not self.enough:
            worth = max(0, 2 * self.whole - worth)
        return min(1.0, worth / self.whole)

    def is_done(self, done: Done | None) -> bool:
        """Tell whether today counts already."""
        if done is None or self.at_most:
            return done is not None
        return self.helps(done.day) and self.worth(done) >= self.enough


def _asked(phase: Phase, week_start: WeekStart, created_on: date) -> _Asked:
    """Prepare a phase: a window is one cycle, and two where days are counted and not each of them is asked for."""
    schedule, target, cycle = phase.schedule(week_start, created_on), phase.target, phase.cycle
    if target is None:
        enough = schedule.times if isinstance(schedule, Days) else 1
        cycles = 2 if cycle.times < cycle.days else 1
        return _Asked(schedule, target, cycle, enough, cycles * cycle.days, cycles * cycle.times * enough)
    if target.amount_per is AmountPer.PERIOD:
        return _Asked(schedule, target, cycle, 0, cycle.days, target.hundredths)
    return _Asked(schedule, target, cycle, target.hundredths, cycle.days, target.hundredths * cycle.times)


def _smoothed(
    value: float, asked: _Asked, paused: PausedDays, history: Sequence[Done], span: tuple[date, date], today: date
) -> Iterator[float]:
    """Move a strength over the days of a phase, one after the other."""
    first, last = span
    begins = _look_back(asked, paused, history, first)
    days = [begins + ONE_DAY * at for at in range((last - begins).days + 1)]
    done = {one.day: one for one in _between(history, begins, last)}
    sums = [0, *accumulate(_worths(asked, done, days))]
    away = frozenset(at for at, day in enumerate(days) if day in paused) if paused else frozenset()
    unpaused = [at for at in range(len(days)) if at not in away] if away else range(len(days))
    still = away | _still(asked, done, days, today)
    rate = 0.5 ** (sqrt(asked.cycle.times / asked.cycle.days) / _HALF_LIFE)
    seen = bisect_left(unpaused, (first - begins).days)
    for at in range((first - begins).days, len(days)):
        seen += at not in away
        if at not in still:
            since = unpaused[seen - asked.window] if seen >= asked.window else 0
            value = value * rate + asked.share(sums[at + 1] - sums[since]) * (1 - rate)
        yield value


def _look_back(asked: _Asked, paused: PausedDays, history: Sequence[Done], first: date) -> date:
    """Find the first day that the window of the `first` one can see; before it nothing is worth anything."""
    begins = paused.retreat(first, asked.window)
    if asked.per_day:
        starts = None if isinstance(asked.schedule, Chain) else asked.schedule.start
        return min(first, max(begins, starts or begins))
    return min(first, max(begins, history[0].day if history else first))


def _between(history: Sequence[Done], first: date, last: date) -> Sequence[Done]:
    day = attrgetter("day")
    return history[bisect_left(history, first, key=day) : bisect_right(history, last, key=day)]


def _worths(asked: _Asked, done: Mapping[date, Done], days: Sequence[date]) -> list[int]:
    """Tell what each day is worth: what is done on it, and of an upper limit a day also nothing."""
    if asked.per_day:
        return [asked.worth(done.get(day) or Done(day, 0)) if asked.helps(day) else 0 for day in days]
    return [asked.worth(done[day]) if day in done and asked.helps(day) else 0 for day in days]


def _still(asked: _Asked, done: Mapping[date, Done], days: Sequence[date], today: date) -> frozenset[int]:
    """Find the days that leave strength as it is: those not asked for in a cycle of one day, and an open today."""
    one_day = asked.cycle.days == 1 and not isinstance(asked.schedule, Days | Chain)
    still = {at for at, day in enumerate(days) if not asked.helps(day)} if one_day else set()
    if days[-1] == today and not asked.is_done(done.get(today)):
        still.add(len(days) - 1)
    return frozenset(still)
