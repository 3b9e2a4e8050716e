"""Signing in and out, here and elsewhere."""

from headway.edge.context import Cookie
from headway.services import sessions, users
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.days import civil_day
from headway.web.said import Deed, Said

_MOST = 200


def show(call: Call) -> Page | Elsewhere:
    """Ask for e-mail and password, unless they are known here already."""
    return Elsewhere("/") if call.is_let_in else page(call)


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
    return page(call)


def page(call: Call) -> Page:
    """Show the form, and the way to an account where one can be made."""
    door = call.edge.door
    with door.scopes.visit(write=False) as visit:
        is_open = users.is_open(visit, door)
    return Page("sign-in.html", {"onward": call.onward, "is_open": is_open})


def sign_out(call: Call) -> Elsewhere:
    """End the session that asks."""
    with call.scope(write=True) as scope:
        sessions.remove_current(scope)
    return Elsewhere("/sign-in", Said(Deed.SIGNED_OUT), Cookie.FORGOTTEN)


def index(call: Call) -> Page:
    """List the browsers that are signed in."""
    with call.scope() as scope:
        zone = scope.user.timezone
        listed = [
            (one, civil_day(one.session.created_at, zone), civil_day(one.session.last_seen_at, zone))
            for one in sessions.page(scope, limit=_MOST).items
        ]
        return Page("sessions.html", {"sessions": listed, "today": scope.today})


def end(call: Call) -> Elsewhere:
    """Sign out another browser."""
    with call.scope(write=True) as scope:
        sessions.remove(scope, call.id)
    return Elsewhere("/settings/sessions", Said(Deed.SESSION_ENDED))
