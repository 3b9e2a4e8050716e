from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import goals
from headway.domain.amounts import MOST
from headway.domain.errors import Code, RejectedError
from headway.domain.goals import GoalDraft, GoalStatus, GoalType
from tests.cast import NOW, TODAY
from tests.goals import COUNTING, SAVE, SOBER

PLACE = {"today": TODAY, "zone": "Europe/Berlin", "dayStart": "00:00:00"}
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def broken(draft: GoalDraft) -> list[tuple[str, Code]]:
    return _broken(lambda: goals.check_new(draft, PLACE))


def broken_edit(kept: GoalDraft, *, has_entries: bool = False, **changes: Any) -> list[tuple[str, Code]]:
    """Make a goal long ago, change it today, and list the broken rules."""
    goal = goals.make(kept, UUID(int=1), NOW, date(2020, 1, 1))
    return _broken(lambda: goals.check_edit(goal, replace(kept, **changes), PLACE, has_entries=has_entries))


def _broken(check) -> list[tuple[str, Code]]:
    try:
        check()
    except RejectedError as refused:
        return [(str(one.field[0]), one.code) for one in refused.broken]
    return []


@pytest.mark.parametrize(
    "draft",
    [
        SAVE,
        SOBER,
        COUNTING,
        replace(SAVE, deadline=TOMORROW),
        replace(SAVE, start_date=SAVE.deadline),
        replace(SAVE, start_date=date(1900, 1, 1), deadline=date(2199, 12, 31)),
        replace(SAVE, target_value=Decimal("0.01")),
        replace(SAVE, target_value=MOST),
        replace(SAVE, title="x" * 255, unit="y" * 50),
        replace(SOBER, start_date=TOMORROW),
        replace(COUNTING, start_date=TODAY),
        replace(SAVE, current_value=Decimal(2250), status=GoalStatus.ACTIVE),
        replace(SAVE, current_value=Decimal(5000), status=GoalStatus.COMPLETED),
        replace(SAVE, current_value=Decimal("-3.50")),
        replace(SOBER, current_value=Decimal(23), start_date=date(2025, 10, 2), status=GoalStatus.ACTIVE),
        replace(COUNTING, current_value=Decimal(0)),
    ],
)
def test_what_keeps_every_rule_is_taken(draft):
    assert broken(draft) == []


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (replace(SAVE, title=" "), "title", Code.EMPTY),
        (replace(SAVE, title="x" * 256), "title", Code.TOO_LONG),
        (replace(SAVE, title="Save\n"), "title", Code.CONTROL_CHARACTER),
        (replace(SAVE, unit=""), "unit", Code.EMPTY),
        (replace(SAVE, unit="x" * 51), "unit", Code.TOO_LONG),
        (replace(SAVE, target_value=None), "target_value", Code.MISSING),
        (replace(SAVE, target_value=Decimal(0)), "target_value", Code.OUT_OF_RANGE),
        (replace(SAVE, target_value=Decimal(-1)), "target_value", Code.OUT_OF_RANGE),
        (replace(SAVE, target_value=MOST + 1), "target_value", Code.OUT_OF_RANGE),
        (replace(SAVE, target_value=Decimal("0.001")), "target_value", Code.TOO_PRECISE),
        (replace(SAVE, target_value=Decimal("NaN")), "target_value", Code.OUT_OF_RANGE),
        (replace(SAVE, deadline=None), "deadline", Code.MISSING),
        (replace(SAVE, deadline=TODAY), "deadline", Code.DEADLINE_PASSED),
        (replace(SAVE, deadline=date(2200, 1, 1)), "deadline", Code.OUT_OF_RANGE),
        (replace(SAVE, start_date=date(2027, 1, 1)), "start_date", Code.OUT_OF_RANGE),
        (replace(SAVE, start_date=date(1899, 12, 31)), "start_date", Code.OUT_OF_RANGE),
        (replace(SAVE, counts_days=True), "counts_days", Code.NOT_ALLOWED),
        (replace(SAVE, current_value=MOST + 1), "current_value", Code.OUT_OF_RANGE),
        (replace(SAVE, current_value=Decimal("0.005")), "current_value", Code.TOO_PRECISE),
        (replace(SAVE, current_value=Decimal("Infinity")), "current_value", Code.OUT_OF_RANGE),
        (replace(SAVE, status=GoalStatus.COMPLETED), "status", Code.NOT_ALLOWED),
        (replace(SAVE, current_value=Decimal(5000), status=GoalStatus.ACTIVE), "status", Code.NOT_ALLOWED),
        (replace(SOBER, target_value=Decimal(1)), "target_value", Code.NOT_ALLOWED),
        (replace(SOBER, deadline=date(2020, 1, 1)), "deadline", Code.NOT_ALLOWED),
        (replace(SOBER, status=GoalStatus.COMPLETED), "status", Code.NOT_ALLOWED),
        (replace(SOBER, counts_days=True), "start_date", Code.MISSING),
        (replace(COUNTING, start_date=TOMORROW), "start_date", Code.DAY_IN_FUTURE),
        (replace(COUNTING, current_value=Decimal(23)), "current_value", Code.NOT_ALLOWED),
    ],
)
def test_a_broken_rule_is_named_with_its_field(draft, field, code):
    assert (field, code) in broken(draft)


