"""Sessions over HTTP: signing in and out."""

from headway.api.context import API, NOTHING, Answer, Call
from headway.api.pagination import BY_MOMENT
from headway.api.wire import sessions as wire
from headway.api.wire.members import ListQuery, wanted
from headway.edge.context import Cookie
from headway.services import sessions
from headway.services.sessions import ListedSession


def sign_in(call: Call[wire.NewSession, None]) -> Answer:
    """Begin a session; the one that this browser had before is over."""
    signed_in = sessions.sign_in(
        call.door,
        call.body.email,
        call.body.password,
        address=call.address,
        label=wanted(call.body.label),
        replacing=call.session_before,
    )
    session = signed_in.session
    return Answer(
        wire.session(ListedSession(session, current=True)),
        status=201,
        location=f"{API}/sessions/{session.id}",
        session=signed_in.credentials,
    )


def index(call: Call[None, ListQuery]) -> Answer:
    """List the account's sessions."""
    with call.scope() as scope:
        page = sessions.page(scope, BY_MOMENT.read(call.query.cursor), call.query.limit)
    items = [wire.session(one) for one in page.items]
    return Answer(wire.Sessions(items=items, next_cursor=BY_MOMENT.write(page.after)))


def remove_current(call: Call[None, None]) -> Answer:
    """Sign out."""
    with call.scope() as scope:
        sessions.remove_current(scope)
    return Answer(status=204, session=Cookie.FORGOTTEN)


def remove(call: Call[None, None]) -> Answer:
    """End a session, for instance that of a lost telephone."""
    with call.scope() as scope:
        sessions.remove(scope, call.path["id"])
    return NOTHING
