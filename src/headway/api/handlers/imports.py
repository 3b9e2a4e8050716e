"""Imports over HTTP: a file of another tracker, brought in."""

from threading import BoundedSemaphore

from headway.api.context import Answer, Call
from headway.api.wire import imports as wire
from headway.domain.errors import BusyError
from headway.services import loop, transfer

MOST_BYTES = loop.MOST_BYTES
WAIT_SECONDS = 10

TURN = BoundedSemaphore(1)
"""One file at a time: what a file of this size holds may be a few hundred MB in memory."""


def apply(call: Call[None, wire.ImportQuery]) -> Answer:
    """Add what is new in a file, or only tell what that would be; the file is read between two transactions."""
    dry_run = call.query.dry_run == "true"
    with call.scope() as scope:  # whoever may not is told before the file is taken
        today = scope.today
    with call.file(MOST_BYTES) as file:
        if not TURN.acquire(timeout=WAIT_SECONDS):
            raise BusyError("Another file is being read at the moment. Try again soon.", WAIT_SECONDS)
        try:
            backup = loop.read(file, today)
            with call.scope() as scope:
                report = transfer.preview(scope, backup) if dry_run else transfer.apply(scope, backup)
        finally:
            TURN.release()
    return Answer(wire.report(report, dry_run=dry_run))