def test_all_broken_rules_are_listed_at_once():
    draft = GoalDraft("", GoalType.TARGET_BASED, "x" * 51, Decimal(-1), TODAY, date(2199, 1, 1), counts_days=True)
    assert broken(draft) == [
        ("title", Code.EMPTY),
        ("unit", Code.TOO_LONG),
        ("target_value", Code.OUT_OF_RANGE),
        ("start_date", Code.OUT_OF_RANGE),
        ("counts_days", Code.NOT_ALLOWED),
        ("deadline", Code.DEADLINE_PASSED),
        ("start_date", Code.DAY_IN_FUTURE),
    ]


def test_a_start_in_the_future_tells_what_day_it_is_there():
    with pytest.raises(RejectedError) as refused:
        goals.check_new(replace(COUNTING, start_date=TOMORROW), PLACE)
    assert refused.value.facts == PLACE


def test_an_overdue_goal_can_be_renamed_but_not_given_another_past_deadline():
    overdue = replace(SAVE, deadline=date(2025, 12, 31))
    assert broken_edit(overdue, title="Saved for vacation") == []
    assert broken_edit(overdue, deadline=date(2025, 12, 31)) == []
    assert broken_edit(overdue, deadline=date(2025, 12, 30)) == [("deadline", Code.DEADLINE_PASSED)]
    assert broken_edit(overdue, deadline=TOMORROW) == []


def test_a_counter_whose_start_a_change_of_zone_put_after_today_can_be_renamed():
    ahead = replace(COUNTING, start_date=TOMORROW)
    assert broken_edit(ahead, title="Sober") == []
    assert broken_edit(ahead, start_date=TOMORROW + timedelta(days=1)) == [("start_date", Code.DAY_IN_FUTURE)]


def test_the_type_stays_once_there_are_entries():
    as_counter: dict[str, Any] = {"goal_type": GoalType.CONTINUOUS_COUNTER, "target_value": None, "deadline": None}
    assert broken_edit(SAVE, **as_counter) == []
    assert broken_edit(SAVE, has_entries=True, **as_counter) == [("goal_type", Code.TYPE_FIXED)]
    assert broken_edit(SAVE, has_entries=True, title="Save more") == []


def test_changing_the_type_asks_for_what_the_new_one_needs():
    assert broken_edit(SOBER, goal_type=GoalType.TARGET_BASED) == [
        ("target_value", Code.MISSING),
        ("deadline", Code.MISSING),
    ]
    assert broken_edit(SAVE, goal_type=GoalType.CONTINUOUS_COUNTER) == [
        ("target_value", Code.NOT_ALLOWED),
        ("deadline", Code.NOT_ALLOWED),
    ]


