"""Sessions: browsers that are signed in."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire.members import Body, Email, Label, Listed, Shape, ShownPassword

if TYPE_CHECKING:
    from headway.services.sessions import ListedSession  # what travels can be known without what keeps it


class NewSession(Body):
    """Signing in; `label` is what the list of sessions will call this browser."""

    email: Email
    password: ShownPassword
    label: Label | UnsetType = UNSET


class Session(Shape):
    """A session; `current` is the one that asks, `lastSeenAt` is exact to the hour."""

    id: UUID
    label: str | None
    current: bool
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class Sessions(Listed[Session]):
    """The sessions of an account, the newest first."""


def session(listed: "ListedSession") -> Session:
    """Tell about a session."""
    kept = listed.session
    return Session(
        id=kept.id,
        label=kept.label,
        current=listed.current,
        created_at=kept.created_at,
        last_seen_at=kept.last_seen_at,
        expires_at=kept.expires_at,
    )
