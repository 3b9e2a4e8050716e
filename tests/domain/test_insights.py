"""Looking back on spans: by examples, in parts, and against the model that judges each period by itself."""

from collections import Counter
from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain.day_states import DayState, needed, states
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.due import State
from headway.domain.errors import RejectedError
from headway.domain.insights import figures, runs, spans
from headway.domain.insights.figures import Figures, judge
from headway.domain.insights.spans import Span, SpanDraft, SpanKind
from headway.domain.periods import Days, Months, Period, Weeks
from headway.domain.phases import stretches
from headway.domain.streaks import Done, Run, Terms, fold
from tests.domain.against import done_of, terms_of
from tests.model.changing import changed_histories
from tests.model.due import state_on
from tests.model.histories import History
from tests.model.judgements import is_met
from tests.model.periods import chain, period_of, walk
from tests.model.strategies import KINDS, days_around, frequencies, histories, of_kind, week_starts

TODAY = date(2026, 1, 21)
each_kind = pytest.mark.parametrize("kind", KINDS)
fewer = settings(max_examples=settings().max_examples // 3)


# -- spans --------------------------------------------------------------------------------------------------


@given(day=st.dates(date(1905, 1, 1), date(2190, 1, 1)), kind=st.sampled_from(SpanKind), start=week_starts)
def test_spans_of_a_kind_follow_one_another_without_gaps(day, kind, start):
    span = (
        Span(kind, day, day + timedelta(days=8))
        if kind is SpanKind.CUSTOM
        else spans.of_kind(kind, day, WeekStart(start))
    )
    assert span.first_day <= day <= span.last_day
    assert span.before.last_day + ONE_DAY == span.first_day
    assert span.after.first_day == span.last_day + ONE_DAY
    assert span.before.after == span.after.before == span


@given(day=st.dates(date(1905, 1, 1), date(2190, 1, 1)), kind=st.sampled_from(SpanKind), later=st.integers(0, 400))
def test_a_span_is_held_against_no_more_days_than_it_has_had(day, kind, later):
    span = Span(kind, day, day) if kind is SpanKind.CUSTOM else spans.of_kind(kind, day, WeekStart.MONDAY)
    here, before = spans.views(span, day + timedelta(days=later))
    days = [(one.until - one.span.first_day).days + 1 for one in (here, before)]
    assert here.until <= here.today
    if here.until < span.last_day:
        assert days[1] == min(days[0], before.span.length)
    else:
        assert days[1] == before.span.length or here.today == span.last_day


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (SpanDraft(SpanKind.CUSTOM), ["from"]),
        (SpanDraft(SpanKind.CUSTOM, TODAY, TODAY, date(2026, 1, 20)), ["date", "to"]),
        (SpanDraft(SpanKind.CUSTOM, None, date(2025, 1, 1), TODAY), ["to"]),
        (SpanDraft(SpanKind.CUSTOM, None, date(2026, 1, 22)), ["from", "to"]),
        (SpanDraft(SpanKind.WEEK, date(2026, 1, 22), TODAY, TODAY), ["from", "to", "date"]),
        (SpanDraft(SpanKind.WEEK, date(1899, 1, 22)), ["date"]),
    ],
)
def test_what_is_no_span_is_refused_with_every_reason(draft, fields):
    with pytest.raises(RejectedError) as refused:
        spans.settle(draft, TODAY, WeekStart.MONDAY)
    assert [one.field[0] for one in refused.value.broken] == fields


# -- figures ------------------------------------------------------------------------------------------------


def known(history: History) -> tuple[Terms, list[Done], date | None]:
    """Give a history as the domain knows it, with the last day of its last met period."""
    terms, done = terms_of(history), done_of(history)
    return terms, done, fold(terms, done)[0].last_met


def judged(terms: Terms, done: list[Done], span: Period, today: date, last_met: date | None):
    looked_at = needed(terms, span)
    here = {one.day: one for one in done if looked_at.first_day <= one.day <= looked_at.last_day}
    first_day = terms.first_day(done[0].day if done else None)
    return [*judge(terms, first_day, here, span, today, max(today, last_met or today))]


def counted(found) -> Figures:
    counts = Counter(one.state for one in found)
    return Figures(counts[State.MET], counts[State.MISSED], counts[State.EXCUSED], counts[State.OPEN])


@st.composite
def span_near(draw: st.DrawFn, today: date) -> Period:
    first = today + draw(st.integers(-60, 3)) * ONE_DAY
    return Period(first, first + timedelta(days=draw(st.integers(0, 45))))


@given(data=st.data())
def test_the_figures_of_a_span_are_those_of_its_parts(data: st.DataObject) -> None:
    history = data.draw(st.one_of(changed_histories(), histories(frequencies())))
    terms, done, last_met = known(history)
    today = data.draw(days_around(history))
    span = data.draw(span_near(today))
    cut = span.first_day + timedelta(days=data.draw(st.integers(0, span.length - 1)))
    parts = [Period(span.first_day, cut - ONE_DAY), Period(cut, span.last_day)]
    whole = counted(judged(terms, done, span, today, last_met))
    assert whole == figures.add_up(
        counted(judged(terms, done, part, today, last_met)) for part in parts if part.length > 0
    )
    assert whole.periods == whole.met + whole.missed + whole.excused + whole.open


