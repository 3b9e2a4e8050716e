"""What runs are made of, and how they are told. (rules, section 3)"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Break:
    first_day: date
    last_day: date
    done: int | Decimal
    quota: int | Decimal


@dataclass(frozen=True)
class Run:
    """An unbroken chain of met periods, completion days or clean days: its length, where it began and ended."""

    length: int
    since: date
    last_day: date


@dataclass(frozen=True)
class Counted:
    """The runs of schedules that count in one way, the last of them last, and how that one stands.

    The run that was carried into them is the beginning of the first one. Alive is the last run on today, or on
    the day before the next schedule begins.
    """

    runs: tuple[Run, ...]
    alive: bool
    alive_until: date | None = None
    broken_by: Break | None = None
