"""Tokens over HTTP: letting programs in, and keeping them out again."""

from msgspec import UNSET, UnsetType

from headway.api.context import API, NOTHING, Answer, Call
from headway.api.pagination import BY_MOMENT
from headway.api.wire import tokens as wire
from headway.api.wire.members import ListQuery
from headway.domain.errors import Code
from headway.domain.tokens import TokenDraft
from headway.edge.problems import UnfitError
from headway.services import tokens
from headway.services.scope import CredentialKind
from headway.services.tokens import Minted


def mint(call: Call[wire.NewToken, None]) -> Answer:
    """Make a token: with a password and no session, or from a session."""
    body = call.body
    draft = TokenDraft(body.name, body.scopes)
    if body.email is UNSET and body.password is UNSET:
        minted = _mint_in_session(call, draft)
    else:
        minted = _mint_by_password(call, draft)
    return Answer(wire.minted(minted), status=201, location=f"{API}/tokens/{minted.token.id}")


def _mint_in_session(call: Call[wire.NewToken, None], draft: TokenDraft) -> Minted:
    credentials = call.credentials
    if credentials.kind is CredentialKind.SESSION:
        call.require_same_origin()
    with call.scope() as scope:
        return tokens.mint(scope, draft)


def _mint_by_password(call: Call[wire.NewToken, None], draft: TokenDraft) -> Minted:
    email, password = call.body.email, call.body.password
    if isinstance(email, UnsetType) or isinstance(password, UnsetType):
        name = "email" if email is UNSET else "password"
        raise UnfitError((name,), Code.MISSING, f"The member “{name}” is missing.")
    return tokens.mint_by_password(call.door, draft, email, password, address=call.address)


def index(call: Call[None, ListQuery]) -> Answer:
    """List the account's tokens."""
    with call.scope() as scope:
        page = tokens.page(scope, BY_MOMENT.read(call.query.cursor), call.query.limit)
    items = [wire.token(one) for one in page.items]
    return Answer(wire.Tokens(items=items, next_cursor=BY_MOMENT.write(page.after)))


def remove(call: Call[None, None]) -> Answer:
    """Revoke a token."""
    with call.scope() as scope:
        tokens.remove(scope, call.path["id"])
    return NOTHING
