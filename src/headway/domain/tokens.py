"""Tokens: how scripts and other programs get in without a password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from headway.domain import text
from headway.domain.errors import Code, Findings


class Right(StrEnum):
    """What a token may be used for; a session has both."""

    READ = "read"
    WRITE = "write"


ALL_RIGHTS = frozenset(Right)


@dataclass(frozen=True, slots=True)
class Token:
    """A token, without its secret; `last_seen_at` (at most an hour old while it is used) None: never used."""

    id: UUID
    name: str
    scopes: frozenset[Right]
    created_at: datetime
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenDraft:
    """What a user says of a token."""

    name: str
    scopes: Sequence[Right]


def check(draft: TokenDraft) -> None:
    """Require a name and at least one scope, none of them twice.

    Raises RejectedError with every broken rule.

    >>> check(TokenDraft("Kitchen display", [Right.READ]))
    """
    findings = Findings()
    text.check(findings, "name", draft.name, limit=text.NAME)
    findings.require(bool(draft.scopes), ("scopes",), Code.EMPTY, "A token needs at least one scope.")
    findings.require(
        len(set(draft.scopes)) == len(draft.scopes), ("scopes",), Code.REPEATED, "Every scope once at most."
    )
    findings.enforce()
