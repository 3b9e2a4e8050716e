"""Insights: everything over a span; and the reviews of a week and of a year."""

from datetime import date, timedelta
from typing import Any

from headway.domain.categories import Category
from headway.domain.days import week_first_day
from headway.domain.insights import days
from headway.domain.insights.spans import SpanDraft, SpanKind
from headway.services import categories, insights
from headway.services.insights import Insights
from headway.web import looking_back
from headway.web.call import Call, Page

_MOST_CATEGORIES = 200
_DAYS = timedelta(days=29)
_STREAKS = 5


def show(call: Call) -> Page:
    """Show everything over a week, a month, a quarter, a year, or days of one's own choice."""
    kind = _kind(call)
    first_day, last_day = _day(call, "from"), _day(call, "to")
    with call.scope() as scope:
        if kind is SpanKind.CUSTOM:
            draft = SpanDraft(kind, None, first_day or scope.today - _DAYS, last_day)
        else:
            draft = SpanDraft(kind, _day(call, "date"))
        found = insights.show(scope, draft)
        listed = [one.category for one in categories.page(scope, None, _MOST_CATEGORIES).items]
        week_start, today = scope.user.week_start, scope.today
    first = week_first_day(today, week_start).weekday()
    values = _values(call, found, "/insights", today) | {
        "kinds": looking_back.KINDS,
        "colors": _colors(listed),
        "points": looking_back.points(call.words, found.days, week_start),
        "weekdays": [*found.weekdays[first:], *found.weekdays[:first]],
        "hours": [*looking_back.hours(found)],
    }
    return Page("insights.html", values)


def week(call: Call) -> Page:
    """Show the review of a week: what went well, what was hard, and what comes."""
    with call.scope() as scope:
        found = insights.show(scope, SpanDraft(SpanKind.WEEK, _day(call, "date")))
        today = scope.today
    values = _values(call, found, "/review/week", today) | {
        "well": looking_back.went_well(found),
        "hard": looking_back.was_hard(found),
        "titles": {one.habit.id: one.habit.title for one in found.habits},
    }
    return Page("review-week.html", values)


def year(call: Call) -> Page:
    """Show a year in review."""
    with call.scope() as scope:
        found = insights.show(scope, SpanDraft(SpanKind.YEAR, _day(call, "date")))
        week_start, today = scope.user.week_start, scope.today
    values = _values(call, found, "/review/year", today) | {
        "best": days.best(found.months),
        "streaks": looking_back.longest_streaks(found, _STREAKS),
        "whole_days": looking_back.whole_days(found.days),
        "months": looking_back.months(call.words, found.months),
        "heat": looking_back.heat_map(call.words, found.here.span, found.days, week_start),
        "reached": [one for one in found.goals if one.reached],
    }
    return Page("review-year.html", values)


def _values(call: Call, found: Insights, page: str, today: date) -> dict[str, Any]:
    """Give what all of these pages show: the span, what it is held against, and the way to those beside it."""
    span = found.here.span
    return {
        "found": found,
        "span": span,
        "title": looking_back.title(call.words, span),
        "held_against": looking_back.held_against(call.words, found.here, found.before),
        "differences": looking_back.Differences(call.words),
        "earlier": looking_back.address(span.before, page),
        "later": looking_back.address(span.after, page) if span.last_day < today else None,
        "today": today,
    }


def _colors(listed: list[Category]) -> dict[Any, str | None]:
    return {one.id: one.color for one in listed}


def _kind(call: Call) -> SpanKind:
    """Read which kind of span is asked for; what is none is a week."""
    wanted = call.query.get("span", "")
    return SpanKind(wanted) if wanted in {str(one) for one in SpanKind} else SpanKind.WEEK


def _day(call: Call, name: str) -> date | None:
    """Read a day; what is none was not given."""
    try:
        return date.fromisoformat(call.query.get(name, ""))
    except ValueError:
        return None
