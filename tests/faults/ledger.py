"""The ledger: what each client was told is kept, and what it asked for and was told nothing of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Thing = tuple[str | None, ...]
"""What can be there or not: a habit, its frequency, a completion of it, an entry, a pause …, each by its ids."""

Kept = dict[Thing, Any]

REFUSED = 422


@dataclass(frozen=True)
class Write:
    """A request, and what it makes of the things that it is about; None: not there."""

    method: str
    path: str
    body: Mapping[str, Any] | None
    makes: Kept
    may_be_refused: bool = False

    def is_settled_by(self, status: int, *, repeated: bool) -> bool:
        """Tell whether an answer means that all of it is done."""
        gone_already = repeated and self.method == "DELETE" and status == 404
        return status in {200, 201, 204} or gone_already


@dataclass
class Ledger:
    """What one client knows."""

    kept: Kept = field(default_factory=dict)
    unanswered: Write | None = None
    acknowledged: int = 0

    def settle(self, status: int, *, repeated: bool) -> None:
        """Note the answer to what was asked."""
        write = self.unanswered
        assert write is not None
        if write.is_settled_by(status, repeated=repeated):
            self.kept = after(self.kept, write)
            self.acknowledged += 1
        else:
            assert write.may_be_refused, f"{write.method} {write.path} was answered with {status}: {write.body}"
            assert status == REFUSED
        self.unanswered = None


def after(kept: Kept, write: Write) -> Kept:
    """Tell what is there once a write is done."""
    return {thing: value for thing, value in (kept | write.makes).items() if value is not None}


def compare(ledgers: Iterable[Ledger], found: Kept) -> tuple[int, int]:
    """Require that what is there is what the ledgers say, with each unanswered write done wholly or not at all.

    Where two ledgers speak of one thing, the later one is right. Tells how many unanswered writes had been done,
    and how many not.
    """
    expected: Kept = {}
    done, undone = 0, 0
    for ledger in ledgers:
        kept, write = ledger.kept, ledger.unanswered
        if write is not None:
            if all(found.get(thing) == value for thing, value in write.makes.items()):
                kept = after(kept, write)
                done += 1
            else:
                undone += 1
        expected |= kept
    differing = {
        thing: (expected.get(thing), found.get(thing))
        for thing in expected.keys() | found.keys()
        if expected.get(thing) != found.get(thing)
    }
    assert not differing, f"(acknowledged, found): {differing}"
    return done, undone
