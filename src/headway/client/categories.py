"""Categories: areas of life."""

from collections.abc import Iterator

from headway.api.wire import categories as wire
from headway.client.connection import Connection
from headway.client.things import Things, every


class Categories(Things[wire.Category, wire.NewCategory, wire.CategoryChanges]):
    """The account's categories."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        super().__init__(connection, "/categories", wire.Category)

    def every(self) -> Iterator[wire.CountedCategory]:
        """Go through the categories, in their order, with how much belongs to each."""
        return every(self._connection, self._path, wire.Categories)
