"""Which habit or goal is meant: by its id, its title, or how its title begins."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from headway.api.wire.habits import Habit
from headway.cli.output import UsageError
from headway.cli.tracker import Tracker


class Titled(Protocol):
    """Anything with a title."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def title(self) -> str:
        """What people call it."""


T = TypeVar("T", bound=Titled)


def matches(said: str, items: Sequence[T]) -> list[T]:
    """List what may be meant: the id, else the same title, else titles that begin so; whatever the case."""
    key = said.strip().casefold()
    by_id = [one for one in items if str(one.id) == key]
    exactly = [one for one in items if one.title.casefold() == key]
    beginning = [one for one in items if key and one.title.casefold().startswith(key)]
    return by_id or exactly or beginning


def find(said: str, items: Sequence[T], what: str) -> T:
    """Find the one that is meant.

    Raises UsageError when there is none, or more than one, of which it lists the ids.
    """
    found = matches(said, items)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"There is no {what} “{said}”.")
    listed = "\n".join(f"  {one.id}  {one.title}" for one in found)
    raise UsageError(f"“{said}” may be any of these; name it by its id:\n{listed}")


def any_habit(mine: Tracker, said: str) -> Habit:
    """Find the habit that is meant, among archived ones only if none in use is.

    Raises UsageError as `find` does.
    """
    in_use = mine.habits()
    return find(said, in_use if matches(said, in_use) else [*in_use, *mine.habits(archived=True)], "habit")
