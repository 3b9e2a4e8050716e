"""Single values of a backup, which may be of any kind: some copies of it hold nothing but text."""

import base64
import math
from datetime import date
from typing import Any

from headway.domain.days import FIRST_DAY

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400_000  # milliseconds
_LONGEST_NUMBER = 40


def whole(value: object) -> int | None:
    """Read a whole number from a number or its text; None if it is none.

    >>> whole(7), whole("7"), whole(7.0), whole("7.5"), whole(None)
    (7, 7, 7, None, None)
    """
    if isinstance(value, int):
        return value
    read = number(value)
    return int(read) if math.isfinite(read) and read == int(read) else None


def number(value: object) -> float:
    """Read a number from a number or its text; NaN, which is like nothing, if it is none."""
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str) or len(value) > _LONGEST_NUMBER:
        return math.nan
    try:
        return float(value)
    except ValueError:
        return math.nan


def words(value: object) -> str:
    """Read text, whatever it is; empty if there is nothing."""
    if value is None:
        return ""
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def day(timestamp: object, today: date) -> date | None:
    """Read the day of a timestamp (milliseconds since 1970 in UTC); None unless it is in 1900 … today.

    >>> day(1_451_606_400_000, date(2026, 1, 1)), day(1_451_606_399_999, date(2026, 1, 1))
    (datetime.date(2016, 1, 1), datetime.date(2015, 12, 31))
    """
    milliseconds = whole(timestamp)
    if milliseconds is None:
        return None
    ordinal = _EPOCH + milliseconds // _DAY
    return date.fromordinal(ordinal) if FIRST_DAY.toordinal() <= ordinal <= today.toordinal() else None


def plain(value: object) -> Any:
    r"""Write a value so that JSON holds it on every database and nothing of it is lost.

    >>> plain("run"), plain(b"\xff"), plain("a\x00b"), plain(float("inf"))
    ('run', {'base64': '/w=='}, {'base64': 'YQBi'}, {'number': 'inf'})
    """
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": str(value)}
    if isinstance(value, str) and "\0" in value:
        value = value.encode()
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    return value
