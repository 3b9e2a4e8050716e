"""Strength as the domain counts it, in one pass, against the model that judges each day anew."""

from collections import Counter
from datetime import date
from decimal import Decimal
from os import environ

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain import phases
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.frequencies import FrequencyType
from headway.domain.pauses import PausedDays
from headway.domain.periods import Done
from headway.domain.phases import Phase
from headway.domain.strength import Strengths, strengths
from headway.domain.targets import AmountPer, Direction, Target
from tests.model.changing import changed_histories, days_after_changes
from tests.model.histories import History, Schedule
from tests.model.histories import Target as TargetOfModel
from tests.model.strategies import KINDS, days_around, histories, of_kind
from tests.model.strength import start
from tests.model.strength import strengths as judged

few = settings(max_examples=int(environ.get("FEW", settings().max_examples // 3)), deadline=None)


def phase_of(schedule: Schedule) -> Phase:
    kind = FrequencyType(schedule.frequency_type)
    return Phase(schedule.first_day, kind, schedule.config, schedule.target and target_of(schedule.target))


def target_of(target: TargetOfModel) -> Target:
    return Target(
        target.unit,
        target.amount,
        Direction(target.direction),
        AmountPer(target.per),
        clean_unless_logged=target.clean,
    )


def done_of(history: History) -> list[Done]:
    times: Counter[date] = Counter()
    amounts: Counter[date] = Counter()
    for day, at in history.completions:
        times[day] += 1
        amounts[day] += int(history.amounts.get((day, at), Decimal(0)).scaleb(2))
    return [Done(day, times[day], amounts[day]) for day in sorted(times)]


def counted(history: History, today: date) -> Strengths:
    of = [phase_of(schedule) for schedule in history.schedules]
    week_start = WeekStart(history.week_start)
    terms = phases.terms(of, history.created_on, week_start, PausedDays(history.pauses))
    return strengths(of, terms, week_start, done_of(history), today)


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
