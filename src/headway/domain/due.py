"""Due: how a habit stands on a day, and whether it asks for something (rules, section 2).

`on` is the day in question, `today` the day it is; completions after `on` are not looked at, except to tell
whether a period that is over was met in the end.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from headway.domain.chains import Chain, Schedule
from headway.domain.days import ONE_DAY
from headway.domain.measured import CleanDays
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Done, Period
from headway.domain.streaks import Terms
from headway.domain.streaks.calendars import eligible_days, quota

History = Mapping[date, Done]
"""Days with completions, in order, and what was done on each."""


class State(StrEnum):
    """How the period of a day stands."""

    MET = "MET"
    OPEN = "OPEN"
    MISSED = "MISSED"
    EXCUSED = "EXCUSED"
    NONE = "NONE"
    """The day lies in no period."""


class Standing(NamedTuple):
    """How a habit stands on a day. Chains have no period; their quota is `times`, asked of the last `days` days.

    Where a period is judged by the sum of its amounts, `done` and `quota` are in hundredths.
    """

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
        return Period(paused.retreat(on, schedule.on(on).days + 1), on)
    return schedule.period(on) or Period(on, on)


def standing(terms: Terms, first_day: date, history: History, on: date, today: date) -> Standing:
    """Tell how a habit stands on the day `on`; `history` holds its completions in the `window` of that day.

    >>> from headway.domain.periods import Days
    >>> first, day = date(2026, 1, 1), date(2026, 1, 21)
    >>> here = standing(Terms(Days(), first), first, {}, day, today=day)
    >>> here.due, here.done, here.quota, here.state.value
    (True, 0, 1, 'OPEN')
    """
    schedule = terms.on(on)
    if isinstance(schedule, Chain):
        return _in_chain(terms, schedule, first_day, history, on)
    return _in_calendar(schedule, terms.paused, first_day, history, on, today)


def asked(terms: Terms, first_day: date, history: History, day: date) -> tuple[bool, bool]:
    """Tell whether the habit asked for something when `day` began, and whether that was done on the day.

    >>> from headway.domain.periods import Days
    >>> terms, day = Terms(Days(2), date(2026, 1, 1)), date(2026, 1, 21)
    >>> once, twice = ({day: Done(day, times)} for times in (1, 2))
    >>> asked(terms, terms.created_on, once, day), asked(terms, terms.created_on, twice, day)
    ((True, False), (True, True))
    """
    return asked_each(terms, [first_day], history, [day])[0]


def asked_each(
    terms: Terms, first_days: Sequence[date], history: History, on: Sequence[date]
) -> list[tuple[bool, bool]]:
    """Tell what `asked` tells of each of some days in order; with each comes the habit's first day as it was."""
    answers: list[tuple[bool, bool]] = []
    days = list(zip(on, first_days, strict=True))
    while days:
        schedule = terms.on(days[0][0])
        here = [one for one in days if terms.on(one[0]) is schedule] if terms.former else days
        if isinstance(schedule, Chain):
            answers += [_asked_in_chain(terms, schedule, first, history, day) for day, first in here]
        else:
            answers += _asked_in_calendar(schedule, terms.paused, history, here)
        days = days[len(here) :]
    return answers


_NOTHING = (False, False)


def _asked_in_chain(terms: Terms, chain: Chain, first_day: date, history: History, day: date) -> tuple[bool, bool]:
    if day < first_day or (terms.paused and day in terms.paused):
        return _NOTHING
    wanted = _done_in_chain(terms, chain, history, day, until=day - ONE_DAY) < chain.on(day).times
    return wanted, wanted and day in history and chain.is_done(history[day])


def _asked_in_calendar(
    calendar: Calendar, paused: PausedDays, history: History, days: Sequence[tuple[date, date]]
) -> list[tuple[bool, bool]]:
    answers = []
    period, begun, wanted, at_most = None, None, 0, False
    for day, first_day in days:
        if period is None or day > period.last_day or first_day != begun:
            period, begun = calendar.period(day), first_day
            if period is not None:
                at_most = calendar.judge(period).at_most
                before = 0 if calendar.one_day else _done(calendar, history, period, day - ONE_DAY)
                wanted = quota(calendar, period, paused, first_day) - before
        counts = period is not None and (calendar.one_day or calendar.counts(day))
        here = calendar.counted(history[day]) if counts and day in history else 0
        asks = counts and (wanted > 0 or at_most) and day >= first_day and not (paused and day in paused)
        if asks and period is not None:
            answers.append(_answer(calendar, history, period, day, (wanted, here)))
        else:
            answers.append(_NOTHING)
        wanted -= here
    return answers


