"""Streaks: runs of met periods, or of completions close enough together (rules, section 3).

What is cached of a streak (`Streak`) does not grow old: the last run's length and the day until which it stays
alive. `fold` makes it from a whole history; `recorded` and `undone` carry it over one change at its end, reading
no more of the history than that end. All three take the same steps, so they cannot come to disagree.
"""

from collections.abc import Sequence
from datetime import date

from headway.domain.periods import Chain
from headway.domain.streaks import calendars, chains
from headway.domain.streaks.streak import Change, Done, Gap, History, Run, Streak, Terms

__all__ = ["Change", "Done", "Gap", "History", "Run", "Streak", "Terms", "fold", "recorded", "undone"]


def fold(terms: Terms, history: Sequence[Done]) -> tuple[Streak, list[Run]]:
    """Make the streak, and the runs before the last one, from a whole history in order.

    >>> from headway.domain.periods import Days
    >>> terms = Terms(Days(), date(2026, 1, 1))
    >>> streak, over = fold(terms, [Done(date(2026, 1, day), 1) for day in (5, 6, 17, 18, 19)])
    >>> streak.current(date(2026, 1, 20)), streak.current(date(2026, 1, 21)), streak.longest
    (3, 0, 3)
    >>> over
    [Run(first_day=datetime.date(2026, 1, 5), last_day=datetime.date(2026, 1, 6), length=2)]
    """
    if not history:
        return Streak(), []
    streak = Streak(first_completion=history[0].day)
    if isinstance(terms.schedule, Chain):
        changes = chains.fold(terms, terms.schedule, streak, history)
    else:
        changes = calendars.fold(terms, terms.schedule, streak, history)
    over = []
    for change in changes:
        streak = change.streak
        if change.closed:
            over.append(change.closed)
    return streak, over


def recorded(terms: Terms, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a completion that was just added on `day`; None when only `fold` can.

    The history already holds it. Days at or after the last met period never need a `fold`.
    """
    first = min(day, streak.first_completion or day)
    begins_earlier = streak.first_completion and terms.first_day(first) < terms.first_day(streak.first_completion)
    streak = streak._replace(first_completion=first)
    if isinstance(terms.schedule, Chain):
        return chains.recorded(terms, terms.schedule, streak, day, history)
    if begins_earlier:
        return None
    return calendars.recorded(terms, terms.schedule, streak, day, history)


def undone(terms: Terms, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over the removal of completions from `day`; None when only `fold` can.

    The history no longer holds them.
    """
    if day == streak.first_completion:
        first = history.first_completion()
        if first is None:
            return Change(Streak())
        if not isinstance(terms.schedule, Chain) and terms.first_day(first) != terms.first_day(day):
            return None
        streak = streak._replace(first_completion=first)
    if isinstance(terms.schedule, Chain):
        return chains.undone(terms, terms.schedule, streak, day, history)
    return calendars.undone(terms, terms.schedule, streak, day, history)
