"""The door: whoever shows a password is let in here, or not.

A hash takes long on purpose and is therefore made between two transactions: the first reads the kept hash, the
second (the caller's) does what the password was shown for, after `uphold` has found that hash unchanged.

    proof = prove(door, email, password, address)
    with door.scopes.visit(write=True) as visit:
        uphold(visit.tx, proof)
        …
"""

from dataclasses import dataclass, field
from uuid import UUID

from headway.config import Signup
from headway.domain.errors import Broken, Code, CredentialsError, RejectedError
from headway.domain.users import email_key, is_email
from headway.services.attempts import Attempts
from headway.services.passwords import Passwords
from headway.services.scope import Credentials, Scopes
from headway.storage import users
from headway.storage.database import Transaction

_NOBODY = UUID(int=0)
_WRONG_PASSWORD = Broken(("current_password",), Code.WRONG_PASSWORD, "This is not your present password.")


@dataclass(frozen=True, slots=True)
class Door:
    """All that letting people in takes; made once, by what assembles the parts.

    `setup_code` is what the first account has to know, where others than the owner could reach the server first.
    """

    scopes: Scopes
    passwords: Passwords
    attempts: Attempts
    signup: Signup
    setup_code: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """That someone showed the password whose hash this is."""

    user_id: UUID
    password_hash: str = field(repr=False)


def prove(door: Door, email: str, password: str, address: str) -> Proof:
    """Check an e-mail and a password that came from `address`.

    An unknown e-mail takes the same work and gets the same answer as a wrong password.

    Raises CredentialsError (WRONG_CREDENTIALS), LimitedError, BusyError.
    """
    with door.attempts.counted(email_key(email), address):
        with door.scopes.visit(write=False) as visit:
            owner = _find(visit.tx, email)
            kept = users.find_password(visit.tx, owner)
        if not door.passwords.matches(password, kept) or kept is None:
            raise _wrong()
    return Proof(owner, kept)


def confirm(door: Door, credentials: Credentials, current_password: str, address: str) -> Proof:
    """Check the password of someone who is let in already, before something that must be theirs to do.

    Raises RejectedError when it is wrong, LimitedError, BusyError, and what `Scopes.open` raises.
    """
    with door.scopes.open(credentials, write=True) as scope:
        kept = users.find_password(scope.tx, scope.owner)
    with door.attempts.counted(email_key(scope.user.email), address):
        if kept is None or not door.passwords.matches(current_password, kept):
            raise RejectedError([_WRONG_PASSWORD])
    return Proof(scope.owner, kept)


def uphold(tx: Transaction, proof: Proof) -> None:
    """Require that the password was not changed since it was shown, and keep it so until the transaction ends.

    Raises CredentialsError.
    """
    if users.find_password(tx, proof.user_id, lock=True) != proof.password_hash:
        raise _wrong()


def _find(tx: Transaction, email: str) -> UUID:
    """Find whose e-mail it is; for nobody's, someone who has no password."""
    return (users.find_by_email(tx, email_key(email)) if is_email(email) else None) or _NOBODY


def _wrong() -> CredentialsError:
    return CredentialsError(Code.WRONG_CREDENTIALS, "E-mail or password are wrong.")
