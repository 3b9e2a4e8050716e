"""Strength as the domain counts it, in one pass, against the model that judges each day anew."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.strength import Strengths, strengths
from tests.domain.against import done_of, phase_of, terms_of
from tests.model.changing import changed_histories, days_after_changes
from tests.model.histories import History
from tests.model.strategies import KINDS, days_around, histories, of_kind
from tests.model.strength import start
from tests.model.strength import strengths as judged

few = settings(max_examples=settings().max_examples // 3)


def counted(history: History, today: date) -> Strengths:
    told = [phase_of(one) for one in history.schedules]
    return strengths(told, terms_of(history), WeekStart(history.week_start), done_of(history), today)


def agree(history: History, today: date) -> None:
    found, expected = counted(history, today), judged(history, today)
    days = [found.first_day + ONE_DAY * at for at in range(len(found.values))]
    assert dict(zip(days, found.values, strict=True)) == pytest.approx(expected, abs=1e-9)
    assert found.start == start(history)


@pytest.mark.parametrize("kind", KINDS)
@few
@given(data=st.data())
def test_a_habit_is_as_strong_as_judging_each_day_anew_says(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    agree(history, data.draw(days_around(history)))


@pytest.mark.parametrize("kind", KINDS)
@few
@given(data=st.data())
def test_so_it_is_with_amounts_and_changes(kind: str, data: st.DataObject) -> None:
    history = data.draw(changed_histories([kind]))
    agree(history, data.draw(days_after_changes(history)))


@few
@given(data=st.data())
def test_so_it_is_when_it_changes_to_what_is_quite_different(data: st.DataObject) -> None:
    history = data.draw(changed_histories())
    agree(history, data.draw(days_after_changes(history)))
