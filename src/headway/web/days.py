"""Days on the pages: which one it was, and what time, on the calendar and the clock on someone's wall."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def civil_day(at: datetime, zone: str) -> date:
    """Tell which day it was in a zone; when days begin there for its user makes no difference.

    >>> from datetime import UTC
    >>> civil_day(datetime(2026, 1, 20, 23, 30, tzinfo=UTC), "Europe/Berlin")
    datetime.date(2026, 1, 21)
    """
    return at.astimezone(ZoneInfo(zone)).date()


def civil_time(at: datetime, zone: str) -> time:
    """Tell what time it was in a zone, to the second.

    >>> from datetime import UTC
    >>> civil_time(datetime(2026, 1, 20, 23, 30, 15, 999, tzinfo=UTC), "Europe/Berlin")
    datetime.time(0, 30, 15)
    """
    return at.astimezone(ZoneInfo(zone)).time().replace(microsecond=0)
