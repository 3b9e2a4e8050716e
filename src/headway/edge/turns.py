"""Turns: where one transaction runs at a time, one thread does the work of them all.

Threads that take turns lose the interpreter to each other at every statement, and with it what the processor had at
hand: sixteen clients at once cost twice as much a request as one. So they leave the work to one, and wait. What
waits at the same time is committed at the same time, and answered then.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from headway.storage.database import UnavailableError

T = TypeVar("T")

PATIENCE_SECONDS = 5.0
TOGETHER_SECONDS = 0.02
"""How long whoever is done first waits for others before all of them are kept; not longer than one of them more."""


class _Piece(Generic[T]):
    """A piece of work that somebody waits for; a Future does more, which every tick among others would pay for."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._claim, self._done = Lock(), Lock()
        self._done.acquire()

    def claim(self) -> bool:
        """Take it, to do it or to give it up, unless somebody else has."""
        return self._claim.acquire(blocking=False)

    def do(self) -> None:
        """Do the work, and keep how it came out."""
        try:
            self._outcome = self._work()
            self._error = None
        except BaseException as error:  # noqa: BLE001 -- raised where it was asked for
            self._error = error

    def settle(self) -> None:
        """Let the one who waits have the outcome."""
        self._done.release()

    def wait(self, seconds: float = -1) -> bool:
        """Wait for the outcome, for ever unless said otherwise, and tell whether it is there."""
        return self._done.acquire(timeout=seconds)

    def outcome(self) -> T:
        """Give or raise what the work did."""
        if self._error is not None:
            raise self._error
        return self._outcome


class Turns:
    """Has pieces of work done, one after the other."""

    def __init__(
        self,
        together: Callable[[], AbstractContextManager[None]] = nullcontext,
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Keep a thread for those that find another at work; whoever waits for `patience` seconds goes without.

        What several of them have done holds when the block that `together` opens has ended; if that raises, nothing
        of it holds, and each is done once more, by itself.
        """
        self._together = together
        self._patience = patience
        self._at_work = Lock()
        self._waiting: SimpleQueue[_Piece[Any]] = SimpleQueue()
        Thread(target=self._work, name="turns", daemon=True).start()

    def take(self, work: Callable[[], T]) -> T:
        """Do a piece of work if nothing else is at work, else have it done; give or raise what it does.

        Raises UnavailableError when its turn does not come.
        """
        if self._at_work.acquire(blocking=False):
            try:
                return work()
            finally:
                self._at_work.release()
        piece = _Piece(work)
        self._waiting.put(piece)
        if not piece.wait(self._patience):
            if piece.claim():
                raise UnavailableError("Other requests have kept the database busy for too long.")
            piece.wait()
        return piece.outcome()

    def _work(self) -> None:
        while True:
            first = self._waiting.get()
            with self._at_work:
                self._do_together(first)

    def _do_together(self, first: _Piece[Any]) -> None:
        pieces: list[_Piece[Any]] = []
        try:
            with self._together():
                for piece in self._waiting_with(first):
                    if piece.claim():
                        pieces.append(piece)
                        piece.do()
        except Exception:  # noqa: BLE001 -- nothing of it holds, and each by itself finds out what does
            for piece in pieces:
                piece.do()
        for piece in pieces:
            piece.settle()

    def _waiting_with(self, first: _Piece[Any]) -> Iterator[_Piece[Any]]:
        """Give those that wait, and those that come while they are worked on, but not without an end."""
        until = monotonic() + TOGETHER_SECONDS
        yield first
        while monotonic() < until:
            try:
                yield self._waiting.get_nowait()
            except Empty:
                return
