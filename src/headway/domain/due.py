"""Due: how a habit stands on a day, and whether it asks for something (rules, section 2).

`on` is the day in question, `today` the day it is; completions after `on` are not looked at, except to tell
whether a period that is over was met in the end.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from headway.domain.days import ONE_DAY
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Chain, Period, Schedule
from headway.domain.streaks import Terms
from headway.domain.streaks.calendars import eligible_days, quota

History = Mapping[date, int]
"""Days with completions, in order, and how many each has."""


class State(StrEnum):
    """How the period of a day stands."""

    MET = "MET"
    OPEN = "OPEN"
    MISSED = "MISSED"
    EXCUSED = "EXCUSED"
    NONE = "NONE"
    """The day lies in no period."""


class Standing(NamedTuple):
    """How a habit stands on a day. Chains have no period; their quota is `times`, asked of the last `days` days."""

    due: bool
    last_chance: bool
    """The missing quota takes every eligible day that is left."""
    reachable: bool
    """The missing quota still fits into the eligible days that are left."""
    paused: bool
    done: int
    quota: int
    period: Period | None
    state: State


def window(schedule: Schedule, on: date, paused: PausedDays) -> Period:
    """Find the days whose completions `standing` looks at.

    >>> from headway.domain.pauses import NO_PAUSES
    >>> window(Chain(3, 7), date(2026, 1, 21), NO_PAUSES).first_day
    datetime.date(2026, 1, 14)
    """
    if isinstance(schedule, Chain):
        return Period(paused.retreat(on, schedule.days + 1), on)
    return schedule.period(on) or Period(on, on)


def standing(terms: Terms, first_day: date, history: History, on: date, today: date) -> Standing:
    """Tell how a habit stands on the day `on`; `history` holds its completions in the `window` of that day.

    >>> from headway.domain.periods import Days
    >>> first, day = date(2026, 1, 1), date(2026, 1, 21)
    >>> here = standing(Terms(Days(), first), first, {}, day, today=day)
    >>> here.due, here.done, here.quota, here.state.value
    (True, 0, 1, 'OPEN')
    """
    if isinstance(terms.schedule, Chain):
        return _in_chain(terms.schedule, terms.paused, first_day, history, on)
    return _in_calendar(terms.schedule, terms.paused, first_day, history, on, today)


def asked(terms: Terms, first_day: date, history: History, day: date) -> tuple[bool, bool]:
    """Tell whether the habit asked for something when `day` began, and whether that was done on the day.

    >>> from headway.domain.periods import Days
    >>> terms, day = Terms(Days(2), date(2026, 1, 1)), date(2026, 1, 21)
    >>> asked(terms, terms.created_on, {day: 1}, day), asked(terms, terms.created_on, {day: 2}, day)
    ((True, False), (True, True))
    """
    return asked_each(terms, [first_day], history, [day])[0]


def asked_each(
    terms: Terms, first_days: Sequence[date], history: History, on: Sequence[date]
) -> list[tuple[bool, bool]]:
    """Tell what `asked` tells of each of some days in order; with each comes the habit's first day as it was."""
    schedule, paused = terms.schedule, terms.paused
    if isinstance(schedule, Chain):
        lived = zip(on, first_days, strict=True)
        return [_asked_in_chain(schedule, paused, first_day, history, day) for day, first_day in lived]
    return _asked_in_calendar(schedule, paused, first_days, history, on)


_NOTHING = (False, False)


def _asked_in_chain(
    chain: Chain, paused: PausedDays, first_day: date, history: History, day: date
) -> tuple[bool, bool]:
    if day < first_day or (paused and day in paused):
        return _NOTHING
    wanted = _done_in_chain(chain, paused, history, day, until=day - ONE_DAY) < chain.times
    return wanted, wanted and day in history


