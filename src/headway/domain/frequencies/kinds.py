"""The kinds of value that stand in a frequency's configuration: what they may be, and why not.

A configuration's fields are annotated with them, ``times_per_week: Annotated[int, Whole(1, 7)]``; reading,
writing and the published contract all come from that one line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from headway.domain.days import FIRST_DAY, LAST_DAY, WEEKDAYS, Weekday
from headway.domain.errors import Code


class UnfitError(Exception):
    """A value is not of its kind; `code` and the sentence say how."""

    def __init__(self, code: Code, detail: str) -> None:
        """Keep what is wrong."""
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Kind(Protocol):
    """A kind of value: from JSON and back."""

    def read(self, value: object) -> Any:
        """Take a JSON value.

        Raises UnfitError for one of another kind.
        """

    def write(self, value: Any) -> object:
        """Give the JSON value."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, value: object) -> bool:
        """Take a boolean, and nothing that merely looks like one."""
        if not isinstance(value, bool):
            raise UnfitError(Code.TYPE, "It is true or false.")
        return value

    def write(self, value: bool) -> object:  # noqa: FBT001 -- the value itself
        """Give the boolean."""
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number in `least` … `most`; values in `besides` are taken too.

    >>> Whole(1, 7).read(3)
    3
    >>> Whole(1, 7).read(True)
    Traceback (most recent call last):
    headway.domain.frequencies.kinds.UnfitError: It is a whole number in 1 … 7.
    """

    least: int
    most: int
    besides: tuple[int, ...] = ()

    def read(self, value: object) -> int:
        """Take a whole number within the limits."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise UnfitError(Code.TYPE, f"It is a whole number in {self._range}.")
        if not self.least <= value <= self.most and value not in self.besides:
            raise UnfitError(Code.OUT_OF_RANGE, f"It lies in {self._range}.")
        return value

    @property
    def _range(self) -> str:
        return f"{self.least} … {self.most}" + "".join(f" or {one}" for one in self.besides)

    def write(self, value: int) -> object:
        """Give the number."""
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words of an enumeration."""

    of: type[StrEnum]

    def read(self, value: object) -> StrEnum:
        """Take one of the words."""
        words = ", ".join(self.of)
        if not isinstance(value, str):
            raise UnfitError(Code.TYPE, f"It is one of {words}.")
        try:
            return self.of(value)
        except ValueError:
            raise UnfitError(Code.OUT_OF_RANGE, f"It is one of {words}.") from None

    def write(self, value: StrEnum) -> object:
        """Give the word."""
        return value.value


@dataclass(frozen=True, slots=True)
class Day:
    """A day, written YYYY-MM-DD, in 1900 … 2199."""

    def read(self, value: object) -> date:
        """Take a day that exists."""
        if not isinstance(value, str):
            raise UnfitError(Code.TYPE, "It is a day, YYYY-MM-DD.")
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise UnfitError(Code.PATTERN, "A day is written YYYY-MM-DD.")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise UnfitError(Code.PATTERN, f"There is no {value}.") from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise UnfitError(Code.OUT_OF_RANGE, f"Days lie in {FIRST_DAY} … {LAST_DAY}.")
        return day

    def write(self, value: date) -> object:
        """Give the day as text."""
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the year, written MM-DD; 02-29 is one.

    >>> MonthDay().read("02-29"), MonthDay().write((2, 29))
    ((2, 29), '02-29')
    """

    def read(self, value: object) -> tuple[int, int]:
        """Take a month and a day that meet in a leap year."""
        if not isinstance(value, str):
            raise UnfitError(Code.TYPE, "It is a day of the year, MM-DD.")
        if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", value):
            raise UnfitError(Code.PATTERN, "A day of the year is written MM-DD.")
        month, day = int(value[:2]), int(value[3:])
        try:
            date(2024, month, day)
        except ValueError:
            raise UnfitError(Code.OUT_OF_RANGE, f"No year has a {value}.") from None
        return month, day

    def write(self, value: tuple[int, int]) -> object:
        """Give month and day as text."""
        return f"{value[0]:02}-{value[1]:02}"


@dataclass(frozen=True, slots=True)
class Several:
    """A list of at least `least` values of one kind, none twice.

    >>> Several(Choice(Weekday)).read(["MON", "MON"])
    Traceback (most recent call last):
    headway.domain.frequencies.kinds.UnfitError: MON is given twice.
    """

    of: Kind
    least: int = 1
    most: int = 366

    def read(self, value: object) -> tuple[Any, ...]:
        """Take the values, in their own order."""
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            raise UnfitError(Code.TYPE, "It is a list.")
        if len(value) < self.least:
            raise UnfitError(Code.EMPTY, "The list is empty; leave it out instead.")
        if len(value) > self.most:
            raise UnfitError(Code.TOO_LONG, f"At most {self.most} values.")
        items = tuple(self.of.read(item) for item in value)
        for at, item in enumerate(items):
            if item in items[:at]:
                raise UnfitError(Code.REPEATED, f"{value[at]} is given twice.")
        return items

    def write(self, value: Sequence[Any]) -> object:
        """Give the list."""
        return [self.of.write(item) for item in value]


WEEKDAY = Choice(Weekday)
SOME_WEEKDAYS = Several(WEEKDAY, most=len(WEEKDAYS))
