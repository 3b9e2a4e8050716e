"""Runs of calendar frequencies: all periods are walked and cut into runs at every missed one. (rules, section 3)"""

from datetime import date

from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.judgements import alive_until, days_counted, done, has_met, is_excused, quota, state
from tests.model.periods import Period, State, walk
from tests.model.runs import Break, Counted, Run


def calendar_runs(history: History, places: tuple[int, ...], carried: Run | None, today: date) -> Counted:
    """Walk the periods that these schedules judge, up to their end or up to today and the last completion.

    A run that is carried into them is alive until the first period that can break it.
    """
    end = history.ends(places[-1])
    last_day = end or max([today, *history.days_done])
    periods = [period for period in walk(history, last_day) if period.place in places]
    met = [period for period in periods if has_met(history, period, today)]
    runs: list[Run] = []
    run = carried
    for period in periods:
        match state(history, period, today, met[-1] if met else None):
            case State.MET:
                run = longer(history, run, period)
            case State.MISSED:
                runs += [run] if run else []
                run = None
            case _:
                pass
    runs += [run] if run else []
    if not runs:
        return Counted((), alive=False)
    after = met[-1].last if met else history.begins(places[0]) - ONE_DAY
    breaking = next_to_break(history, places, after)
    until = alive_until(history, breaking) if breaking else None
    alive = breaking is None if end else until is None or today <= until
    return Counted(tuple(runs), alive, until, missing(history, breaking) if breaking and not alive else None)


def missing(history: History, period: Period) -> Break:
    return Break(period.first, period.last, done(history, period), quota(history, period))


def longer(history: History, run: Run | None, period: Period) -> Run:
    """Add a met period to a run, or begin one with it."""
    since = run.since if run else max(period.first, history.parts[period.place].first_day)
    return Run(run.length + 1 if run else 1, since, max(days_counted(history, period)))


def next_to_break(history: History, places: tuple[int, ...], after: date) -> Period | None:
    """Find the first non-excused period after a day; None when these schedules never have one."""
    settled = history.settled_after()
    for period in walk(history, history.ends(places[-1])):
        if period.first > after and period.place in places:
            if not is_excused(history, period):
                return period
            if period.first > settled and history.paused(settled):
                return None
    return None
