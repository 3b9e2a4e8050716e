"""Streaks over periods: runs of met ones that no missed one separates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from headway.domain.days import ONE_DAY
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Period
from headway.domain.streaks.streak import Change, Done, History, Streak, Terms, shortened


class Tally(NamedTuple):
    """What was done in a period, and on which of its days last."""

    period: Period
    done: int
    last_day: date


def tallies(calendar: Calendar, history: Iterable[Done]) -> Iterator[Tally]:
    """Add up a history in order, period by period; days that do not count are passed over."""
    tally: Tally | None = None
    for day, times in history:
        period = calendar.period(day)
        if period is None or not calendar.counts(day):
            continue
        done = times if calendar.every_completion else 1
        if tally is not None and tally.period == period:
            tally = Tally(period, tally.done + done, day)
        else:
            if tally is not None:
                yield tally
            tally = Tally(period, done, day)
    if tally is not None:
        yield tally


def eligible_days(calendar: Calendar, period: Period, paused: PausedDays) -> int:
    """Count the days of a period, or of what is left of it, that count in it and are not paused."""
    if calendar.all_days_count:
        return paused.unpaused(period.first_day - ONE_DAY, period.last_day)
    days = (period.first_day + ONE_DAY * at for at in range(period.length))
    return sum(calendar.counts(day) and day not in paused for day in days)


def quota(calendar: Calendar, period: Period, paused: PausedDays, first_day: date) -> int:
    """Tell what a period asks for: a longer one that is partly paused asks for its share, at least 1.

    A period that began before the habit's first day is never reduced (rules, section 9).

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> weeks, ill = Weeks(3, WeekStart.MONDAY), PausedDays([(date(2026, 1, 19), date(2026, 1, 22))])
    >>> quota(weeks, weeks.period(date(2026, 1, 21)), ill, first_day=date(2026, 1, 1))
    2
    """
    full = calendar.quota(period)
    if calendar.one_day or not paused or period.first_day < first_day:
        return full
    share = full * eligible_days(calendar, period, paused)
    return max(1, min(full, -(-share // calendar.counting_days(period))))


def next_eligible(calendar: Calendar, paused: PausedDays, day: date) -> date | None:
    """Find the first day from `day` on that counts and is not paused; None when there is none in sight."""
    while (counting := calendar.next_counting_day(day)) is not None:
        resumed = paused.resume(counting)
        if resumed is None or resumed == counting:
            return resumed
        day = resumed
    return None


def fold(terms: Terms, calendar: Calendar, streak: Streak, history: Sequence[Done]) -> Iterator[Change]:
    """Meet one period after the other."""
    first_day = terms.first_day(streak.first_completion)
    sums = list(tallies(calendar, history))
    for tally in sums:
        if tally.done >= quota(calendar, tally.period, terms.paused, first_day):
            change = _meet(terms, calendar, streak, tally)
            streak = change.streak
            yield change
    yield Change(_with_done(streak, sums))


def recorded(terms: Terms, calendar: Calendar, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a new completion; None when its period lies before the last met one."""
    period = calendar.period(day)
    if period is None or not calendar.counts(day):
        return Change(streak)
    if streak.last_met is not None and period.last_day < streak.last_met:
        return None
    if period.last_day == streak.last_met:
        return Change(streak._replace(last_day=max(day, streak.last_day or day)))
    terms = replace(terms, paused=history.paused(period.first_day))
    sums = list(tallies(calendar, history.between(period.first_day, None)))
    if sums[0].done < quota(calendar, period, terms.paused, terms.first_day(streak.first_completion)):
        return Change(_with_done(streak, sums))
    change = _meet(terms, calendar, streak, sums[0])
    return change._replace(streak=_with_done(change.streak, sums))


