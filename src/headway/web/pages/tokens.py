"""Tokens: letting programs in, and keeping them out again."""

from headway.domain.tokens import Right, TokenDraft
from headway.services import tokens
from headway.services.scope import Scope
from headway.services.tokens import Minted
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.days import civil_day
from headway.web.said import Deed, Said

_MOST = 200


def index(call: Call) -> Page:
    """List the tokens, and offer to make one."""
    with call.scope() as scope:
        return _page(scope)


def mint(call: Call) -> Page:
    """Make a token. It is shown in this answer and never again, so there is no address to go on to."""
    rights = [Right(one) for one in call.form.several("scopes") if one in {*Right}]
    draft = TokenDraft(call.form.text("name") or "", rights)
    with call.scope(write=True) as scope:
        minted = tokens.mint(scope, draft)
        return _page(scope, minted)


def again(call: Call, _refused: Refused) -> Page:
    """Show the form once more."""
    return index(call)


def revoke(call: Call) -> Elsewhere:
    """Keep whoever shows a token out from now on."""
    with call.scope(write=True) as scope:
        tokens.remove(scope, call.id)
    return Elsewhere("/settings/tokens", Said(Deed.TOKEN_REVOKED))


def _page(scope: Scope, minted: Minted | None = None) -> Page:
    zone = scope.user.timezone
    listed = [
        (one, civil_day(one.created_at, zone), one.last_seen_at and civil_day(one.last_seen_at, zone))
        for one in tokens.page(scope, limit=_MOST).items
    ]
    return Page("tokens.html", {"tokens": listed, "minted": minted, "today": scope.today, "rights": [*Right]})
