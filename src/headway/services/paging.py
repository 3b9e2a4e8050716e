"""Paging: lists in slices that neither skip nor repeat when rows come and go between them.

A page is asked for by the key of the last item seen, not by a number of items to skip. Storage is asked for
one item more than the page holds: if it comes, there is a next page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Key = tuple[Any, ...]
"""The values a list is ordered by, of one item; what they are is each list's affair."""


class Archived(StrEnum):
    """Which items a list shows: those in use, those archived, or both."""

    NO = "false"
    YES = "true"
    ALL = "all"

    @property
    def only(self) -> bool | None:
        """Tell which archived state to limit to; None for either."""
        return None if self is Archived.ALL else self is Archived.YES


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list, and the key to ask for the items after them; None at the end."""

    items: Sequence[T]
    after: Key | None


def cut(items: Sequence[T], limit: int, key: Callable[[T], Key]) -> Page[T]:
    """Make a page of `limit` items from up to `limit` + 1: the one too many tells that more follow."""
    if len(items) <= limit:
        return Page(items, None)
    return Page(items[:limit], key(items[limit - 1]))
