"""Runs of clean days: habits to avoid that are clean unless something is logged. (rules, sections 10 and 11)"""

from datetime import date
from decimal import Decimal

from tests.model.days import ONE_DAY
from tests.model.histories import History, each_day
from tests.model.runs import Break, Counted, Run


def clean_runs(history: History, places: tuple[int, ...], carried: Run | None, today: date) -> Counted:
    """Count the unpaused days from the day after the last exceeded unpaused one to yesterday.

    Or to the end of these schedules. They begin on the stored creation day, which earlier completions do not
    move, or on the day on which the first of these schedules took over; there a run of days that is alive goes
    on. Today adds when it is unpaused and has a completion within the target. An exceeded day closes what stood
    before it, even one that a change of zone has put after today; a paused one does not break. A run lasts
    until a day is exceeded: it has no last day alive. Its last day is the last one counted.
    """
    end = history.ends(places[-1])
    start = history.schedules[places[0]].first_day or history.created_on
    runs: list[Run] = []
    run, excess = carried, None
    for day in history.days_done:
        if day < start or (end and day > end) or history.paused(day) or not history.is_exceeded(day):
            continue
        run = with_days(history, run, start, day - ONE_DAY)
        runs += [run] if run else []
        run, excess, start = None, day, day + ONE_DAY
    run = with_days(history, run, start, end or last_clean(history, today))
    if run:
        return Counted((*runs, run), alive=True)
    broken_by = Break(excess, excess, history.sum_of([excess]), limit(history, excess)) if excess else None
    return Counted(tuple(runs), alive=False, broken_by=broken_by if runs else None)


def last_clean(history: History, today: date) -> date:
    """Find the last day that may be clean: today with a completion within the target, else yesterday."""
    return today if history.is_done(today) else today - ONE_DAY


def with_days(history: History, run: Run | None, first: date, last: date) -> Run | None:
    """Add the unpaused days from one to another to a run, or begin one with them, since the first."""
    clean = [day for day in each_day(first, last) if not history.paused(day)]
    if not clean:
        return run
    return Run((run.length if run else 0) + len(clean), run.since if run else first, clean[-1])


def limit(history: History, day: date) -> Decimal:
    target = history.in_force(day).target
    if target is None:
        raise AssertionError
    return target.amount
