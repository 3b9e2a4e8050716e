"""Passwords: hashed slowly, a few at a time, and never inside a transaction.

One hash takes a good part of a second of one core on purpose. At most two are made at once, so that guessing does
not starve everybody else; a short queue waits behind them, and when that is full the next is told to come back.
"""

from collections.abc import Callable
from contextlib import contextmanager
from hmac import compare_digest
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

import bcrypt

from headway.domain.errors import BusyError
from headway.domain.users import LONGEST_PASSWORD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

Work = Callable[[bytes, bytes], bytes]
"""Hash a password with a salt that names the cost."""


class Passwords:
    """Makes and compares hashes; made once, and shared by all threads of a process."""

    def __init__(self, cost: int, *, at_once: int = 2, waiting: int = 16, work: Work = bcrypt.hashpw) -> None:
        """Hash with 2 to the power of `cost` rounds, `at_once` at a time and `waiting` behind them.

        `waiting` should be less than the server's threads, so that whoever does not sign in is served meanwhile.
        """
        self._cost = cost
        self._work = work
        self._room = BoundedSemaphore(at_once + waiting)
        self._turns = BoundedSemaphore(at_once)

    def hash(self, password: str) -> str:
        """Make what is kept of a password that `domain.users` has checked.

        Raises BusyError.
        """
        return self._hash(password.encode(), self._salt()).decode()

    def matches(self, password: str, kept: str | None) -> bool:
        """Tell whether this is the password of which `kept` was made; without any, the same work says no.

        Raises BusyError.
        """
        given = _hashable(password)
        salt = self._salt() if kept is None else kept.encode()
        made = self._hash(given or b"", salt)
        return given is not None and kept is not None and compare_digest(made, kept.encode())

    def _salt(self) -> bytes:
        return bcrypt.gensalt(self._cost)

    def _hash(self, password: bytes, salt: bytes) -> bytes:
        with self._turn():
            return self._work(password, salt)

    @contextmanager
    def _turn(self) -> "Iterator[None]":
        if not self._room.acquire(blocking=False):
            raise BusyError("Too many people are signing in at the moment.")
        try:
            with self._turns:
                yield
        finally:
            self._room.release()


def _hashable(password: str) -> bytes | None:
    """Encode a password, if it is one that could ever have been set."""
    given = password.encode("utf-8", "surrogatepass")
    return given if len(given) <= LONGEST_PASSWORD_BYTES and b"\0" not in given else None
