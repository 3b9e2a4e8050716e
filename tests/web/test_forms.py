"""Forms: read field by field; what cannot be read is told, all of it at once."""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.errors import RejectedError
from headway.domain.goals import GoalType
from headway.web import forms
from headway.web.forms import MOST_FIELDS, Form
from headway.web.words import words_for

WORDS = words_for("en-GB", None)


def form(body: str) -> Form:
    return forms.read(body.encode(), WORDS)


def test_every_kind_of_field_is_read():
    sent = form(
        "title=+Read++&note=one%0D%0Atwo&day=2026-01-21&at=07%3A30&value=1%2C250.50&times=3&kind=TARGET_BASED"
        "&id=0190a0a0-ada0-7000-8000-000000000001&days=MON&days=FRI&days=&box=on&password=+a+b+"
    )
    assert sent.text("title") == "Read"
    assert sent.text("note") == "one\ntwo"
    assert sent.day("day") == date(2026, 1, 21)
    assert sent.time("at") == time(7, 30)
    assert sent.amount("value") == Decimal("1250.50")
    assert sent.whole("times") == 3
    assert sent.choice("kind", GoalType) is GoalType.TARGET_BASED
    assert sent.id("id") == UUID("0190a0a0-ada0-7000-8000-000000000001")
    assert sent.several("days") == ["MON", "FRI"]
    assert sent.flag("box")
    assert not sent.flag("other")
    assert sent.secret("password") == " a b "
    sent.enforce()


def test_what_is_empty_or_was_not_sent_is_none():
    sent = form("title=++&value=")
    for value in (sent.text("title"), sent.amount("value"), sent.day("day"), sent.whole("times"), sent.id("id")):
        assert value is None
    sent.enforce()


def test_everything_that_cannot_be_read_is_told_at_once():
    sent = form("day=21.1.&at=25:00&value=much&times=3.5&kind=OTHER&id=7")
    sent.day("day"), sent.time("at"), sent.amount("value")
    sent.whole("times"), sent.choice("kind", GoalType), sent.id("id")
    with pytest.raises(RejectedError) as refused:
        sent.enforce()
    assert [one.field for one in refused.value.broken] == [
        ("day",),
        ("at",),
        ("value",),
        ("times",),
        ("kind",),
        ("id",),
    ]


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=%FF", b"&".join([b"a=1"] * (MOST_FIELDS + 1))])
def test_what_no_form_sends_is_refused(body: bytes):
    with pytest.raises(RejectedError):
        forms.read(body, WORDS)


@given(st.binary(max_size=200))
def test_whatever_is_sent_is_read_or_refused(body: bytes):
    try:
        sent = forms.read(body, WORDS)
        for name in list(sent.fields):
            sent.text(name), sent.day(name), sent.time(name), sent.amount(name), sent.whole(name), sent.id(name)
        sent.enforce()
    except RejectedError:
        pass
