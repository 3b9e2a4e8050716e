"""A goal's value, entry by entry from the first. (rules, sections 5 and 6)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Said:
    """One entry as the user gave it, in the order of creation; a reset has no value of its own."""

    day: date
    value: Decimal | None

    @property
    def is_reset(self) -> bool:
        return self.value is None


def in_order(said: Sequence[Said]) -> list[Said]:
    """Order entries by their day; of one day, the one created first comes first."""
    return sorted(said, key=lambda entry: entry.day)


def days_counted(start: date | None, day: date) -> Decimal:
    """Count the whole days since a counter that counts itself began; never below 0."""
    return Decimal(max(0, (day - start).days)) if start else ZERO


def values(said: Sequence[Said], counts_since: date | None = None) -> list[Decimal]:
    """Give each entry, in order, the value it has: a reset takes away all that there was just before it."""
    found: list[Decimal] = []
    for entry in in_order(said):
        before = days_counted(counts_since, entry.day) + sum(found, ZERO)
        found.append(-max(ZERO, before) if entry.value is None else entry.value)
    return found


def total(said: Sequence[Said]) -> Decimal:
    return sum(values(said), ZERO)


def counted_value(said: Sequence[Said], counts_since: date, today: date) -> Decimal:
    """Value a counter that counts itself on the later of today and its last entry's day."""
    day = max([today, *(entry.day for entry in said)])
    return days_counted(counts_since, day) + sum(values(said, counts_since), ZERO)
