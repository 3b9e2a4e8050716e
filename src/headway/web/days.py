"""Days on the pages: which one it was, on the calendar that hangs on someone's wall."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def civil_day(at: datetime, zone: str) -> date:
    """Tell which day it was in a zone; when days begin there for its user makes no difference.

    >>> from datetime import UTC
    >>> civil_day(datetime(2026, 1, 20, 23, 30, tzinfo=UTC), "Europe/Berlin")
    datetime.date(2026, 1, 21)
    """
    return at.astimezone(ZoneInfo(zone)).date()
