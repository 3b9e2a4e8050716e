"""Users: accounts, without their secrets."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire.members import (
    Body,
    DayStart,
    Email,
    Label,
    Password,
    Shape,
    ShownPassword,
    SkipsPerMonth,
    Zone,
)
from headway.api.wire.values import TimeOfDay
from headway.domain import users as domain
from headway.domain.days import WeekStart


class NewUser(Body):
    """An account to make. `setupCode` is asked for where the first account is made from elsewhere."""

    email: Email
    password: Password
    timezone: Zone | UnsetType = UNSET
    week_start: WeekStart | UnsetType = UNSET
    day_start: DayStart | UnsetType = UNSET
    setup_code: str | UnsetType = UNSET
    label: Label | UnsetType = UNSET


class UserChanges(Body):
    """What changes of an account; a new e-mail needs the present password beside it."""

    email: Email | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    week_start: WeekStart | UnsetType = UNSET
    day_start: DayStart | UnsetType = UNSET
    skips_per_month: SkipsPerMonth | UnsetType | None = UNSET
    current_password: ShownPassword | UnsetType = UNSET


class NewPassword(Body):
    """A password in place of the present one."""

    current_password: ShownPassword
    new_password: Password


class Farewell(Body):
    """The password of an account that is to be deleted, with everything in it."""

    current_password: ShownPassword


class User(Shape):
    """An account. Days begin at `dayStart` in `timezone`."""

    id: UUID
    email: str
    timezone: str
    week_start: WeekStart
    day_start: TimeOfDay
    skips_per_month: int | None
    version: int
    created_at: datetime
    updated_at: datetime


def user(kept: domain.User) -> User:
    """Tell about an account."""
    return User(
        id=kept.id,
        email=kept.email,
        timezone=kept.timezone,
        week_start=kept.week_start,
        day_start=kept.day_start,
        skips_per_month=kept.skips_per_month,
        version=kept.version,
        created_at=kept.created_at,
        updated_at=kept.updated_at,
    )
