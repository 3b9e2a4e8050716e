"""Runs: how long a habit had been kept up at the end of a span.

Of a run that goes on after the span, what it gained later is taken off: so the way is never longer than from the
span's end to the run's, however long the run is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from headway.domain.chains import Chain
from headway.domain.day_states import needed
from headway.domain.days import ONE_DAY
from headway.domain.due import History, State
from headway.domain.insights.figures import Judged, judge
from headway.domain.periods import Period, Unit
from headway.domain.streaks import Run, Streak, Terms


def counted_run(streak: Streak, unit: Unit, today: date) -> Run | None:
    """Give the last run as it stands; a period that can still be missed does not count yet."""
    run = streak.run(unit, today)
    if run is None or streak.undecided_until is None or today > streak.undecided_until:
        return run
    return replace(run, length=run.length - 1) if run.length > 1 else None


def touching(runs: Iterable[Run], span: Period) -> list[Run]:
    """List the runs that have a day in a span, in order."""
    found = [run for run in runs if run.first_day <= span.last_day and run.last_day >= span.first_day]
    return sorted(found, key=lambda run: run.first_day)


def newest(runs: Iterable[Run], end: date) -> Run | None:
    """Find the last run that had begun by a day."""
    return max((run for run in runs if run.first_day <= end), key=lambda run: run.first_day, default=None)


def gap(terms: Terms, run: Run, end: date) -> Period:
    """Find the days whose completions `length_at` looks at: those between the run's end and the span's."""
    return needed(terms, Period(min(run.last_day, end), max(run.last_day, end)))


def length_at(terms: Terms, first_day: date, run: Run, history: History, end: date) -> int:
    """Tell how long a run was at the end of a day, 0 once it was broken; the history holds the `gap`.

    >>> from headway.domain.periods import Days, Done
    >>> run = Run(date(2026, 1, 5), date(2026, 1, 20), 16, Unit.DAYS)
    >>> kept = {run.last_day - ONE_DAY * back: Done(run.last_day - ONE_DAY * back, 1) for back in range(15, -1, -1)}
    >>> [length_at(Terms(Days(), date(2026, 1, 1)), date(2026, 1, 1), run, kept, date(2026, 1, day))
    ...     for day in (11, 20, 21)]
    [7, 16, 0]
    """
    known = {day: one for day, one in history.items() if day <= end}
    around = gap(terms, run, end)
    then = _judged(terms, first_day, known, Period(run.last_day + ONE_DAY, around.last_day), end)
    if run.last_day <= end:
        is_broken = any(one.state is State.MISSED for one in then)
        return 0 if is_broken else run.length
    return max(0, run.length - _gained(terms, first_day, run, (known, history), end))


def _judged(terms: Terms, first_day: date, history: History, span: Period, end: date) -> list[Judged]:
    """Judge the periods that end in a span, as it was known at the end of a day."""
    return [*judge(terms, first_day, history, span, end, end + ONE_DAY)]


def _gained(terms: Terms, first_day: date, run: Run, known: tuple[History, History], end: date) -> int:
    """Count what a run gained after a day."""
    schedule = terms.on(run.last_day)
    if isinstance(schedule, Chain):
        gained = sum(end < day <= run.last_day and schedule.is_done(one) for day, one in known[1].items())
        return gained if run.length - gained >= schedule.on(end).times else run.length
    last_day = gap(terms, run, end).last_day
    span, later = Period(end + ONE_DAY, last_day), last_day + ONE_DAY
    now = judge(terms, first_day, known[1], span, later, later)
    before = {one.period for one in judge(terms, first_day, known[0], span, end, end + ONE_DAY) if _is_met(one)}
    return sum(_is_met(one) and one.period not in before for one in now)


def _is_met(one: Judged) -> bool:
    return one.state is State.MET


def longest(runs: Sequence[Run], unit: Unit, end: date, length: int) -> Run | None:
    """Find the longest run of a span, of the unit that was counted last; one that goes on had its `length` then."""
    seen = [replace(run, last_day=end, length=length) if run.last_day > end else run for run in runs]
    return max(
        (run for run in seen if run.length),
        key=lambda run: (run.unit is unit, run.length, run.first_day),
        default=None,
    )
