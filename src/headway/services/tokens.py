"""Tokens: letting programs in, and keeping them out again.

minted = tokens.mint(scope, TokenDraft("Kitchen display", [Right.READ]))     # from a session
minted = tokens.mint_by_password(door, draft, email, password, address=…)    # by a script, without one
minted.credentials.value                                                     # the only time that it is there
"""

from dataclasses import dataclass
from uuid import UUID

from headway.domain.errors import Code, ForbiddenError, NotFoundError
from headway.domain.tokens import Token, TokenDraft, check
from headway.services import paging
from headway.services.door import Door, prove, uphold
from headway.services.scope import CredentialKind, Credentials, Scope, Visit
from headway.storage import tokens


@dataclass(frozen=True, slots=True)
class Minted:
    """A new token, and what a program shows from now on."""

    token: Token
    credentials: Credentials


def mint(scope: Scope, draft: TokenDraft) -> Minted:
    """Make a token. It ends when it is revoked.

    Raises ForbiddenError for a token that would make another, RejectedError.
    """
    if scope.session_id is None:
        raise ForbiddenError(Code.SCOPE_MISSING, "A token cannot make tokens.")
    check(draft)
    return _mint(Visit(scope.tx, scope.now), scope.owner, draft)


def mint_by_password(door: Door, draft: TokenDraft, email: str, password: str, *, address: str) -> Minted:
    """Make a token for whoever knows the password.

    Raises CredentialsError (WRONG_CREDENTIALS), RejectedError, LimitedError, BusyError.
    """
    check(draft)
    proof = prove(door, email, password, address)
    with door.scopes.visit(write=True) as visit:
        uphold(visit.tx, proof)
        return _mint(visit, proof.user_id, draft)


def page(scope: Scope, after: paging.Key | None = None, limit: int = 50) -> paging.Page[Token]:
    """List the user's tokens, the newest first, after the key (created_at, id)."""
    kept = tokens.page(scope.tx, scope.owner, after, limit + 1)
    return paging.cut(kept, limit, lambda one: (one.created_at, one.id))


def remove(scope: Scope, token_id: UUID) -> None:
    """Revoke a token of the user's.

    Raises NotFoundError.
    """
    if not tokens.remove(scope.tx, scope.owner, token_id):
        raise NotFoundError("token")


def _mint(visit: Visit, owner: UUID, draft: TokenDraft) -> Minted:
    credentials = Credentials.make(CredentialKind.TOKEN, owner)
    token = Token(credentials.id, draft.name, frozenset(draft.scopes), visit.now, None)
    tokens.add(visit.tx, owner, token, credentials.secret_hash)
    return Minted(token, credentials)
