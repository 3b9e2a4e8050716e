"""The examples about strength: what a row asks the domain, and how the answer is written."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from headway.domain import patterns, phases
from headway.domain.days import WeekStart
from headway.domain.pauses import PausedDays
from headway.domain.periods import Done
from headway.domain.phases import Phase
from headway.domain.strength import strengths
from headway.domain.targets import AmountPer, Direction, Target
from tests.docs import notation as say

MADE_ON = date(2026, 1, 1)

Cells = dict[str, str]


def _history(cell: str) -> list[Done]:
    """Read days, and how much was recorded on each of them: `1 Jan: 2; 5 Jan: 4.50`."""
    times: Counter[date] = Counter()
    amounts: Counter[date] = Counter()
    for part in cell.split("; ") if cell != say.NOTHING else []:
        days, _, amount = part.partition(": ")
        for day in say.days(days):
            times[day] += 1
            amounts[day] += int(Decimal(amount or 0) * 100)
    return [Done(day, times[day], amounts[day]) for day in sorted(times)]


def _target(cell: str) -> Target | None:
    """Read a target: `at least 2 a day`, `at most 20 a period`."""
    if cell in {"", say.NOTHING}:
        return None
    _, direction, amount, _, per = cell.split(" ")
    kind = Direction.AT_LEAST if direction == "least" else Direction.AT_MOST
    return Target("km", Decimal(amount), kind, AmountPer.DAY if per == "day" else AmountPer.PERIOD)


def _phases(cells: Cells) -> list[Phase]:
    first = Phase(None, *say.frequency(cells["frequency"]), _target(cells.get("target", "")))
    if "then" not in cells:
        return [first]
    return [first, Phase(say.day(cells["from"]), *say.frequency(cells["then"]))]


def grown(cells: Cells) -> Cells:
    """Tell how strong a habit is, which was made on the first day of the year."""
    told = _phases(cells)
    terms = phases.terms(told, MADE_ON, WeekStart.MONDAY, PausedDays(say.spans(cells.get("paused", ""))))
    found = strengths(told, terms, WeekStart.MONDAY, _history(cells["done"]), say.day(cells["today"]))
    return {"strength": f"{found.last:.3f}"}


def cycles(cells: Cells) -> Cells:
    """Tell in how many days how much is asked for."""
    days, times = Phase(None, *say.frequency(cells["frequency"])).cycle
    return {"cycle": f"{days} day{'s' * (days > 1)}", "asked for": str(times)}


def counted(cells: Cells) -> Cells:
    """Tell how many completions there are on each weekday, and at each hour that has any."""
    moments = say.moments(cells["recorded"])
    weekdays = patterns.by_weekday([Done(day, 1) for day, _ in moments])
    hours = patterns.by_hour(Counter(at.hour for _, at in moments if at))
    named = zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), weekdays.counts, strict=True)
    return {
        "by weekday": _told(named) + f" of {weekdays.sample_size}",
        "by hour": _told((str(hour), number) for hour, number in enumerate(hours.counts))
        + f" of {hours.sample_size}",
    }


def _told(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts if number) or say.NOTHING
