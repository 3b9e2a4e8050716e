"""The worked examples of amounts and changed schedules, against the model that the code is compared with."""

from dataclasses import astuple
from datetime import date

import pytest

from tests.model.due import due_on
from tests.model.examples import HALF_AN_HOUR, TWENTY_KM, Example, amounts, daily, jan, weekly
from tests.model.examples_of_amounts import AMOUNTS
from tests.model.examples_of_chains import CHAINS
from tests.model.examples_of_changes import CHANGES
from tests.model.streaks import streak
from tests.model.strength import step, strength
from tests.model.wire import schedule_of_wire, wire_of_schedule


@pytest.mark.parametrize("example", [*CHANGES, *CHAINS, *AMOUNTS], ids=lambda example: example.name)
def test_a_worked_example_stands_as_it_was_counted_by_hand(example: Example) -> None:
    found = streak(example.history, example.today)
    assert (found.unit, found.current, found.longest) == (example.unit, example.current, example.longest)
    assert found.alive_until == example.alive_until
    assert [(unit, run.length) for unit, run in found.earlier] == list(example.earlier)
    assert (found.broken_by and astuple(found.broken_by)) == example.broken_by


@pytest.mark.parametrize("example", [*CHANGES, *CHAINS, *AMOUNTS], ids=lambda example: example.name)
def test_a_schedule_is_told_as_it_was_read(example: Example) -> None:
    assert [wire_of_schedule(schedule_of_wire(one)) for one in example.schedules] == list(example.schedules)


def due_days(example: Example) -> list[int]:
    return [day for day in range(5, 26) if due_on(example.history, jan(day), jan(25)).due]


def asked(*schedules, recorded, **more) -> Example:
    return Example("", schedules, recorded, jan(25), "WEEKS", 0, 0, None, **more)


def test_a_week_with_a_target_of_its_own_is_due_until_its_sum_is_reached():
    running = asked(weekly(1, None, TWENTY_KM), recorded=amounts({5: "12", 7: "8", 12: "20", 20: "19.99"}))
    assert due_days(running) == [5, 6, *range(19, 26)]
    assert due_on(running.history, jan(25), jan(25)).last_chance
    assert due_on(running.history, jan(25), jan(25)).reachable


def test_a_day_with_an_amount_stays_due_until_it_is_done():
    reading = asked(weekly(2, None, HALF_AN_HOUR), recorded=amounts({5: "29", 6: "30", 7: "10+20", 12: "30"}))
    assert due_days(reading) == [5, *range(13, 26)]
    assert due_on(reading.history, jan(17), jan(25)).last_chance is False
    assert due_on(reading.history, jan(18), jan(25)).last_chance
    daily_reading = asked(daily(None, HALF_AN_HOUR), recorded=amounts({20: "30", 21: "29.99"}))
    assert due_days(daily_reading) == [day for day in range(5, 26) if day != 20]


def test_what_is_left_of_a_week_is_asked_for_by_the_new_rule():
    changed = asked(daily(), weekly(3, jan(21)), recorded=[(jan(day), None, None) for day in (19, 20, 21, 22)])
    cut = due_on(changed.history, jan(23), jan(23))
    assert (cut.due, cut.done, cut.quota, cut.first_day, cut.last_day) == (True, 2, 3, jan(21), date(2026, 1, 25))
    assert (cut.state, due_on(changed.history, jan(25), jan(26)).state) == ("OPEN", "EXCUSED")


def test_strength_goes_on_over_a_change_and_its_window_looks_back():
    recorded = [(jan(day), None, None) for day in range(1, 15)]
    changed = asked(daily(), weekly(3, jan(15)), recorded=recorded, created_on=jan(1)).history
    daily_only = asked(daily(), recorded=recorded, created_on=jan(1)).history
    before = strength(changed, jan(14))
    assert before == strength(daily_only, jan(14))
    # 13 of the last 14 days are done, and 6 are asked for.
    assert strength(changed, jan(16)) == pytest.approx(step(before, 3 / 7, 1.0))