def undone(terms: Terms, calendar: Calendar, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a removal; None when its period lies before the last met one."""
    period = calendar.period(day)
    if period is None or not calendar.counts(day):
        return Change(streak)
    if streak.last_met is not None and period.last_day < streak.last_met:
        return None
    sums = list(tallies(calendar, history.between(period.first_day, None)))
    here = sums[0] if sums and sums[0].period == period else Tally(period, 0, day)
    if period.last_day != streak.last_met:
        return Change(_with_done(streak, [here, *sums]))
    paused = history.paused(period.first_day)
    if here.done >= quota(calendar, period, paused, terms.first_day(streak.first_completion)):
        return Change(streak._replace(last_day=here.last_day))
    if streak.length == 1:
        return _reopen(terms, calendar, streak, history)
    return _step_back(terms, calendar, streak, period, history)


def _reopen(terms: Terms, calendar: Calendar, streak: Streak, history: History) -> Change | None:
    """Give the place of a run that has nothing left to the run before it."""
    over = history.last_run()
    if over is None:
        return Change(Streak(first_completion=streak.first_completion))
    last_period = calendar.period(over.last_day)
    if last_period is None:
        return None
    streak = streak._replace(
        length=over.length,
        longest=history.longest_run(),
        since=over.first_day,
        last_day=over.last_day,
        last_met=last_period.last_day,
    )
    return Change(_with_demand_read(terms, calendar, streak, history), reopened=over)


_LOOK_BACK = 64
"""Days with completions in which the met period before the last one is looked for: over two months of them."""


def _step_back(terms: Terms, calendar: Calendar, streak: Streak, period: Period, history: History) -> Change | None:
    """End the run with the met period before `period`; None when it does not show in the days just before."""
    days = history.before(period.first_day, _LOOK_BACK)[::-1]
    if not days:
        return None
    paused, first_day = history.paused(days[0].day), terms.first_day(streak.first_completion)
    for tally in reversed(list(tallies(calendar, days))):
        if tally.period.first_day <= days[0].day and len(days) == _LOOK_BACK:
            return None
        if tally.done >= quota(calendar, tally.period, paused, first_day):
            last = streak._replace(last_met=tally.period.last_day, last_day=tally.last_day)
            return Change(_with_demand_read(terms, calendar, shortened(last, history), history))
    return None


def _meet(terms: Terms, calendar: Calendar, streak: Streak, tally: Tally) -> Change:
    """Add a met period: to the run if nothing that was due lies between, else as the first of a new one."""
    period = tally.period
    joins = streak.length and (streak.alive_until is None or period.last_day <= streak.alive_until)
    length = streak.length + 1 if joins else 1
    met = streak._replace(
        length=length,
        longest=max(streak.longest, length),
        since=streak.since if joins else max(period.first_day, terms.first_day(streak.first_completion)),
        last_day=tally.last_day,
        last_met=period.last_day,
    )
    return Change(_with_demand(terms, calendar, met), closed=None if joins else streak.run)


def _with_demand(terms: Terms, calendar: Calendar, streak: Streak) -> Streak:
    """Find the first period after the last met one that is not excused: the one that holds an eligible day."""
    after = streak.last_met
    day = next_eligible(calendar, terms.paused, after + ONE_DAY) if after else None
    period = calendar.period(day) if day else None
    if period is None:
        return streak._replace(alive_until=None, demand_first_day=None, demand_done=0, demand_quota=0)
    return streak._replace(
        alive_until=period.last_day,
        demand_first_day=period.first_day,
        demand_done=0,
        demand_quota=quota(calendar, period, terms.paused, terms.first_day(streak.first_completion)),
    )


def _with_done(streak: Streak, sums: Sequence[Tally]) -> Streak:
    """Note what is done in the period that the run waits for, if it is among the sums."""
    for tally in sums:
        if tally.period.first_day == streak.demand_first_day:
            return streak._replace(demand_done=tally.done)
    return streak


def _with_demand_read(terms: Terms, calendar: Calendar, streak: Streak, history: History) -> Streak:
    """Find the period that the run waits for, and read what is done in it."""
    if streak.last_met is None:
        return streak
    terms = replace(terms, paused=history.paused(streak.last_met))
    streak = _with_demand(terms, calendar, streak)
    if streak.demand_first_day is None:
        return streak
    days = history.between(streak.demand_first_day, streak.alive_until)
    return _with_done(streak, list(tallies(calendar, days)))
