"""Pauses: spans of days that neither add to a streak nor break it (rules, section 9)."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from headway.domain import days, text
from headway.domain.errors import Code, Findings


@dataclass(frozen=True, slots=True)
class Pause:
    """A span of days, both ends included, for one habit or (habit_id None) for all; last_day None: no end yet."""

    id: UUID
    habit_id: UUID | None
    first_day: date
    last_day: date | None
    reason: str | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """What a user says of a pause."""

    first_day: date
    last_day: date | None = None
    habit_id: UUID | None = None
    reason: str | None = None


def check(draft: PauseDraft) -> None:
    """Require days in order and a readable reason.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    days.check_in_calendar(findings, "first_day", draft.first_day)
    if draft.last_day is not None:
        days.check_in_calendar(findings, "last_day", draft.last_day)
        findings.require(
            draft.first_day <= draft.last_day,
            ("last_day",),
            Code.OUT_OF_RANGE,
            "A pause ends no earlier than it begins.",
        )
    if draft.reason is not None:
        text.check(findings, "reason", draft.reason, limit=text.REASON, lines=True)
    findings.enforce()


class PausedDays:
    """The union of pauses and archivals, asked day by day or by count.

    >>> paused = PausedDays([(date(2026, 1, 5), date(2026, 1, 8)), (date(2026, 1, 7), date(2026, 1, 9))])
    >>> date(2026, 1, 9) in paused, date(2026, 1, 10) in paused
    (True, False)
    >>> paused.unpaused(date(2026, 1, 4), date(2026, 1, 11))  # of the 5th … 11th: the 10th and the 11th
    2
    """

    __slots__ = ("_firsts", "_lasts")

    def __init__(self, spans: Iterable[tuple[date, date | None]]) -> None:
        """Unite the spans; an open end is the end of time."""
        self._firsts: list[date] = []
        self._lasts: list[date] = []
        for first, end in sorted((first, last or date.max) for first, last in spans):
            if self._lasts and (self._lasts[-1] == date.max or first <= self._lasts[-1] + days.ONE_DAY):
                self._lasts[-1] = max(self._lasts[-1], end)
            else:
                self._firsts.append(first)
                self._lasts.append(end)

    def __contains__(self, day: date) -> bool:
        """Tell whether the day is paused."""
        at = bisect_right(self._firsts, day) - 1
        return at >= 0 and day <= self._lasts[at]

    def __eq__(self, other: object) -> bool:
        """Tell whether the same days are paused."""
        return isinstance(other, PausedDays) and (self._firsts, self._lasts) == (other._firsts, other._lasts)

    def __hash__(self) -> int:
        """Give what is the same for the same days."""
        return hash((*self._firsts, *self._lasts))

    def __bool__(self) -> bool:
        """Tell whether anything is paused at all."""
        return bool(self._firsts)

    def since(self, day: date) -> tuple[tuple[date, date | None], ...]:
        """List the spans from `day` on, the one that holds it included; an open end is None.

        >>> paused = PausedDays([(date(2026, 1, 5), date(2026, 1, 8)), (date(2026, 2, 1), None)])
        >>> [str(first) for first, last in paused.since(date(2026, 1, 9))]
        ['2026-02-01']
        """
        spans = zip(self._firsts, self._lasts, strict=True)
        return tuple((first, None if last == date.max else last) for first, last in spans if last >= day)

    def unpaused(self, after: date, until: date) -> int:
        """Count the unpaused days in after+1 … until; 0 when that is no span."""
        count = max(0, (until - after).days)
        if not self._firsts:
            return count
        for first, last in zip(self._firsts, self._lasts, strict=True):
            overlap = (min(last, until) - max(first, after + days.ONE_DAY)).days + 1
            if overlap > 0:
                count -= overlap
        return count

    def spans(self, first_day: date, last_day: date) -> list[tuple[date, date]]:
        """List the paused days of a stretch as spans, both ends included.

        >>> PausedDays([(date(2026, 1, 5), None)]).spans(date(2026, 1, 1), date(2026, 1, 8))
        [(datetime.date(2026, 1, 5), datetime.date(2026, 1, 8))]
        """
        found = zip(self._firsts, self._lasts, strict=True)
        return [
            (max(first, first_day), min(last, last_day))
            for first, last in found
            if first <= last_day and last >= first_day
        ]

    def resume(self, day: date) -> date | None:
        """Find the first unpaused day from `day` on; None when a pause has no end.

        >>> PausedDays([(date(2026, 1, 5), date(2026, 1, 8))]).resume(date(2026, 1, 6))
        datetime.date(2026, 1, 9)
        >>> PausedDays([(date(2026, 1, 5), None)]).resume(date(2026, 1, 6)) is None
        True
        """
        at = bisect_right(self._firsts, day) - 1
        if at < 0 or day > self._lasts[at]:
            return day
        return None if self._lasts[at] == date.max else self._lasts[at] + days.ONE_DAY

    def advance(self, day: date, count: int) -> date | None:
        """Find the last day that is at most `count` unpaused days after `day`; None when there is no end to it.

        A pause right after the last of them still belongs to it:

        >>> PausedDays([(date(2026, 1, 5), date(2026, 1, 8))]).advance(date(2026, 1, 3), 1)
        datetime.date(2026, 1, 8)
        """
        last = day + timedelta(days=count)
        for first, end in zip(self._firsts, self._lasts, strict=True):
            if end <= day:
                continue
            if first > last + days.ONE_DAY:
                break
            if end == date.max:
                return None
            last += end - max(first, day + days.ONE_DAY) + days.ONE_DAY
        return last

    def retreat(self, day: date, count: int) -> date:
        """Find the first of the last `count` unpaused days, `day` included if it is one.

        >>> PausedDays([(date(2026, 1, 5), date(2026, 1, 8))]).retreat(date(2026, 1, 9), 2)
        datetime.date(2026, 1, 4)
        """
        first = day - timedelta(days=count - 1)
        if not self._firsts:
            return first
        for begin, end in zip(reversed(self._firsts), reversed(self._lasts), strict=True):
            if begin > day:
                continue
            if end < first:
                break
            first -= min(end, day) - begin + days.ONE_DAY
        return first


NO_PAUSES = PausedDays(())
