"""What the rules promise of all histories at once, tried on the model: else the rules contradict themselves."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.strategies import candidates, days_around, frequencies, histories, spans
from tests.model.streaks import streak


@given(st.data())
def test_adding_a_completion_never_lowers_a_streak(data: st.DataObject) -> None:
    history = data.draw(histories(frequencies()))
    today = data.draw(days_around(history))
    day = data.draw(st.sampled_from(candidates(history))) + data.draw(st.integers(-3, 3)) * ONE_DAY
    before = streak(history, today)
    after = streak(replace(history, completions=(*history.completions, (day, None))), today)
    assert after.longest >= before.longest
    assert after.current >= before.current or day > today


@given(st.data())
def test_adding_a_pause_never_lowers_a_streak(data: st.DataObject) -> None:
    history = data.draw(histories(frequencies()))
    today = data.draw(days_around(history))
    pause = data.draw(spans(candidates(history)))
    before = streak(history, today)
    after = streak(replace(history, pauses=(*history.pauses, pause)), today)
    assert after.longest >= before.longest
    assert after.current >= before.current


@given(st.data())
def test_alive_until_decides_whether_a_streak_is_current_on_any_day_after_it(data: st.DataObject) -> None:
    history = data.draw(histories(frequencies()))
    today = data.draw(days_around(history))
    found = streak(history, today)
    if found.runs and found.last_day == max(history.days_done):
        alive = found.alive_until is None or today <= found.alive_until
        assert (found.current > 0) is alive
        assert (found.broken_by is None) is alive


@given(st.data())
def test_one_time_in_so_many_days_is_every_so_many_days(data: st.DataObject) -> None:
    every = st.integers(1, 12).map(lambda n: ("CUSTOM_INTERVAL", {"intervalDays": n}))
    history = data.draw(histories(every))
    rolling = History(
        "ADVANCED",
        {"pattern": "TIMES_IN_DAYS", "rules": {"times": 1, "days": history.config["intervalDays"]}},
        history.created_on,
        history.completions,
        history.pauses,
    )
    today = data.draw(days_around(history))
    assert streak(rolling, today) == streak(history, today)
