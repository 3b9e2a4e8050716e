"""The pace of goals as it is kept: from entries and pauses in the database, against the model."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.domain.entries import EntryDraft
from headway.domain.pace import PaceState
from headway.domain.pauses import PauseDraft
from headway.services import entries, goals, habits, pauses, today
from tests.cast import NOW, TODAY
from tests.domain.test_pace import aims, decimal
from tests.domain.test_pace import day as after_start
from tests.goals import SAVE, SOBER, add, make, reset, shown
from tests.model import pace as model
from tests.model.pace import Aim
from tests.services.test_today import DAILY

START, DEADLINE = TODAY - timedelta(days=60), TODAY + timedelta(days=60)
BOOK = replace(SAVE, target_value=Decimal(300), start_date=START, deadline=DEADLINE)


def day(number):
    return TODAY + timedelta(days=number)


def pause(person, first, last, habit=None):
    with person.at() as scope:
        pauses.create(scope, PauseDraft(first, last, habit))


def agrees(view, aim):
    """Tell whether a goal's pace is what the model says of it."""
    pace = view.pace
    return (pace.state, pace.ahead, pace.needed_per_day, pace.forecast_day) == (
        model.state(aim, TODAY),
        model.ahead(aim, TODAY),
        model.needed_per_day(aim, TODAY),
        model.forecast(aim, TODAY),
    )


def everywhere(person, goal_id):
    """Show a goal by itself, in the list and in the day: the same each time."""
    view = shown(person, goal_id)
    with person.at(write=False) as scope:
        (listed,) = [one for one in goals.page(scope, limit=99).items if one.goal.id == goal_id]
        assert listed == view
        assert [one for one in today.show(scope).goals if one.goal.id == goal_id] == [view]
    return view


def test_a_goal_is_paced_by_its_entries_and_by_the_pauses_for_all(ada):
    goal = make(ada, BOOK).goal.id
    with ada.at() as scope:
        habit = habits.create(scope, DAILY).item.id
    recorded = [(day(number), Fraction(number + 71)) for number in range(-70, 1, 5)]
    for on, value in recorded:
        add(ada, goal, int(value), on)
    spans = [(day(-57), day(-50)), (day(-11), day(-9)), (day(0), day(0)), (day(20), day(26))]
    aim = Aim(START, DEADLINE, Fraction(1000), (), tuple(recorded))
    with ada.at() as scope:
        goals.edit(scope, goal, {"target_value": Decimal(1000)})
    assert agrees(everywhere(ada, goal), aim)
    pause(ada, day(-40), day(40), habit)
    assert agrees(everywhere(ada, goal), aim)
    for at, span in enumerate(spans, start=1):
        pause(ada, *span)
        assert agrees(everywhere(ada, goal), replace(aim, pauses=tuple(spans[:at])))
    pause(ada, day(40), None)
    assert agrees(everywhere(ada, goal), replace(aim, pauses=(*spans, (day(40), None))))


@given(aims(), st.integers(0, 130).map(after_start))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_recorded_and_paused_the_pace_is_as_the_model_says(ada, aim, on):
    aim = replace(aim, entries=tuple((when, value) for when, value in aim.entries if when <= on))
    draft = replace(BOOK, target_value=decimal(aim.target), start_date=aim.start, deadline=aim.deadline)
    with ada.at(aim.start - timedelta(days=1)) as scope:
        goal = goals.create(scope, draft).item.goal.id
    with ada.at(on) as scope:
        for when, value in aim.entries:
            entries.add(scope, goal, EntryDraft(when, decimal(value)))
        made = [pauses.create(scope, PauseDraft(*span)).item.id for span in aim.pauses]
    pace = shown(ada, goal, on).pace
    with ada.at(on) as scope:
        for one in made:
            pauses.remove(scope, one)
    assert (pace is not None) == model.has_pace(aim)
    if pace is not None:
        assert pace.state == model.state(aim, on)
        assert pace.ahead == model.ahead(aim, on)
        assert pace.needed_per_day == model.needed_per_day(aim, on)
        assert pace.forecast_day == model.forecast(aim, on)


def test_a_pause_of_years_ago_is_left_out_of_the_way_that_began_before_it(ada):
    goal = make(ada, replace(BOOK, start_date=day(-1500))).goal.id
    pause(ada, day(-1400), day(-1301))
    assert everywhere(ada, goal).pace.way.days == 1500 + 1 + 60 - 100


def test_what_was_recorded_before_the_way_began_is_had_but_tells_no_speed(ada):
    goal = make(ada, replace(BOOK, start_date=day(-9))).goal.id
    add(ada, goal, 100, day(-12))
    assert everywhere(ada, goal).pace.forecast_day is None
    add(ada, goal, 50, day(-9))
    assert everywhere(ada, goal).pace.forecast_day == day(30)


def test_a_reset_takes_the_forecast_with_it(ada):
    goal = make(ada, BOOK).goal.id
    add(ada, goal, 100, day(-20))
    assert everywhere(ada, goal).pace.forecast_day == day(56)
    reset(ada, goal)
    assert everywhere(ada, goal).pace.forecast_day is None


def test_another_users_pauses_and_entries_are_not_looked_at(ada, ben):
    goal = make(ada, BOOK).goal.id
    before = everywhere(ada, goal)
    add(ben, make(ben, BOOK).goal.id, 200, day(-3))
    pause(ben, day(-30), None)
    assert everywhere(ada, goal) == before


def test_a_counter_has_no_pace_and_a_goal_without_a_start_is_paced_from_the_day_it_was_made(ada):
    assert make(ada, SOBER).pace is None
    goal = make(ada, replace(SAVE, deadline=day(29), target_value=Decimal(300)))
    assert goal.pace.state is PaceState.ON_TRACK
    late = shown(ada, goal.goal.id, NOW + timedelta(days=1)).pace
    assert (late.state, late.ahead_days) == (PaceState.BEHIND, -1)


def test_a_goal_whose_days_are_all_paused_has_no_pace(ada):
    goal = make(ada, BOOK).goal.id
    pause(ada, START, None)
    assert everywhere(ada, goal).pace is None
