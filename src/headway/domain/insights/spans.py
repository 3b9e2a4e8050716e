"""Spans: the days that are looked back on, and those before them that they are held against."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from headway.domain import days
from headway.domain.days import ONE_DAY, WeekStart, week_first_day
from headway.domain.errors import Code, Findings

MOST_DAYS = 366
"""The most days that can be looked at at once."""
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class SpanKind(StrEnum):
    """What is looked back on: what the calendar knows, or any days."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a week, a month, a quarter, a year, or of one's own choice; both included."""

    kind: SpanKind
    first_day: date
    last_day: date

    @property
    def length(self) -> int:
        """The number of its days."""
        return (self.last_day - self.first_day).days + 1

    @property
    def before(self) -> "Span":
        """The span before this one: of the same kind; of one's own choice, the same number of days.

        >>> of_kind(SpanKind.MONTH, date(2026, 3, 31), WeekStart.MONDAY).before.last_day
        datetime.date(2026, 2, 28)
        """
        return self._beside(self.first_day - ONE_DAY, self.first_day - timedelta(days=self.length))

    @property
    def after(self) -> "Span":
        """The span after this one."""
        return self._beside(self.last_day + ONE_DAY, self.last_day + ONE_DAY)

    def _beside(self, day: date, first_day: date) -> "Span":
        if self.kind in _MONTHS:
            return _of_months(self.kind, day)
        return Span(self.kind, first_day, first_day + timedelta(days=self.length - 1))

    def is_over(self, today: date) -> bool:
        """Tell whether all of its days are over."""
        return self.last_day < today


@dataclass(frozen=True, slots=True)
class View:
    """A span as it is looked at: its days up to `until`, as everything stood on the day `today`."""

    span: Span
    until: date
    today: date


def views(span: Span, today: date) -> tuple[View, View]:
    """Tell how a span is looked at, and how the one before it, which it is held against.

    While it is not over, the one before is looked at as it stood after as many days.

    >>> january = of_kind(SpanKind.MONTH, date(2026, 1, 21), WeekStart.MONDAY)
    >>> here, before = views(january, date(2026, 1, 21))
    >>> str(here.until), str(before.until), str(before.today)
    ('2026-01-21', '2025-12-21', '2025-12-21')

    Where it was shorter, that is all of it:

    >>> march = of_kind(SpanKind.MONTH, date(2026, 3, 30), WeekStart.MONDAY)
    >>> [str(day) for day in (views(march, date(2026, 3, 30))[1].until, views(march, date(2026, 4, 1))[1].today)]
    ['2026-02-28', '2026-04-01']
    """
    before = span.before
    if span.is_over(today):
        return View(span, span.last_day, today), View(before, before.last_day, today)
    same_day = before.first_day + (today - span.first_day)
    if same_day > before.last_day:
        return View(span, today, today), View(before, before.last_day, before.last_day + ONE_DAY)
    return View(span, today, today), View(before, same_day, same_day)


def of_kind(kind: SpanKind, day: date, week_start: WeekStart) -> Span:
    """Find the week, month, quarter or year that a day lies in.

    >>> found = of_kind(SpanKind.QUARTER, date(2026, 5, 9), WeekStart.MONDAY)
    >>> str(found.first_day), str(found.last_day)
    ('2026-04-01', '2026-06-30')
    """
    if kind in _MONTHS:
        return _of_months(kind, day)
    first_day = week_first_day(day, week_start)
    return Span(SpanKind.WEEK, first_day, first_day + timedelta(days=6))


def _of_months(kind: SpanKind, day: date) -> Span:
    months = _MONTHS[kind]
    first = day.month - (day.month - 1) % months
    last = first + months - 1
    return Span(kind, date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """What a user says of a span: a kind and a day in it, or the first and the last day of their own choice."""

    kind: SpanKind
    day: date | None = None
    first_day: date | None = None
    last_day: date | None = None


def settle(draft: SpanDraft, today: date, week_start: WeekStart) -> Span:
    """Find the span that is meant, which has begun; without a day it is the present one.

    Raises RejectedError with every broken rule.

    >>> settle(SpanDraft(SpanKind.CUSTOM, None, date(2026, 1, 9)), date(2026, 1, 21), WeekStart.MONDAY).length
    13
    >>> settle(SpanDraft(SpanKind.YEAR, date(2027, 1, 1)), date(2026, 1, 21), WeekStart.MONDAY)
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: It is 2026-01-21 there; 2027-01-01 has not begun.
    """
    findings = Findings()
    if draft.kind is not SpanKind.CUSTOM:
        for name, given in (("from", draft.first_day), ("to", draft.last_day)):
            findings.require(given is None, (name,), Code.NOT_ALLOWED, "Only a custom span is given by its ends.")
        _check_begun(findings, "date", draft.day or today, today)
        findings.enforce()
        return of_kind(draft.kind, draft.day or today, week_start)
    first_day, last_day = draft.first_day or today, draft.last_day or today
    findings.require(draft.day is None, ("date",), Code.NOT_ALLOWED, "A custom span is given by its ends.")
    findings.require(draft.first_day is not None, ("from",), Code.MISSING, "Say from which day on.")
    _check_begun(findings, "from", first_day, today)
    if days.check_in_calendar(findings, "to", last_day):
        most = first_day + timedelta(days=MOST_DAYS - 1)
        findings.require(
            first_day <= last_day <= most, ("to",), Code.OUT_OF_RANGE, f"A span has 1 … {MOST_DAYS} days."
        )
    findings.enforce()
    return Span(SpanKind.CUSTOM, first_day, last_day)


def _check_begun(findings: Findings, field: str, day: date, today: date) -> None:
    days.check_recordable(findings, field, day, today)
