"""Completions: that a habit was done on a day, and at what time (rules, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from headway.domain import amounts, days, text
from headway.domain.errors import Code, Findings
from headway.domain.phases import Phase


@dataclass(frozen=True, slots=True)
class Completion:
    """A habit done on a day; the time is a wall time and stands only where several a day are kept.

    The `amount` is how much was done, in the unit of the habit's target, where it has one.
    """

    id: UUID
    habit_id: UUID
    completion_date: date
    completion_time: time | None
    note: str | None
    created_at: datetime
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CompletionDraft:
    """What a user says of a completion."""

    completion_date: date
    completion_time: time | None = None
    note: str | None = None
    amount: Decimal | None = None


def check(draft: CompletionDraft, place: Mapping[str, Any], phase: Phase) -> None:
    """Require a day that has begun, a time and an amount exactly where they are kept, a readable note.

    `place` is today with the facts that explain it, `phase` what the habit asks for on the day. Raises
    RejectedError with every broken rule.

    >>> from headway.domain.frequencies import FrequencyType
    >>> water = Phase(None, FrequencyType.DAILY, {"allowMultiplePerDay": True})
    >>> check(CompletionDraft(date(2026, 1, 21)), {"today": date(2026, 1, 21)}, water)
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: Say at what time, since a day can have several.
    """
    findings = Findings()
    days.check_recordable(findings, "completion_date", draft.completion_date, **place)
    where = ("completion_time",)
    if phase.several_a_day:
        found = draft.completion_time is not None
        findings.require(found, where, Code.TIME_REQUIRED, "Say at what time, since a day can have several.")
    else:
        none = draft.completion_time is None
        findings.require(none, where, Code.TIME_REFUSED, "This habit is done once a day, at no particular time.")
    _check_note(findings, draft.note)
    _check_amount(findings, draft.amount, phase)
    findings.enforce()


def check_edit(kept: Completion, note: str | None, amount: Decimal | None, phase: Phase) -> None:
    """Require a readable note, if there is one, and an amount that can be kept if it is another.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    _check_note(findings, note)
    if amount != kept.amount:
        _check_amount(findings, amount, phase)
    findings.enforce()


def _check_amount(findings: Findings, amount: Decimal | None, phase: Phase) -> None:
    """Require an amount exactly where the habit has a target; nothing at all is an amount, too."""
    where = ("amount",)
    if phase.target is None:
        none = "Only a habit with a target amount has amounts."
        findings.require(amount is None, where, Code.NOT_ALLOWED, none)
    elif amount is None:
        findings.add(where, Code.MISSING, f"Say how much, in {phase.target.unit}.")
    elif amounts.check(findings, "amount", amount):
        findings.require(amount >= 0, where, Code.OUT_OF_RANGE, "An amount is 0 or more.")


def _check_note(findings: Findings, note: str | None) -> None:
    if note is not None:
        text.check(findings, "note", note, limit=text.NOTE, lines=True)


def free_time(wanted: time, taken: frozenset[time]) -> time | None:
    """Find the first second from `wanted` on that is not taken, or before it when the day is full after it.

    >>> free_time(time(7, 30), frozenset({time(7, 30)}))
    datetime.time(7, 30, 1)
    """
    start = datetime(2000, 1, 1, wanted.hour, wanted.minute, wanted.second)  # noqa: DTZ001 -- a wall time
    for step in (timedelta(seconds=1), timedelta(seconds=-1)):
        at = start
        while at.day == start.day and at.month == start.month:
            if at.time() not in taken:
                return at.time()
            at += step
    return None
