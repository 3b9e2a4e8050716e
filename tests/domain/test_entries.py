from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain import counters, entries, goals
from headway.domain.amounts import MOST
from headway.domain.entries import EntryDraft, EntryKind
from headway.domain.errors import Code, ConflictError, RejectedError
from tests.cast import NOW, TODAY
from tests.domain.test_counters import COUNTER, PLAIN, SAVING
from tests.domain.test_goals import PLACE, TOMORROW, YESTERDAY


def increment(goal, shown=Decimal(0), **said):
    """Tell the increment that a draft of today comes to."""
    draft = EntryDraft(**{"entry_date": TODAY, **said})
    return entries.check_new(goal, draft, shown, PLACE).value


def broken(goal, shown=Decimal(0), **said):
    with pytest.raises(RejectedError) as refused:
        increment(goal, shown, **said)
    return [(str(one.field[0]), one.code) for one in refused.value.broken]


def test_a_value_is_the_increment_itself():
    assert increment(SAVING, value=Decimal("12.50")) == Decimal("12.50")
    assert increment(SAVING, value=-MOST) == -MOST
    assert increment(PLAIN, value=Decimal(1), entry_date=date(1900, 1, 1), note="First\nday") == 1


def test_a_total_is_recorded_as_the_difference_to_what_is_shown():
    assert increment(SAVING, Decimal(40), total=Decimal(50)) == 10
    assert increment(SAVING, Decimal(40), total=Decimal("39.99")) == Decimal("-0.01")
    assert increment(SAVING, Decimal(40), total=Decimal(40)) == 0
    assert increment(PLAIN, Decimal(40), total=Decimal(0)) == -40


def test_a_total_corrects_the_days_that_a_counter_counts():
    assert increment(COUNTER, Decimal(23), total=Decimal(20)) == -3
    assert increment(COUNTER, Decimal(23), total=Decimal(23)) == 0
    assert broken(COUNTER, Decimal(23), total=Decimal(24)) == [("total", Code.NOT_ALLOWED)]


def test_a_counter_that_counts_its_days_takes_corrections_only():
    assert increment(COUNTER, value=Decimal(-3)) == -3
    assert broken(COUNTER, value=Decimal(1)) == [("value", Code.NOT_ALLOWED)]


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({}, "value", Code.MISSING),
        ({"value": Decimal(1), "total": Decimal(1)}, "total", Code.NOT_ALLOWED),
        ({"value": Decimal(0)}, "value", Code.ZERO),
        ({"value": Decimal("-0.00")}, "value", Code.ZERO),
        ({"value": Decimal("NaN")}, "value", Code.OUT_OF_RANGE),
        ({"value": Decimal("-Infinity")}, "value", Code.OUT_OF_RANGE),
        ({"value": MOST + 1}, "value", Code.OUT_OF_RANGE),
        ({"value": Decimal("0.001")}, "value", Code.TOO_PRECISE),
        ({"total": Decimal("NaN")}, "total", Code.OUT_OF_RANGE),
        ({"total": Decimal("1.005")}, "total", Code.TOO_PRECISE),
        ({"value": Decimal(1), "entry_date": TOMORROW}, "entry_date", Code.DAY_IN_FUTURE),
        ({"value": Decimal(1), "entry_date": date(1899, 12, 31)}, "entry_date", Code.OUT_OF_RANGE),
        ({"value": Decimal(1), "note": ""}, "note", Code.EMPTY),
        ({"value": Decimal(1), "note": "x" * 501}, "note", Code.TOO_LONG),
        ({"value": Decimal(1), "note": "a\x00"}, "note", Code.CONTROL_CHARACTER),
    ],
)
def test_a_broken_rule_is_named_with_its_field(said, field, code):
    assert broken(SAVING, **said) == [(field, code)]


def test_a_difference_that_cannot_be_kept_is_refused():
    assert broken(SAVING, -MOST, total=MOST) == [("total", Code.OUT_OF_RANGE)]


