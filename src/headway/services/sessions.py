"""Sessions: signing in with a browser, and out again, here or elsewhere.

signed_in = sessions.sign_in(door, email, password, address=…)     # opens its own transactions
response.set_cookie(…, signed_in.credentials.value)                # the only time that the secret is there

with scopes.open(Credentials.parse(CredentialKind.SESSION, cookie), write=True) as scope:
    sessions.remove_current(scope)
"""

from dataclasses import dataclass
from uuid import UUID

from headway.domain.errors import NotFoundError
from headway.domain.sessions import LIFE, Session, check_label
from headway.domain.users import User
from headway.services import paging
from headway.services.door import Door, prove, uphold
from headway.services.scope import CredentialKind, Credentials, Scope, Visit
from headway.storage import sessions, users


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: whose it is, and what the browser shows from now on."""

    user: User
    session: Session
    credentials: Credentials


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session in a list; `current` is the one that asks."""

    session: Session
    current: bool


def sign_in(
    door: Door,
    email: str,
    password: str,
    *,
    address: str,
    label: str | None = None,
    replacing: Credentials | None = None,
) -> SignedIn:
    """Begin a session for whoever knows the password; `replacing` is the one this browser had until now.

    A session lasts for 30 days after it was last seen; those of this user that are over are purged here.

    Raises CredentialsError (WRONG_CREDENTIALS), RejectedError, LimitedError, BusyError.
    """
    check_label(label)
    proof = prove(door, email, password, address)
    with door.scopes.visit(write=True) as visit:
        uphold(visit.tx, proof)
        if replacing is not None:
            sessions.remove_shown(visit.tx, replacing.user_id, replacing.id, replacing.secret_hash)
        return begin(visit, users.get(visit.tx, proof.user_id), label)


def begin(visit: Visit, user: User, label: str | None) -> SignedIn:
    """Begin a session for someone who has proved to be `user`."""
    sessions.purge(visit.tx, user.id, visit.now)
    credentials = Credentials.make(CredentialKind.SESSION, user.id)
    session = Session(credentials.id, label, visit.now, visit.now, visit.now + LIFE)
    sessions.add(visit.tx, user.id, session, credentials.secret_hash)
    return SignedIn(user, session, credentials)


def page(scope: Scope, after: paging.Key | None = None, limit: int = 50) -> paging.Page[ListedSession]:
    """List the user's sessions that are not over, the newest first, after the key (created_at, id)."""
    kept = sessions.page(scope.tx, scope.owner, scope.now, after, limit + 1)
    listed = [ListedSession(one, one.id == scope.session_id) for one in kept]
    return paging.cut(listed, limit, lambda one: (one.session.created_at, one.session.id))


def remove(scope: Scope, session_id: UUID) -> None:
    """End a session of the user's, for instance that of a lost telephone.

    Raises NotFoundError.
    """
    if not sessions.remove(scope.tx, scope.owner, session_id):
        raise NotFoundError("session")


def remove_current(scope: Scope) -> None:
    """Sign out: end the session that asks.

    Raises NotFoundError when it is not a session that asks.
    """
    if scope.session_id is None:
        raise NotFoundError("session")
    remove(scope, scope.session_id)
