"""Streaks over periods: runs of met ones that no missed one separates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from headway.domain.days import ONE_DAY
from headway.domain.measured import Measured
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Done, Period
from headway.domain.streaks.streak import Change, History, Streak, Terms


class Tally(NamedTuple):
    """What was done in a period, and on which of its days last; nothing is `recorded` in an empty one."""

    period: Period
    done: int
    last_day: date
    recorded: bool = True


def tallies(calendar: Calendar, history: Iterable[Done]) -> Iterator[Tally]:
    """Add up a history in order, period by period; days that do not count are passed over."""
    tally: Tally | None = None
    for one in history:
        period = calendar.period(one.day)
        if period is None or not calendar.counts(one.day):
            continue
        done = calendar.counted(one)
        if tally is not None and tally.period == period:
            helps = done > 0 or calendar.judge(period).summed
            tally = Tally(period, tally.done + done, one.day if helps else tally.last_day)
        else:
            if tally is not None:
                yield tally
            tally = Tally(period, done, one.day)
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
    if not paused or period.first_day < first_day or not calendar.shares(period):
        return full
    counting = calendar.counting_days(period)
    share = full * eligible_days(calendar, period, paused)
    return max(1, min(full, -(-share // counting))) if counting else full


def next_eligible(calendar: Calendar, paused: PausedDays, day: date) -> date | None:
    """Find the first day from `day` on that counts and is not paused; None when there is none in sight."""
    while (counting := calendar.next_counting_day(day)) is not None:
        resumed = paused.resume(counting)
        if resumed is None or resumed == counting:
            return resumed
        day = resumed
    return None


def enter(terms: Terms, calendar: Calendar, streak: Streak, first_day: date) -> Streak:
    """Let a run of another schedule go on in periods that begin on a day."""
    return _with_demand(terms, calendar, streak._replace(last_met=first_day - ONE_DAY, undecided_until=None))


def fold(terms: Terms, calendar: Calendar, streak: Streak, history: Sequence[Done]) -> Iterator[Change]:
    """Meet one period after the other; a run ends where periods become others, weeks after days."""
    sums = list(tallies(calendar, history))
    unit, era = calendar.first_unit, 0
    for tally in sums:
        if _is_met(terms, calendar, streak, tally):
            if calendar.era_of(tally.period) != era:
                yield Change(forgotten := _forget(streak), closed=streak.run(unit))
                streak, unit, era = forgotten, calendar.unit_of(tally.period), calendar.era_of(tally.period)
            change = _meet(terms, calendar, streak, tally)
            streak = change.streak
            yield change
    if era != calendar.era:
        yield Change(forgotten := _forget(streak), closed=streak.run(unit))
        streak = forgotten
    yield Change(_with_done(calendar, streak, sums))


def recorded(terms: Terms, calendar: Calendar, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a new completion; None when its period lies before the last met one."""
    period = calendar.period(day)
    if period is None or not calendar.counts(day):
        return Change(streak)
    if streak.last_met is not None and period.last_day < streak.last_met:
        return None
    if period.last_day == streak.last_met and not isinstance(calendar.judge(period), Measured):
        return Change(streak._replace(last_day=max(day, streak.last_day or day)))
    return _look_again(terms, calendar, streak, day, history)


