"""One person's habits and settings in plain lists, for those who do things to the real ones and then compare."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.model.days import ONE_DAY, today
from tests.model.histories import History, Span
from tests.model.periods import chain, period_of
from tests.model.streaks import Streak, streak

UNDELETABLE = timedelta(minutes=10)


@dataclass
class Known:
    """A habit, what was done and when it was away; `away` ends with an open span while it is archived."""

    kind: str
    config: dict[str, Any]
    created_on: date
    done: set[tuple[date, time | None]] = field(default_factory=set)
    away: list[Span] = field(default_factory=list)
    deleted_at: datetime | None = None

    @property
    def several(self) -> bool:
        return self.config.get("allowMultiplePerDay") is True

    @property
    def archived(self) -> bool:
        return any(last is None for _, last in self.away)

    def in_order(self) -> list[tuple[date, time | None]]:
        return sorted(self.done, key=lambda one: (one[0], one[1] or time.min))

    def refuses(self, day: date, today: date) -> str | None:
        """Tell why nothing new may be recorded on a day, by the name of the rule."""
        if self.archived:
            return "habit_archived"
        if day > today:
            return "day_in_future"
        taken = not self.several and any(done == day for done, _ in self.done)
        return "completion_exists" if taken else None

    def take_back(self, day: date, at: time | None) -> None:
        """Take back a completion; a day alone means all of it, but for habits that are done several times a day."""
        whole = at is None and not self.several
        self.done = {one for one in self.done if not (one[0] == day if whole else one == (day, at))}

    def archive(self, day: date) -> None:
        self.away.append((day, None))

    def restore(self, day: date) -> None:
        """Come back: the day before is the last of those away, if there was one."""
        first, _ = self.away.pop()
        if first < day:
            self.away.append((first, day - ONE_DAY))


@dataclass(frozen=True)
class PauseOf:
    """A pause of one habit, or of all."""

    habit_id: UUID | None
    first_day: date
    last_day: date | None


@dataclass
class Life:
    """A person at a moment: where and when their days and weeks begin, and what they keep."""

    now: datetime
    zone: str = "UTC"
    day_start: time = time(0)
    week_start: str = "MONDAY"
    habits: dict[UUID, Known] = field(default_factory=dict)
    pauses: dict[UUID, PauseOf] = field(default_factory=dict)
    walked: dict[UUID, tuple[History, date, Streak]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return today(self.now, ZoneInfo(self.zone), self.day_start)

    @property
    def shown(self) -> dict[UUID, Known]:
        return {id_: known for id_, known in self.habits.items() if known.deleted_at is None}

    @property
    def hidden(self) -> list[UUID]:
        return [id_ for id_, known in self.habits.items() if known.deleted_at is not None]

    def history(self, id_: UUID) -> History:
        known = self.habits[id_]
        own = [(p.first_day, p.last_day) for p in self.pauses.values() if p.habit_id in {None, id_}]
        return History(
            known.kind,
            known.config,
            known.created_on,
            tuple(known.in_order()),
            (*own, *known.away),
            self.week_start,
        )

    def streak(self, id_: UUID) -> Streak:
        """Walk through a habit's days, unless nothing has happened to it since the last walk."""
        seen = (self.history(id_), self.today)
        if self.walked.get(id_, ())[:2] != seen:
            self.walked[id_] = (*seen, streak(*seen))
        return self.walked[id_][2]

    def days_back(self, id_: UUID) -> list[date]:
        """List the last days worth completing: some thirty that count, however far back they lie."""
        history, last = self.history(id_), self.today
        day, found = last, [last]
        while len(found) < 30 and day > last - timedelta(days=1500):
            period = None if chain(history) else period_of(history, day)
            if chain(history) or (period and day in period.counting):
                found.append(day)
            day -= ONE_DAY
        return found

    def purge(self) -> None:
        """Forget what was deleted too long ago to be had back."""
        for id_ in self.hidden:
            if self.now - (self.habits[id_].deleted_at or self.now) >= UNDELETABLE:
                del self.habits[id_]
                self.pauses = {key: pause for key, pause in self.pauses.items() if pause.habit_id != id_}
