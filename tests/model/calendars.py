"""How a day stands in a calendar, by the sentences under "A calendar" in docs/semantics/due.md."""

from collections import Counter
from datetime import date

from tests.model.chains import times_and_days
from tests.model.days import ONE_DAY
from tests.model.due import chain_due
from tests.model.histories import History
from tests.model.judgements import is_met, state
from tests.model.periods import Period, State, chain, period_of


def day_state(history: History, day: date, today: date, last_met: Period | None) -> str:
    """Judge one day by everything that is known today."""
    times = Counter(done for done, _ in history.completions)[day]
    if times:
        wanted = history.rules.get("timesPerDay", 1) if history.pattern == "DAILY" else 1
        return "DONE" if times >= wanted else "PARTLY"
    if day < history.first_day and day <= today:
        return "FREE"
    if history.paused(day):
        return "PAUSED"
    if day > today:
        return "AHEAD"
    return chain_day(history, day, today) if chain(history) else calendar_day(history, day, today, last_met)


def calendar_day(history: History, day: date, today: date, last_met: Period | None) -> str:
    """A day without a completion is missed with its period, if it could have helped it."""
    period = period_of(history, day)
    if period is None or day not in period.counting:
        return "FREE"
    if day == today:
        return "FREE" if is_met(history, period) else "OPEN"
    return "MISSED" if state(history, period, today, last_met) is State.MISSED else "FREE"


def chain_day(history: History, day: date, today: date) -> str:
    """A day without a completion is missed on which a chain that had its time was broken."""
    _, days = times_and_days(history)
    if chain_due(history.until(day - ONE_DAY), day).state is State.MET:
        return "FREE"
    if day == today:
        return "OPEN"
    return "MISSED" if history.distance(history.first_day, day) >= days else "FREE"