def undone(terms: Terms, calendar: Calendar, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a removal; None when its period lies before the last met one."""
    period = calendar.period(day)
    if period is None or not calendar.counts(day):
        return Change(streak)
    if streak.last_met is not None and period.last_day < streak.last_met:
        return None
    return _look_again(terms, calendar, streak, day, history)


def _look_again(terms: Terms, calendar: Calendar, streak: Streak, day: date, history: History) -> Change | None:
    """Judge the last met period, or one after it, by what is kept of it now."""
    period = calendar.period(day) or Period(day, day)
    sums = list(tallies(calendar, history.between(period.first_day, None)))
    if not sums or sums[0].period != period:
        sums = [Tally(period, 0, day, recorded=False), *sums]
    terms = replace(terms, paused=history.paused(period.first_day))
    met = _is_met(terms, calendar, streak, sums[0])
    if period.last_day != streak.last_met:
        streak = _with_done(calendar, streak, sums)
        if not met:
            return Change(streak)
        change = _meet(terms, calendar, streak, sums[0])
        return change._replace(streak=_with_done(calendar, change.streak, sums))
    if met:
        return Change(streak._replace(last_day=sums[0].last_day))
    if streak.length == 1:
        return _reopen(terms, calendar, streak, history)
    return _step_back(terms, calendar, streak, period, history)


def _is_met(terms: Terms, calendar: Calendar, streak: Streak, tally: Tally) -> bool:
    asked = quota(calendar, tally.period, terms.paused, terms.first_day(streak.first_completion))
    return tally.recorded and calendar.judge(tally.period).is_met(tally.done, asked)


def _forget(streak: Streak) -> Streak:
    """Leave the last run behind."""
    return Streak(longest_over=streak.longest_over, first_completion=streak.first_completion)


def _reopen(terms: Terms, calendar: Calendar, streak: Streak, history: History) -> Change | None:
    """Give the place of a run that has nothing left to the run before it."""
    over = history.last_run()
    if over is None or (over.unit is not calendar.unit and terms.begins is None):
        return Change(_forget(streak))
    last_period = calendar.period(over.last_day) if over.unit is calendar.unit else None
    if last_period is None or (terms.changed_on and over.last_day < terms.changed_on):
        return None
    streak = streak._replace(
        length=over.length,
        longest_over=history.longest_run(over),
        since=over.first_day,
        last_day=over.last_day,
        last_met=last_period.last_day,
        undecided_until=_undecided(terms, calendar, last_period),
    )
    return Change(_with_demand_read(terms, calendar, streak, history), reopened=over)


_LOOK_BACK = 64
"""Days with completions in which the met period before the last one is looked for: over two months of them."""


def _step_back(terms: Terms, calendar: Calendar, streak: Streak, period: Period, history: History) -> Change | None:
    """End the run with the met period before `period`; None when it does not show in the days just before."""
    days = history.before(period.first_day, _LOOK_BACK)[::-1]
    if not days:
        return None
    terms = replace(terms, paused=history.paused(days[0].day))
    for tally in reversed(list(tallies(calendar, days))):
        if tally.period.first_day <= days[0].day and len(days) == _LOOK_BACK:
            return None
        if _is_met(terms, calendar, streak, tally):
            last = streak._replace(
                length=streak.length - 1,
                last_met=tally.period.last_day,
                last_day=tally.last_day,
                undecided_until=_undecided(terms, calendar, tally.period),
            )
            return Change(_with_demand_read(terms, calendar, last, history))
    return None


def _meet(terms: Terms, calendar: Calendar, streak: Streak, tally: Tally) -> Change:
    """Add a met period: to the run if nothing that was due lies between, else as the first of a new one."""
    period = tally.period
    joins = streak.length and (streak.alive_until is None or period.last_day <= streak.alive_until)
    closed = None if joins else streak.run(calendar.unit_of(period))
    met = streak._replace(
        length=streak.length + 1 if joins else 1,
        longest_over=max(streak.longest_over, closed.length) if closed else streak.longest_over,
        since=streak.since if joins else max(period.first_day, terms.first_day(streak.first_completion)),
        last_day=tally.last_day,
        last_met=period.last_day,
        undecided_until=_undecided(terms, calendar, period),
    )
    return Change(_with_demand(terms, calendar, met), closed=closed)


def _undecided(terms: Terms, calendar: Calendar, period: Period) -> date | None:
    """Tell until when a met period can still be missed; one before the last change of schedule is over."""
    is_over = terms.changed_on is not None and period.last_day < terms.changed_on
    return period.last_day if calendar.judge(period).decided_late and not is_over else None


def _with_demand(terms: Terms, calendar: Calendar, streak: Streak) -> Streak:
    """Find the first period after the last met one that can be missed: it holds an eligible day, and is not cut."""
    period, day = None, streak.last_met
    while day is not None and (period is None or calendar.is_cut(period)):
        eligible = next_eligible(calendar, terms.paused, day + ONE_DAY)
        period = calendar.period(eligible) if eligible else None
        day = period.last_day if period else None
    if period is None:
        return streak._replace(alive_until=None, demand_first_day=None, demand_done=0, demand_quota=0)
    return streak._replace(
        alive_until=period.last_day,
        demand_first_day=period.first_day,
        demand_done=0,
        demand_quota=quota(calendar, period, terms.paused, terms.first_day(streak.first_completion)),
    )


def _with_done(calendar: Calendar, streak: Streak, sums: Sequence[Tally]) -> Streak:
    """Note what is done in the period that the run waits for, if it is among the sums.

    Where that is more than is allowed, nothing can make up for it: the run was alive until the day before.
    """
    for tally in sums:
        if tally.period.first_day == streak.demand_first_day:
            judge = calendar.judge(tally.period)
            exceeded = judge.at_most and not judge.decided_late and tally.done > streak.demand_quota
            until = tally.period.first_day - ONE_DAY if exceeded else tally.period.last_day
            return streak._replace(demand_done=tally.done, alive_until=until)
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
    return _with_done(calendar, streak, list(tallies(calendar, days)))
