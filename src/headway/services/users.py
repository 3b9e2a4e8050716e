"""Users: making an account, changing it, and leaving for good.

What takes a password takes the door, opens its own transactions (hashing happens between them) and has committed
when it returns. Everything else takes a scope or a visit, like all services.

    signed_in = users.sign_up(door, UserDraft(email, …), password, address=…, setup_code=…)
    user = users.edit(door, credentials, {"timezone": "Europe/Berlin"}, address=…, version=3)
    users.change_password(door, credentials, current_password, new_password, address=…)
    users.delete(door, credentials, current_password, address=…)

The command line beside the embedded database:

    user = users.add(scopes, passwords, UserDraft(email), password)
    users.reset_password(scopes, passwords, user.id, password)
    with scopes.visit(write=False) as visit:
        everybody = users.page(visit)
        user = users.get_by_email(visit, email)
    with scopes.open_for(user.id, write=True) as scope:
        users.remove(scope)
"""

from collections.abc import Mapping
from dataclasses import replace
from hmac import compare_digest
from typing import Any
from uuid import UUID

from headway.config import Signup
from headway.domain.errors import (
    Broken,
    Code,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    RejectedError,
    StaleError,
)
from headway.domain.revisions import LATEST
from headway.domain.sessions import check_label
from headway.domain.users import User, UserDraft, check, check_password, draft_of, email_key, is_email
from headway.services import habits
from headway.services import sessions as signing_in
from headway.services.door import Door, Proof, confirm, uphold
from headway.services.passwords import Passwords
from headway.services.scope import Credentials, Scope, Scopes, Visit
from headway.storage import sessions, users

_WRONG_SETUP_CODE = Broken(
    ("setup_code",), Code.WRONG_SETUP_CODE, "The first account needs the code that the server printed at its start."
)
_PASSWORD_MISSING = Broken(("current_password",), Code.MISSING, "Another e-mail needs your present password.")


def sign_up(
    door: Door,
    draft: UserDraft,
    password: str,
    *,
    address: str,
    label: str | None = None,
    setup_code: str | None = None,
) -> signing_in.SignedIn:
    """Make an account where sign-up allows it, and begin its first session.

    Raises RejectedError, ForbiddenError (SIGNUP_CLOSED), ConflictError (EMAIL_TAKEN), LimitedError, BusyError.
    """
    check(draft, password)
    check_label(label)
    with door.attempts.counted(f"sign-up {email_key(draft.email)}", address):
        with door.scopes.visit(write=False) as visit:
            _require_open(door, visit, setup_code)
        password_hash = door.passwords.hash(password)
        with door.scopes.visit(write=True) as visit:
            user = _create(visit, draft, password_hash, only_first=door.signup is Signup.FIRST)
            return signing_in.begin(visit, user, label)


def is_open(visit: Visit, door: Door) -> bool:
    """Tell whether an account can be made here now (with the door's setup code, if it has one)."""
    if door.signup is Signup.FIRST:
        return not users.exist(visit.tx)
    return door.signup is Signup.OPEN


def edit(
    door: Door,
    credentials: Credentials,
    changes: Mapping[str, Any],
    *,
    address: str,
    version: int | None = None,
    current_password: str | None = None,
) -> User:
    """Change what is said of the account: members of UserDraft. Another e-mail needs the present password.

    Another zone or day start moves today from now on and nothing else; another week start regroups all weeks.

    Raises RejectedError, StaleError, ConflictError (EMAIL_TAKEN), LimitedError, BusyError.
    """
    proof = None if current_password is None else confirm(door, credentials, current_password, address)
    with door.scopes.open(credentials, write=True) as scope:
        if version not in {None, scope.user.version}:
            raise StaleError("account", scope.user.version)
        draft = replace(draft_of(scope.user), **changes)
        check(draft)
        if draft.email != scope.user.email:
            _move_login(scope, draft.email, proof)
        return _keep(scope, draft)


def change_password(
    door: Door, credentials: Credentials, current_password: str, new_password: str, *, address: str
) -> None:
    """Replace the password and end all sessions but the one that asks.

    Raises RejectedError, CredentialsError, LimitedError, BusyError.
    """
    check_password("new_password", new_password)
    proof = confirm(door, credentials, current_password, address)
    password_hash = door.passwords.hash(new_password)
    with door.scopes.open(credentials, write=True) as scope:
        uphold(scope.tx, proof)
        _replace_password(scope, password_hash)