def test_all_broken_rules_are_listed_at_once():
    said = {"value": Decimal("0.001"), "entry_date": TOMORROW, "note": " "}
    assert broken(SAVING, **said) == [
        ("entry_date", Code.DAY_IN_FUTURE),
        ("note", Code.EMPTY),
        ("value", Code.TOO_PRECISE),
    ]


# -- changing what is recorded ------------------------------------------------------------------------------


def kept(goal, value, kind=EntryKind.ENTRY, day=YESTERDAY):
    return entries.make(EntryDraft(day, Decimal(value)), goal.id, UUID(int=9), kind, NOW)


def broken_edit(goal, entry, **changes):
    draft = replace(EntryDraft(entry.entry_date, entry.value, note=entry.note), **changes)
    try:
        entries.check_edit(goal, entry, draft, PLACE)
    except RejectedError as refused:
        return [(str(one.field[0]), one.code) for one in refused.broken]
    return []


def test_an_entry_may_change_its_value_day_and_note():
    entry = kept(SAVING, 5)
    assert broken_edit(SAVING, entry, value=Decimal(-7), entry_date=TODAY, note="Typo") == []
    edited = entries.edit(entry, EntryDraft(TODAY, Decimal(-7), note="Typo"), NOW)
    assert (edited.value, edited.entry_date, edited.note, edited.version) == (Decimal(-7), TODAY, "Typo", 2)


def test_the_changed_entry_keeps_the_rules_of_a_new_one():
    said = {"value": Decimal(0), "entry_date": TOMORROW, "note": "x" * 501}
    assert broken_edit(SAVING, kept(SAVING, 5), **said) == [
        ("entry_date", Code.DAY_IN_FUTURE),
        ("note", Code.TOO_LONG),
        ("value", Code.ZERO),
    ]
    assert broken_edit(SAVING, kept(SAVING, 5), value=None) == [("value", Code.MISSING)]


def test_an_entry_that_a_change_of_zone_put_after_today_keeps_its_day():
    assert broken_edit(SAVING, kept(SAVING, 5, day=TOMORROW), note="Still mine") == []


def test_the_value_of_a_reset_is_not_changed_by_hand():
    entry = kept(PLAIN, -5, EntryKind.RESET)
    assert broken_edit(PLAIN, entry, entry_date=TODAY, value=Decimal("-5.0")) == []
    assert broken_edit(PLAIN, entry, value=Decimal(-4)) == [("value", Code.NOT_ALLOWED)]


def test_a_superseded_entry_keeps_its_value():
    entry = replace(kept(COUNTER, 5), superseded=True)
    assert broken_edit(COUNTER, entry, note="From before", entry_date=TODAY) == []
    assert broken_edit(COUNTER, entry, value=Decimal(-4)) == [("value", Code.NOT_ALLOWED)]


def test_a_correction_on_a_counter_that_counts_days_stays_one():
    entry = kept(COUNTER, -3)
    assert broken_edit(COUNTER, entry, value=Decimal(-2)) == []
    assert broken_edit(COUNTER, entry, value=Decimal(2)) == [("value", Code.NOT_ALLOWED)]


# -- goals that take none -----------------------------------------------------------------------------------


def test_a_completed_counter_is_closed_and_a_completed_goal_is_not():
    with pytest.raises(ConflictError) as refused:
        entries.check_takes_entries(counters.complete(PLAIN, NOW, TODAY))
    assert refused.value.code is Code.GOAL_COMPLETED
    entries.check_takes_entries(goals.settle(SAVING, Decimal(5000), NOW, TODAY))


def test_an_archived_goal_takes_no_entries_but_lets_those_it_has_be_corrected():
    archived = goals.archive(SAVING, NOW, TODAY)
    with pytest.raises(ConflictError) as refused:
        entries.check_takes_entries(archived)
    assert refused.value.code is Code.GOAL_ARCHIVED
    entries.check_open(archived)