def _asked_in_calendar(
    calendar: Calendar, paused: PausedDays, first_days: Sequence[date], history: History, on: Sequence[date]
) -> list[tuple[bool, bool]]:
    answers = []
    period, begun, wanted = None, None, 0
    for day, first_day in zip(on, first_days, strict=True):
        if period is None or day > period.last_day or first_day != begun:
            period, begun = calendar.period(day), first_day
            if period is not None:
                before = 0 if calendar.one_day else _done(calendar, history, period, day - ONE_DAY)
                wanted = quota(calendar, period, paused, first_day) - before
        counts = period is not None and (calendar.one_day or calendar.counts(day))
        here = history.get(day, 0) if counts else 0
        if counts and wanted > 0 and day >= first_day and not (paused and day in paused):
            answers.append((True, here >= (wanted if calendar.every_completion else 1)))
        else:
            answers.append(_NOTHING)
        wanted -= here > 0
    return answers


def _in_calendar(
    calendar: Calendar, paused: PausedDays, first_day: date, history: History, on: date, today: date
) -> Standing:
    period = calendar.period(on)
    if period is None:
        return Standing(
            due=False,
            last_chance=False,
            reachable=True,
            paused=on in paused,
            done=0,
            quota=0,
            period=None,
            state=State.NONE,
        )
    asked_for = quota(calendar, period, paused, first_day)
    done = _done(calendar, history, period, on)
    missing = max(0, asked_for - done)
    paused_here = on in paused
    used_up = on in history and not calendar.every_completion
    left = Period(max(first_day, on + ONE_DAY if used_up else on), period.last_day)
    free = eligible_days(calendar, left, paused)
    due = missing > 0 and not used_up and not paused_here and on >= first_day and calendar.counts(on)
    days_needed = min(1, missing) if calendar.every_completion else missing
    return Standing(
        due=due,
        last_chance=due and days_needed == free,
        reachable=days_needed <= free,
        paused=paused_here,
        done=done,
        quota=asked_for,
        period=period,
        state=State.MET if not missing else _unmet(calendar, paused, first_day, history, period, today),
    )


def _unmet(
    calendar: Calendar, paused: PausedDays, first_day: date, history: History, period: Period, today: date
) -> State:
    """Tell how a period stands that was not met by the day in question."""
    lived = Period(max(period.first_day, first_day), period.last_day)
    if not eligible_days(calendar, lived, paused):
        return State.EXCUSED
    if period.last_day >= today:
        return State.OPEN
    if period.first_day < first_day:
        return State.EXCUSED
    in_the_end = _done(calendar, history, period, period.last_day)
    return State.OPEN if in_the_end >= quota(calendar, period, paused, first_day) else State.MISSED


def _done(calendar: Calendar, history: History, period: Period, until: date) -> int:
    if calendar.one_day:
        times = history.get(period.first_day, 0) if period.first_day <= until else 0
        return times if calendar.every_completion else min(1, times)
    first, last = period.first_day, min(until, period.last_day)
    within = [day for day in history if first <= day <= last]
    return len(within) if calendar.all_days_count else sum(map(calendar.counts, within))


def _in_chain(chain: Chain, paused: PausedDays, first_day: date, history: History, on: date) -> Standing:
    done = _done_in_chain(chain, paused, history, on, until=on)
    asks, paused_here = done < chain.times, on in paused
    due = asks and not paused_here and on >= first_day and on not in history
    latest = [day for day in history if day <= on][-chain.times :]
    breaks_next = len(latest) == chain.times and paused.unpaused(latest[0], on) == chain.days
    unmet = State.EXCUSED if paused_here else State.OPEN
    return Standing(
        due=due,
        last_chance=due and breaks_next,
        reachable=True,
        paused=paused_here,
        done=done,
        quota=chain.times,
        period=None,
        state=unmet if asks else State.MET,
    )


def _done_in_chain(chain: Chain, paused: PausedDays, history: History, on: date, *, until: date) -> int:
    """Count the days with completions up to `until` among the last `days` unpaused days before and on `on`."""
    first = paused.retreat(on, chain.days)
    return len([day for day in history if first <= day <= until])
