"""The due days of a frequency that is being chosen, on every database."""

from datetime import date

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.errors import NotFoundError, RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import completions, due_days, habits, pauses
from tests.cast import Person


def january(day: int) -> date:
    return date(2026, 1, day)


THREE_A_WEEK = (FrequencyType.WEEKLY, {"timesPerWeek": 3})
EVERY_TEN_DAYS = (FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 10})


def test_a_habit_to_be_made_begins_today(ada: Person):
    with ada.at() as scope:
        assert due_days.ahead(scope, *THREE_A_WEEK, 4) == [january(day) for day in (21, 22, 23, 26)]


def test_what_was_done_and_paused_is_taken_into_account(ada: Person):
    with ada.at(january(1)) as scope:
        habit = habits.create(scope, HabitDraft("Plants", FrequencyType.WEEKLY, {"timesPerWeek": 1})).item.id
        completions.record(scope, habit, CompletionDraft(january(1)))
    with ada.at() as scope:
        completions.record(scope, habit, CompletionDraft(january(19)))
        pauses.create(scope, PauseDraft(january(22), january(23)))
        assert due_days.ahead(scope, *EVERY_TEN_DAYS, 1, habit) == [january(31)]
        assert due_days.ahead(scope, *THREE_A_WEEK, 4) == [january(day) for day in (21, 24, 25, 26)]


def test_a_frequency_that_is_none_and_a_habit_of_someone_else_are_refused(ada: Person, ben: Person):
    with ben.at() as scope:
        habit = habits.create(scope, HabitDraft("Gym", *THREE_A_WEEK)).item.id
    with ada.at() as scope:
        with pytest.raises(RejectedError):
            due_days.ahead(scope, FrequencyType.WEEKLY, {"timesPerWeek": 8}, 5)
        with pytest.raises(NotFoundError):
            due_days.ahead(scope, *THREE_A_WEEK, 5, habit)
