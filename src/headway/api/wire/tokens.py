"""Tokens: what lets programs in."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from headway.api.wire.members import Body, Email, Listed, Name, Scopes, Shape, ShownPassword
from headway.domain import tokens as domain
from headway.domain.tokens import Right

if TYPE_CHECKING:
    from headway.services.tokens import Minted  # what travels can be known without what keeps it


class NewToken(Body):
    """A token to make. With e-mail and password no session is needed, and none is looked at."""

    name: Name
    scopes: Scopes
    email: Email | UnsetType = UNSET
    password: ShownPassword | UnsetType = UNSET


class Token(Shape):
    """A token, without its secret; `lastSeenAt` is exact to the hour, and null while it was never used."""

    id: UUID
    name: str
    scopes: list[Right]
    created_at: datetime
    last_seen_at: datetime | None


class MintedToken(Token):
    """A new token: `token` is what a program shows as its bearer token, told this once."""

    token: str


class Tokens(Listed[Token]):
    """The tokens of an account, the newest first."""


def token(kept: domain.Token) -> Token:
    """Tell about a token."""
    return Token(**_members(kept))


def minted(new: "Minted") -> MintedToken:
    """Tell about a new token, its secret included."""
    return MintedToken(**_members(new.token), token=new.credentials.value)


def _members(kept: domain.Token) -> dict[str, Any]:
    return {
        "id": kept.id,
        "name": kept.name,
        "scopes": sorted(kept.scopes),
        "created_at": kept.created_at,
        "last_seen_at": kept.last_seen_at,
    }
