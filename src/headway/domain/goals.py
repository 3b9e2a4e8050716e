"""Goals: a value to reach by a deadline, or a counter that runs on (rules, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from headway.domain import amounts, days, savings, text
from headway.domain.errors import Code, Findings


class GoalType(StrEnum):
    """The two kinds of goal."""

    TARGET_BASED = "TARGET_BASED"
    CONTINUOUS_COUNTER = "CONTINUOUS_COUNTER"


class GoalStatus(StrEnum):
    """Whether a goal is still being worked on."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it is kept; `current_value` is the sum of its entries (see `value_on` for counted days)."""

    id: UUID
    title: str
    goal_type: GoalType
    unit: str
    target_value: Decimal | None
    deadline: date | None
    start_date: date | None
    current_value: Decimal
    status: GoalStatus
    category_id: UUID | None
    counts_days: bool
    saved_per_day: Decimal | None
    saved_unit: str | None
    completed_at: datetime | None
    completed_on: date | None
    created_on: date
    archived_on: date | None
    deleted_at: datetime | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def is_counter(self) -> bool:
        """Tell a counter from a goal with a target."""
        return self.goal_type is GoalType.CONTINUOUS_COUNTER


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """What a user says of a goal. `current_value` and `status` only when it is created."""

    title: str
    goal_type: GoalType
    unit: str
    target_value: Decimal | None = None
    deadline: date | None = None
    start_date: date | None = None
    category_id: UUID | None = None
    counts_days: bool = False
    saved_per_day: Decimal | None = None
    saved_unit: str | None = None
    current_value: Decimal | None = None
    status: GoalStatus | None = None


# -- making and changing ------------------------------------------------------------------------------------


def check_new(draft: GoalDraft, place: Mapping[str, Any]) -> None:
    """Require what the type of goal needs and nothing that it has no use for; the deadline comes after today.

    `place` are the facts of today: today, timezone, dayStart. A counter has no target to be given with:

    >>> place = {"today": date(2026, 1, 21)}
    >>> check_new(GoalDraft("Days without alcohol", GoalType.CONTINUOUS_COUNTER, "days", Decimal(100)), place)
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: A counter has no target.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    _check_fields(findings, draft)
    if draft.deadline is not None:
        _check_deadline(findings, draft.deadline, place["today"])
    if draft.counts_days and draft.start_date is not None:
        days.check_recordable(findings, "start_date", draft.start_date, **place)
    _check_opening(findings, draft)
    findings.enforce()


def check_edit(goal: Goal, draft: GoalDraft, place: Mapping[str, Any], *, has_entries: bool) -> None:
    """Require of the changed goal what is required of a new one, but of what stays nothing that time has undone.

    An overdue goal can be renamed: only a new deadline has to come after today.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    _check_fields(findings, draft)
    findings.require(
        draft.goal_type is goal.goal_type or not has_entries,
        ("goal_type",),
        Code.TYPE_FIXED,
        "The type of a goal cannot change once it has entries.",
    )
    if draft.deadline is not None and draft.deadline != goal.deadline:
        _check_deadline(findings, draft.deadline, place["today"])
    if draft.counts_days and draft.start_date is not None and counts_differently(goal, draft):
        days.check_recordable(findings, "start_date", draft.start_date, **place)
    findings.enforce()


def _check_fields(findings: Findings, draft: GoalDraft) -> None:
    """Check what holds whenever a goal is written."""
    text.check(findings, "title", draft.title, limit=text.TITLE)
    text.check(findings, "unit", draft.unit, limit=text.UNIT)
    if draft.start_date is not None:
        days.check_in_calendar(findings, "start_date", draft.start_date)
    if draft.goal_type is GoalType.TARGET_BASED:
        _check_target_based(findings, draft)
    else:
        _check_counter(findings, draft)
    savings.check(findings, draft.saved_per_day, draft.saved_unit, counts_days=draft.counts_days)


def _check_target_based(findings: Findings, draft: GoalDraft) -> None:
    where = ("target_value",)
    if draft.target_value is None:
        findings.add(where, Code.MISSING, "A goal with a target needs its target.")
    elif amounts.check(findings, "target_value", draft.target_value):
        findings.require(draft.target_value > 0, where, Code.OUT_OF_RANGE, "A target is more than 0.")
    if draft.deadline is None:
        findings.add(("deadline",), Code.MISSING, "A goal with a target needs its deadline.")
    elif draft.start_date is not None:
        findings.require(
            draft.start_date <= draft.deadline,
            ("start_date",),
            Code.OUT_OF_RANGE,
            "A goal starts no later than its deadline.",
        )
    findings.require(not draft.counts_days, ("counts_days",), Code.NOT_ALLOWED, "Only a counter can count days.")


