"""What an import from Loop may have to put aside."""

from collections import Counter
from enum import StrEnum
from typing import Self

from headway.domain.imports import Aside


class What(StrEnum):
    """Something without a place here, with the reason that people are told."""

    why: str

    def __new__(cls, value: str, why: str) -> Self:
        """Keep the reason beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.why = why
        return member

    QUESTION = "question", "Habits have no question yet."
    DESCRIPTION = "description", "Habits have no description yet."
    COLOR = "color", "Habits have no colour of their own yet."
    REMINDER = "reminder", "There are no reminders yet."
    TITLE = "title", "It was empty, too long or held control characters; the habit got a readable one."
    FREQUENCY = "frequency", "There is none like it here; the habit became a daily one."
    TARGET = "target", "Habits have no target amount yet."
    AMOUNT = "amount", "There are no amounts yet; a day counts as done if it reached the target by itself."
    AT_MOST = "at_most", "To stay below an amount cannot be judged yet; no day counts as done."
    NO = "no", "There is no explicit no; the day is simply not done."
    NOTE = "note", "A day that was not done has no note."
    LONG_NOTE = "long_note", "It was over 500 characters or held control characters, and was cut to fit."
    COMPUTED = "computed", "Loop filled these days in by itself; nobody recorded them."
    VALUE = "value", "What was recorded is not known to mean anything."
    DAY = "day", "The day cannot be read, lies before 1900 or has not begun."
    REPEATED = "repeated", "The same day again; the first record counts."
    ORPHAN = "orphan", "Their habit is no longer in the file."


def tell(counts: Counter[What]) -> tuple[Aside, ...]:
    """Tell what was put aside, in the order above."""
    return tuple(Aside(what, counts[what], what.why, kept=what is not What.ORPHAN) for what in What if counts[what])
