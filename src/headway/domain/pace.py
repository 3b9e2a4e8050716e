"""Pace: where a goal stands on its way to its target, and what would bring it there (rules, section 7).

Each unpaused day of the way has the same share of the target. Everything is exact here: what is shown is rounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from headway.domain.days import ONE_DAY
from headway.domain.goals import Goal, GoalStatus
from headway.domain.pauses import PausedDays
from headway.domain.periods import Period

_LATEST_DAYS = 28
_FEWEST_DAYS = 7
_HUNDRED_YEARS = timedelta(days=36525)
_WEEK = 7


class PaceState(StrEnum):
    """How a goal with a target is getting on."""

    COMPLETED = "COMPLETED"
    OVERDUE = "OVERDUE"
    AHEAD = "AHEAD"
    ON_TRACK = "ON_TRACK"
    BEHIND = "BEHIND"


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a goal from nothing to its target, by the same share on each of its unpaused days."""

    first_day: date
    deadline: date
    target: Fraction
    paused: PausedDays
    days: int

    @property
    def share(self) -> Fraction:
        """Tell what one day asks for."""
        return self.target / self.days

    def expected(self, day: date) -> Fraction:
        """Tell what is expected by the end of a day: nothing before the way begins, all of it from the deadline on.

        >>> first, deadline = date(2026, 1, 1), date(2026, 1, 30)
        >>> sick = PausedDays([(date(2026, 1, 2), date(2026, 1, 11))])
        >>> way = Way(first, deadline, Fraction(300), sick, days=20)
        >>> [int(way.expected(date(2026, 1, day))) for day in (1, 5, 11, 12, 30)]
        [15, 15, 15, 30, 300]
        """
        if day < self.first_day:
            return Fraction(0)
        if day >= self.deadline:
            return self.target
        return self.share * self.paused.unpaused(self.first_day - ONE_DAY, day)

    def corners(self) -> list[tuple[date, Fraction]]:
        """List the days at whose end the line of what is expected bends, its ends included.

        >>> sick = PausedDays([(date(2026, 1, 2), date(2026, 1, 11))])
        >>> way = Way(date(2026, 1, 1), date(2026, 1, 30), Fraction(300), sick, days=20)
        >>> [(day.isoformat(), int(total)) for day, total in way.corners()]
        [('2025-12-31', 0), ('2026-01-01', 15), ('2026-01-11', 15), ('2026-01-30', 300)]
        """
        return [(day, self.expected(day)) for day in sorted(set(self._bends()))]

    def _bends(self) -> Iterator[date]:
        yield self.first_day - ONE_DAY
        for first, last in self.paused.spans(self.first_day, self.deadline):
            yield first - ONE_DAY
            yield last
        yield self.deadline


@dataclass(frozen=True, slots=True)
class Pace:
    """How a goal stands against its way: `ahead` is below 0 for one that is behind.

    `expected` is what the end of today asks for. There is no `needed_per_day` where no day is left, and no
    `forecast_day` where nothing tells it.
    """

    way: Way
    state: PaceState
    expected: Fraction
    ahead: Fraction
    ahead_days: Fraction
    needed_per_day: Fraction | None
    needed_per_week: Fraction | None
    forecast_day: date | None
    in_time: bool | None


def way(goal: Goal, paused: PausedDays) -> Way | None:
    """Lay out the way of a goal; None for a counter, and for one whose days are all paused.

    `paused` are the days that are paused for all habits.
    """
    if goal.target_value is None or goal.deadline is None:
        return None
    first_day = goal.start_date or goal.created_on
    days = paused.unpaused(first_day - ONE_DAY, goal.deadline)
    return Way(first_day, goal.deadline, Fraction(goal.target_value), paused, days) if days else None


