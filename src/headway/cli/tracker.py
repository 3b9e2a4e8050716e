"""The tracker that commands work on, whatever is behind it; it speaks the API's shapes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from headway.api.wire.completions import Completion
from headway.api.wire.counters import Runs
from headway.api.wire.entries import Entry, NewEntry
from headway.api.wire.goals import Goal, NewGoal
from headway.api.wire.habits import FullHabit, Habit, NewHabit
from headway.api.wire.insights import Insights
from headway.api.wire.pauses import Pause
from headway.api.wire.phases import Phase
from headway.api.wire.today import Today
from headway.cli import servers
from headway.domain.insights.spans import SpanDraft


class Tracker(Protocol):
    """What can be done for one account. Refusals are HeadwayErrors."""

    def today(self, on: date | None = None) -> Today:
        """Show a day, today unless said otherwise."""

    def habits(self, *, archived: bool = False) -> Sequence[Habit]:
        """List the habits in use, or those that are archived."""

    def goals(self, *, archived: bool = False) -> Sequence[Goal]:
        """List the goals and counters in use, or those that are archived."""

    def habit(self, id_: UUID) -> FullHabit:
        """Show a habit, with what of its streak was paused."""

    def strength(self, habit: UUID) -> float:
        """Tell how strong a habit is today, from 0 to 1."""

    def goal(self, id_: UUID) -> Goal:
        """Show a goal."""

    def phases(self, habit: UUID) -> Sequence[Phase]:
        """List since when a habit asks for what, the oldest first."""

    def done(
        self, habit: Habit, on: date | None, at: time | None, note: str | None, amount: Decimal | None = None
    ) -> tuple[Completion, bool]:
        """Record that a habit was done, and tell whether it is new; the day is today, the time the present second.

        A note or an amount of None leaves the one that is there.
        """

    def completions(self, habit: UUID, on: date | None) -> Sequence[Completion]:
        """List what is recorded for a habit on a day, the newest first."""

    def undo(self, completion: Completion) -> None:
        """Take back what is recorded."""

    def log(self, goal: UUID, entry: NewEntry) -> Entry | None:
        """Record progress; None when the total was there already."""

    def slip(self, goal: UUID, on: date | None, note: str | None) -> Entry:
        """Record a slip of a counter, today unless said otherwise."""

    def reset(self, goal: UUID, on: date | None, note: str | None) -> Entry:
        """Let a goal begin anew, today unless said otherwise."""

    def runs(self, goal: UUID) -> Runs:
        """Tell how a counter has run, with all of its runs, the newest first."""

    def add_habit(self, habit: NewHabit) -> Habit:
        """Make a habit."""

    def add_goal(self, goal: NewGoal) -> Goal:
        """Make a goal or a counter."""

    def insights(self, span: SpanDraft) -> Insights:
        """Look back on a span of days."""

    def pauses(self) -> Sequence[Pause]:
        """List the pauses, the newest first."""

    def pause(self, habit: UUID | None, first: date | None, last: date | None, reason: str | None) -> Pause:
        """Pause a habit, or with None all of them; from today on unless said otherwise, and without an end."""

    def skip(self, habit: UUID, on: date | None, reason: str | None) -> Pause:
        """Skip a day of a habit, today unless said otherwise; a day that is skipped already stays so."""

    def unskip(self, habit: UUID, on: date | None) -> Pause | None:
        """Take the skip of a day back, and show it as it was; None where the day is not skipped."""

    def unpause(self, id_: UUID) -> Pause:
        """Take a pause back, and show it as it was."""


@contextmanager
def tracker(server: str | None) -> Iterator[Tracker]:
    """Open the tracker on the server that was said, set or remembered; without one that of the embedded database.

    Raises SettingsError, UsageError, and what opening the database raises.
    """
    there = servers.find(server)
    if there is None:
        from headway.cli import embedded  # noqa: PLC0415 -- the database, which a server's client needs not

        with embedded.tracker() as mine:
            yield mine
    else:
        from headway.cli import remote  # noqa: PLC0415 -- the client, which the embedded database needs not

        with remote.tracker(there) as mine:
            yield mine