texts = st.text(max_size=60) | st.just("x" * 256)
amounts = st.none() | st.decimals() | st.decimals(min_value=-10, max_value=10**8, places=2)
calendar = st.none() | st.dates()
drafts = st.builds(
    GoalDraft,
    title=texts,
    goal_type=st.sampled_from(GoalType),
    unit=texts,
    target_value=amounts,
    deadline=calendar,
    start_date=calendar,
    counts_days=st.booleans(),
    current_value=amounts,
    status=st.none() | st.sampled_from(GoalStatus),
)


@given(drafts)
def test_any_draft_is_either_taken_whole_or_refused_by_rules_and_never_fails_otherwise(draft):
    if broken(draft):
        return
    target_based = draft.goal_type is GoalType.TARGET_BASED
    assert target_based == (draft.target_value is not None) == (draft.deadline is not None)
    assert not draft.target_value or 0 < draft.target_value <= MOST
    assert not draft.deadline or draft.deadline > TODAY
    assert not (draft.deadline and draft.start_date) or draft.start_date <= draft.deadline
    assert not draft.counts_days or (not target_based and draft.start_date and draft.start_date <= TODAY)
    goal = goals.settle(goals.make(draft, UUID(int=1), NOW, TODAY), draft.current_value or Decimal(0), NOW, TODAY)
    assert draft.status in {None, goal.status}


@given(drafts)
def test_what_is_kept_can_be_kept_again(draft):
    if not broken(draft):
        goal = goals.make(draft, UUID(int=1), NOW, TODAY)
        long_after = {**PLACE, "today": date(2190, 1, 1)}
        goals.check_edit(goal, goals.draft_of(goal), long_after, has_entries=True)


# -- status -------------------------------------------------------------------------------------------------


def moments(*totals: int) -> list[tuple[str, int | None]]:
    """Give a goal of 100 these sums, one each day from the 1st, and tell status and day of completion."""
    goal = goals.make(replace(SAVE, target_value=Decimal(100)), UUID(int=1), NOW, TODAY)
    seen = []
    for number, total in enumerate(totals, start=1):
        day = date(2026, 1, number)
        goal = goals.settle(goal, Decimal(total), datetime(2026, 1, number, 9, tzinfo=UTC), day)
        assert goal.completed_on == (goal.completed_at and goal.completed_at.date())
        seen.append((goal.status.value, goal.completed_on.day if goal.completed_on else None))
    return seen


def test_a_goal_is_completed_from_the_moment_its_sum_reaches_the_target():
    assert moments(0, 99, 100, 150) == [("ACTIVE", None), ("ACTIVE", None), ("COMPLETED", 3), ("COMPLETED", 3)]


def test_a_goal_that_falls_back_is_active_and_may_be_completed_again_later():
    assert moments(100, 99, 100) == [("COMPLETED", 1), ("ACTIVE", None), ("COMPLETED", 3)]


def test_a_counter_is_never_completed_by_its_sum():
    goal = goals.make(SOBER, UUID(int=1), NOW, TODAY)
    assert goals.settle(goal, MOST, NOW, TODAY).status is GoalStatus.ACTIVE


def test_a_sum_that_cannot_be_kept_is_refused():
    goal = goals.make(SAVE, UUID(int=1), NOW, TODAY)
    with pytest.raises(RejectedError):
        goals.settle(goal, MOST + Decimal("0.01"), NOW, TODAY)


def test_archiving_is_an_edit_and_archiving_again_is_none():
    goal = goals.make(SAVE, UUID(int=1), NOW, TODAY)
    archived = goals.archive(goal, NOW, TODAY)
    assert (archived.archived_on, archived.version) == (TODAY, 2)
    assert goals.archive(archived, NOW, TOMORROW) is archived
    assert goals.restore(archived, NOW).archived_on is None
    assert goals.restore(goal, NOW) is goal
