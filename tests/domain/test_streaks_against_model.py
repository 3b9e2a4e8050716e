"""Streaks as the domain counts them against the model that walks every day: whole histories, and step by step."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain import streaks
from headway.domain.days import ONE_DAY
from headway.domain.due import asked, asked_each, standing, window
from tests.domain.against import Kept, done_of, expected, said, terms_of
from tests.model.due import asked as asked_at_dawn
from tests.model.due import due_on
from tests.model.periods import unit
from tests.model.strategies import KINDS, TIMES, candidates, days_around, histories, of_kind

each_kind = pytest.mark.parametrize("kind", KINDS)
LATER = date(2026, 1, 1)
few = settings(max_examples=settings().max_examples // 3)


@each_kind
@few
@given(data=st.data())
def test_a_whole_history_gives_what_walking_every_day_gives(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    today = data.draw(days_around(history))
    terms = terms_of(history)
    streak, over = streaks.fold(terms, done_of(history))
    assert terms.schedule.unit.value == unit(history)
    told = said(terms, streak, over, today)
    assert told == expected(history, today, told)


@each_kind
@few
@given(data=st.data())
def test_what_is_due_on_a_day_follows_from_walking_its_period(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    day = data.draw(days_around(history))
    today = day + data.draw(st.one_of(st.just(0), st.integers(1, 40))) * ONE_DAY
    terms, model = terms_of(history), due_on(history, day, today)
    since = window(terms.schedule, day, terms.paused).first_day
    recent = {done.day: done for done in done_of(history) if done.day >= since}
    first_day = history.until(day).first_day
    found = standing(terms, first_day, recent, day, today)
    period = (found.period.first_day, found.period.last_day) if found.period else (None, None)
    assert (found.due, found.last_chance, found.reachable) == (model.due, model.last_chance, model.reachable)
    assert (found.paused, found.done, found.quota) == (model.paused, model.done, model.quota)
    assert (*period, found.state) == (model.first_day, model.last_day, model.state)
    assert asked(terms, first_day, recent, day) == asked_at_dawn(history, day)


@each_kind
@few
@given(data=st.data())
def test_recording_and_undoing_step_by_step_ends_where_the_whole_history_does(
    kind: str, data: st.DataObject
) -> None:
    history = data.draw(histories(of_kind(kind)))
    kept = Kept(replace(history, completions=()))
    days = [*candidates(history), *history.days_done]
    timed = history.config.get("allowMultiplePerDay", False)
    for _ in range(data.draw(st.integers(1, 30))):
        recorded = kept.history.completions
        if recorded and data.draw(st.integers(0, 3)) == 0:
            kept.undo(*data.draw(st.sampled_from(recorded)))
        else:
            at = data.draw(st.sampled_from(TIMES)) if timed else None
            day = data.draw(st.sampled_from(days)) + data.draw(st.sampled_from([0, 0, 0, 1])) * ONE_DAY
            if (day, at) not in recorded:
                kept.record(day, at)
        streak, over = streaks.fold(terms_of(kept.history), done_of(kept.history))
        assert (kept.streak, kept.runs) == (streak, over)


@each_kind
@few
@given(data=st.data())
def test_recording_day_after_day_never_reads_the_whole_history(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    kept = Kept(replace(history, completions=()))
    for day, at in sorted(history.completions, key=lambda one: (one[0], one[1] or time.min)):
        if day >= history.created_on:
            kept.record(day, at)
    assert kept.folds == 0
    told = said(terms_of(kept.history), kept.streak, kept.runs, LATER)
    assert told == expected(kept.history, LATER, told)


@each_kind
@few
@given(data=st.data())
def test_undoing_the_last_completion_right_away_reads_nothing_whole(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    late = [one for one in history.completions if one[0] >= history.created_on]
    if not late:
        return
    kept = Kept(replace(history, completions=()))
    for day, at in late:
        kept.record(day, at)
    before = kept.streak
    again = max(late)[0] + ONE_DAY
    kept.record(again, late[-1][1])
    kept.undo(again, late[-1][1])
    assert kept.folds == 0
    assert kept.streak == before


@each_kind
@few
@given(data=st.data())
def test_what_a_span_of_days_asks_for_is_what_each_of_them_does(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    terms, done = terms_of(history), {one.day: one for one in done_of(history)}
    first = data.draw(st.sampled_from(candidates(history)))
    span = [first + ONE_DAY * at for at in range(14)]
    lived = terms.first_day(min(done, default=None))
    each = [asked(terms, lived, done, day) for day in span]
    assert asked_each(terms, [lived] * len(span), done, span) == each
