"""What the rules promise of all changed habits and amounts, tried on the model."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.changing import (
    ONE_DAY_KINDS,
    changed_histories,
    changed_to_itself,
    days_after_changes,
    days_worth_recording,
)
from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.periods import chain, unit
from tests.model.strategies import spans
from tests.model.streaks import streak
from tests.model.strength import strengths


def at_most(history: History) -> bool:
    return any(one.target and one.target.at_most for one in history.schedules)


def chains(history: History) -> int:
    return sum(1 for part in history.parts if chain(part))


def changed_to_the_same(data: st.DataObject, history: History, today: date) -> History | None:
    """Change a habit to what it is already, on a day after its other changes."""
    day = today - data.draw(st.integers(0, 20)) * ONE_DAY
    return changed_to_itself(history, day) if history.since is None or history.since < day else None


@pytest.mark.parametrize("kind", ["DAILY", "TIMES_IN_DAYS", "CUSTOM_INTERVAL", *ONE_DAY_KINDS])
@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_a_change_to_the_same_changes_nothing_where_no_period_is_cut(kind: str, data: st.DataObject) -> None:
    history = data.draw(changed_histories([kind], most=2))
    today = data.draw(days_after_changes(history))
    changed = changed_to_the_same(data, history, today)
    if changed and unit(history) != "INTERVALS":
        assert streak(changed, today) == streak(history, today)


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_a_change_to_the_same_makes_a_habit_neither_stronger_nor_weaker(data: st.DataObject) -> None:
    history = data.draw(changed_histories(["DAILY", "WEEKLY", "WEEKDAYS_ONLY", "TIMES_IN_DAYS"], most=2))
    today = data.draw(days_after_changes(history))
    changed = changed_to_the_same(data, history, today)
    if changed:
        assert strengths(changed, today) == strengths(history, today)


@given(st.data())
def test_a_change_to_the_same_only_excuses(data: st.DataObject) -> None:
    history = data.draw(changed_histories(["WEEKLY", "MONTHLY", "CUSTOM_INTERVAL"], most=1))
    today = data.draw(days_after_changes(history))
    changed = changed_to_the_same(data, history, today)
    before, after = streak(history, today), streak(changed or history, today)
    assert after.longest >= before.longest - (unit(history) == "INTERVALS")
    assert after.current >= before.current


@given(st.data())
def test_alive_until_decides_whether_a_changed_streak_is_current(data: st.DataObject) -> None:
    history = data.draw(changed_histories())
    today = data.draw(days_after_changes(history))
    found = streak(history, today)
    assert found.longest >= found.current
    assert found.unit == unit(history)
    if found.runs and not any(one.target and one.target.clean for one in history.schedules):
        alive = found.alive_until is None or today <= found.alive_until
        assert (found.current > 0) is alive
        assert (found.broken_by is None) is alive


@given(st.data())
def test_adding_a_completion_never_lowers_a_changed_streak(data: st.DataObject) -> None:
    """Except at most so much, and several chains: a gap that contains the change is judged by the larger."""
    history = data.draw(changed_histories())
    today = data.draw(days_after_changes(history))
    if at_most(history) or chains(history) > 1:
        return
    day = data.draw(st.sampled_from(days_worth_recording(history))) + data.draw(st.integers(-3, 3)) * ONE_DAY
    before = streak(history, today)
    after = streak(replace(history, completions=(*history.completions, (day, None))), today)
    assert after.longest >= before.longest
    assert after.current >= before.current or day > today


@given(st.data())
def test_adding_a_pause_never_lowers_a_changed_streak(data: st.DataObject) -> None:
    """Except of clean days, of which only unpaused ones are counted."""
    history = data.draw(changed_histories())
    today = data.draw(days_after_changes(history))
    if any(one.target and one.target.clean for one in history.schedules):
        return
    pause = data.draw(spans(days_worth_recording(history)))
    before = streak(history, today)
    after = streak(replace(history, pauses=(*history.pauses, pause)), today)
    assert after.longest >= before.longest
    assert after.current >= before.current


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_strength_lies_between_nothing_and_all(data: st.DataObject) -> None:
    history = data.draw(changed_histories())
    today = data.draw(days_after_changes(history))
    assert all(0 <= one <= 1 for one in strengths(history, today).values())