@each_kind
@fewer
@given(data=st.data())
def test_each_period_of_a_span_is_judged_as_by_itself(kind: str, data: st.DataObject) -> None:
    history: History = data.draw(histories(of_kind(kind)))
    today = data.draw(days_around(history))
    span = data.draw(span_near(today))
    terms, done, last_met = known(history)
    found = judged(terms, done, span, today, last_met)
    if chain(history):
        _agrees_with_the_calendar(found, terms, done, span, today, last_met)
        return
    expected, last = [], _last_met(history)
    over = max(today, last.last) if last else today
    for day in (span.first_day + ONE_DAY * at for at in range(span.length)):
        period = period_of(history, day)
        if period and period.last == day and period.first <= today and day >= history.first_day:
            expected.append((period.first, state_on(history, period, period.last, over).value))
    assert [(one.period.first_day, one.state.value) for one in found] == expected


def _agrees_with_the_calendar(found, terms, done, span, today, last_met):
    """A day of a chain is missed as its calendar shows it, and met when it was done."""
    here = {one.period.first_day: one.state for one in found}
    first_day = terms.first_day(done[0].day if done else None)
    looked_at = needed(terms, span)
    kept = [one for one in done if looked_at.first_day <= one.day <= looked_at.last_day]
    shown = states(terms, first_day, kept, span, today, last_met)
    days = [span.first_day + ONE_DAY * at for at in range(span.length)]
    assert [*here] == [day for day in days if first_day <= day <= today]
    for day, one in zip(days, shown, strict=True):
        if day in here:
            assert (one is DayState.MISSED) == (here[day] is State.MISSED)
            assert one is not DayState.DONE or here[day] is State.MET
            assert one is not DayState.PAUSED or here[day] is State.EXCUSED


def _last_met(history: History):
    if not history.days_done:
        return None
    periods = takewhile(lambda period: period.first <= history.days_done[-1], walk(history))
    return max((one for one in periods if is_met(history, one)), key=lambda one: one.last, default=None)


def test_a_change_of_frequency_leaves_each_part_to_its_own_rule():
    change = date(2026, 1, 14)
    (stretch,) = stretches([(None, Days()), (change, Weeks(2, WeekStart.MONDAY))])
    terms = Terms(stretch.schedule, date(2026, 1, 12), changed_on=change)
    done = [Done(date(2026, 1, day), 1) for day in (12, 19, 20)]
    found = judged(terms, done, Period(date(2026, 1, 1), date(2026, 1, 31)), TODAY, None)
    assert [(one.period.first_day.day, one.period.last_day.day, one.state.value) for one in found] == [
        (12, 12, "MET"),
        (13, 13, "MISSED"),
        (14, 18, "EXCUSED"),
        (19, 25, "MET"),
    ]


def test_there_is_no_rate_where_nothing_could_be_missed():
    assert Figures(excused=3, open=2).rate is None


# -- runs ---------------------------------------------------------------------------------------------------


@each_kind
@fewer
@given(data=st.data())
def test_a_run_at_the_end_of_a_span_is_the_streak_of_the_day_after(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    today = max([history.created_on, *history.days_done]) + data.draw(st.integers(1, 40)) * ONE_DAY
    _agree_at_the_end(history, today, today - data.draw(st.integers(1, 60)) * ONE_DAY)


@given(data=st.data())
def test_a_run_of_amounts_at_the_end_of_a_span_is_the_streak_of_the_day_after(data: st.DataObject) -> None:
    history = data.draw(changed_histories(most=1))
    today = max([history.created_on, *history.days_done]) + data.draw(st.integers(1, 40)) * ONE_DAY
    _agree_at_the_end(history, today, today - data.draw(st.integers(1, 60)) * ONE_DAY)


def _agree_at_the_end(history: History, today: date, end: date) -> None:
    terms, done, _ = known(history)
    streak, over = fold(terms, done)
    then, _ = fold(terms, [one for one in done if one.day <= end])
    last = runs.counted_run(streak, terms.schedule.unit, today)
    run = runs.newest([*over, *([last] if last else [])], end)
    if run is None:
        assert then.current(end + ONE_DAY) == 0
        return
    around = runs.gap(terms, run, end)
    gap = {one.day: one for one in done if around.first_day <= one.day <= around.last_day}
    first_day = terms.first_day(min((one.day for one in done if one.day <= end), default=None))
    assert runs.length_at(terms, first_day, run, gap, end) == then.current(end + ONE_DAY)


def test_the_longest_run_of_a_span_is_as_long_as_it_was_at_its_end():
    unit = Days().unit
    first, second = (
        Run(date(2026, 1, 1), date(2026, 1, 5), 5, unit),
        Run(date(2026, 1, 8), date(2026, 1, 20), 13, unit),
    )
    there = runs.touching([first, second], Period(date(2026, 1, 5), date(2026, 1, 11)))
    assert there == [first, second]
    assert runs.longest(there, unit, date(2026, 1, 11), 4) == first
    assert runs.longest(there, Months(1).unit, date(2026, 1, 20), 13) == second
