"""Recurrence rules in plain words: they ask for the same days as what is said in their place."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from headway.domain.days import WeekStart
from headway.domain.frequencies import FrequencyType, schedule
from headway.domain.periods import Calendar
from headway.web.recurrences import plainly
from headway.web.sentences import Sentences
from headway.web.words import words_for
from tests.model.strategies import rrule

WEDNESDAY = date(2026, 1, 21)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY", "every Wednesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "every 2 weeks on Monday"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "on day 1 and on the last day of each month"),
        ("FREQ=MONTHLY;BYDAY=2TU", "on the second Tuesday of each month"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14", "each year on 14 February"),
        ("FREQ=MONTHLY;BYDAY=MO", "by the rule FREQ=MONTHLY;BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=5MO", "by the rule FREQ=MONTHLY;BYDAY=5MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "by the rule FREQ=MONTHLY;BYMONTHDAY=-2"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", "by the rule FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1"),
        ("FREQ=WEEKLY;INTERVAL=100;BYDAY=MO", "by the rule FREQ=WEEKLY;INTERVAL=100;BYDAY=MO"),
        ("FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=30", "by the rule FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=30"),
    ],
)
def test_a_simple_rule_is_said_in_plain_words(rule: str, sentence: str):
    config = {"pattern": "RRULE", "rules": {"rrule": rule, "startDate": WEDNESDAY.isoformat()}}
    assert Sentences(words_for("en-GB", None)).frequency(FrequencyType.ADVANCED, config) == sentence


@given(rrule.filter(lambda rules: plainly(rules["rrule"], date.fromisoformat(rules["startDate"])) is not None))
def test_what_is_said_asks_for_the_days_of_the_rule(rules: dict[str, str]):
    start = date.fromisoformat(rules["startDate"])
    kind, config = plainly(rules["rrule"], start) or (FrequencyType.DAILY, {})
    if config.get("pattern") == "EVERY_N_WEEKS":
        return  # the week that it counts from is the rule's own
    said, ruled = (
        schedule(one, given, week_start=WeekStart.MONDAY, created_on=start)
        for one, given in ((kind, config), (FrequencyType.ADVANCED, {"pattern": "RRULE", "rules": rules}))
    )
    assert isinstance(said, Calendar)
    assert isinstance(ruled, Calendar)
    for at in range(800):
        day = start + timedelta(days=at)
        skipped = day.month != (day + timedelta(days=1)).month or (day.month, day.day) == (2, 28)
        assert said.counts(day) == ruled.counts(day) or skipped, day
