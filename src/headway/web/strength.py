"""The strength of a habit on its page: in percent, as a line over the last year, and month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from headway.domain.days import ONE_DAY
from headway.domain.periods import Period
from headway.domain.strength import Strengths
from headway.web.words import Words

_WEEKS = timedelta(weeks=53)
_SOME = 0.005
"""From here on it is more than 0 %."""


class MonthsEnd(NamedTuple):
    """A month, and how strong the habit was at its end; of this month, as it is today."""

    first_day: date
    name: str
    share: str


@dataclass(frozen=True, slots=True)
class Line:
    """A year of strength up to today: a share of 1 for each day from the first one on."""

    first_day: date
    shares: Sequence[float]
    months: Sequence[MonthsEnd]


def told(words: Words, strengths: Strengths) -> str:
    """Say the strength today; nothing where there is none."""
    return words.percent(strengths.last) if strengths.last >= _SOME else ""


def line(words: Words, strengths: Strengths, today: date) -> Line | None:
    """Lay the last 53 weeks out, or what there is of them; None where there is no line to see."""
    first = max(strengths.first_day, today - _WEEKS + ONE_DAY)
    shares = [one or 0.0 for one in strengths.between(Period(first, today))] if first < today else []
    if max(shares, default=0) < _SOME:
        return None
    ends = [at for at in range(len(shares)) if _ends(first + ONE_DAY * at, today)]
    return Line(first, shares, [_month(words, first + ONE_DAY * at, shares[at]) for at in reversed(ends)])


def _ends(day: date, today: date) -> bool:
    """Tell whether a day is the last one of its month so far."""
    return day == today or (day + ONE_DAY).day == 1


def _month(words: Words, day: date, share: float) -> MonthsEnd:
    return MonthsEnd(day.replace(day=1), words.day(day, "yMMMM"), words.percent(share))
