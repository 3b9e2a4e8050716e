"""Sessions: a browser that signed in and is remembered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from headway.domain import text
from headway.domain.errors import Findings

LIFE = timedelta(days=30)
SEEN_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Session:
    """A session, without its secret; `last_seen_at` is at most an hour old while it is used."""

    id: UUID
    label: str | None
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


def check_label(label: str | None) -> None:
    """Require a readable label, if there is one.

    Raises RejectedError.
    """
    findings = Findings()
    if label is not None:
        text.check(findings, "label", label, limit=text.LABEL)
    findings.enforce()
