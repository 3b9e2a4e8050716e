"""The tracker of an account on a server, over HTTP."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import UNSET

from headway import clock
from headway.api.wire.completions import Completion, NewCompletion
from headway.api.wire.counters import Runs, Slip
from headway.api.wire.entries import Entry, NewEntry
from headway.api.wire.goals import Goal, NewGoal, Reset
from headway.api.wire.habits import FullHabit, Habit, NewHabit
from headway.api.wire.imports import ImportReport
from headway.api.wire.insights import Insights
from headway.api.wire.pauses import NewPause, Pause
from headway.api.wire.phases import Phase
from headway.api.wire.today import Today
from headway.cli import output, wording
from headway.cli.output import RefusedError, UsageError
from headway.cli.servers import Login
from headway.client import Client
from headway.domain.completions import free_time
from headway.domain.errors import Code, ConflictError, CredentialsError
from headway.domain.insights.spans import SpanDraft

_MOST_TRIES = 3


@contextmanager
def tracker(login: Login) -> Iterator["RemoteTracker"]:
    """Open the tracker of the account that a token is of.

    Raises UsageError for what is no token, RefusedError for a token that is not accepted.
    """
    try:
        client = Client(login.server, login.token)
    except ValueError as error:
        raise UsageError(f"{login.server}: {error}") from error
    try:
        with client:
            yield RemoteTracker(client, lambda zone: clock.now().astimezone(ZoneInfo(zone)).time())
    except CredentialsError as error:
        raise RefusedError(
            f"{login.server} does not take this token. Get another one with: headway login --server {login.server}"
        ) from error


class RemoteTracker:
    """The tracker of one account on a server; what day it is there is asked for once."""

    def __init__(self, client: Client, wall_time: Callable[[str], time]) -> None:
        """Work through a client; `wall_time` reads the clock in a zone."""
        self._client = client
        self._wall_time = wall_time

    def today(self, on: date | None = None) -> Today:
        """Show a day, today unless said otherwise."""
        return self._client.today(on)

    def habits(self, *, archived: bool = False) -> list[Habit]:
        """List the habits in use, or those that are archived."""
        return list(self._client.habits.every(archived=archived))

    def goals(self, *, archived: bool = False) -> list[Goal]:
        """List the goals and counters in use, or those that are archived."""
        return list(self._client.goals.every(archived=archived))

    def habit(self, id_: UUID) -> FullHabit:
        """Show a habit, with what of its streak was paused."""
        return self._client.habits.get(id_)

    def strength(self, habit: UUID) -> float:
        """Tell how strong a habit is today, from 0 to 1."""
        return self._client.habits.strength(habit).strength

    def goal(self, id_: UUID) -> Goal:
        """Show a goal."""
        return self._client.goals.get(id_)

    def phases(self, habit: UUID) -> list[Phase]:
        """List since when a habit asks for what, the oldest first."""
        return self._client.habits.phases(habit)

    def done(
        self, habit: Habit, on: date | None, at: time | None, note: str | None, amount: Decimal | None = None
    ) -> tuple[Completion, bool]:
        """Record that a habit was done, and tell whether it is new."""
        day = on or self._now.today
        if at is None and self._is_several_a_day(habit, day):
            return self._tick(habit, day, note, amount), True
        said = UNSET if note is None else note
        return self._client.completions.record(
            habit.id, day, at, note=said, amount=UNSET if amount is None else amount
        )

    def _is_several_a_day(self, habit: Habit, day: date) -> bool:
        """Tell whether a day may have several, by what the habit asked for on it."""
        asks: Habit | Phase = habit
        if habit.phase_first_day is not None and day < habit.phase_first_day:
            began = [one for one in self.phases(habit.id) if one.first_day is None or one.first_day <= day]
            asks = began[-1]
        return asks.unit is not None or asks.frequency_config.get("allowMultiplePerDay") is True

    def completions(self, habit: UUID, on: date | None) -> list[Completion]:
        """List what is recorded for a habit on a day, the newest first."""
        day = on or self._now.today
        return list(self._client.completions.every(habit, first_day=day, last_day=day))

    def undo(self, completion: Completion) -> None:
        """Take back what is recorded."""
        self._client.completions.remove(completion.habit_id, completion.completion_date, completion.completion_time)

    def log(self, goal: UUID, entry: NewEntry) -> Entry | None:
        """Record progress; None when the total was there already."""
        return self._client.entries.add(goal, entry)

    def slip(self, goal: UUID, on: date | None, note: str | None) -> Entry:
        """Record a slip of a counter, today unless said otherwise."""
        return self._client.goals.slip(goal, Slip(day=on or UNSET, note=note))

    def reset(self, goal: UUID, on: date | None, note: str | None) -> Entry:
        """Let a goal begin anew, today unless said otherwise."""
        return self._client.goals.reset(goal, Reset(day=on or UNSET, note=note))

    def runs(self, goal: UUID) -> Runs:
        """Tell how a counter has run, with all of its runs, the newest first."""
        return self._client.goals.runs(goal)

    def add_habit(self, habit: NewHabit) -> Habit:
        """Make a habit."""
        return self._client.habits.create(habit)

    def add_goal(self, goal: NewGoal) -> Goal:
        """Make a goal or a counter."""
        return self._client.goals.create(goal)

    def insights(self, span: SpanDraft) -> Insights:
        """Look back on a span of days."""
        return self._client.insights(span)

    def pauses(self) -> Sequence[Pause]:
        """List the pauses, the newest first."""
        return list(self._client.pauses.every())

    def pause(self, habit: UUID | None, first: date | None, last: date | None, reason: str | None) -> Pause:
        """Pause a habit, or all of them."""
        day = first or self._now.today
        return self._client.pauses.create(NewPause(first_day=day, last_day=last, habit_id=habit, reason=reason))

    def skip(self, habit: UUID, on: date | None, reason: str | None) -> Pause:
        """Skip a day of a habit; a day that is skipped already stays so."""
        day = on or self._now.today
        new = NewPause(first_day=day, last_day=day, habit_id=habit, reason=reason)
        return next(self._skips(habit, day), None) or self._client.pauses.create(new)

    def unskip(self, habit: UUID, on: date | None) -> Pause | None:
        """Take the skip of a day back, and show it as it was; None where the day is not skipped."""
        gone = list(self._skips(habit, on or self._now.today))
        for one in gone:
            self._client.pauses.remove(one.id)
        return gone[0] if gone else None

    def _skips(self, habit: UUID, day: date) -> Iterator[Pause]:
        pauses = self._client.pauses.every(habit_id=habit)
        return (one for one in pauses if one.first_day == one.last_day == day)

    def unpause(self, id_: UUID) -> Pause:
        """Take a pause back, and show it as it was."""
        there = self._client.pauses.get(id_)
        self._client.pauses.remove(id_)
        return there

    def importing(self, file: Path) -> "RemoteImport":
        """Prepare to bring in a file."""
        return RemoteImport(self._client, file)

    @cached_property
    def _now(self) -> Today:
        return self._client.today()

    def _tick(self, habit: Habit, day: date, note: str | None, amount: Decimal | None) -> Completion:
        """Record it at the present second, or the next one that is free, which somebody else may take meanwhile."""
        wanted = self._wall_time(self._now.timezone).replace(microsecond=0)
        for _ in range(_MOST_TRIES):
            there = self.completions(habit.id, day)
            taken = frozenset(one.completion_time for one in there if one.completion_time is not None)
            at = free_time(wanted, taken)
            new = NewCompletion(completion_date=day, completion_time=at, note=note, amount=amount)
            try:
                return self._client.completions.add(habit.id, new)
            except ConflictError as error:
                if error.code is not Code.COMPLETION_EXISTS:
                    raise
                reason = error
        raise reason


class RemoteImport:
    """A file on its way to a server."""

    def __init__(self, client: Client, file: Path) -> None:
        """Keep the file, and the way."""
        self._client = client
        self._file = file
        self._doing = f"Importing {file.name}"

    def preview(self) -> ImportReport:
        """Tell what an import would do, and change nothing."""
        with output.busy(f"Reading {self._file.name}"):
            report = self._client.imports.preview(self._file)
        self._doing = f"Importing {wording.count(len(report.habits), 'habit')}"
        return report

    def apply(self) -> ImportReport:
        """Add what is new."""
        with output.busy(self._doing):
            return self._client.imports.apply(self._file)
