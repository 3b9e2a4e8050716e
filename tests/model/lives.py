"""One person's habits and settings in plain lists, for those who do things to the real ones and then compare."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.model.changing import counts
from tests.model.days import ONE_DAY, today
from tests.model.histories import History, Schedule, Span, each_day
from tests.model.streaks import Streak, streak
from tests.model.wire import history_of

Record = tuple[date, time | None]

UNDELETABLE = timedelta(minutes=10)


@dataclass
class Known:
    """A habit, what was asked of it when, what was done and when it was away.

    `away` ends with an open span while it is archived. What was done has an amount where there is a target.
    """

    created_on: date
    schedules: list[Schedule]
    done: dict[Record, Decimal | None] = field(default_factory=dict)
    away: list[Span] = field(default_factory=list)
    deleted_at: datetime | None = None

    @property
    def archived(self) -> bool:
        return any(last is None for _, last in self.away)

    @property
    def first_day(self) -> date:
        return min([self.created_on, *(day for day, _ in self.done)])

    def on(self, day: date) -> Schedule:
        """Find what was asked on a day: by the last change that had been made by then."""
        return [one for one in self.schedules if one.first_day is None or one.first_day <= day][-1]

    def several(self, day: date) -> bool:
        asked = self.on(day)
        return asked.target is not None or asked.config.get("allowMultiplePerDay") is True

    def in_order(self) -> list[Record]:
        return sorted(self.done, key=lambda one: (one[0], one[1] or time.min))

    # -- what is asked, and since when

    def change(self, asked: Schedule) -> None:
        """Ask for something else from a day on, and for nothing that was to come later.

        Without a day, or on a day on which nothing had been asked yet, it has always been so. To ask for what is
        asked already is no change.
        """
        day = asked.first_day
        earlier = [one for one in self.schedules if day and (one.first_day is None or one.first_day < day)]
        if day is None or day <= self.first_day or not earlier:
            self.schedules = [replace(asked, first_day=None)]
        elif replace(earlier[-1], first_day=day) == asked:
            self.schedules = earlier
        else:
            self.schedules = [*earlier, asked]

    def edit(self, asked: Schedule, today: date, *, said: bool) -> None:
        """Change what is asked from today on, or from the day that is `said`; the same again moves the change."""
        if self.is_asked(asked):
            if said:
                self.schedules = self.schedules[:-1]
                self.change(asked)
        else:
            self.change(asked if said else replace(asked, first_day=today))

    def is_asked(self, asked: Schedule) -> bool:
        return replace(asked, first_day=self.schedules[-1].first_day) == self.schedules[-1]

    def retell(self, told: Iterable[Schedule]) -> None:
        """Tell anew what was asked, one after the other."""
        for one in told:
            self.change(one)

    def days_between(self, place: int, today: date) -> list[date]:
        """List the days to which a change can be moved: after the one before it, and before the one after it."""
        after = self.schedules[place - 1].first_day or self.first_day
        later = [one.first_day for one in self.schedules[place + 1 :] if one.first_day]
        return list(each_day(after + ONE_DAY, min([today, *(day - ONE_DAY for day in later)])))

    # -- what is done

    def refuses(self, what: Record, amount: Decimal | None, today: date) -> list[str]:
        """Tell why something new may not be recorded, by the names of the rules."""
        day, at = what
        if self.archived:
            return ["habit_archived"]
        broken = ["day_in_future"] if day > today else []
        if self.several(day) is not (at is not None):
            broken.append("time_required" if at is None else "time_refused")
        broken += self.refuses_amount(day, amount)
        taken = not self.several(day) and any(done == day for done, _ in self.done)
        return broken or (["completion_exists"] if taken else [])

    def refuses_amount(self, day: date, amount: Decimal | None) -> list[str]:
        if self.on(day).target is None:
            return [] if amount is None else ["not_allowed"]
        return ["missing"] if amount is None else []

    def take_back(self, day: date, at: time | None) -> None:
        """Take back a completion; a day alone means all of it, but for habits that are done several times a day."""
        whole = at is None and not self.several(day)
        self.done = {
            one: much for one, much in self.done.items() if not (one[0] == day if whole else one == (day, at))
        }

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
        recorded = [(*what, known.done[what]) for what in known.in_order()]
        return history_of(known.schedules, known.created_on, recorded, (*own, *known.away), self.week_start)

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
            if counts(history.in_force(day), day):
                found.append(day)
            day -= ONE_DAY
        return found

    def purge(self) -> None:
        """Forget what was deleted too long ago to be had back."""
        for id_ in self.hidden:
            if self.now - (self.habits[id_].deleted_at or self.now) >= UNDELETABLE:
                del self.habits[id_]
                self.pauses = {key: pause for key, pause in self.pauses.items() if pause.habit_id != id_}
