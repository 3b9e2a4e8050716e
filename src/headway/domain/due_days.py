"""Due days: when a habit will ask for something, if it is done each time it does (rules, section 2)."""

from collections.abc import Iterator
from datetime import date

from headway.domain.chains import Chain
from headway.domain.days import LAST_DAY, ONE_DAY
from headway.domain.due import History, standing
from headway.domain.measured import Measured
from headway.domain.pauses import PausedDays
from headway.domain.periods import Calendar, Done, Period
from headway.domain.streaks import Terms
from headway.domain.streaks.calendars import next_eligible


def ahead(terms: Terms, first_day: date, history: History, on: date) -> Iterator[date]:
    """List the days from `on` on that the habit is due, as if it is done on each of them, and on no other.

    `history` holds its completions in the `due.window` of `on`. What is done three times a week is done as early
    as it can be, and then the rest of the week is free:

    >>> from itertools import islice
    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> terms, wednesday = Terms(Weeks(3, WeekStart.MONDAY), date(2026, 1, 1)), date(2026, 1, 21)
    >>> [day.day for day in islice(ahead(terms, terms.created_on, {}, wednesday), 5)]
    [21, 22, 23, 26, 27]

    A chain goes on from when it was last done:

    >>> chain = Terms(Chain(1, 10), date(2026, 1, 1))
    >>> history = {date(2026, 1, 15): Done(date(2026, 1, 15), 1)}
    >>> [day.day for day in islice(ahead(chain, chain.created_on, history, wednesday), 1)]
    [25]
    """
    start = max(on, first_day)
    if isinstance(terms.schedule, Chain):
        return _in_chain(terms, terms.schedule, history, start)
    return _in_calendar(terms, terms.schedule, first_day, history, start)


def _in_calendar(
    terms: Terms, calendar: Calendar, first_day: date, history: History, start: date
) -> Iterator[date]:
    done = dict(history)
    day = next_eligible(calendar, terms.paused, start)
    while day is not None and day <= LAST_DAY:
        here = standing(terms, first_day, done, day, today=day)
        if here.due:
            yield day
            done[day] = _enough(calendar, here.period or Period(day, day), day, here.quota)
        period = here.period
        is_enough = period is not None and (here.done + here.due >= here.quota or calendar.judge(period).summed)
        after = period.last_day if period is not None and is_enough else day
        day = next_eligible(calendar, terms.paused, after + ONE_DAY)


def _enough(calendar: Calendar, period: Period, day: date, quota: int) -> Done:
    """Do all that a day is asked for."""
    judge = calendar.judge(period)
    if isinstance(judge, Measured):
        return Done(day, 1, 0 if judge.at_most else judge.limit)
    return Done(day, quota if judge.several_a_day else 1)


def _in_chain(terms: Terms, chain: Chain, history: History, start: date) -> Iterator[date]:
    done, paused = [day for day, one in history.items() if day <= start and terms.is_done(one)], terms.paused
    day = _next_in_chain(chain, paused, done, start)
    while day is not None and day <= LAST_DAY:
        yield day
        done.append(day)
        day = _next_in_chain(chain, paused, done, day)


def _next_in_chain(chain: Chain, paused: PausedDays, done: list[date], day: date) -> date | None:
    """Find the first day from `day` on that the last `days` days of hold fewer than `times`."""
    if done and done[-1] == day:
        day += ONE_DAY
    if len(done) < chain.times:
        return paused.resume(day)
    held_until = paused.advance(done[-chain.times], chain.days - 1)
    return None if held_until is None else paused.resume(max(day, held_until + ONE_DAY))