def latest_days(today: date, paused: PausedDays) -> Period:
    """Find the days that tell how fast a goal is getting on: the last 28 unpaused ones.

    >>> latest_days(date(2026, 1, 28), PausedDays([(date(2026, 1, 5), date(2026, 1, 6))])).first_day
    datetime.date(2025, 12, 30)
    """
    return Period(paused.retreat(today, _LATEST_DAYS), today)


def pace(goal: Goal, today: date, paused: PausedDays, latest: Decimal) -> Pace | None:
    """Tell the pace of a goal; None where it has no way.

    `latest` is what its entries of the last 28 unpaused days come to, those before its first day left out.

    300 in 30 days, and nothing yet: on the first morning that is on track, on the next it is a day behind.

    >>> from datetime import datetime; from uuid import UUID
    >>> from headway.domain.goals import GoalDraft, GoalType, make
    >>> now, first = datetime(2026, 1, 1, 9), date(2026, 1, 1)
    >>> draft = GoalDraft("Read", GoalType.TARGET_BASED, "pages", Decimal(300), date(2026, 1, 30))
    >>> goal, nothing = make(draft, UUID(int=1), now, first), Decimal(0)
    >>> pace(goal, first, PausedDays([]), nothing).state
    <PaceState.ON_TRACK: 'ON_TRACK'>
    >>> late = pace(goal, date(2026, 1, 2), PausedDays([]), nothing)
    >>> str(late.state), str(late.ahead_days), str(late.needed_per_day)
    ('BEHIND', '-1', '300/29')
    """
    laid = way(goal, paused)
    if laid is None:
        return None
    current = Fraction(goal.current_value)
    ahead = _ahead(laid, current, today)
    ahead_days = ahead / laid.share
    needed = _needed(laid, current, today)
    forecast_day = _forecast(laid, current, today, latest)
    return Pace(
        way=laid,
        state=_state(goal, laid, ahead_days, today),
        expected=laid.expected(today),
        ahead=ahead,
        ahead_days=ahead_days,
        needed_per_day=needed,
        needed_per_week=None if needed is None else min(_WEEK * needed, _remaining(laid, current)),
        forecast_day=forecast_day,
        in_time=None if forecast_day is None else forecast_day <= laid.deadline,
    )


def _remaining(way: Way, current: Fraction) -> Fraction:
    return max(Fraction(0), way.target - current)


def _ahead(way: Way, current: Fraction, today: date) -> Fraction:
    """Compare with yesterday for what is behind and with today for what is ahead: today's share is still open."""
    behind = current - way.expected(today - ONE_DAY)
    ahead = current - way.expected(today)
    return min(behind, Fraction(0)) + max(ahead, Fraction(0))


def _needed(way: Way, current: Fraction, today: date) -> Fraction | None:
    remaining = _remaining(way, current)
    if not remaining:
        return remaining
    left = way.paused.unpaused(max(today, way.first_day) - ONE_DAY, way.deadline)
    return remaining / left if left else None


def _forecast(way: Way, current: Fraction, today: date, latest: Decimal) -> date | None:
    """Find the day on which the target is reached if it goes on as in the last days."""
    since = max(way.first_day, latest_days(today, way.paused).first_day)
    days, remaining = way.paused.unpaused(since - ONE_DAY, today), _remaining(way, current)
    if days < _FEWEST_DAYS or latest <= 0 or not remaining:
        return None
    needed = ceil(remaining * days / Fraction(latest))
    if needed > _HUNDRED_YEARS.days:
        return None
    eve = way.paused.advance(today, needed - 1)
    return None if eve is None or eve - today >= _HUNDRED_YEARS else eve + ONE_DAY


def _state(goal: Goal, way: Way, ahead_days: Fraction, today: date) -> PaceState:
    if goal.status is GoalStatus.COMPLETED:
        return PaceState.COMPLETED
    if today > way.deadline:
        return PaceState.OVERDUE
    if ahead_days >= 1:
        return PaceState.AHEAD
    return PaceState.BEHIND if ahead_days <= -1 else PaceState.ON_TRACK
