"""Streaks over chains: runs of completions close enough together, without periods (rules, section 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from headway.domain.chains import Chain
from headway.domain.days import ONE_DAY
from headway.domain.periods import Done
from headway.domain.streaks.streak import Change, History, Streak, Terms


def enter(terms: Terms, chain: Chain, streak: Streak) -> Streak:
    """Let a run of another schedule go on in a chain that begins after it."""
    return _chained(terms, chain, streak, [])


def fold(terms: Terms, chain: Chain, streak: Streak, history: Sequence[Done]) -> Iterator[Change]:
    """Join one day after the other."""
    newest_first: list[date] = []
    for done in history:
        if chain.is_done(done):
            newest_first = [done.day, *newest_first[: chain.most_times]]
            change = _join(terms, chain, streak, newest_first)
            streak = change.streak
            yield change


def recorded(terms: Terms, chain: Chain, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a new completion; None when it is not the last one."""
    if streak.last_met is not None and day <= streak.last_met:
        return Change(streak) if day == streak.last_met else None
    recent = _recent(chain, history, day, chain.most_times + 1)
    if not recent or recent[0] != day:
        return Change(streak)
    return _join(replace(terms, paused=history.paused(recent[-1])), chain, streak, recent)


def undone(terms: Terms, chain: Chain, streak: Streak, day: date, history: History) -> Change | None:
    """Carry the streak over a removal; None when it was not the last completion, or a change is too near."""
    if day != streak.last_met:
        return Change(streak) if streak.last_met is None or day > streak.last_met else None
    recent = _recent(chain, history, day, chain.most_times)
    if recent and recent[0] == day:
        return Change(streak)
    if chain.first_day is not None and len(recent) < chain.most_times:
        return None
    streak = streak._replace(last_met=recent[0] if recent else None)
    if streak.last_day != day:
        return Change(streak)
    if streak.length > chain.most_times:
        return Change(_ended(terms, chain, streak._replace(length=streak.length - 1), recent, history))
    return None if chain.former else _reopen(terms, chain, streak, history)


def _reopen(terms: Terms, chain: Chain, streak: Streak, history: History) -> Change | None:
    """Give the place of a run that is too short now to the run before it."""
    over = history.last_run()
    if over is None:
        return Change(Streak(last_met=streak.last_met, first_completion=streak.first_completion))
    if over.unit is not chain.unit or (chain.first_day is not None and over.last_day < chain.first_day):
        return None
    streak = streak._replace(length=over.length, longest_over=history.longest_run(over), since=over.first_day)
    recent = _recent(chain, history, over.last_day, chain.most_times)
    return Change(_ended(terms, chain, streak, recent, history), reopened=over)


def _recent(chain: Chain, history: History, day: date, count: int) -> list[date]:
    """Read the last completion days up to `day`, the newest first, none from before all chains."""
    found = history.before(day + ONE_DAY, count, chain.least)
    return [done.day for done in found if chain.first_day is None or done.day >= chain.first_day]


def _join(terms: Terms, chain: Chain, streak: Streak, recent: Sequence[date]) -> Change:
    """Add the newest day, `recent[0]`, to a chain: to the run, as the end of a new one, or to none."""
    day, times = recent[0], chain.on(recent[0]).times
    goes_on = streak.length > 0 and (len(recent) == 1 or recent[1] == streak.last_day)
    joins = goes_on and chain.joins(terms.paused, _run(chain, streak, recent[1:]), day)
    first = recent[times - 1] if len(recent) >= times else None
    begins = first is not None and terms.paused.unpaused(first, day) <= chain.widest(first, day) - 1
    streak = streak._replace(last_met=day)
    if not joins and not begins:
        return Change(streak)
    closed = None if joins else streak.run(chain.unit)
    length = streak.length + 1 if joins else times
    longest_over = max(streak.longest_over, closed.length) if closed else streak.longest_over
    since = streak.since if joins else first
    joined = streak._replace(length=length, longest_over=longest_over, since=since)
    return Change(_chained(terms, chain, joined, recent), closed=closed)


def _chained(terms: Terms, chain: Chain, streak: Streak, recent: Sequence[date]) -> Streak:
    """Note until when the run that ends with `recent[0]` stays alive, and the gap that would break it."""
    run = _run(chain, streak, recent)
    until = chain.alive_until(terms.paused, run)
    first_day, done, times = chain.demand(run, until)
    return streak._replace(
        last_day=recent[0] if recent else streak.last_day,
        alive_until=until,
        demand_first_day=first_day,
        demand_done=done,
        demand_quota=times,
    )


def _run(chain: Chain, streak: Streak, recent: Sequence[date]) -> Sequence[date]:
    """Give the last days of a run; one that began before all chains has, for them, a day before their first."""
    if chain.first_day is not None and streak.since is not None and streak.since < chain.first_day:
        return [*recent, chain.first_day - ONE_DAY]
    return recent[: streak.length]


def _ended(terms: Terms, chain: Chain, streak: Streak, recent: Sequence[date], history: History) -> Streak:
    """Let the run end with `recent[0]`."""
    return _chained(replace(terms, paused=history.paused(recent[-1])), chain, streak, recent)
