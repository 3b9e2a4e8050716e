"""Streaks over chains: runs of completions close enough together, without periods (rules, section 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from headway.domain.days import ONE_DAY
from headway.domain.periods import Chain
from headway.domain.streaks.streak import Change, Done, History, Streak, Terms, shortened


def fold(terms: Terms, chain: Chain, streak: Streak, history: Sequence[Done]) -> Iterator[Change]:
    """Join one day after the other."""
    newest_first: list[Done] = []
    for done in history:
        newest_first = [done, *newest_first[: chain.times]]
        change = _join(terms, chain, streak, newest_first)
        streak = change.streak
        yield change


def recorded(terms: Terms, chain: Chain, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a new completion; None when it is not the last one."""
    if streak.last_met is not None and day <= streak.last_met:
        return Change(streak) if day == streak.last_met else None
    recent = history.before(day + ONE_DAY, chain.times + 1)
    return _join(replace(terms, paused=history.paused(recent[-1].day)), chain, streak, recent)


def undone(terms: Terms, chain: Chain, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a removal; None when it was not the last completion."""
    if day != streak.last_met:
        return None
    recent = history.before(day + ONE_DAY, chain.times)
    if recent and recent[0].day == day:
        return Change(streak)
    streak = streak._replace(last_met=recent[0].day if recent else None)
    if streak.last_day != day:
        return Change(streak)
    if streak.length > chain.times:
        return Change(_ended(terms, chain, shortened(streak, history), recent, history))
    over = history.last_run()
    if over is None:
        return Change(Streak(last_met=streak.last_met, first_completion=streak.first_completion))
    streak = streak._replace(length=over.length, longest=history.longest_run(), since=over.first_day)
    recent = history.before(over.last_day + ONE_DAY, chain.times)
    return Change(_ended(terms, chain, streak, recent, history), reopened=over)


def _join(terms: Terms, chain: Chain, streak: Streak, recent: Sequence[Done]) -> Change:
    """Add the newest day, `recent[0]`, to a chain: to the run, as the end of a new one, or to none."""
    day, times = recent[0].day, chain.times
    distance = terms.paused.unpaused
    joins = (
        streak.length > 0
        and len(recent) > times
        and streak.last_day == recent[1].day
        and distance(recent[times].day, day) <= chain.days
    )
    begins = len(recent) >= times and distance(recent[times - 1].day, day) <= chain.days - 1
    streak = streak._replace(last_met=day)
    if not joins and not begins:
        return Change(streak)
    closed = None if joins else streak.run
    length = streak.length + 1 if joins else times
    run = streak._replace(
        length=length,
        longest=max(streak.longest, length),
        since=streak.since if joins else recent[times - 1].day,
    )
    return Change(_chained(terms, chain, run, recent), closed=closed)


def _chained(terms: Terms, chain: Chain, streak: Streak, recent: Sequence[Done]) -> Streak:
    """Note until when the run that ends with `recent[0]` stays alive, and the gap that would break it."""
    earliest = recent[chain.times - 1].day
    return streak._replace(
        last_day=recent[0].day,
        alive_until=terms.paused.advance(earliest, chain.days),
        demand_first_day=earliest + ONE_DAY,
        demand_done=chain.times - 1,
        demand_quota=chain.times,
    )


def _ended(terms: Terms, chain: Chain, streak: Streak, recent: Sequence[Done], history: History) -> Streak:
    """Let the run end with `recent[0]`."""
    return _chained(replace(terms, paused=history.paused(recent[-1].day)), chain, streak, recent)
