"""Recurrence rules pick the days that dateutil picks, and nobody waits for one that never comes."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from headway.domain.errors import Code
from headway.domain.frequencies.kinds import UnfitError
from headway.domain.frequencies.recurrence_text import RecurrenceRule, read

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
SPAN = 800


def listed(part: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(
        lambda some: f"{part}=" + ",".join(map(str, some))
    )


def either_way(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most) | st.integers(-most, -1)


# Weekdays with and without ordinals side by side are one list to the RFC, and two to dateutil.
weekdays = listed("BYDAY", st.sampled_from(DAYS)) | listed(
    "BYDAY",
    st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), st.sampled_from(DAYS)).map(lambda one: f"{one[0]}{one[1]}"),
)
parts = st.tuples(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]).map("FREQ={}".format),
    st.none() | st.sampled_from([1, 2, 3, 4, 7, 12]).map("INTERVAL={}".format),
    st.none() | listed("BYMONTH", st.integers(1, 12)),
    st.none() | listed("BYMONTHDAY", either_way(31)),
    st.none() | weekdays,
    st.none() | listed("BYYEARDAY", either_way(366)),
    # Its weeks 53 and those counted from the end go wrong at the turn of a year in dateutil.
    st.none() | listed("BYWEEKNO", st.integers(1, 51)),
    st.none() | listed("BYSETPOS", either_way(5)),
    st.none() | st.sampled_from(DAYS).map("WKST={}".format),
)
rules = parts.map(lambda some: ";".join(part for part in some if part))


@given(rules, st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_it_picks_the_days_that_dateutil_picks(text: str, start: date) -> None:
    try:
        holds = read(text).starting(start)
    except UnfitError:
        assume(False)  # not a rule at all
    ours = [day for day in (start + timedelta(days=at) for at in range(SPAN)) if holds(day)]
    assume(ours)  # dateutil looks for the first one until the year 9999
    until = f"{start + timedelta(days=SPAN - 1):%Y%m%d}T000000"
    theirs = rrulestr(f"{text};UNTIL={until}", dtstart=datetime.combine(start, time()))
    assert ours == [found.date() for found in theirs]


@given(st.text(alphabet="FREQ=DAILYWKMONTHBUSP;,-+0123456789 \u00e9\u0000", max_size=60) | st.text())
def test_any_text_is_a_rule_or_is_told_why_not(text: str) -> None:
    with suppress(UnfitError):
        assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.PATTERN),
        ("FREQ", Code.OUT_OF_RANGE),
        ("INTERVAL=2", Code.MISSING),
        ("FREQ=DAILY;", Code.PATTERN),
        ("RRULE:FREQ=DAILY", Code.PATTERN),
        ("FREQ=DAILY\nBYDAY=MO", Code.OUT_OF_RANGE),
        ("FREQ=DAILY;INTERVAL=367", Code.OUT_OF_RANGE),
        ("FREQ=DAILY;INTERVAL=\u0661", Code.PATTERN),
        ("FREQ=DAILY;BYMONTH=0", Code.OUT_OF_RANGE),
        ("FREQ=DAILY;BYMONTH=-1", Code.OUT_OF_RANGE),
        ("FREQ=MONTHLY;BYMONTHDAY=32", Code.OUT_OF_RANGE),
        ("FREQ=MONTHLY;BYDAY=0MO", Code.OUT_OF_RANGE),
        ("FREQ=MONTHLY;BYDAY=MO,", Code.OUT_OF_RANGE),
        ("FREQ=WEEKLY;WKST=MON", Code.OUT_OF_RANGE),
        ("FREQ=MONTHLY;BYSETPOS=1", Code.NOT_ALLOWED),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1", Code.NOT_ALLOWED),
        ("FREQ=MONTHLY;BYWEEKNO=1", Code.NOT_ALLOWED),
        ("FREQ=MONTHLY;BYYEARDAY=1", Code.NOT_ALLOWED),
        ("FREQ=WEEKLY;BYMONTHDAY=1", Code.NOT_ALLOWED),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", Code.NOT_ALLOWED),
        ("FREQ=DAILY" + ";" * 500, Code.TOO_LONG),
    ],
)
def test_what_is_no_rule_is_told_why(text: str, code: Code) -> None:
    with pytest.raises(UnfitError) as refusal:
        RecurrenceRule().read(text)
    assert refusal.value.code is code


def test_a_day_of_the_last_week_of_the_year_before_belongs_to_that_week() -> None:
    """The first of January 2011 lies in week 52 of 2010, which had no week 53."""
    holds = read("FREQ=YEARLY;BYWEEKNO=53").starting(date(2010, 1, 1))
    assert not holds(date(2011, 1, 1))
    assert holds(date(2016, 1, 1))
