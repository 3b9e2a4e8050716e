"""Pagination: the key of a list's last item as a cursor; it means nothing to clients and is checked on return."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, UnsetType

from headway.domain.errors import Code
from headway.edge.problems import UnfitError

_HIGHEST_POSITION = 2**31 - 1

Position = Annotated[int, Meta(ge=0, le=_HIGHEST_POSITION)]
Moment = Annotated[datetime, Meta(tz=True)]
WallTime = Annotated[time, Meta(tz=False)]


class Cursors:
    """The cursors of one kind of list, which is ordered by values of these kinds."""

    def __init__(self, kinds: Any) -> None:
        """Prepare for keys of the tuple type `kinds`."""
        self._decoder = msgspec.json.Decoder(kinds)

    def read(self, cursor: str | UnsetType) -> tuple[Any, ...] | None:
        """Read where to go on; None at the beginning.

        Raises UnfitError for anything that did not come from here.
        """
        if isinstance(cursor, UnsetType):
            return None
        try:
            key: tuple[Any, ...] = self._decoder.decode(urlsafe_b64decode(cursor.encode()))
        except (ValueError, msgspec.MsgspecError, RecursionError):
            raise _strange() from None
        if self.write(key) != cursor or not all(_in_utc(value) for value in key):
            raise _strange()
        return key

    def write(self, key: Sequence[Any] | None) -> str | None:
        """Write where to go on; None at the end."""
        return None if key is None else urlsafe_b64encode(msgspec.json.encode(key)).decode()


def _in_utc(value: object) -> bool:
    return not isinstance(value, datetime) or value.utcoffset() == timedelta(0)


def _strange() -> UnfitError:
    return UnfitError(("cursor",), Code.PATTERN, "A cursor is the nextCursor of the list before.")


BY_POSITION = Cursors(tuple[Position, UUID])
BY_MOMENT = Cursors(tuple[Moment, UUID])
BY_DAY = Cursors(tuple[date, UUID])
BY_DAY_AND_TIME = Cursors(tuple[date, WallTime, UUID])
BY_DAY_AND_MOMENT = Cursors(tuple[date, Moment, UUID])
