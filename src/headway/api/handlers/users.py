"""Users over HTTP: the account of whoever asks."""

from headway.api.context import API, NOTHING, Answer, Call
from headway.api.wire import users as wire
from headway.api.wire.members import given, wanted
from headway.domain.users import UserDraft
from headway.edge.context import Cookie
from headway.services import users


def sign_up(call: Call[wire.NewUser, None]) -> Answer:
    """Make an account and begin its first session."""
    body = call.body
    draft = UserDraft(**given(body, but=("password", "setup_code", "label")))
    signed_in = users.sign_up(
        call.door,
        draft,
        body.password,
        address=call.address,
        label=wanted(body.label),
        setup_code=wanted(body.setup_code),
    )
    user = signed_in.user
    return Answer(
        wire.user(user),
        status=201,
        location=f"{API}/me",
        version=user.version,
        session=signed_in.credentials,
    )


def show(call: Call[None, None]) -> Answer:
    """Show the account of whoever asks."""
    with call.scope() as scope:
        user = scope.user
    return Answer(wire.user(user), version=user.version)


def edit(call: Call[wire.UserChanges, None]) -> Answer:
    """Change the account."""
    user = users.edit(
        call.door,
        call.credentials,
        given(call.body, but=("current_password",)),
        address=call.address,
        version=call.version,
        current_password=wanted(call.body.current_password),
    )
    return Answer(wire.user(user), version=user.version)


def change_password(call: Call[wire.NewPassword, None]) -> Answer:
    """Replace the password, and end all other sessions."""
    body = call.body
    users.change_password(
        call.door, call.credentials, body.current_password, body.new_password, address=call.address
    )
    return NOTHING


def delete(call: Call[wire.Farewell, None]) -> Answer:
    """Delete the account and everything in it, for good."""
    users.delete(call.door, call.credentials, call.body.current_password, address=call.address)
    return Answer(status=204, session=Cookie.FORGOTTEN)
