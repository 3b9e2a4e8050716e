"""Day states: how each day of a span stands, as a calendar shows it (docs/semantics/due.md, "A calendar").

Unlike the standing of a day in `due`, which is told by what was known on it, these are told by everything that is
known by now.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from headway.domain.days import ONE_DAY
from headway.domain.due import window
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Chain, Period
from headway.domain.streaks import Done, Terms
from headway.domain.streaks.calendars import quota, tallies


class DayState(StrEnum):
    """How a day stands."""

    DONE = "DONE"
    PARTLY = "PARTLY"
    """Done, but less often than it was to be done on that day."""
    OPEN = "OPEN"
    """It is today, and something is asked that is not done yet."""
    MISSED = "MISSED"
    """It could have helped a period that is over and was not met, or the chain was broken on it."""
    PAUSED = "PAUSED"
    FREE = "FREE"
    """Nothing was asked, or it was done often enough on other days."""
    AHEAD = "AHEAD"
    """It has not begun."""


def needed(terms: Terms, span: Period) -> Period:
    """Find the days whose completions `states` looks at: whole periods, and what a chain hangs on.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> wednesday = date(2026, 1, 21)
    >>> tuple(map(str, needed(Terms(Weeks(3, WeekStart.MONDAY), wednesday), Period(wednesday, wednesday))))
    ('2026-01-19', '2026-01-25')
    """
    first = window(terms.schedule, span.first_day, terms.paused)
    last = window(terms.schedule, span.last_day, terms.paused)
    return Period(first.first_day, last.last_day)


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
    times, paused = dict(history), terms.paused
    if isinstance(terms.schedule, Chain):
        unmet = _in_chain(terms.schedule, paused, first_day, [*times])
        enough = 1
    else:
        over = max(today, last_met or today)
        unmet = _in_calendar(terms.schedule, paused, first_day, history, over)
        enough = terms.schedule.quota(span) if terms.schedule.every_completion else 1

    def state(day: date) -> DayState:
        if day in times:
            return DayState.DONE if times[day] >= enough else DayState.PARTLY
        if day < first_day and day <= today:
            return DayState.FREE
        if paused and day in paused:
            return DayState.PAUSED
        if day > today:
            return DayState.AHEAD
        return _not_done(unmet(day), is_today=day == today)

    return [state(day) for day in days]


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
    done: Mapping[Period, int] = {tally.period: tally.done for tally in tallies(calendar, history)}
    judged: dict[Period, DayState] = {}

    def judge(period: Period) -> DayState:
        if done.get(period, 0) >= quota(calendar, period, paused, first_day):
            return DayState.FREE
        if period.last_day >= over:
            return DayState.OPEN
        return DayState.MISSED if period.first_day >= first_day else DayState.FREE

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
        recent = bisect_left(done_on, day) - bisect_left(done_on, paused.retreat(day, chain.days))
        if recent >= chain.times:
            return DayState.FREE
        # A new chain has as long for its beginning as it has between two links.
        return DayState.MISSED if paused.unpaused(first_day, day) >= chain.days else DayState.OPEN

    return unmet
