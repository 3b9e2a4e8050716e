"""Streaks of days that count themselves: each is good unless something is recorded that exceeds the limit.

The run is the unpaused days from the day after the last exceeded one to yesterday, and today as soon as a
completion within the limit is recorded (rules, section 10). A paused day neither adds nor breaks, whatever is
recorded on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from headway.domain.days import ONE_DAY
from headway.domain.measured import CleanDays
from headway.domain.periods import Done, Unit
from headway.domain.streaks.streak import Change, History, Streak, Terms

_LOOK_BACK = 64
"""Days with completions in which the last one within the limit is looked for."""


def enter(terms: Terms, streak: Streak, first_day: date) -> Streak:
    """Let days count themselves from a day on; a run of another schedule goes on in them."""
    before = (streak.length, streak.longest_over, streak.since)
    kept = Streak(*before, last_met=streak.last_day, first_completion=streak.first_completion)
    return _clean_from(terms, kept, first_day)


def leave(streak: Streak, first_day: date) -> Streak:
    """Write down how a run stood when another schedule followed on a day, also if all of it was paused."""
    run = streak.run(Unit.DAYS, first_day)
    kept = Streak(longest_over=streak.longest_over, since=streak.since, first_completion=streak.first_completion)
    return kept._replace(length=run.length, last_day=run.last_day) if run else kept


def fold(terms: Terms, calendar: CleanDays, streak: Streak, history: Sequence[Done]) -> Iterator[Change]:
    """Begin anew after each day that was exceeded."""
    for done in history:
        change = _with(terms, calendar, streak, done)
        streak = change.streak
        yield change


def recorded(terms: Terms, calendar: CleanDays, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a new completion; None when it lies before the present run."""
    since = streak.clean_since
    if since is None or day < since:
        return None
    terms = replace(terms, paused=history.paused(since))
    here = history.between(day, day)
    if here[0].amount > calendar.limit and day in terms.paused:
        return _with_last(calendar, streak, history, since)
    if here[0].amount > calendar.limit and history.between(day + ONE_DAY, None):
        return None
    return _with(terms, calendar, streak, here[0])


def undone(terms: Terms, calendar: CleanDays, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a removal; None when a run before the present one may go on by it."""
    since = streak.clean_since
    if since is None or day < since:
        return _rejoin(terms, calendar, streak, day, history)
    return _with_last(calendar, streak, history, since)


def _with_last(calendar: CleanDays, streak: Streak, history: History, since: date) -> Change | None:
    """Look again for the last day within the limit, which the one it was may be no more."""
    last, is_known = _last_within(calendar, history, since)
    return Change(streak._replace(last_day=last)) if is_known else None


def _last_within(calendar: CleanDays, history: History, since: date) -> tuple[date | None, bool]:
    """Find the last day since then with a completion within the limit; whether there is one may not show."""
    recent = history.before(date.max, _LOOK_BACK)
    last = next((one.day for one in recent if one.amount <= calendar.limit), None)
    is_known = last is not None or len(recent) < _LOOK_BACK or recent[-1].day < since
    return last if last is not None and last >= since else None, is_known


def _rejoin(terms: Terms, calendar: CleanDays, streak: Streak, day: date, history: History) -> Change | None:
    """Let the run go on that the last exceeded day had ended, now that it is exceeded no more."""
    over, here = history.last_run(), history.between(day, day)
    since = streak.clean_since
    ended_it = over is not None and over.unit is Unit.DAYS and over.last_day == day - ONE_DAY
    began_after = over is not None and over.first_day >= (terms.begins or terms.created_on)
    if not ended_it or not began_after or since is None or over is None:
        return None
    if here and here[0].amount > calendar.limit:
        return Change(streak)
    paused = history.paused(over.first_day)
    if history.between(day + ONE_DAY, None):
        return None
    last, is_known = _last_within(calendar, history, over.first_day)
    if not is_known:
        return None
    terms = replace(terms, paused=paused)
    joined = Streak(longest_over=history.longest_run(over), first_completion=streak.first_completion, last_day=last)
    return Change(_clean_from(terms, joined._replace(since=over.first_day), over.first_day), reopened=over)


def _with(terms: Terms, calendar: CleanDays, streak: Streak, done: Done) -> Change:
    """Take a day's completions into account, which come after all others or within the limit."""
    if streak.clean_since is None or done.day < streak.clean_since:
        return Change(streak)
    if done.amount <= calendar.limit:
        return Change(streak._replace(last_day=max(done.day, streak.last_day or done.day)))
    if done.day in terms.paused:
        return Change(streak)
    closed = streak._replace(last_day=None).run(calendar.unit, done.day)
    longest_over = max(streak.longest_over, closed.length if closed else 0)
    begun = Streak(longest_over=longest_over, first_completion=streak.first_completion)
    return Change(_clean_from(terms, begun, done.day + ONE_DAY), closed=closed)


def _clean_from(terms: Terms, streak: Streak, day: date) -> Streak:
    """Count from a day on, and keep the pauses that will take days out."""
    return streak._replace(since=streak.since or day, clean_since=day, clean_pauses=terms.paused.since(day))
