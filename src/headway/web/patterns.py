"""The patterns of a habit on its page: on which weekdays and at which hours it is done, as bars."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from headway.domain.days import WeekStart, week_first_day
from headway.domain.patterns import Pattern
from headway.web.words import Words

_EVERY = 3
"""So many hours stand together; where there are many, the first of them has a name."""
_FEW = 6


class Bar(NamedTuple):
    """A bar: what it is spoken as, the name below it if there is room for one, and its number."""

    spoken: str
    name: str
    number: int


def weekdays(words: Words, pattern: Pattern, week_start: WeekStart) -> Sequence[Bar]:
    """Lay out a week, which begins where its user's does."""
    first = week_first_day(date(2026, 1, 21), week_start).weekday()
    order = [(first + at) % 7 for at in range(7)]
    return [Bar(words.weekday(at, "wide"), words.weekday(at), pattern.counts[at]) for at in order]


def hours(words: Words, pattern: Pattern) -> Sequence[Bar]:
    """Lay out the hours from the first with a completion to the last."""
    used = [hour for hour, number in enumerate(pattern.counts) if number]
    if not used:
        return []
    shown = range(used[0] // _EVERY * _EVERY, (used[-1] // _EVERY + 1) * _EVERY)
    named = [hour for hour in shown if len(shown) <= _FEW or hour % _EVERY == 0]
    return [
        Bar(words.time(time(hour)), words.hour(hour) if hour in named else "", pattern.counts[hour])
        for hour in shown
    ]
