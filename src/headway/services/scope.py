"""Scopes: who asks, when, and over which transaction. Everything that is done here is done in one.

    with scopes.open(credentials, write=True) as scope:   # someone signed in, or a script with a token
        habit = habits.archive(scope, habit_id)
    # committed: now it may be answered

`open_for` is the same for the command line beside the embedded database, where whoever may read the file is
let in; `visit` is for those who are not signed in. One moment (`now`) and one day (`today`) hold for all of it.

A user's writes happen one after another: a scope that writes locks the user's row (on SQLite the whole file),
so that what it has read of its user, the week start for instance, stays true until it ends.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from uuid_utils.compat import uuid7

from headway.clock import Clock
from headway.domain import days
from headway.domain.errors import Code, CredentialsError, ForbiddenError
from headway.domain.sessions import LIFE, SEEN_EVERY
from headway.domain.tokens import ALL_RIGHTS, Right
from headway.domain.users import User
from headway.storage import goals, habits, sessions, tokens, users
from headway.storage.database import Database, RetryError, Transaction, UnavailableError
from headway.storage.users import Holder

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_FORM = re.compile(rf"({_UUID})\.({_UUID})\.([A-Za-z0-9_-]{{43}})", re.ASCII)
_SECRET_BYTES = 32

UNDELETABLE = timedelta(minutes=10)
"""For how long a deleted habit or goal can be had back."""


class CredentialKind(StrEnum):
    """How someone got in: by a browser's session, or by a token."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 -- a kind of credentials, not one of them


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a browser or a script shows to be let in. Its secret is kept nowhere but with them."""

    kind: CredentialKind
    user_id: UUID
    id: UUID
    secret: str = field(repr=False)

    @classmethod
    def parse(cls, kind: CredentialKind, value: str) -> "Credentials":
        """Read a cookie's or a bearer token's value, `user id . id . secret`.

        Raises CredentialsError for every other text.
        """
        found = _FORM.fullmatch(value)
        if found is None:
            raise _unknown()
        return cls(kind, UUID(found[1]), UUID(found[2]), found[3])

    @classmethod
    def make(cls, kind: CredentialKind, user_id: UUID) -> "Credentials":
        """Make new ones, with an id and a secret that nobody had before."""
        return cls(kind, user_id, uuid7(), secrets.token_urlsafe(_SECRET_BYTES))

    @property
    def value(self) -> str:
        """The text to show: never to be logged, and kept nowhere here."""
        return f"{self.user_id}.{self.id}.{self.secret}"

    @property
    def secret_hash(self) -> str:
        """What is kept of the secret. It is random and long, so that one round of SHA-256 hides it."""
        return sha256(self.secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone who is not signed in."""

    tx: Transaction
    now: datetime

    def new_id(self) -> UUID:
        """Make an id; later ones sort after earlier ones."""
        return uuid7()


@dataclass(frozen=True, slots=True)
class Scope:
    """Someone who is let in; `session_id` is None for tokens and for the command line."""

    tx: Transaction
    user: User
    now: datetime
    today: date
    rights: frozenset[Right]
    session_id: UUID | None = None

    @property
    def owner(self) -> UUID:
        """Whose things they are."""
        return self.user.id

    @property
    def place(self) -> dict[str, Any]:
        """What explains today: the facts of `day_in_future`."""
        return {"today": self.today, "zone": self.user.timezone, "dayStart": self.user.day_start}

    def new_id(self) -> UUID:
        """Make an id; later ones sort after earlier ones."""
        return uuid7()

    def after(self, user: User) -> "Scope":
        """Go on after the user was changed."""
        return replace(self, user=user, today=_today(user, self.now))


class Scopes:
    """Opens scopes over one database by one clock; made once, by what assembles the parts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep the database and the clock."""
        self._database = database
        self._clock = clock

    @contextmanager
    def visit(self, *, write: bool) -> Iterator[Visit]:
        """Open a transaction for someone who is not signed in."""
        with self._transaction(write=write) as tx:
            yield Visit(tx, self._clock())

    @contextmanager
    def open(self, credentials: Credentials, *, write: bool) -> Iterator[Scope]:
        """Open a transaction for whoever shows these credentials; note at most hourly that they were seen.

        Raises CredentialsError when they are unknown, revoked or over; ForbiddenError when a token may not.
        """
        with self._transaction(write=write) as tx:
            now = self._clock()
            holder = _identify(tx, credentials, now, lock=write)
            _require(holder, Right.WRITE if write else Right.READ)
            unseen = holder.last_seen_at is None or now - holder.last_seen_at >= SEEN_EVERY
            if unseen and write:
                _touch(tx, credentials, now)
            session_id = credentials.id if credentials.kind is CredentialKind.SESSION else None
            if write and holder.leftovers:
                _purge(tx, holder.user.id, now)
            yield Scope(tx, holder.user, now, _today(holder.user, now), holder.rights, session_id)
        if unseen and not write:
            self._note_seen(credentials, now)

    @contextmanager
    def open_for(self, user_id: UUID, *, write: bool) -> Iterator[Scope]:
        """Open a transaction for a user whom nobody has to prove to be: the command line's.

        Raises NotFoundError.
        """
        with self._transaction(write=write) as tx:
            user, now = users.get(tx, user_id, lock=write), self._clock()
            if write:
                _purge(tx, user_id, now)
            yield Scope(tx, user, now, _today(user, now), ALL_RIGHTS)

    def _transaction(self, *, write: bool) -> AbstractContextManager[Transaction]:
        return self._database.write() if write else self._database.read()

    def _note_seen(self, credentials: Credentials, now: datetime) -> None:
        """Note it after a read, in a transaction of its own; too busy for that is no reason not to answer."""
        with suppress(RetryError, UnavailableError), self._database.write() as tx:
            _touch(tx, credentials, now)


def _purge(tx: Transaction, owner: UUID, now: datetime) -> None:
    """Remove what a user deleted and can undelete no more, before they write anything."""
    habits.purge(tx, owner, now - UNDELETABLE)
    goals.purge(tx, owner, now - UNDELETABLE)


def _today(user: User, now: datetime) -> date:
    return days.today(now, ZoneInfo(user.timezone), user.day_start_minutes)


def _identify(tx: Transaction, credentials: Credentials, now: datetime, *, lock: bool) -> Holder:
    find = sessions.find_holder if credentials.kind is CredentialKind.SESSION else tokens.find_holder
    holder = find(tx, credentials.user_id, credentials.id, lock=lock)
    if holder is None or not compare_digest(holder.secret_hash, credentials.secret_hash):
        raise _unknown()
    if holder.expires_at is not None and holder.expires_at <= now:
        raise _unknown()
    return holder


def _require(holder: Holder, right: Right) -> None:
    if right not in holder.rights:
        raise ForbiddenError(Code.SCOPE_MISSING, f"This token has no scope “{right}”.", scope=right)


def _touch(tx: Transaction, credentials: Credentials, now: datetime) -> None:
    if credentials.kind is CredentialKind.SESSION:
        sessions.touch(tx, credentials.user_id, credentials.id, now, now + LIFE)
    else:
        tokens.touch(tx, credentials.user_id, credentials.id, now)


def _unknown() -> CredentialsError:
    return CredentialsError(Code.UNAUTHENTICATED, "Sign in first.")
