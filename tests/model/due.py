"""Whether a habit is due on a day, by the sentences under "Due" in section 2."""

from dataclasses import dataclass
from datetime import date

from tests.model.days import ONE_DAY
from tests.model.histories import History, each_day
from tests.model.periods import State, chain, done, eligible_days, is_met, period_of, quota, state
from tests.model.streaks import streak, times_and_days


@dataclass(frozen=True)
class Due:
    """What a habit asks for on a day, with everything completed up to that day and nothing after it."""

    due: bool
    last_chance: bool
    reachable: bool
    paused: bool
    done: int
    quota: int
    first_day: date | None
    last_day: date | None
    state: State


def due_on(history: History, day: date) -> Due:
    known = history.until(day)
    return chain_due(known, day) if chain(history) else calendar_due(known, day)


def calendar_due(history: History, day: date) -> Due:
    """Ask for the missing quota on eligible days of the period that the day lies in."""
    period = period_of(history, day)
    if period is None:
        return Due(False, False, True, history.paused(day), 0, 0, None, None, State.NONE)
    daily = history.pattern == "DAILY"
    ticked = day in history.days_done
    missing = quota(history, period) - done(history, period)
    due = day in eligible_days(history, period) and not is_met(history, period) and (daily or not ticked)
    left = [d for d in eligible_days(history, period) if d > day or (d == day and not ticked)]
    return Due(
        due=due,
        # Any number of completions fit into a day of a daily habit, so that its one day is chance enough.
        last_chance=due and (daily or missing == len(left)),
        reachable=missing <= 0 or missing <= len(left) or (daily and history.eligible(day)),
        paused=history.paused(day),
        done=done(history, period),
        quota=quota(history, period),
        first_day=period.first,
        last_day=period.last,
        state=state(history, period, day, None),
    )


def chain_due(history: History, day: date) -> Due:
    """Ask from the day on which the last `days` days hold fewer than `times`."""
    times, days = times_and_days(history)
    before = history.days_done
    window = [d for d in before if history.distance(d, day) <= days - 1]
    due = history.eligible(day) and day not in before and len(window) < times
    alive = streak(history, day)
    left = 0
    if alive.current and alive.alive_until:
        left = sum(1 for d in each_day(day, alive.alive_until) if history.eligible(d))
    if alive.current and alive.alive_until is None:
        left = sum(1 for d in each_day(day, history.settled_after() + ONE_DAY) if history.eligible(d))
    return Due(
        due=due,
        last_chance=due and alive.current > 0 and left == 1,
        reachable=True,
        paused=history.paused(day),
        done=len(window),
        quota=times,
        first_day=None,
        last_day=None,
        state=State.NONE,
    )
