"""Turns: where one transaction runs at a time, one thread does the work of them all.

Threads that take turns lose the interpreter to each other at every statement, and with it what the processor had at
hand: sixteen clients at once cost twice as much a request as one. So they leave the work to one, and wait. What
waits at the same time is committed at the same time, and answered then.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from headway.storage.database import UnavailableError

T = TypeVar("T")

PATIENCE_SECONDS = 5.0
TOGETHER_SECONDS = 0.02
"""How long whoever is done first waits for others before all of them are kept; not longer than one of them more."""


class _Piece(NamedTuple):
    work: Callable[[], Any]
    outcome: "Future[Any]"

    def do(self) -> Callable[[], None]:
        """Do the work, and give what tells how it came out."""
        try:
            return partial(self.outcome.set_result, self.work())
        except BaseException as error:  # noqa: BLE001 -- raised where it was asked for
            return partial(self.outcome.set_exception, error)


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
        self._waiting: SimpleQueue[_Piece] = SimpleQueue()
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
        outcome: Future[T] = Future()
        self._waiting.put(_Piece(work, outcome))
        try:
            return outcome.result(self._patience)
        except TimeoutError:
            if outcome.cancel():
                raise UnavailableError("Other requests have kept the database busy for too long.") from None
        return outcome.result()

    def _work(self) -> None:
        while True:
            first = self._waiting.get()
            with self._at_work:
                self._do_together(first)

    def _do_together(self, first: _Piece) -> None:
        pieces: list[_Piece] = []
        settle: list[Callable[[], None]] = []
        try:
            with self._together():
                for piece in self._waiting_with(first):
                    if piece.outcome.set_running_or_notify_cancel():
                        pieces.append(piece)
                        settle.append(piece.do())
        except Exception:  # noqa: BLE001 -- nothing of it holds, and each by itself finds out what does
            settle = [piece.do() for piece in pieces]
        for tell in settle:
            tell()

    def _waiting_with(self, first: _Piece) -> Iterator[_Piece]:
        """Give those that wait, and those that come while they are worked on, but not without an end."""
        until = monotonic() + TOGETHER_SECONDS
        yield first
        while monotonic() < until:
            try:
                yield self._waiting.get_nowait()
            except Empty:
                return
