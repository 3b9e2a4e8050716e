"""Completions: that a habit was done on a day, and at what time (rules, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from headway.domain import days, text
from headway.domain.errors import Code, Findings


@dataclass(frozen=True, slots=True)
class Completion:
    """A habit done on a day; the time is a wall time and stands only where several a day are kept."""

    id: UUID
    habit_id: UUID
    completion_date: date
    completion_time: time | None
    note: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CompletionDraft:
    """What a user says of a completion."""

    completion_date: date
    completion_time: time | None = None
    note: str | None = None


def check(draft: CompletionDraft, place: Mapping[str, Any], *, several_a_day: bool) -> None:
    """Require a day that has begun, a time exactly where several a day are kept, a readable note.

    `place` is today with the facts that explain it. Raises RejectedError with every broken rule.

    >>> check(CompletionDraft(date(2026, 1, 21)), {"today": date(2026, 1, 21)}, several_a_day=True)
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: Say at what time, since a day can have several.
    """
    findings = Findings()
    days.check_recordable(findings, "completion_date", draft.completion_date, **place)
    where = ("completion_time",)
    if several_a_day:
        found = draft.completion_time is not None
        findings.require(found, where, Code.TIME_REQUIRED, "Say at what time, since a day can have several.")
    else:
        none = draft.completion_time is None
        findings.require(none, where, Code.TIME_REFUSED, "This habit is done once a day, at no particular time.")
    _check_note(findings, draft.note)
    findings.enforce()


def check_note(note: str | None) -> None:
    """Require a readable note, if there is one.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    _check_note(findings, note)
    findings.enforce()


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
