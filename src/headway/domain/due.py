"""Due: how a habit stands on a day, and whether it asks for something (rules, section 2).

`on` is the day in question, `today` the day it is; completions after `on` are not looked at, except to tell
whether a period that is over was met in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from headway.domain.days import ONE_DAY
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Chain, Period, Schedule
from headway.domain.streaks import Done, Terms
from headway.domain.streaks.calendars import eligible_days, quota


class State(StrEnum):
    """How the period of a day stands."""

    MET = "MET"
    OPEN = "OPEN"
    MISSED = "MISSED"
    EXCUSED = "EXCUSED"
    NONE = "NONE"
    """The day lies in no period."""


@dataclass(frozen=True, slots=True)
class Standing:
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


def window_first_day(schedule: Schedule, on: date, paused: PausedDays) -> date:
    """Find the first day whose completions `standing` looks at.

    >>> from headway.domain.pauses import NO_PAUSES
    >>> window_first_day(Chain(3, 7), date(2026, 1, 21), NO_PAUSES)
    datetime.date(2026, 1, 14)
    """
    if isinstance(schedule, Chain):
        return _first_of_last(schedule.days + 1, on, paused)
    period = schedule.period(on)
    return period.first_day if period else on


def standing(terms: Terms, first_day: date, history: Sequence[Done], on: date, today: date) -> Standing:
    """Tell how a habit stands on the day `on`; `history` holds its completions since `window_first_day`.

    >>> from headway.domain.periods import Days
    >>> here = standing(Terms(Days(), date(2026, 1, 1)), date(2026, 1, 1), [], date(2026, 1, 21), date(2026, 1, 21))
    >>> here.due, here.done, here.quota, here.state.value
    (True, 0, 1, 'OPEN')
    """
    if isinstance(terms.schedule, Chain):
        return _in_chain(terms.schedule, terms.paused, history, on, first_day)
    return _in_calendar(terms.schedule, terms.paused, first_day, history, on, today)


def asked(terms: Terms, first_day: date, history: Sequence[Done], day: date, today: date) -> tuple[bool, bool]:
    """Tell whether the habit asked for something when `day` began, and whether that was done on the day.

    >>> from headway.domain.periods import Days
    >>> terms, day = Terms(Days(), date(2026, 1, 1)), date(2026, 1, 21)
    >>> asked(terms, terms.created_on, [Done(day, 1)], day, today=day)
    (True, True)
    """
    before = standing(terms, first_day, [done for done in history if done.day < day], day, today)
    if not before.due:
        return False, False
    after = standing(terms, first_day, history, day, today)
    return True, not after.due


def _in_calendar(
    calendar: Calendar, paused: PausedDays, first_day: date, history: Sequence[Done], on: date, today: date
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
    done_on = any(one.day == on for one in history)
    missing = max(0, asked_for - done)
    used_up = done_on and not calendar.every_completion
    free = _eligible_from(calendar, period, paused, on + ONE_DAY if used_up else on)
    here = calendar.counts(on) and on not in paused and on >= first_day
    due = here and missing > 0 and not used_up
    days_needed = min(1, missing) if calendar.every_completion else missing
    return Standing(
        due=due,
        last_chance=due and days_needed == free,
        reachable=days_needed <= free,
        paused=on in paused,
        done=done,
        quota=asked_for,
        period=period,
        state=_state(calendar, period, paused, first_day, history, missing, today),
    )


def _state(
    calendar: Calendar,
    period: Period,
    paused: PausedDays,
    first_day: date,
    history: Sequence[Done],
    missing: int,
    today: date,
) -> State:
    if not missing:
        return State.MET
    if not eligible_days(calendar, period, paused):
        return State.EXCUSED
    if period.last_day >= today:
        return State.OPEN
    if period.first_day < first_day:
        return State.EXCUSED
    in_the_end = _done(calendar, history, period, period.last_day)
    return State.OPEN if in_the_end >= quota(calendar, period, paused, first_day) else State.MISSED


def _done(calendar: Calendar, history: Sequence[Done], period: Period, until: date) -> int:
    return sum(
        done.times if calendar.every_completion else 1
        for done in history
        if period.first_day <= done.day <= min(until, period.last_day) and calendar.counts(done.day)
    )


def _eligible_from(calendar: Calendar, period: Period, paused: PausedDays, day: date) -> int:
    if day > period.last_day:
        return 0
    if calendar.counting_days(period) == period.length:
        return paused.unpaused(day - ONE_DAY, period.last_day)
    days = (day + ONE_DAY * at for at in range((period.last_day - day).days + 1))
    return sum(calendar.counts(one) and one not in paused for one in days)


def _in_chain(chain: Chain, paused: PausedDays, history: Sequence[Done], on: date, first_day: date) -> Standing:
    window = _first_of_last(chain.days, on, paused)
    days = [done.day for done in history if done.day <= on]
    done = sum(day >= window for day in days)
    asks = done < chain.times
    paused_here = on in paused
    due = asks and not paused_here and on >= first_day and on not in days
    earliest = days[-chain.times] if len(days) >= chain.times else None
    breaks_next = earliest is not None and paused.unpaused(earliest, on) == chain.days
    met_or = State.EXCUSED if paused_here else State.OPEN
    return Standing(
        due=due,
        last_chance=due and breaks_next,
        reachable=True,
        paused=paused_here,
        done=done,
        quota=chain.times,
        period=None,
        state=met_or if asks else State.MET,
    )


def _first_of_last(count: int, on: date, paused: PausedDays) -> date:
    """Find the first of the last `count` unpaused days, `on` included."""
    first = on - timedelta(days=count - 1)
    while (lacking := count - paused.unpaused(first - ONE_DAY, on)) > 0:
        first -= timedelta(days=lacking)
    return first
