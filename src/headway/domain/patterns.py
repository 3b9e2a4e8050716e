"""Patterns: on which weekdays and at which hours a habit is done (docs/semantics/strength.md, "Patterns").

Every completion is counted once. Its weekday is that of its day; its hour is that of the wall time it was recorded
with, whatever zone that was in. One without a time has no hour.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headway.domain.periods import Done

_WEEK, _DAY = 7, 24


@dataclass(frozen=True, slots=True)
class Pattern:
    """How many completions there are in each place of a round: of a week, of a day."""

    counts: Sequence[int]

    @property
    def sample_size(self) -> int:
        """How many they are in all."""
        return sum(self.counts)


def by_weekday(history: Iterable[Done]) -> Pattern:
    """Count by the days of the week, Monday first.

    >>> from datetime import date
    >>> by_weekday([Done(date(2026, 1, 19), 2), Done(date(2026, 1, 25), 1)])
    Pattern(counts=(2, 0, 0, 0, 0, 0, 1))
    """
    counts = [0] * _WEEK
    for done in history:
        counts[done.day.weekday()] += done.times
    return Pattern(tuple(counts))


def by_hour(times: Mapping[int, int]) -> Pattern:
    """Count by the hours of the day, midnight first; `times` tells how many there are at an hour.

    >>> by_hour({7: 3, 22: 1}).counts[7], by_hour({7: 3, 22: 1}).sample_size
    (3, 4)
    """
    return Pattern(tuple(times.get(hour, 0) for hour in range(_DAY)))
