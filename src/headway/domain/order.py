"""Order: the places of things in their list, and what becomes of them when some change places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from headway.domain.errors import Code, Findings


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands; what is deleted keeps its place until it is purged, and is out of sight."""

    id: UUID
    position: int
    in_sight: bool = True


def arrange(places: Sequence[Place], ids: Sequence[UUID], what: str) -> Mapping[UUID, int]:
    """Give the positions that change when the things named take, in this order, the places they have together.

    All others stay where they are, so that a part of a list can be put in order by itself. `places` are in order.

    >>> first, second, third = (UUID(int=number) for number in (1, 2, 3))
    >>> now = [Place(first, 1), Place(second, 2), Place(third, 3)]
    >>> arrange(now, [third, first], "habit") == {third: 1, first: 3}
    True

    Raises RejectedError for what is named twice, and for what is not there.
    """
    _check({place.id for place in places if place.in_sight}, ids, what)
    named, following = set(ids), iter(ids)
    order = [next(following) if place.id in named else place.id for place in places]
    before = {place.id: place.position for place in places}
    return {id_: at for at, id_ in enumerate(order, 1) if before[id_] != at}


def _check(known: set[UUID], ids: Sequence[UUID], what: str) -> None:
    findings = Findings()
    seen: set[UUID] = set()
    for at, id_ in enumerate(ids):
        findings.require(id_ in known, ("ids", at), Code.UNKNOWN_REFERENCE, f"There is no such {what}.")
        findings.require(id_ not in seen, ("ids", at), Code.REPEATED, "Every id once at most.")
        seen.add(id_)
    findings.enforce()


def moved(ids: Sequence[UUID], id_: UUID, by: int) -> list[UUID]:
    """Move one of a list by some places, at most to its ends.

    >>> first, second, third = (UUID(int=number) for number in (1, 2, 3))
    >>> moved([first, second, third], first, 1) == [second, first, third]
    True
    """
    at = ids.index(id_)
    others = [one for one in ids if one != id_]
    to = min(max(at + by, 0), len(others))
    return [*others[:to], id_, *others[to:]]