def _answer(
    calendar: Calendar, history: History, period: Period, day: date, amount: tuple[int, int]
) -> tuple[bool, bool]:
    """Tell of a day that can help whether it was asked for something, and whether that was done."""
    wanted, here = amount
    judge = calendar.judge(period)
    if not judge.at_most:
        return True, here >= (wanted if judge.one_day or judge.summed else 1)
    if isinstance(judge, CleanDays):
        return _NOTHING
    recorded_before = any(period.first_day <= one < day for one in history)
    return (False, False) if recorded_before else (True, day in history and here <= wanted)


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
    judge = calendar.judge(period)
    asked_for = quota(calendar, period, paused, first_day)
    done = _done(calendar, history, period, on)
    state = _state(calendar, paused, first_day, history, (period, asked_for), on, today)
    if judge.at_most:
        wanted = not any(period.first_day <= day <= on for day in history) and not isinstance(judge, CleanDays)
        missing, fits_one, used_up = int(wanted), True, False
    else:
        missing = max(0, asked_for - done)
        fits_one = judge.several_a_day and (judge.one_day or judge.summed)
        used_up = on in history and not fits_one and calendar.counted(history[on]) > 0
    left = Period(max(first_day, on + ONE_DAY if used_up else on), period.last_day)
    free = eligible_days(calendar, left, paused)
    due = missing > 0 and not used_up and on not in paused and on >= first_day and calendar.counts(on)
    days_needed = min(1, missing) if fits_one else missing
    return Standing(
        due=due,
        last_chance=due and days_needed == free,
        reachable=done <= asked_for if judge.at_most else days_needed <= free,
        paused=on in paused,
        done=done,
        quota=asked_for,
        period=period,
        state=state,
    )


def _state(
    calendar: Calendar,
    paused: PausedDays,
    first_day: date,
    history: History,
    asked_for: tuple[Period, int],
    on: date,
    today: date,
) -> State:
    """Tell how a period stands, by what was done up to the day in question."""
    period, quota_ = asked_for
    judge = calendar.judge(period)
    is_over = period.last_day < today
    if isinstance(judge, CleanDays):
        return _clean_state(paused, first_day, history, on, today, quota_)
    met = _meets(calendar, history, period, on, quota_)
    if met and (is_over or not judge.decided_late):
        return State.MET
    lived = Period(max(period.first_day, first_day), period.last_day)
    if not eligible_days(calendar, lived, paused):
        return State.EXCUSED
    exceeded = judge.at_most and not judge.decided_late and _done(calendar, history, period, on) > quota_
    if not is_over and not exceeded:
        return State.OPEN
    if period.first_day < first_day or calendar.is_cut(period):
        return State.EXCUSED
    return State.OPEN if _meets(calendar, history, period, period.last_day, quota_) else State.MISSED


def _clean_state(paused: PausedDays, first_day: date, history: History, on: date, today: date, limit: int) -> State:
    """Tell how a day stands that counts itself: it is met once it is over, or recorded within the limit."""
    if on in paused or on < first_day:
        return State.EXCUSED
    if on not in history:
        return State.MET if on < today else State.OPEN
    return State.MET if history[on].amount <= limit else State.MISSED


def _meets(calendar: Calendar, history: History, period: Period, until: date, asked_for: int) -> bool:
    recorded = any(period.first_day <= day <= until for day in history)
    judge = calendar.judge(period)
    return (recorded or not judge.at_most) and judge.is_met(_done(calendar, history, period, until), asked_for)


def _done(calendar: Calendar, history: History, period: Period, until: date) -> int:
    if calendar.one_day:
        day = period.first_day
        return calendar.counted(history[day]) if day <= until and day in history else 0
    first, last = period.first_day, min(until, period.last_day)
    within = (one for day, one in history.items() if first <= day <= last)
    return sum(calendar.counted(one) for one in within if calendar.counts(one.day))


def _in_chain(terms: Terms, chain: Chain, first_day: date, history: History, on: date) -> Standing:
    here, paused = chain.on(on), terms.paused
    done = _done_in_chain(terms, chain, history, on, until=on)
    asks, paused_here = done < here.times, on in paused
    done_here = on in history and chain.is_done(history[on])
    due = asks and not paused_here and on >= first_day and not done_here
    since = chain.first_day or date.min  # what was done before any chain held is no link of one
    latest = [day for day, one in history.items() if since <= day <= on and chain.is_done(one)][-here.times :]
    breaks_next = len(latest) == here.times and paused.unpaused(latest[0], on) == chain.widest(latest[0], on)
    unmet = State.EXCUSED if paused_here else State.OPEN
    return Standing(
        due=due,
        last_chance=due and breaks_next,
        reachable=True,
        paused=paused_here,
        done=done,
        quota=here.times,
        period=None,
        state=unmet if asks else State.MET,
    )


def _done_in_chain(terms: Terms, chain: Chain, history: History, on: date, *, until: date) -> int:
    """Count the days done up to `until` among the last `days` unpaused days before and on `on`."""
    first = terms.paused.retreat(on, chain.on(on).days)
    return sum(first <= day <= until and terms.is_done(one) for day, one in history.items())
