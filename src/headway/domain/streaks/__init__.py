"""Streaks: runs of met periods, or of completions close enough together (rules, section 3).

What is cached of a streak (`Streak`) does not grow old: the last run's length and the day until which it stays
alive. `fold` makes it from a whole history; `recorded` and `undone` carry it over one change at its end, reading
no more of the history than that end. All three take the same steps, so they cannot come to disagree.

Three modules know how runs are made: `calendars` of met periods, `chains` of completions close enough together,
`clean` of days that count themselves. Where a habit changed from one to another, `fold` goes through its stretches
(rules, section 11).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from headway.domain.chains import Chain
from headway.domain.days import ONE_DAY
from headway.domain.measured import CleanDays
from headway.domain.periods import Done
from headway.domain.streaks import calendars, chains, clean
from headway.domain.streaks.streak import Change, Gap, History, Run, Spans, Streak, Stretch, Terms

__all__ = [
    "Change",
    "Done",
    "Gap",
    "History",
    "Run",
    "Spans",
    "Streak",
    "Stretch",
    "Terms",
    "fold",
    "recorded",
    "undone",
]


def fold(terms: Terms, history: Sequence[Done]) -> tuple[Streak, list[Run]]:
    """Make the streak, and the runs before the last one, from a whole history in order.

    >>> from headway.domain.periods import Days
    >>> terms = Terms(Days(), date(2026, 1, 1))
    >>> streak, over = fold(terms, [Done(date(2026, 1, day), 1) for day in (5, 6, 17, 18, 19)])
    >>> streak.current(date(2026, 1, 20)), streak.current(date(2026, 1, 21)), streak.longest(date(2026, 1, 21))
    (3, 0, 3)
    >>> [(str(run.first_day), str(run.last_day), run.length) for run in over]
    [('2026-01-05', '2026-01-06', 2)]
    """
    streak = Streak(first_completion=history[0].day if history else None)
    over: list[Run] = []
    before: Stretch | None = None
    for at, stretch in enumerate(stretches := terms.stretches):
        streak = _enter(terms, before, stretch, streak, over)
        ends = stretches[at + 1].first_day if at + 1 < len(stretches) else None
        for change in _changes(terms, stretch, streak, _part(history, stretch.first_day, ends)):
            streak = change.streak
            over += [change.closed] if change.closed else []
        before = stretch
    longest_over = max((run.length for run in over if run.unit is terms.schedule.unit), default=0)
    return streak._replace(longest_over=longest_over), over


def recorded(terms: Terms, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a completion that was just added on `day`; None when only `fold` can.

    The history already holds it. Days at or after the last met period never need a `fold`.
    """
    first = min(day, streak.first_completion or day)
    begins_earlier = streak.first_completion and terms.first_day(first) < terms.first_day(streak.first_completion)
    streak = streak._replace(first_completion=first)
    if terms.changed_on is not None and day < terms.changed_on:
        return None
    schedule = terms.schedule
    if isinstance(schedule, Chain):
        return chains.recorded(terms, schedule, streak, day, history)
    if isinstance(schedule, CleanDays):
        return clean.recorded(terms, schedule, streak, day, history)
    return None if begins_earlier else calendars.recorded(terms, schedule, streak, day, history)


def undone(terms: Terms, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over the removal of completions from `day`; None when only `fold` can.

    The history no longer holds them.
    """
    if terms.changed_on is not None and day < terms.changed_on:
        return None
    schedule = terms.schedule
    counts_itself = isinstance(schedule, CleanDays)
    if day == streak.first_completion:
        first = history.first_completion()
        if first is None:
            return None if terms.former or counts_itself else Change(Streak())
        if not isinstance(schedule, Chain) and terms.first_day(first) != terms.first_day(day):
            return None
        streak = streak._replace(first_completion=first)
    if isinstance(schedule, Chain):
        return chains.undone(terms, schedule, streak, day, history)
    if isinstance(schedule, CleanDays):
        return clean.undone(terms, schedule, streak, day, history)
    return calendars.undone(terms, schedule, streak, day, history)


def _part(history: Sequence[Done], first_day: date | None, ends: date | None) -> Sequence[Done]:
    """Cut out the days of a stretch, which ends before the next."""
    if first_day is None and ends is None:
        return history
    return [one for one in history if (first_day or one.day) <= one.day and (ends is None or one.day < ends)]


def _changes(terms: Terms, stretch: Stretch, streak: Streak, history: Sequence[Done]) -> Iterable[Change]:
    schedule = stretch.schedule
    if isinstance(schedule, Chain):
        return chains.fold(terms, schedule, streak, history)
    if isinstance(schedule, CleanDays):
        return clean.fold(terms, schedule, streak, history)
    return calendars.fold(terms, schedule, streak, history)


def _enter(terms: Terms, before: Stretch | None, stretch: Stretch, streak: Streak, over: list[Run]) -> Streak:
    """Bring the run before a stretch into it: it goes on if it is alive and the unit stays; else it is `over`."""
    schedule, day = stretch.schedule, stretch.first_day
    goes_on, clean_since = False, terms.created_on if day is None else day
    if before is not None and day is not None:
        clean_since = max(day, streak.clean_since or day)
        streak = _left(before, streak, day)
        unit = schedule.unit if isinstance(schedule, Chain) else schedule.first_unit
        waits = isinstance(before.schedule, CleanDays) and isinstance(schedule, CleanDays)  # even if all was paused
        goes_on = waits or (streak.length > 0 and before.schedule.unit is unit and _is_alive(before, streak, day))
        closed = None if goes_on else streak.run(before.schedule.unit)
        over += [closed] if closed else []
        streak = streak if goes_on else Streak(first_completion=streak.first_completion)
    if isinstance(schedule, CleanDays):
        return clean.enter(terms, streak, clean_since)
    if not goes_on or day is None:
        return streak
    if isinstance(schedule, Chain):
        return chains.enter(terms, schedule, streak)
    return calendars.enter(terms, schedule, streak, day)


def _left(stretch: Stretch, streak: Streak, day: date) -> Streak:
    return clean.leave(streak, day) if isinstance(stretch.schedule, CleanDays) else streak


def _is_alive(stretch: Stretch, streak: Streak, day: date) -> bool:
    """Tell whether a run was alive when the stretch ended before a day."""
    if streak.alive_until is None:
        return True
    last_day = day - ONE_DAY if isinstance(stretch.schedule, Chain) else day
    return streak.alive_until >= max(last_day, streak.last_met or last_day)
