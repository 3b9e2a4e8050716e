"""Progress entries: the increments that a goal's value is the sum of (rules, sections 5 and 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from headway.domain import amounts, days, text
from headway.domain.errors import Code, ConflictError, Findings
from headway.domain.goals import Goal, GoalStatus


class EntryKind(StrEnum):
    """What an entry records: progress, the return to zero, or a slip that resets nothing."""

    ENTRY = "ENTRY"
    RESET = "RESET"
    SLIP = "SLIP"


@dataclass(frozen=True, slots=True)
class Entry:
    """An increment on a day. A superseded one is history that no longer counts in the sum."""

    id: UUID
    goal_id: UUID
    value: Decimal
    entry_date: date
    note: str | None
    kind: EntryKind
    superseded: bool
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a user says of an entry: either the increment `value` or the new `total`."""

    entry_date: date
    value: Decimal | None = None
    total: Decimal | None = None
    note: str | None = None


Place = tuple[date, datetime, UUID]
"""Where an entry stands among its goal's: ordered by its day, then by when it was made, then by its id."""


def place_of(entry: Entry) -> Place:
    """Tell where an entry stands: what is recorded late, for an earlier day, stands before what was there already.

    >>> id_, night, morning = UUID(int=1), datetime(2026, 1, 21, 23), datetime(2026, 1, 22, 7)
    >>> relapse = make(EntryDraft(date(2026, 1, 21)), id_, id_, EntryKind.RESET, night)
    >>> forgotten = make(EntryDraft(date(2026, 1, 20), Decimal(5)), id_, id_, EntryKind.ENTRY, morning)
    >>> place_of(forgotten) < place_of(relapse)
    True
    """
    return entry.entry_date, entry.created_at, entry.id


def check_open(goal: Goal) -> None:
    """Require that entries may change: not those of a completed counter.

    Raises ConflictError (GOAL_COMPLETED).
    """
    if goal.is_counter and goal.status is GoalStatus.COMPLETED:
        raise ConflictError(Code.GOAL_COMPLETED, "This counter is completed; reopen it first.")


def check_takes_entries(goal: Goal) -> None:
    """Require that entries may be added: none to an archived goal or a completed counter.

    Raises ConflictError (GOAL_ARCHIVED or GOAL_COMPLETED).
    """
    if goal.archived_on is not None:
        raise ConflictError(Code.GOAL_ARCHIVED, "This goal is archived; restore it first.")
    check_open(goal)


def check_new(goal: Goal, draft: EntryDraft, shown: Decimal, place: Mapping[str, Any]) -> EntryDraft:
    """Require an increment or a new total, on a day that has begun, and give the draft with its increment.

    A total is against `shown`, the value that the goal shows now, whatever the entry's day: for a counter that
    counts its days that is days and sum together, what its user sees and corrects. The increment is 0 when the
    total is there already: then there is nothing to record.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    days.check_recordable(findings, "entry_date", draft.entry_date, **place)
    _check_note(findings, draft)
    field = "value" if draft.total is None else "total"
    increment = _increment(findings, draft, shown)
    if increment is not None:
        _check_increment(findings, field, goal, increment, zero=field == "total")
    findings.enforce()
    return replace(draft, value=increment, total=None)


def check_edit(goal: Goal, entry: Entry, draft: EntryDraft, place: Mapping[str, Any]) -> None:
    """Require of the changed entry what is required of a new one, but of what stays nothing that time has undone.

    The value of a reset follows from what was before it, and that of a superseded entry counts for nothing:
    neither can be changed.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    if draft.entry_date != entry.entry_date:
        days.check_recordable(findings, "entry_date", draft.entry_date, **place)
    _check_note(findings, draft)
    value = draft.value
    if value is None:
        findings.add(("value",), Code.MISSING, "An entry has a value.")
    elif amounts.check(findings, "value", value) and value != entry.value:
        findings.require(
            entry.kind is EntryKind.ENTRY and not entry.superseded,
            ("value",),
            Code.NOT_ALLOWED,
            "The value of this entry is not given by hand.",
        )
        _check_increment(findings, "value", goal, value)
    findings.enforce()


def check_mark(draft: EntryDraft, place: Mapping[str, Any]) -> None:
    """Require of a reset or a slip a day that has begun, and a readable note or none.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    days.check_recordable(findings, "day", draft.entry_date, **place)
    _check_note(findings, draft)
    findings.enforce()


def _check_note(findings: Findings, draft: EntryDraft) -> None:
    if draft.note is not None:
        text.check(findings, "note", draft.note, limit=text.NOTE, lines=True)


def _increment(findings: Findings, draft: EntryDraft, shown: Decimal) -> Decimal | None:
    """Tell the increment that a draft asks for, if it asks for one that can be."""
    if draft.value is None and draft.total is None:
        findings.add(("value",), Code.MISSING, "An entry has a value, or the new total.")
    elif draft.value is not None and draft.total is not None:
        findings.add(("total",), Code.NOT_ALLOWED, "Either the value or the new total.")
    elif draft.value is not None:
        return draft.value if amounts.check(findings, "value", draft.value) else None
    elif draft.total is not None:
        return draft.total - shown if amounts.check(findings, "total", draft.total) else None
    return None


def _check_increment(findings: Findings, field: str, goal: Goal, increment: Decimal, *, zero: bool = False) -> None:
    findings.require(zero or increment != 0, (field,), Code.ZERO, "An entry of 0 records nothing.")
    if goal.counts_days:
        findings.require(increment <= 0, (field,), Code.NOT_ALLOWED, "This counter counts its days by itself.")
    amounts.check_sum(findings, field, increment)


def make(draft: EntryDraft, goal_id: UUID, id_: UUID, kind: EntryKind, now: datetime) -> Entry:
    """Make an entry of a checked draft; without a value it is 0: a slip, or a reset not yet in its place."""
    return Entry(
        id=id_,
        goal_id=goal_id,
        value=amounts.exact(draft.value or amounts.ZERO),
        entry_date=draft.entry_date,
        note=draft.note,
        kind=kind,
        superseded=False,
        version=1,
        created_at=now,
        updated_at=now,
    )


def edit(entry: Entry, draft: EntryDraft, now: datetime) -> Entry:
    """Change what a user may change of an entry; what follows from its place comes later (see `resets`)."""
    value = entry.value if draft.value is None else amounts.exact(draft.value)
    return replace(
        entry,
        value=value,
        entry_date=draft.entry_date,
        note=draft.note,
        version=entry.version + 1,
        updated_at=now,
    )
