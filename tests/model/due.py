"""Whether a habit is due on a day, by the sentences under "Due" in section 2; also with amounts. (section 10)

Each day is asked about by the schedule in force on it, in the period that all schedules together made of it:
also a day before a change, when its period is cut by now. What is asked at most is never asked for here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.model.chains import times_and_days
from tests.model.days import ONE_DAY
from tests.model.histories import History, each_day
from tests.model.judgements import done, eligible_days, is_met, quota, sums
from tests.model.periods import Period, State, chain, period_of
from tests.model.streaks import streak


@dataclass(frozen=True)
class Due:
    """What a habit asks for on a day, with everything completed up to that day and nothing after it."""

    due: bool
    last_chance: bool
    reachable: bool
    paused: bool
    done: int | Decimal
    quota: int | Decimal
    first_day: date | None
    last_day: date | None
    state: State


def due_on(history: History, day: date, today: date) -> Due:
    """Tell how a habit stood on a day; only the state knows also whether its period is over by now."""
    known = history.until(day)
    if chain(history.in_force(day)):
        return chain_due(known, day)
    period = period_of(history, day)
    if period is None:
        return Due(False, False, True, history.paused(day), 0, 0, None, None, State.NONE)
    return calendar_due(known, period, day, state_on(history, period, day, today))


def state_on(history: History, period: Period, day: date, today: date) -> State:
    """Judge the period of a day by what was completed up to that day."""
    known = history.until(day)
    if is_met(known, period):
        return State.MET
    if not eligible_days(known, period):
        return State.EXCUSED
    if period.last >= today:
        return State.OPEN
    if period.cut or period.first < known.first_day:
        return State.EXCUSED
    return State.OPEN if is_met(history, period) else State.MISSED


def calendar_due(history: History, period: Period, day: date, state: State) -> Due:
    """Ask for what is missing on the eligible days of the period that the day lies in.

    A day with an amount that is not done yet stays due, and so does every day of a period whose sum is not
    reached: the sum is missing as one time.
    """
    daily = history.parts[period.place].pattern == "DAILY"
    ticked = history.is_done(day) and not sums(history, period)
    missing = quota(history, period) - done(history, period)
    times = 1 if sums(history, period) and missing > 0 else missing
    due = day in eligible_days(history, period) and missing > 0 and (daily or not ticked)
    left = [d for d in eligible_days(history, period) if d > day or (d == day and not ticked)]
    return Due(
        due=due,
        # Any number of completions fit into a day of a daily habit, so that its one day is chance enough.
        last_chance=due and (daily or times == len(left)),
        reachable=times <= 0 or times <= len(left) or (daily and history.eligible(day)),
        paused=history.paused(day),
        done=done(history, period),
        quota=quota(history, period),
        first_day=period.first,
        last_day=period.last,
        state=state,
    )


def chain_due(history: History, day: date) -> Due:
    """Ask from the day on which the last `days` days hold fewer than `times`."""
    times, days = times_and_days(history.in_force(day))
    paused, ticked = history.paused(day), history.is_done(day)
    held = sum(1 for d in history.days_counted if history.distance(d, day) <= days - 1)
    due = history.eligible(day) and not ticked and held < times
    return Due(
        due=due,
        last_chance=due and is_last_alive(history, day),
        reachable=True,
        paused=paused,
        done=held,
        quota=times,
        first_day=None,
        last_day=None,
        state=State.MET if held >= times else State.EXCUSED if paused else State.OPEN,
    )


def is_last_alive(history: History, day: date) -> bool:
    """Tell whether a day is the only eligible one left until which the run stays alive."""
    found = streak(history.planned_by(day), day)
    until = found.alive_until or history.settled_after() + ONE_DAY
    return found.current > 0 and sum(1 for d in each_day(day, until) if history.eligible(d)) == 1


def asked(history: History, day: date) -> tuple[bool, bool]:
    """Tell whether a habit asked for something when a day began, and no longer did once it was over."""
    known = history.until(day)
    dawn = history.until(day - ONE_DAY)
    if not known.eligible(day):
        return False, False
    if chain(history.in_force(day)):
        wanted = chain_due(dawn, day).state is not State.MET
    else:
        period = period_of(history, day)
        wanted = period is not None and day in period.counting and done(dawn, period) < quota(known, period)
    return wanted, wanted and not due_on(known, day, day).due
