"""Creations: making a thing once, however often the request that makes it arrives.

A client may choose the id of what it creates. The id is claimed before anything else is looked at: of two
requests with one id, the first goes on and the second is answered with what is kept.

    id, new = creations.claim(scope, Kind.GOAL, chosen, "goal")
    if not new:
        return Kept(creations.still(find(id), "goal"), created=False)
    …                                     # check the rules, insert
    return Kept(goal, created=True)

A claim is undone with the rest of the transaction when the request is refused.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from headway.domain.errors import Code, ConflictError, GoneError
from headway.services.scope import Scope
from headway.storage import creations

T = TypeVar("T")


class Kind(StrEnum):
    """What an id can be chosen for; NOTHING when the request turned out to need no new thing."""

    CATEGORY = "category"
    GOAL = "goal"
    ENTRY = "entry"
    HABIT = "habit"
    COMPLETION = "completion"
    PAUSE = "pause"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The id that a client chose, and the SHA-256 (hexadecimal) of its request."""

    id: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """What is kept now, and whether this request created it."""

    item: T
    created: bool


def claim(scope: Scope, kind: Kind, chosen: Chosen | None, what: str) -> tuple[UUID, bool]:
    """Find the id for a new `what`, and tell whether to make it: False when this same request made it before.

    Raises ConflictError (ID_REUSED) when the id was used for anything else.
    """
    if chosen is None:
        return scope.new_id(), True
    if creations.put(scope.tx, scope.owner, chosen.id, creations.Creation(kind, chosen.digest), scope.now):
        return chosen.id, True
    kept = creations.get(scope.tx, scope.owner, chosen.id)
    if kept.digest != chosen.digest or kept.kind not in {kind, Kind.NOTHING}:
        raise ConflictError(Code.ID_REUSED, f"This id was used for something other than this {what}.")
    return chosen.id, False


def still(item: T | None, what: str) -> T:
    """Take what a repeated request made the first time.

    Raises GoneError when it was deleted since: repeating its creation does not bring it back.
    """
    if item is None:
        raise GoneError(what)
    return item


def settle_for_nothing(scope: Scope, chosen: Chosen | None) -> None:
    """Remember that this request needed no new thing, so that repeating it still makes none."""
    if chosen is not None:
        creations.edit(scope.tx, scope.owner, chosen.id, Kind.NOTHING)


def made_nothing(scope: Scope, id_: UUID) -> bool:
    """Tell whether the request with this (claimed) id needed no new thing."""
    return creations.get(scope.tx, scope.owner, id_).kind == Kind.NOTHING
