"""Users: who keeps things here, and where and when their days begin."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from headway.domain.days import WeekStart


@dataclass(frozen=True, slots=True)
class User:
    """An account, without its secrets. Days begin `day_start_minutes` after midnight in `timezone`."""

    id: UUID
    email: str
    timezone: str
    week_start: WeekStart
    day_start_minutes: int
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def day_start(self) -> time:
        """The time of day at which days begin."""
        return time(*divmod(self.day_start_minutes, 60))
