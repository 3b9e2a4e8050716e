"""What was last made for each of many keys: made again only when what it is made of has changed.

For pure functions of values that seldom change between two requests; the answer is the same as without it.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Remembers the latest outcome of a pure function for each key.

    >>> squares = Latest(lambda number: print("counted") or number * number, most=1000)
    >>> squares.of("a", 3), squares.of("a", 3), squares.of("a", 4)
    counted
    counted
    (9, 9, 16)
    """

    def __init__(self, make: Callable[..., T], *, most: int) -> None:
        """Remember for at most so many keys, and lists of so many in all; after that all are forgotten."""
        self._make = make
        self._most = most
        self._kept: dict[Hashable, tuple[tuple[Any, ...], T]] = {}
        self._lists: dict[Hashable, tuple[Sequence[tuple[Any, ...]], list[T]]] = {}
        self._listed = 0

    def of(self, key: Hashable, *made_of: Any) -> T:
        """Give the outcome for these values, which is made only if the last for this key was made of others."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == made_of:
            return kept[1]
        made = self._make(*made_of)
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = made_of, made
        return made

    def each(self, items: Sequence[tuple[Any, ...]]) -> list[T]:
        """Give the outcomes of many, each a key and its values; at once where none of them has changed.

        >>> Latest(len, most=1000).each([("a", "one"), ("b", "three")])
        [3, 5]
        """
        if not items:
            return []
        first = items[0][0]
        kept = self._lists.get(first)
        if kept is not None and kept[0] == items:
            return kept[1].copy()
        made = [self.of(*item) for item in items]
        self._listed += len(items)
        if self._listed > self._most:
            self._lists.clear()
            self._listed = len(items)
        self._lists[first] = items, made
        return made.copy()
