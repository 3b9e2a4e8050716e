"""The due days ahead: each is due, and nothing between them is, for every frequency."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.chains import Chain, Schedule
from headway.domain.chosen_days import ChosenDays
from headway.domain.days import LAST_DAY, ONE_DAY, WeekStart
from headway.domain.due import standing, window
from headway.domain.due_days import ahead
from headway.domain.pauses import PausedDays
from headway.domain.periods import Days, Months, Weeks
from headway.domain.streaks import Terms
from tests.domain.test_streaks_against_model import done_of, each_kind, terms_of
from tests.model.histories import each_day
from tests.model.strategies import days_around, histories, of_kind

WEDNESDAY = date(2026, 1, 21)


@each_kind
@given(data=st.data())
def test_each_is_due_when_those_before_it_were_done_and_nothing_between_is(kind: str, data: st.DataObject):
    history = data.draw(histories(of_kind(kind)))
    on = data.draw(days_around(history))
    terms = terms_of(history)
    since = window(terms.schedule, on, terms.paused).first_day
    lived = [day for day, _ in done_of(history) if day <= on]
    first_day = terms.first_day(lived[0] if lived else None)
    done = {one.day: one for one in done_of(history) if since <= one.day <= on}
    found = list(islice(ahead(terms, first_day, done, on), 4))
    for day in each_day(on, found[-1]) if found else []:
        here = standing(terms, first_day, done, day, today=day)
        assert here.due == (day in found), day
        if here.due:
            done[day] = done.get(day, 0) + max(1, here.quota - here.done if kind == "DAILY" else 1)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Days(3), [21, 22, 23]),
        (Weeks(1, WeekStart.MONDAY), [21, 26, 33]),
        (Months(1), [21, 32, 60]),
        (Chain(1, 3), [21, 24, 27]),
        (Chain(2, 7), [21, 22, 28]),
        (ChosenDays(lambda day: day.day == 1), [32, 60, 91]),
    ],
)
def test_they_are_counted_on_from_today(schedule: Schedule, expected: list[int]):
    terms = Terms(schedule, WEDNESDAY)
    found = islice(ahead(terms, WEDNESDAY, {}, WEDNESDAY), 3)
    assert [(day - date(2025, 12, 31)).days for day in found] == expected


def test_what_was_done_today_is_not_due_today():
    terms = Terms(Weeks(2, WeekStart.MONDAY), date(2026, 1, 1))
    found = islice(ahead(terms, terms.created_on, {WEDNESDAY: 1}, WEDNESDAY), 2)
    assert [day.day for day in found] == [22, 26]


@pytest.mark.parametrize("schedule", [Days(), Weeks(2, WeekStart.MONDAY), Chain(1, 3)])
def test_a_pause_without_end_leaves_nothing_due(schedule: Schedule):
    terms = Terms(schedule, WEDNESDAY, PausedDays([(WEDNESDAY, None)]))
    assert list(ahead(terms, WEDNESDAY, {}, WEDNESDAY)) == []


def test_they_end_with_the_calendar():
    found = list(ahead(Terms(Days(), WEDNESDAY), WEDNESDAY, {}, LAST_DAY - ONE_DAY))
    assert found == [LAST_DAY - ONE_DAY, LAST_DAY]