def delete(door: Door, credentials: Credentials, current_password: str, *, address: str) -> None:
    """Delete the account and everything in it, at once and for good.

    Raises RejectedError, CredentialsError, LimitedError, BusyError.
    """
    proof = confirm(door, credentials, current_password, address)
    with door.scopes.open(credentials, write=True) as scope:
        uphold(scope.tx, proof)
        remove(scope)


def remove(scope: Scope) -> None:
    """Delete the account and everything in it, at once and for good."""
    users.remove(scope.tx, scope.owner)


def add(scopes: Scopes, passwords: Passwords, draft: UserDraft, password: str) -> User:
    """Make an account whatever sign-up allows: the operator's way.

    Raises RejectedError, ConflictError (EMAIL_TAKEN), BusyError.
    """
    check(draft, password)
    password_hash = passwords.hash(password)
    with scopes.visit(write=True) as visit:
        return _create(visit, draft, password_hash, only_first=False)


def reset_password(scopes: Scopes, passwords: Passwords, user_id: UUID, password: str) -> None:
    """Give a user another password without the present one, and end all their sessions: the operator's way.

    Raises RejectedError, NotFoundError, BusyError.
    """
    check_password("password", password)
    password_hash = passwords.hash(password)
    with scopes.open_for(user_id, write=True) as scope:
        _replace_password(scope, password_hash)


def page(visit: Visit) -> list[User]:
    """List everybody, the oldest account first: for the operator, never for users."""
    return users.page(visit.tx)


def get_by_email(visit: Visit, email: str) -> User:
    """Find whose e-mail it is: for the operator, never for users.

    Raises NotFoundError.
    """
    user_id = users.find_by_email(visit.tx, email_key(email)) if is_email(email) else None
    if user_id is None:
        raise NotFoundError("user")
    return users.get(visit.tx, user_id)


def _require_open(door: Door, visit: Visit, setup_code: str | None) -> None:
    if not is_open(visit, door):
        raise _closed()
    if door.signup is Signup.FIRST and door.setup_code is not None:
        given = (setup_code or "").encode("utf-8", "surrogatepass")
        if not compare_digest(given, door.setup_code.encode()):
            raise RejectedError([_WRONG_SETUP_CODE])


def _create(visit: Visit, draft: UserDraft, password_hash: str, *, only_first: bool) -> User:
    """Keep a new user and their login.

    Of two firsts at once the row ("first", "") lets one win; accounts that came without it are looked for.
    """
    user = User(
        visit.new_id(),
        draft.email,
        draft.timezone,
        draft.week_start,
        draft.day_start_minutes,
        1,
        visit.now,
        visit.now,
    )
    is_first = users.claim_login(visit.tx, user.id, users.FIRST, "")
    if only_first and not (is_first and not users.exist(visit.tx)):
        raise _closed()
    if not users.claim_login(visit.tx, user.id, users.EMAIL, email_key(user.email)):
        raise _taken()
    users.add(visit.tx, user, password_hash, LATEST)
    return user


def _move_login(scope: Scope, email: str, proof: Proof | None) -> None:
    """Let the user sign in with another e-mail, and no longer with the one until now."""
    if proof is None:
        raise RejectedError([_PASSWORD_MISSING])
    uphold(scope.tx, proof)
    old, new = email_key(scope.user.email), email_key(email)
    if new == old:
        return
    if not users.claim_login(scope.tx, scope.owner, users.EMAIL, new):
        raise _taken()
    users.release_login(scope.tx, scope.owner, users.EMAIL, old)


def _keep(scope: Scope, draft: UserDraft) -> User:
    """Keep what is said of the account now, unless nothing is different."""
    before = scope.user
    if draft == draft_of(before):
        return before
    kept: dict[str, Any] = {
        "email": draft.email,
        "timezone": draft.timezone,
        "week_start": draft.week_start,
        "day_start_minutes": draft.day_start_minutes,
        "skips_per_month": draft.skips_per_month,
        "version": before.version + 1,
        "updated_at": scope.now,
    }
    users.edit(scope.tx, scope.owner, kept)
    user = replace(before, **kept)
    if user.week_start != before.week_start:
        habits.regroup(scope.after(user))
    return user


def _replace_password(scope: Scope, password_hash: str) -> None:
    users.edit(scope.tx, scope.owner, {"password_hash": password_hash, "updated_at": scope.now})
    sessions.remove_others(scope.tx, scope.owner, but=scope.session_id)


def _closed() -> ForbiddenError:
    return ForbiddenError(Code.SIGNUP_CLOSED, "No new accounts are made here; ask whoever runs this server.")


def _taken() -> ConflictError:
    return ConflictError(Code.EMAIL_TAKEN, "There is an account with this e-mail.")
