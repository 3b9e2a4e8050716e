"""The values that JSON has no types of its own for, read exactly and written exactly.

An amount arrives as a JSON number and keeps the digits that were sent; a time of day is `HH:MM:SS`. Nothing is
converted from another kind. How large or long an ordinary value may be is the domain's to judge.
"""

import re
from abc import ABC
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from headway.domain.errors import Code

MOST_DIGITS = 40
"""A longer number is refused unread: nothing that could be kept comes near it."""

MOST_ITEMS = 200
"""The most items of a page."""

_CENTS = Decimal("0.01")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")

if TYPE_CHECKING:
    Amount = Decimal
    Rounded = Decimal
    Day = date
    TimeOfDay = time
    Limit = int
else:
    # To msgspec these are kinds of their own, read by `read`; what comes out is the plain value.
    class Amount(ABC):  # noqa: B024 -- only a name
        """A decimal, sent as a JSON number."""

    class Rounded(ABC):  # noqa: B024 -- only a name
        """What was worked out from amounts, as large as it comes: two decimals, sent as a JSON number."""

    class Day(ABC):  # noqa: B024 -- only a name
        """A day, sent as YYYY-MM-DD."""

    class TimeOfDay(ABC):  # noqa: B024 -- only a name
        """A wall time, sent as HH:MM:SS."""

    class Limit(ABC):  # noqa: B024 -- only a name
        """How many items a page may hold, sent in a query."""

    Amount.register(Decimal)
    Rounded.register(Decimal)
    Day.register(date)
    TimeOfDay.register(time)
    Limit.register(int)


class UnfitValueError(ValueError):
    """A value is not of its kind; msgspec adds where it stands."""

    def __init__(self, code: Code, detail: str) -> None:
        """Keep what is wrong."""
        super().__init__(detail)
        self.code = code
        self.detail = detail


def number(digits: str) -> Decimal:
    """Read a JSON number that has a point or an exponent, unless its size alone would be a burden.

    >>> number("1E+999999999")
    Traceback (most recent call last):
    headway.api.wire.values.UnfitValueError: No number here is that large or that long.
    """
    value = Decimal(digits) if len(digits) <= MOST_DIGITS else None
    if value is None or abs(value.adjusted()) > MOST_DIGITS:
        raise UnfitValueError(Code.OUT_OF_RANGE, "No number here is that large or that long.")
    return value


def amount(value: object) -> Decimal:
    """Take a JSON number, and nothing that merely looks like one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise UnfitValueError(Code.TYPE, "An amount is a number.")
    return Decimal(value)


def day(value: object) -> date:
    """Read a day, written YYYY-MM-DD.

    >>> day("2025-02-29")
    Traceback (most recent call last):
    headway.api.wire.values.UnfitValueError: There is no 2025-02-29.
    """
    if not isinstance(value, str):
        raise UnfitValueError(Code.TYPE, "A day is text, YYYY-MM-DD.")
    if not _DAY.fullmatch(value):
        raise UnfitValueError(Code.PATTERN, "A day is written YYYY-MM-DD.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnfitValueError(Code.PATTERN, f"There is no {value}.") from None


def time_of_day(value: object) -> time:
    """Read a time of day, written HH:MM:SS.

    >>> time_of_day("24:00:00")
    Traceback (most recent call last):
    headway.api.wire.values.UnfitValueError: There is no 24:00:00; a day has the times 00:00:00 … 23:59:59.
    """
    if not isinstance(value, str):
        raise UnfitValueError(Code.TYPE, "A time of day is text, HH:MM:SS.")
    if not _TIME.fullmatch(value):
        raise UnfitValueError(Code.PATTERN, "A time of day is written HH:MM:SS, without fraction or zone.")
    try:
        return time.fromisoformat(value)
    except ValueError:
        said = f"There is no {value}; a day has the times 00:00:00 … 23:59:59."
        raise UnfitValueError(Code.PATTERN, said) from None


def limit(value: object) -> int:
    """Read the number of items that a page may hold."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,9}", value):
        raise UnfitValueError(Code.TYPE, "A limit is a whole number.")
    if not 1 <= int(value) <= MOST_ITEMS:
        raise UnfitValueError(Code.OUT_OF_RANGE, f"A page holds 1 … {MOST_ITEMS} items.")
    return int(value)


_READERS: dict[type, Callable[[object], object]] = {
    Amount: amount,
    Rounded: amount,
    Day: day,
    TimeOfDay: time_of_day,
    Limit: limit,
}


def read(kind: type, value: object) -> object:
    """Read a value of a kind that msgspec does not know."""
    return _READERS[kind](value)


def two_decimals(value: Decimal) -> Decimal:
    """Write an amount as it is always answered.

    >>> two_decimals(Decimal("5E+3"))
    Decimal('5000.00')
    """
    return value.quantize(_CENTS)


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def encode(answer: Any) -> bytes:
    """Write an answer as JSON."""
    return _ENCODER.encode(answer)
