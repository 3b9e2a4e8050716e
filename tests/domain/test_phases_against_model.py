"""Changed habits and amounts as the domain counts them against the model that walks every day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain import streaks
from headway.domain.due import standing, window
from tests.domain.against import Kept, done_of, expected, said, terms_of
from tests.model.chains import times_and_days
from tests.model.changing import changed_histories, days_after_changes
from tests.model.due import due_on
from tests.model.examples import Example
from tests.model.examples_of_amounts import AMOUNTS
from tests.model.examples_of_chains import CHAINS
from tests.model.examples_of_changes import CHANGES
from tests.model.histories import History
from tests.model.periods import chain

many = settings(max_examples=settings().max_examples * 3)


def asks_for_other_times(history: History) -> bool:
    """Tell whether a chain follows one of another number of times: there the model tries stretches of its own."""
    both = zip(history.parts, history.parts[1:], strict=False)
    return any(chain(one) and chain(two) and times_and_days(one)[0] != times_and_days(two)[0] for one, two in both)


def is_ahead(history: History, today: date) -> bool:
    """Tell whether something is recorded after today, as a change of zone can have it, where a limit is kept."""
    limited = any(one.target and one.target.at_most for one in history.schedules)
    return limited and max(history.days_done, default=today) > today


@pytest.mark.parametrize("example", [*AMOUNTS, *CHANGES, *CHAINS], ids=lambda one: one.name)
def test_an_example_counted_by_hand(example: Example) -> None:
    terms = terms_of(example.history)
    streak, over = streaks.fold(terms, done_of(example.history))
    found = (terms.schedule.unit.value, streak.current(example.today), streak.longest(example.today))
    assert found == (example.unit, example.current, example.longest)
    told = said(terms, streak, over, example.today)
    assert told == expected(example.history, example.today, told)


@many
@given(data=st.data())
def test_a_changed_history_gives_what_walking_every_day_gives(data: st.DataObject) -> None:
    history = data.draw(changed_histories())
    today = data.draw(days_after_changes(history))
    if asks_for_other_times(history) or is_ahead(history, today):
        return
    terms = terms_of(history)
    streak, over = streaks.fold(terms, done_of(history))
    told = said(terms, streak, over, today)
    assert told == expected(history, today, told)


@many
@given(data=st.data())
def test_a_day_asks_for_what_is_left_of_its_period(data: st.DataObject) -> None:
    history = data.draw(changed_histories())
    if any(one.target and one.target.at_most for one in history.schedules):
        return  # what an upper limit asks for is told by examples
    day = data.draw(days_after_changes(history))
    terms, model = terms_of(history), due_on(history, day, day)
    since = window(terms.on(day), day, terms.paused).first_day
    recent = {one.day: one for one in done_of(history) if one.day >= since}
    found = standing(terms, terms.first_day(min(history.until(day).days_done, default=None)), recent, day, day)
    assert (found.due, found.reachable, found.paused, found.state) == (
        model.due, model.reachable, model.paused, model.state,
    )  # fmt: skip


@many
@given(data=st.data())
def test_recording_and_undoing_in_a_changed_habit_ends_where_the_whole_history_does(data: st.DataObject) -> None:
    history = data.draw(changed_histories())
    told = list(history.completions)
    kept = Kept(replace(history, completions=()))
    kept.follow(None)
    for _ in range(data.draw(st.integers(1, 25))):
        recorded = kept.history.completions
        if recorded and data.draw(st.integers(0, 2)) == 0:
            kept.undo(*data.draw(st.sampled_from(recorded)))
        elif told:
            one = data.draw(st.sampled_from(told))
            if one not in recorded:
                kept.record(*one)
        streak, over = streaks.fold(terms_of(kept.history), done_of(kept.history))
        assert (kept.streak, kept.runs) == (streak, over)
