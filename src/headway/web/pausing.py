"""Pauses in words: which days they take, what they are, and how many skips a month has left."""

from collections.abc import Sequence
from datetime import date

from headway.domain.pauses import PausedSpan
from headway.domain.skips import Budget
from headway.web.words import Words

_MOST_TOLD = 3


class Pausing:
    """Makes sentences about pauses in the language of its words."""

    def __init__(self, words: Words) -> None:
        """Keep the words."""
        self._words = words

    def span(self, first: date, last: date | None, today: date) -> str:
        """Say which days: one, some, or all from one on; the year is said where it is not this one."""
        this_year = first.year == today.year == (last or first).year
        form = "MMMd" if this_year else "yMMMd"
        if last is None:
            return self._words.gettext("from %(day)s on", day=self._words.span(first, first, form))
        return self._words.span(first, last, form)

    def tell(self, span: PausedSpan, today: date) -> str:
        """Say what a span is, and which days it takes."""
        days = self.span(span.first_day, span.last_day, today)
        if span.is_archival:
            return self._words.gettext("Archived %(days)s", days=days)
        if span.is_skip:
            return self._words.gettext("Skipped on %(day)s", day=days)
        if span.habit_id is None:
            return self._words.gettext("All habits paused %(days)s", days=days)
        return self._words.gettext("Paused %(days)s", days=days)

    def state(self, span: PausedSpan) -> str:
        """Name in a word what a day of a span is."""
        if span.is_archival:
            return self._words.gettext("archived")
        return self._words.gettext("skipped") if span.is_skip else self._words.gettext("paused")

    def within(self, spans: Sequence[tuple[date, date | None]], today: date) -> str:
        """Say which days of a streak were paused: the last three spans, and how many more there are."""
        told = [self.span(first, last, today) for first, last in spans[-_MOST_TOLD:]]
        more = len(spans) - len(told)
        if more:
            told.append(self._words.ngettext("%(num)s more time", "%(num)s more times", more))
        return self._words.gettext("paused %(spans)s", spans=self._words.listed(told)) if told else ""

    def left(self, budget: Budget, today: date) -> str:
        """Say how many skips a month has left, and when there are new ones."""
        month = self._words.month(budget.month.first_day.month)
        if budget.left:
            return self._words.ngettext(
                "%(left)s of %(num)s skip left in %(month)s",
                "%(left)s of %(num)s skips left in %(month)s",
                budget.limit,
                left=self._words.number(budget.left),
                month=month,
            )
        renews = self.span(budget.renews_on, budget.renews_on, today)
        return self._words.gettext("No skips left in %(month)s; new ones come on %(day)s", month=month, day=renews)
