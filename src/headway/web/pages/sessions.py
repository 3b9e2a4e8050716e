"""Signing in and out."""

from headway.edge.context import Cookie
from headway.services import sessions
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.said import Deed, Said


def show(call: Call) -> Page | Elsewhere:
    """Ask for e-mail and password."""
    return _page(call)


def sign_in(call: Call) -> Elsewhere:
    """Begin a session, and go on to where they were going."""
    form = call.form
    signed_in = sessions.sign_in(
        call.edge.door,
        form.text("email") or "",
        form.secret("password"),
        address=call.visitor.address,
        label=call.browser,
        replacing=call.session,
    )
    return Elsewhere(call.onward, session=signed_in.credentials)


def again(call: Call, _refused: Refused) -> Page:
    """Show the form once more."""
    return _page(call)


def sign_out(call: Call) -> Elsewhere:
    """End the session that asks."""
    with call.scope(write=True) as scope:
        sessions.remove_current(scope)
    return Elsewhere("/sign-in", Said(Deed.SIGNED_OUT), Cookie.FORGOTTEN)


def _page(call: Call) -> Page:
    return Page("sign-in.html", {"onward": call.onward})
