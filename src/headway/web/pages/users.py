"""The first page of all, where an account is made."""

from headway.domain.users import UserDraft
from headway.services import users
from headway.web.call import Call, Elsewhere, Page, Refused


def welcome(call: Call) -> Page | Elsewhere:
    """Tell what Headway is, and let an account be made where that is allowed."""
    if call.session is not None:
        return Elsewhere("/")
    return _page(call)


def sign_up(call: Call) -> Elsewhere:
    """Make an account, and go on to its first day."""
    form = call.form
    draft = UserDraft(form.text("email") or "", form.text("timezone") or "UTC")
    signed_in = users.sign_up(
        call.edge.door,
        draft,
        form.secret("password"),
        address=call.visitor.address,
        label=call.browser,
        setup_code=form.text("setup_code"),
    )
    return Elsewhere("/", session=signed_in.credentials)


def welcome_again(call: Call, _refused: Refused) -> Page:
    """Show the form once more."""
    return _page(call)


def _page(call: Call) -> Page:
    door = call.edge.door
    with door.scopes.visit(write=False) as visit:
        is_open = users.is_open(visit, door)
    asks_code = is_open and door.setup_code is not None
    return Page("welcome.html", {"is_open": is_open, "asks_code": asks_code})
