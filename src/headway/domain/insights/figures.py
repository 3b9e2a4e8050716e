"""Figures: what became of a habit in a span, period by period (docs/semantics/insights.md).

A period belongs to the span that holds its last day, so that the weeks of a quarter are those of its months. A
chain has no periods: there every day that has begun is one.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from headway.domain.chains import Chain
from headway.domain.days import ONE_DAY
from headway.domain.due import History, State, standing
from headway.domain.periods import Period
from headway.domain.streaks import Terms


class Judged(NamedTuple):
    """A period, or a day of a chain, and how it stands."""

    period: Period
    state: State


class Figures(NamedTuple):
    """How many periods were met, missed, excused, and are open; how often it was done, and how much of it.

    `amount` is in hundredths.
    """

    met: int = 0
    missed: int = 0
    excused: int = 0
    open: int = 0
    times: int = 0
    amount: int = 0

    @property
    def periods(self) -> int:
        """The number of periods."""
        return self.met + self.missed + self.excused + self.open

    @property
    def rate(self) -> float | None:
        """The share of met periods of those that could be missed and are decided; None when there were none.

        >>> Figures(met=3, missed=1, excused=2, open=1).rate
        0.75
        """
        decided = self.met + self.missed
        return self.met / decided if decided else None

    @property
    def sum(self) -> Decimal:
        """How much of it, as an amount."""
        return Decimal(self.amount).scaleb(-2)

    def __add__(self, other: object) -> "Figures":
        """Put the figures of two habits, or of two parts of a span, together."""
        if not isinstance(other, Figures):
            return NotImplemented
        return Figures(*(one + another for one, another in zip(self, other, strict=True)))


def add_up(some: Iterable[Figures]) -> Figures:
    """Put figures together."""
    return sum(some, Figures())


def judge(
    terms: Terms, first_day: date, history: History, span: Period, today: date, over: date
) -> Iterator[Judged]:
    """Judge the periods of a span that had begun by `today`, in order; what ended before `over` is over.

    None of them lies before the habit's `first_day`. The history holds the `needed` days.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Done, Weeks
    >>> terms = Terms(Weeks(1, WeekStart.MONDAY), date(2026, 1, 1))
    >>> done, span, today = date(2026, 1, 14), Period(date(2026, 1, 1), date(2026, 1, 31)), date(2026, 1, 21)
    >>> [(one.period.first_day.day, one.state.value) for one in judge(
    ...     terms, terms.created_on, {done: Done(done, 1)}, span, today, today)]
    [(29, 'EXCUSED'), (5, 'MISSED'), (12, 'MET'), (19, 'OPEN')]
    """
    day = max(span.first_day, first_day)
    chains: dict[Chain, _Links] = {}
    while day <= span.last_day:
        schedule = terms.on(day)
        period = Period(day, day) if isinstance(schedule, Chain) else schedule.period(day)
        if period is None and day <= today:
            day += ONE_DAY
            continue
        if period is None or period.last_day > span.last_day or period.first_day > today:
            return
        if isinstance(schedule, Chain):
            if schedule not in chains:
                chains[schedule] = _Links(schedule, terms, first_day, history)
            yield Judged(period, chains[schedule].state(day, over))
        else:
            yield Judged(period, _state(terms, first_day, history, period, over))
        day = period.last_day + ONE_DAY


def _state(terms: Terms, first_day: date, history: History, period: Period, over: date) -> State:
    """Judge a whole period by what is kept of its days."""
    days = (period.first_day + ONE_DAY * at for at in range(period.length))
    here = {day: history[day] for day in days if day in history}
    return standing(terms, first_day, here, period.last_day, over).state


class _Links:
    """How the days of a chain stand."""

    def __init__(self, chain: Chain, terms: Terms, first_day: date, history: History) -> None:
        """Note the completion days."""
        self._chain, self._paused, self._first_day = chain, terms.paused, first_day
        self._done_on = [day for day, one in history.items() if terms.is_done(one)]
        self._done = frozenset(self._done_on)

    def state(self, day: date, over: date) -> State:
        """Tell of a day whether the chain was kept on it: it was done then, or nothing was asked."""
        if day in self._done:
            return State.MET
        if day in self._paused:
            return State.EXCUSED
        if self._chain.holds(self._paused, self._done_on, day):
            return State.MET
        if day >= over:
            return State.OPEN
        return State.MISSED if self._chain.could_begin(self._paused, self._first_day, day) else State.EXCUSED
