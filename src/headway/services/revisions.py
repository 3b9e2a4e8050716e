"""Revisions: what new rules do to the data that is there already, account by account.

A migration of the schema changes tables and knows no rules; a revision knows the rules and changes no table. Every
account keeps how many revisions it has gone through, committed together with what they did. So a run that ends
halfway, however it ends, goes on where it ended; two runs at once share the work; and whoever uses Headway
meanwhile waits for nothing but the turn of their own account.

    for owner in revisions.catch_up(scopes):
        …                                          # committed
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from headway.domain.errors import NotFoundError
from headway.domain.revisions import LATEST
from headway.services import streaks
from headway.services.scope import Scope, Scopes
from headway.storage import revisions

_OWNERS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Revision:
    """One step: what it does, told in a sentence, and done to the account of a scope.

    It may be repeated without harm, and leaves what the present rules would have left.
    """

    title: str
    revise: Callable[[Scope], None]


REVISIONS = (
    Revision("Count every streak anew", streaks.recompute_all),
    Revision("Count every streak anew, with units of runs", streaks.recompute_all),
)
"""Every step, the oldest first: new ones come at the end, and none is ever taken out."""

assert len(REVISIONS) == LATEST  # noqa: S101 -- a step more is told in both places


def count_behind(scopes: Scopes) -> int:
    """Count the accounts that lack a step."""
    with scopes.visit(write=False) as visit:
        return revisions.count_behind(visit.tx, LATEST)


def catch_up(scopes: Scopes) -> Generator[UUID, None, None]:
    """Take every account through the steps it lacks, each in a transaction of its own; give its id after that.

    Raises RetryError and UnavailableError; what was given stays done.
    """
    for owner in _behind(scopes):
        with suppress(NotFoundError):  # who has left meanwhile lacks nothing
            with scopes.open_for(owner, write=True) as scope:
                lacked = _revise(scope)
            if lacked:
                yield owner


def _behind(scopes: Scopes) -> Iterator[UUID]:
    last = None
    while True:
        with scopes.visit(write=False) as visit:
            some = revisions.owners_behind(visit.tx, LATEST, last, _OWNERS_AT_ONCE)
        yield from some
        if len(some) < _OWNERS_AT_ONCE:
            return
        last = some[-1]


def _revise(scope: Scope) -> bool:
    """Take the steps that are lacking now, with the user locked; tell whether there was any."""
    lacking = REVISIONS[revisions.get(scope.tx, scope.owner) :]
    for one in lacking:
        one.revise(scope)
    if lacking:
        revisions.put(scope.tx, scope.owner, LATEST)
    return bool(lacking)
