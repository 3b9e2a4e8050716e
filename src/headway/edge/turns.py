"""Turns: where one transaction runs at a time, one thread does the work of them all.

Threads that take turns lose the interpreter to each other at every statement, and with it what the processor had at
hand: sixteen clients at once cost twice as much a request as one. So they leave the work to one, and wait.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from headway.storage.database import UnavailableError

T = TypeVar("T")

PATIENCE_SECONDS = 5.0


class Turns:
    """Has pieces of work done, one after the other."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        """Keep a thread for those that find another at work; whoever waits for `patience` seconds goes without."""
        self._patience = patience
        self._at_work = Lock()
        self._thread = ThreadPoolExecutor(1, "turns")

    def take(self, work: Callable[[], T]) -> T:
        """Do a piece of work if nothing else is at work, else have it done; give or raise what it does.

        Raises UnavailableError when its turn does not come.
        """
        if self._at_work.acquire(blocking=False):
            try:
                return work()
            finally:
                self._at_work.release()
        piece = self._thread.submit(self._wait_and_do, work)
        try:
            return piece.result(self._patience)
        except TimeoutError:
            if piece.cancel():
                raise UnavailableError("Other requests have kept the database busy for too long.") from None
        return piece.result()

    def _wait_and_do(self, work: Callable[[], T]) -> T:
        with self._at_work:
            return work()
