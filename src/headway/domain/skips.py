"""Skips: pauses of one day made for one habit, and how many of them a user allows each habit in a month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from headway.domain.days import ONE_DAY
from headway.domain.errors import Code, ConflictError
from headway.domain.pauses import Pause, PauseDraft
from headway.domain.periods import Months, Period


class Skip(NamedTuple):
    """A day on which a habit is skipped."""

    habit_id: UUID
    day: date


def skip_of(pause: Pause | PauseDraft) -> Skip | None:
    """Tell what a pause skips; nothing when it is longer than a day, or for all habits.

    >>> day = date(2026, 1, 21)
    >>> skip_of(PauseDraft(day, day, UUID(int=7))).day
    datetime.date(2026, 1, 21)
    >>> skip_of(PauseDraft(day, day)), skip_of(PauseDraft(day, None, UUID(int=7)))
    (None, None)
    """
    if pause.habit_id is None or pause.first_day != pause.last_day:
        return None
    return Skip(pause.habit_id, pause.first_day)


def month_of(day: date) -> Period:
    """Give the calendar month of a day.

    >>> tuple(map(str, month_of(date(2028, 2, 10))))
    ('2028-02-01', '2028-02-29')
    """
    return Months(1).period(day)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many days of a month a habit may be skipped, and how many are."""

    limit: int
    used: int
    month: Period

    @property
    def left(self) -> int:
        """How many skips are left; none where the limit was lowered since.

        >>> Budget(2, 3, month_of(date(2026, 1, 21))).left
        0
        """
        return max(0, self.limit - self.used)

    @property
    def renews_on(self) -> date:
        """The first day of the next month."""
        return self.month.last_day + ONE_DAY


def budget(limit: int | None, days: Collection[date], day: date) -> Budget | None:
    """Count the skipped days that lie in the month of a day; None without a limit."""
    if limit is None:
        return None
    month = month_of(day)
    return Budget(limit, sum(month.first_day <= one <= month.last_day for one in {*days}), month)


def require_left(limit: int | None, days: Collection[date], day: date) -> None:
    """Require that a day may be skipped beside the `days` that are; a day that is skipped already takes nothing.

    Raises ConflictError (SKIPS_USED_UP).

    >>> day = date(2026, 1, 21)
    >>> require_left(1, [date(2025, 12, 31)], day)
    >>> require_left(1, [date(2026, 1, 2)], day)
    Traceback (most recent call last):
    headway.domain.errors.ConflictError: You have used 1 of the 1 skips you allow a month; more come on 2026-02-01.
    """
    here = budget(limit, days, day)
    if here is None or here.left or day in days:
        return
    raise ConflictError(
        Code.SKIPS_USED_UP,
        f"You have used {here.used} of the {here.limit} skips you allow a month; more come on {here.renews_on}.",
        limit=here.limit,
        used=here.used,
        renewsOn=here.renews_on,
    )
