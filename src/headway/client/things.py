"""What can be done alike with all kinds of things."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import UNSET
from uuid_utils.compat import uuid7

from headway.api.wire.members import Body, Listed
from headway.api.wire.order import Order
from headway.api.wire.values import MOST_ITEMS
from headway.client.connection import NOTHING, Connection

ItemT = TypeVar("ItemT")
NewT = TypeVar("NewT", bound=Body)
ChangesT = TypeVar("ChangesT", bound=Body)
T = TypeVar("T")


def with_id(new: NewT) -> NewT:
    """Give what is to be made an id, unless it has one: so that it is made once, however often it is asked for."""
    return msgspec.structs.replace(new, id=uuid7()) if getattr(new, "id", None) is UNSET else new


def every(connection: Connection, path: str, kind: type[Listed[T]], **query: object) -> Iterator[T]:
    """Go through a list, page by page."""
    cursor = None
    while True:
        page: Listed[T] = connection.get(path, kind, limit=MOST_ITEMS, cursor=cursor, **query)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


class Things(Generic[ItemT, NewT, ChangesT]):
    """Things of one kind, which are made, shown, changed and removed."""

    def __init__(self, connection: Connection, path: str, kind: Any) -> None:
        """Keep where they are, and what one of them is."""
        self._connection = connection
        self._path = path
        self._kind = kind

    def get(self, id_: UUID) -> ItemT:
        """Show one.

        Raises NotFoundError.
        """
        return self._one("GET", id_)

    def create(self, new: NewT) -> ItemT:
        """Make one; it gets an id here unless it has one, so that asking again makes it once.

        Raises RejectedError with every broken rule, ConflictError.
        """
        item: ItemT = self._connection.call("POST", self._path, self._kind, with_id(new))
        return item

    def edit(self, id_: UUID, changes: ChangesT, version: int | None = None) -> ItemT:
        """Change one; with `version` only if it is still of that version.

        Raises NotFoundError, RejectedError, ConflictError, StaleError.
        """
        return self._one("PATCH", id_, changes, version=version)

    def remove(self, id_: UUID, version: int | None = None) -> None:
        """Remove one; with `version` only if it is still of that version.

        Raises NotFoundError, StaleError.
        """
        self._connection.call("DELETE", f"{self._path}/{id_}", NOTHING, version=version)

    def _one(self, method: str, id_: UUID, body: Body | None = None, *, then: str = "", **more: Any) -> ItemT:
        # A change that is for a version is not sent twice: the second would find the version of the first.
        safe = more.get("version") is None
        item: ItemT = self._connection.call(
            method, f"{self._path}/{id_}{then}", self._kind, body, repeat=safe, **more
        )
        return item


class ArchivableThings(Things[ItemT, NewT, ChangesT]):
    """Things that can be put away, and for ten minutes be brought back when they were removed."""

    def undelete(self, id_: UUID) -> ItemT:
        """Bring back one that was removed within the last ten minutes.

        Raises NotFoundError.
        """
        return self._one("POST", id_, then="/undelete")

    def archive(self, id_: UUID) -> ItemT:
        """Put one away. Once more changes nothing.

        Raises NotFoundError.
        """
        return self._one("POST", id_, then="/archive")

    def arrange(self, ids: Sequence[UUID]) -> None:
        """Let some take, in this order, the places that they have together; all others keep theirs.

        Raises RejectedError for what is named twice, and for what is not there.
        """
        self._connection.call("PUT", f"{self._path}/order", NOTHING, Order(ids=list(ids)))

    def restore(self, id_: UUID) -> ItemT:
        """Bring one back from the archive. Once more changes nothing.

        Raises NotFoundError.
        """
        return self._one("POST", id_, then="/restore")


def archived_said(archived: bool | None) -> str:  # noqa: FBT001 -- a value to be written
    """Write which of them to list: those in use, those put away, or with None both."""
    return "all" if archived is None else str(archived).lower()
