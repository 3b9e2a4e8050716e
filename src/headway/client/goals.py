"""Goals and counters."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from headway.api.wire import goals as wire
from headway.api.wire.counters import Runs, Slip
from headway.api.wire.entries import Entry
from headway.api.wire.values import MOST_ITEMS
from headway.client.connection import Connection
from headway.client.things import ArchivableThings, archived_said, every, with_id
from headway.domain.goals import GoalStatus, GoalType


class Goals(ArchivableThings[wire.Goal, wire.NewGoal, wire.GoalChanges]):
    """The account's goals and counters."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        super().__init__(connection, "/goals", wire.Goal)

    def every(
        self,
        *,
        archived: bool | None = False,
        status: GoalStatus | None = None,
        goal_type: GoalType | None = None,
        category_id: UUID | None = None,
    ) -> Iterator[wire.Goal]:
        """Go through the goals in use, in their order; or through those archived, or with None through both."""
        return every(
            self._connection,
            self._path,
            wire.Goals,
            archived=archived_said(archived),
            status=status,
            goalType=goal_type,
            categoryId=category_id,
        )

    def complete(self, id_: UUID) -> wire.Goal:
        """Complete a counter. Once more changes nothing.

        Raises NotFoundError; RejectedError for a goal with a target.
        """
        return self._one("POST", id_, then="/complete")

    def reopen(self, id_: UUID) -> wire.Goal:
        """Reopen a counter: it counts on as if it had never been completed.

        Raises NotFoundError; RejectedError for a goal with a target.
        """
        return self._one("POST", id_, then="/reopen")

    def reset(self, id_: UUID, reset: wire.Reset | None = None) -> Entry:
        """Take a goal back to zero, today unless said otherwise; give the entry that records it.

        Raises NotFoundError, ConflictError; RejectedError when there is nothing to reset.
        """
        return self._connection.call("POST", f"{self._path}/{id_}/reset", Entry, with_id(reset or wire.Reset()))

    def slip(self, id_: UUID, slip: Slip | None = None) -> Entry:
        """Record a slip of a counter, today unless said otherwise; it counts on. Give the entry that records it.

        Raises NotFoundError, ConflictError; RejectedError for a goal with a target.
        """
        return self._connection.call("POST", f"{self._path}/{id_}/slip", Entry, with_id(slip or Slip()))

    def runs(self, id_: UUID) -> Runs:
        """Tell how a counter has run, with all of its runs, the newest first.

        Raises NotFoundError; RejectedError for a goal with a target.
        """
        found = self._runs(id_)
        items, cursor = list(found.items), found.next_cursor
        while cursor is not None:
            page = self._runs(id_, cursor)
            items, cursor = [*items, *page.items], page.next_cursor
        return msgspec.structs.replace(found, items=items, next_cursor=None)

    def _runs(self, id_: UUID, cursor: str | None = None) -> Runs:
        return self._connection.get(f"{self._path}/{id_}/runs", Runs, limit=MOST_ITEMS, cursor=cursor)
