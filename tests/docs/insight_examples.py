"""The examples about insights: what a row asks the domain, and how the answer is written."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from headway.domain.day_states import needed
from headway.domain.days import WeekStart
from headway.domain.due import State
from headway.domain.goals import GoalDraft, GoalType, make
from headway.domain.insights import figures, goals, runs, spans
from headway.domain.insights.figures import Figures
from headway.domain.insights.goals import Added
from headway.domain.insights.spans import Span, SpanDraft, SpanKind
from headway.domain.periods import Period
from headway.domain.streaks import fold
from tests.docs import habit_examples as habits
from tests.docs import notation as say

Cells = dict[str, str]


def compared(cells: Cells) -> Cells:
    """Tell what a span is, and what it is held against."""
    today = say.day(cells["today"])
    here, before = spans.views(_span(cells, today), today)
    return {
        "days": say.tell_span(here.span.first_day, here.span.last_day),
        "looked at": say.tell_span(here.span.first_day, here.until),
        "compared with": say.tell_span(before.span.first_day, before.until),
        "as it stood on": say.tell_day(before.today),
    }


def kept(cells: Cells) -> Cells:
    """Tell what became of a habit in a span."""
    terms, done, today = habits.terms_of(cells), habits.history_of(cells), habits.today_of(cells)
    span = Period(*_both(cells["in"]))
    streak, _ = fold(terms, done)
    looked_at = needed(terms, span)
    seen = {one.day: one for one in done if looked_at.first_day <= one.day <= looked_at.last_day}
    over = max(today, streak.last_met or today)
    first_day = terms.first_day(streak.first_completion)
    states = [one.state for one in figures.judge(terms, first_day, seen, span, today, over)]
    found = Figures(*(states.count(state) for state in (State.MET, State.MISSED, State.EXCUSED, State.OPEN)))
    return {
        "met": str(found.met),
        "missed": str(found.missed),
        "excused": str(found.excused),
        "open": str(found.open),
        "rate": say.NOTHING if found.rate is None else f"{found.rate:.0%}",
    }


def ended(cells: Cells) -> Cells:
    """Tell how long a habit had been kept up at the end of a day."""
    terms, done, today = habits.terms_of(cells), habits.history_of(cells), habits.today_of(cells)
    end, unit = say.day(cells["at the end of"]), terms.schedule.unit
    streak, over = fold(terms, done)
    last = runs.counted_run(streak, unit, today)
    run = runs.newest([*over, *([last] if last else [])], end)
    length = 0
    if run is not None:
        around = runs.gap(terms, run, end)
        seen = {one.day: one for one in done if around.first_day <= one.day <= around.last_day}
        length = runs.length_at(terms, terms.first_day(streak.first_completion), run, seen, end)
    return {"streak then": str(length), "streak now": str(streak.current(today))}


def clean(cells: Cells) -> Cells:
    """Tell what a counter that counts its days shows of a span."""
    start, today = say.day(cells["start"]), say.day(cells["today"])
    draft = GoalDraft("Days without", GoalType.CONTINUOUS_COUNTER, "days", start_date=start, counts_days=True)
    counter = make(draft, UUID(int=1), datetime(today.year, today.month, today.day), start)  # noqa: DTZ001 -- not looked at
    added = [Added(day, Decimal(0), resets=1) for day in say.days(cells["reset on"])]
    here, _ = spans.views(Span(SpanKind.CUSTOM, *_both(cells["in"])), today)
    found = goals.progress(counter, added, here)
    return {"clean days": str(found.clean_days), "resets": str(found.resets)}


def _both(cell: str) -> tuple[date, date]:
    first_day, last_day = say.span(cell)
    return first_day, last_day or first_day


def _span(cells: Cells, today: date) -> Span:
    kind, _, of = cells["span"].partition(" ")
    if kind == SpanKind.CUSTOM:
        return spans.settle(SpanDraft(SpanKind.CUSTOM, None, *_both(of)), today, WeekStart.MONDAY)
    return spans.settle(SpanDraft(SpanKind(kind), say.day(of.removeprefix("of "))), today, WeekStart.MONDAY)
