"""Worked examples of amounts and of changed schedules, each counted by hand from the rules, as data. (10 and 11)

Weeks begin on Monday: 5, 12, 19 and 26 January 2026 are Mondays, and 21 January is a Wednesday.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from tests.model.histories import History, Span
from tests.model.wire import Wire, history_of, schedule_of_wire

Recorded = tuple[date, time | None, Decimal | None]


@dataclass(frozen=True)
class Example:
    """A habit with its schedules as the API tells them, what was recorded, and how it stands on a day.

    `earlier` are the runs in units before the last change of the unit, as (unit, length).
    """

    name: str
    schedules: Sequence[Wire]
    recorded: Sequence[Recorded]
    today: date
    unit: str
    current: int
    longest: int
    alive_until: date | None
    created_on: date = date(2025, 12, 1)
    pauses: Sequence[Span] = ()
    earlier: Sequence[tuple[str, int]] = ()
    broken_by: tuple[date, date, int | Decimal, int | Decimal] | None = None

    @property
    def history(self) -> History:
        schedules = [schedule_of_wire(one) for one in self.schedules]
        return history_of(schedules, self.created_on, self.recorded, self.pauses)


def jan(day: int) -> date:
    return date(2026, 1, day)


def feb(day: int) -> date:
    return date(2026, 2, day)


def on(*days: int | date) -> list[Recorded]:
    """Record completions without an amount, on days of January unless told."""
    return [(day if isinstance(day, date) else jan(day), None, None) for day in days]


def amounts(told: dict[int | date, str]) -> list[Recorded]:
    """Record amounts, on days of January unless told; several a day are written with a plus."""
    return [
        (day if isinstance(day, date) else jan(day), time(8 + hour), Decimal(amount))
        for day, together in told.items()
        for hour, amount in enumerate(together.split("+"))
    ]


def asks(kind: str, config: dict[str, Any], since: date | None = None, target: Wire | None = None) -> Wire:
    return {
        "firstDay": since and since.isoformat(),
        "frequencyType": kind,
        "frequencyConfig": config,
        "target": target,
    }


def daily(since: date | None = None, target: Wire | None = None) -> Wire:
    return asks("DAILY", {"allowMultiplePerDay": False}, since, target)


def weekly(times: int = 1, since: date | None = None, target: Wire | None = None, days: str = "") -> Wire:
    specific = {"specificDays": days.split()} if days else {}
    return asks("WEEKLY", {"timesPerWeek": times, **specific}, since, target)


def monthly(times: int = 1, since: date | None = None, target: Wire | None = None) -> Wire:
    return asks("MONTHLY", {"timesPerMonth": times}, since, target)


def every(days: int, since: date | None = None, target: Wire | None = None, **config: Any) -> Wire:
    return asks("CUSTOM_INTERVAL", {"intervalDays": days, **config}, since, target)


def advanced(pattern: str, rules: dict[str, Any], since: date | None = None, target: Wire | None = None) -> Wire:
    return asks("ADVANCED", {"pattern": pattern, "rules": rules}, since, target)


def times_in_days(times: int, days: int, since: date | None = None) -> Wire:
    return advanced("TIMES_IN_DAYS", {"times": times, "days": days}, since)


def first_and_middle(since: date | None = None, target: Wire | None = None) -> Wire:
    return advanced("DAYS_OF_MONTH", {"days": [1, 15]}, since, target)


def amount(direction: str, target: str, unit: str, per: str = "DAY", *, clean: bool = False) -> Wire:
    return {
        "unit": unit,
        "targetAmount": target,
        "direction": direction,
        "amountPer": per,
        "cleanUnlessLogged": clean,
    }


HALF_AN_HOUR = amount("AT_LEAST", "30.00", "min")
TWENTY_KM = amount("AT_LEAST", "20.00", "km", "PERIOD")
TEN_KM = amount("AT_LEAST", "10.00", "km", "PERIOD")
TWO_COFFEES = amount("AT_MOST", "2.00", "cups")
TEN_HOURS = amount("AT_MOST", "10.00", "h", "PERIOD")
FIVE_DRINKS = amount("AT_MOST", "5.00", "drinks", "PERIOD")
THREE_DRINKS = amount("AT_MOST", "3.00", "drinks", "PERIOD")
CLEAN = amount("AT_MOST", "1.00", "times", clean=True)
