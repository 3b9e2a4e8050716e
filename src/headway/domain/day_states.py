"""Day states: how each day of a span stands, as a calendar shows it (docs/semantics/due.md, "A calendar").

Unlike the standing of a day in `due`, which is told by what was known on it, these are told by everything that is
known by now.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from headway.domain.chains import Chain, Schedule
from headway.domain.days import ONE_DAY
from headway.domain.due import window
from headway.domain.measured import CleanDays, Measured
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Done, Period
from headway.domain.streaks import Terms
from headway.domain.streaks.calendars import Tally, quota, tallies


class DayState(StrEnum):
    """How a day stands."""

    DONE = "DONE"
    PARTLY = "PARTLY"
    """Done, but less often than it was to be done on that day."""
    OPEN = "OPEN"
    """It is today, and something is asked that is not done yet."""
    EXCEEDED = "EXCEEDED"
    """More was recorded than the day allowed."""
    CLEAN = "CLEAN"
    """Nothing is recorded, and that is good."""
    MISSED = "MISSED"
    """It could have helped a period that is over and was not met, or the chain was broken on it."""
    PAUSED = "PAUSED"
    FREE = "FREE"
    """Nothing was asked, or it was done often enough on other days."""
    AHEAD = "AHEAD"
    """It has not begun."""


def needed(terms: Terms, span: Period) -> Period:
    """Find the days whose completions `states` looks at: whole periods, and what a chain hangs on.

    What begins within the span may look further back than what held before it.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> wednesday = date(2026, 1, 21)
    >>> tuple(map(str, needed(Terms(Weeks(3, WeekStart.MONDAY), wednesday), Period(wednesday, wednesday))))
    ('2026-01-19', '2026-01-25')
    """
    changes = [day for day in terms.changes if span.first_day < day <= span.last_day]
    on = [span.first_day, *changes, span.last_day]
    windows = [window(terms.on(day), day, terms.paused) for day in on]
    return Period(min(one.first_day for one in windows), windows[-1].last_day)


def states(
    terms: Terms, first_day: date, history: Sequence[Done], span: Period, today: date, last_met: date | None = None
) -> list[DayState]:
    """Tell how each day of a span stands; `history` holds the completions of the `needed` days in order.

    A period before the last met one (`last_met` is that one's last day) is over, whatever today says.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> terms = Terms(Weeks(2, WeekStart.MONDAY), date(2026, 1, 1))
    >>> week = Period(date(2026, 1, 12), date(2026, 1, 18))
    >>> [state.value for state in states(terms, terms.created_on, [Done(date(2026, 1, 14), 1)], week,
    ...     today=date(2026, 1, 21))]
    ['MISSED', 'MISSED', 'DONE', 'MISSED', 'MISSED', 'MISSED', 'MISSED']
    """
    days = [span.first_day + ONE_DAY * at for at in range(span.length)]
    done, paused = {one.day: one for one in history}, terms.paused
    over = max(today, last_met or today)
    unmet: dict[Schedule, _Unmet] = {}

    def state(day: date) -> DayState:
        schedule = terms.on(day)
        if day in done:
            return _done(schedule, done[day])
        if day < first_day and day <= today:
            return DayState.FREE
        if paused and day in paused:
            return DayState.PAUSED
        if day > today:
            return DayState.AHEAD
        if schedule not in unmet:
            unmet[schedule] = _judging(schedule, terms, first_day, history, over)
        return _not_done(unmet[schedule](day), is_today=day == today)

    return [state(day) for day in days]


def _done(schedule: Schedule, done: Done) -> DayState:
    """Tell of a day with completions whether they were enough for it, or too much."""
    if isinstance(schedule, Chain):
        return DayState.DONE if schedule.is_done(done) else DayState.PARTLY
    period = schedule.period(done.day)
    judge = schedule.judge(period) if period else schedule
    if isinstance(judge, Measured):
        if judge.at_most and not judge.decided_late:
            return DayState.DONE if done.amount <= judge.limit else DayState.EXCEEDED
        return DayState.DONE if judge.summed or done.amount >= judge.limit else DayState.PARTLY
    enough = judge.quota(period) if period and judge.several_a_day else 1
    return DayState.DONE if done.times >= enough else DayState.PARTLY


def _judging(schedule: Schedule, terms: Terms, first_day: date, history: Sequence[Done], over: date) -> "_Unmet":
    if isinstance(schedule, Chain):
        done_on = [one.day for one in history if terms.is_done(one)]
        return _in_chain(schedule, terms.paused, first_day, done_on)
    if isinstance(schedule, CleanDays):
        return lambda day: DayState.OPEN if day >= over else DayState.CLEAN
    return _in_calendar(schedule, terms.paused, first_day, history, over)


def _not_done(found: DayState, *, is_today: bool) -> DayState:
    """Tell of a day that could still be done that it is open only while it is today, and missed only after."""
    if is_today:
        return DayState.FREE if found is DayState.FREE else DayState.OPEN
    return DayState.FREE if found is DayState.OPEN else found


_Unmet = Callable[[date], DayState]
"""Tells of an eligible day without a completion whether what it lies in is OPEN, MISSED or nothing asked (FREE)."""


def _in_calendar(
    calendar: Calendar, paused: PausedDays, first_day: date, history: Sequence[Done], over: date
) -> _Unmet:
    done: Mapping[Period, Tally] = {tally.period: tally for tally in tallies(calendar, history)}
    judged: dict[Period, DayState] = {}

    def judge(period: Period) -> DayState:
        asked, tally = quota(calendar, period, paused, first_day), done.get(period)
        if tally is not None and calendar.judge(period).is_met(tally.done, asked):
            return DayState.FREE
        if period.last_day >= over:
            return DayState.OPEN
        is_excused = period.first_day < first_day or calendar.is_cut(period)
        return DayState.FREE if is_excused else DayState.MISSED

    def unmet(day: date) -> DayState:
        period = calendar.period(day)
        if period is None or not (calendar.one_day or calendar.counts(day)):
            return DayState.FREE
        if period not in judged:
            judged[period] = judge(period)
        return judged[period]

    return unmet


def _in_chain(chain: Chain, paused: PausedDays, first_day: date, done_on: Sequence[date]) -> _Unmet:
    def unmet(day: date) -> DayState:
        if chain.holds(paused, done_on, day):
            return DayState.FREE
        return DayState.MISSED if chain.could_begin(paused, first_day, day) else DayState.OPEN

    return unmet
