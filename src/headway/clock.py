"""The one clock. Everything that needs the time is handed this function, or the moment it gave."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Tell the present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- this is the clock