def _check_counter(findings: Findings, draft: GoalDraft) -> None:
    findings.require(draft.target_value is None, ("target_value",), Code.NOT_ALLOWED, "A counter has no target.")
    findings.require(draft.deadline is None, ("deadline",), Code.NOT_ALLOWED, "A counter has no deadline.")
    findings.require(
        not draft.counts_days or draft.start_date is not None,
        ("start_date",),
        Code.MISSING,
        "A counter that counts days needs the day it started.",
    )


def _check_deadline(findings: Findings, deadline: date, today: date) -> None:
    if days.check_in_calendar(findings, "deadline", deadline):
        findings.require(
            deadline > today, ("deadline",), Code.DEADLINE_PASSED, f"A deadline comes after today, {today}."
        )


def _check_opening(findings: Findings, draft: GoalDraft) -> None:
    """Check the value a goal is created with, and the status that follows from it."""
    value = draft.current_value
    if value is not None and not amounts.check(findings, "current_value", value):
        return
    if value is not None and draft.counts_days:
        findings.require(
            value <= 0, ("current_value",), Code.NOT_ALLOWED, "This counter counts its days by itself."
        )
    if draft.status is not None and (draft.target_value is None or draft.target_value.is_finite()):
        follows = _status(draft.goal_type, draft.target_value, value or amounts.ZERO)
        findings.require(
            draft.status is follows, ("status",), Code.NOT_ALLOWED, f"From its value follows {follows}."
        )


_SAID = (
    *("title", "goal_type", "unit", "target_value", "deadline", "start_date", "category_id"),
    *("counts_days", "saved_per_day", "saved_unit"),
)


def _said(of: Goal | GoalDraft) -> dict[str, Any]:
    return {name: getattr(of, name) for name in _SAID}


def make(draft: GoalDraft, id_: UUID, now: datetime, today: date) -> Goal:
    """Make a goal of a checked draft, still without entries; storage gives it its position."""
    return Goal(
        id=id_,
        **_said(draft),
        current_value=amounts.ZERO,
        status=GoalStatus.ACTIVE,
        completed_at=None,
        completed_on=None,
        created_on=today,
        archived_on=None,
        deleted_at=None,
        position=0,
        version=1,
        created_at=now,
        updated_at=now,
    )


def draft_of(goal: Goal) -> GoalDraft:
    """Say of a goal what its user said of it: what a change is merged with."""
    return GoalDraft(**_said(goal))


def counts_differently(goal: Goal, draft: GoalDraft) -> bool:
    """Tell whether a change makes the counter count other days than before, or begin or cease to."""
    if goal.counts_days != draft.counts_days:
        return True
    return draft.counts_days and goal.start_date != draft.start_date


def edit(goal: Goal, draft: GoalDraft, now: datetime) -> Goal:
    """Change what a user may change of a goal; its value and status follow later (`settle`)."""
    return edited(goal, now, **_said(draft))


def archive(goal: Goal, now: datetime, today: date) -> Goal:
    """Put a goal out of the way; one that is there already stays as it is."""
    return goal if goal.archived_on else edited(goal, now, archived_on=today)


def restore(goal: Goal, now: datetime) -> Goal:
    """Bring a goal back from the archive; one that is not in it stays as it is."""
    return edited(goal, now, archived_on=None) if goal.archived_on else goal


def edited(goal: Goal, now: datetime, **changes: Any) -> Goal:
    """Change a goal by its user's hand: a new version."""
    return replace(goal, version=goal.version + 1, updated_at=now, **changes)


# -- value and status ---------------------------------------------------------------------------------------


def settle(goal: Goal, total: Decimal, now: datetime, today: date) -> Goal:
    """Give a goal the sum of its entries and the status that follows.

    A goal with a target is completed while its sum is no less; when it was completed is kept as long as it is.
    A counter's status is its user's affair.

    Raises RejectedError when the sum is beyond what can be kept.

    >>> now, today = datetime(2026, 1, 21, 12), date(2026, 1, 21)
    >>> draft = GoalDraft("Save", GoalType.TARGET_BASED, "EUR", Decimal(100), date(2026, 12, 31))
    >>> reached = settle(make(draft, UUID(int=1), now, today), Decimal(100), now, today)
    >>> settle(reached, Decimal(250), datetime(2026, 2, 1), date(2026, 2, 1)).completed_on
    datetime.date(2026, 1, 21)
    >>> settle(reached, Decimal("99.99"), now, today).completed_on is None
    True
    """
    settled = replace(goal, current_value=amounts.require_sum(total), updated_at=now)
    if goal.is_counter:
        return settled
    status = _status(goal.goal_type, goal.target_value, total)
    if status is goal.status:
        return settled
    reached = status is GoalStatus.COMPLETED
    return replace(
        settled,
        status=status,
        completed_at=now if reached else None,
        completed_on=today if reached else None,
    )


def _status(goal_type: GoalType, target: Decimal | None, total: Decimal) -> GoalStatus:
    reached = goal_type is GoalType.TARGET_BASED and target is not None and total >= target
    return GoalStatus.COMPLETED if reached else GoalStatus.ACTIVE
