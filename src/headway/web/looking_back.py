"""Looking back: a span in words, what differs from the one before, and what a review begins with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from headway.domain.days import WeekStart, week_first_day
from headway.domain.insights.days import DayShare, MonthShare
from headway.domain.insights.figures import Figures
from headway.domain.insights.spans import Span, SpanKind, View
from headway.services.insights import HabitInsight, Insights
from headway.web.calendar import Month, weeks_of
from headway.web.words import Words, later

_MONTHS_IN_QUARTER = 3
_MOST_DAYS_DRAWN = 62
_WELL, _HARD = 0.8, 0.5
_MOST_WELL, _MOST_HARD = 5, 3

KINDS = {
    SpanKind.WEEK: later("Week"),
    SpanKind.MONTH: later("Month"),
    SpanKind.QUARTER: later("Quarter"),
    SpanKind.YEAR: later("Year"),
    SpanKind.CUSTOM: later("Any days"),
}


def title(words: Words, span: Span) -> str:
    """Name a span: by its days, or January 2026, quarter 1 of 2026, 2026."""
    year = span.first_day.year
    match span.kind:
        case SpanKind.MONTH:
            return f"{words.month(span.first_day.month)} {year}"
        case SpanKind.QUARTER:
            number = (span.first_day.month - 1) // _MONTHS_IN_QUARTER + 1
            return words.gettext("Quarter %(number)s of %(year)s", number=number, year=year)
        case SpanKind.YEAR:
            return str(year)
        case _:
            return words.span(span.first_day, span.last_day)


def held_against(words: Words, here: View, before: View) -> str:
    """Say what a span is compared with: while it is not over, as many days of the one before."""
    said = words.span(before.span.first_day, before.until)
    if here.until == here.span.last_day:
        return words.gettext("Compared with %(days)s.", days=said)
    return words.gettext("Not over yet, so compared with as many days before: %(days)s.", days=said)


def address(span: Span, page: str = "/insights") -> str:
    """Tell where a span is shown."""
    if page != "/insights":
        return f"{page}?date={span.first_day}"
    if span.kind is SpanKind.CUSTOM:
        return f"{page}?span=custom&from={span.first_day}&to={span.last_day}"
    return f"{page}?span={span.kind}&date={span.first_day}"


class Differences:
    """Says in words how much more or less something was than before."""

    def __init__(self, words: Words) -> None:
        """Keep the words."""
        self._words = words

    def rate(self, now: Figures, before: Figures | None) -> str:
        """Say by how many points of a hundred more or less was kept; nothing where one of them has no rate."""
        if before is None:
            return self._words.pgettext("not there before", "new")
        if now.rate is None or before.rate is None:
            return ""
        points = round(100 * now.rate) - round(100 * before.rate)
        if points > 0:
            return self._words.ngettext("%(num)s point more", "%(num)s points more", points)
        if points < 0:
            return self._words.ngettext("%(num)s point less", "%(num)s points less", -points)
        return self._words.gettext("as before")

    def number(self, now: Decimal | int, before: Decimal | int | None) -> str:
        """Say how much more or less it was."""
        if before is None:
            return self._words.pgettext("not there before", "new")
        amount = self._words.number(abs(Decimal(now) - Decimal(before)))
        if now > before:
            return self._words.gettext("%(amount)s more", amount=amount)
        if now < before:
            return self._words.gettext("%(amount)s less", amount=amount)
        return self._words.gettext("as before")


@dataclass(frozen=True, slots=True)
class Point:
    """A column of a chart: the day it stands on, its name, its share in percent, and what that is of."""

    day: date
    name: str
    percent: int
    due: int
    met: int


def points(words: Words, shown: Sequence[DayShare], week_start: WeekStart) -> list[Point]:
    """Put the days of a span, or where there are many its weeks, into columns; what asks for nothing has none.

    A week stands on its first day that is shown.
    """
    if len(shown) <= _MOST_DAYS_DRAWN:
        listed = [(words.day(one.day, "MMMEd"), [one]) for one in shown]
    else:
        weeks = groupby(shown, lambda one: week_first_day(one.day, week_start))
        listed = [(words.span(some[0].day, some[-1].day), some) for some in ([*week] for _, week in weeks)]
    found = (
        (name, some[0].day, sum(one.due for one in some), sum(one.met for one in some)) for name, some in listed
    )
    return [Point(day, name, round(100 * met / due), due, met) for name, day, due, met in found if due]


def months(words: Words, shown: Sequence[MonthShare]) -> list[Point]:
    """Put the months of a year into columns; what asks for nothing has none."""
    some = [one for one in shown if one.due]
    return [
        Point(one.first_day, words.month(one.first_day.month), round(100 * one.met / one.due), one.due, one.met)
        for one in some
    ]


class Heat(NamedTuple):
    """A day of a year: its words, and the share in percent of what it asked for; None where that was nothing."""

    label: str
    percent: int | None
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A year in rows of weekdays, each with its name and letter; above them its months."""

    months: Sequence[Month]
    rows: Sequence[tuple[str, str, Sequence[Heat | None]]]


def heat_map(words: Words, span: Span, shown: Sequence[DayShare], week_start: WeekStart) -> HeatMap:
    """Lay the days of a year out in weeks."""
    weeks = weeks_of(span.first_day, span.last_day, week_start)
    cells = {one.day: _heat(words, one) for one in shown}

    def cell(day: date) -> Heat | None:
        if not span.first_day <= day <= span.last_day:
            return None
        return cells.get(day) or Heat(words.day(day, "MMMMEEEEd"), None, is_ahead=True)

    rows = [
        (
            words.weekday(weeks[0][at].weekday(), "wide"),
            words.weekday(weeks[0][at].weekday(), "narrow"),
            [cell(week[at]) for week in weeks],
        )
        for at in range(len(weeks[0]))
    ]
    in_view = groupby(min(week[-1], span.last_day).month for week in weeks)
    months = ((words.month(number, "abbreviated"), len([*some])) for number, some in in_view)
    return HeatMap([Month(name, count, is_shown=count > 1) for name, count in months], rows)


def _heat(words: Words, one: DayShare) -> Heat:
    day = words.day(one.day, "MMMMEEEEd")
    if not one.due:
        return Heat(
            words.gettext("%(day)s: %(state)s", day=day, state=words.gettext("nothing due")), None, is_ahead=False
        )
    state = words.gettext("%(met)s of %(due)s done", met=one.met, due=one.due)
    label = words.gettext("%(day)s: %(state)s", day=day, state=state)
    return Heat(label, round(100 * one.met / one.due), is_ahead=False)


def went_well(found: Insights) -> list[HabitInsight]:
    """Choose the habits that were kept best, in that order."""
    well = [one for one in found.habits if one.figures.rate is not None and one.figures.rate >= _WELL]
    return sorted(well, key=lambda one: (_rate(one), one.figures.met), reverse=True)[:_MOST_WELL]


def was_hard(found: Insights) -> list[HabitInsight]:
    """Choose the habits that were kept least, in that order."""
    hard = [one for one in found.habits if one.figures.rate is not None and one.figures.rate < _HARD]
    return sorted(hard, key=_rate)[:_MOST_HARD]


def _rate(one: HabitInsight) -> float:
    return one.figures.rate or 0.0


def longest_streaks(found: Insights, most: int) -> list[HabitInsight]:
    """Choose the habits with the longest runs, counted in the days that they took."""
    some = [one for one in found.habits if one.longest is not None]
    return sorted(some, key=_days_taken, reverse=True)[:most]


def _days_taken(one: HabitInsight) -> int:
    return (one.longest.last_day - one.longest.first_day).days if one.longest else 0


def whole_days(shown: Sequence[DayShare]) -> int:
    """Count the days on which everything was done that they asked for."""
    return sum(one.due > 0 and one.met == one.due for one in shown)


def hours(found: Insights) -> Iterator[tuple[int, int]]:
    """List the hours of the day at which things were done, with how often."""
    return ((hour, count) for hour, count in enumerate(found.hours) if count)
