"""Anything that users do to habits, in any order, on every database; then each answer against the model.

The machine keeps what it did in plain lists. After every step it compares what the services say of every habit
with what walking through all of its days gives, and every cache with a full recomputation.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from headway.domain.completions import CompletionDraft
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.errors import Code, ConflictError, NotFoundError, RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import completions, habits, pauses, streaks, users
from headway.services import today as days
from headway.services.paging import Archived
from headway.services.scope import Scope
from headway.storage import runs
from headway.storage.database import Database
from tests import cast
from tests.doors import entrance
from tests.model.days import today as walked_today
from tests.model.days import week_of
from tests.model.due import asked, due_on
from tests.model.histories import History, Span, each_day
from tests.model.periods import chain, period_of, unit
from tests.model.strategies import BASE, TIMES, frequencies, week_starts
from tests.model.streaks import Streak, streak

UNDELETABLE = timedelta(minutes=10)
START = datetime(BASE.year, BASE.month, BASE.day, 12, tzinfo=UTC) + timedelta(days=30)
ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
ADDRESSES = (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in count())


@dataclass
class Known:
    """A habit as the machine made it."""

    kind: str
    config: dict[str, Any]
    created_on: date
    done: set[tuple[date, time | None]] = field(default_factory=set)
    away: list[Span] = field(default_factory=list)
    archived_on: date | None = None
    deleted_at: datetime | None = None

    @property
    def several(self) -> bool:
        return self.config.get("allowMultiplePerDay") is True


@dataclass(frozen=True)
class PauseOf:
    """A pause as the machine made it, of one habit or of all."""

    habit: UUID | None
    first_day: date
    last_day: date | None


class Habits(RuleBasedStateMachine):
    """One person's habits, through everything that can happen to them."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.entrance = entrance(self.database)
        self.clock = self.entrance.clock
        self.clock.now = START
        self.zone, self.day_start, self.week_start = "UTC", time(0), "MONDAY"
        self.day: tuple[datetime, str, time] | None = None
        self.habits: dict[UUID, Known] = {}
        self.pauses: dict[UUID, PauseOf] = {}
        self.compared: dict[UUID, tuple[History, date, Streak]] = {}
        me = uuid4()
        self.email = f"{me}@example.org"
        changes = {"id": me, "email": self.email, "timezone": self.zone, "week_start": WeekStart.MONDAY}
        self.person = cast.settle(self.database, cast.ADA, **changes)

    # What the machine knows

    @property
    def today(self) -> date:
        moment = (self.clock.now, self.zone, self.day_start)
        if self.day != moment:
            self.day, self.date = moment, walked_today(self.clock.now, ZoneInfo(self.zone), self.day_start)
        return self.date

    @property
    def shown(self) -> dict[UUID, Known]:
        return {id_: known for id_, known in self.habits.items() if known.deleted_at is None}

    def history(self, id_: UUID) -> History:
        known = self.habits[id_]
        own = [p for p in self.pauses.values() if p.habit in {None, id_}]
        return History(
            known.kind,
            known.config,
            known.created_on,
            tuple(sorted(known.done, key=lambda one: (one[0], one[1] or time.min))),
            (*((p.first_day, p.last_day) for p in own), *known.away),
            self.week_start,
        )

    def days_back(self, id_: UUID) -> list[date]:
        """List the last days worth completing: some thirty that count, however far back they lie."""
        history, day = self.history(id_), self.today
        found: list[date] = []
        while len(found) < 30 and day > self.today - timedelta(days=1500):
            period = None if chain(history) else period_of(history, day)
            if chain(history) or (period and day in period.counting):
                found.append(day)
            day -= ONE_DAY
        return found or [self.today]

    @contextmanager
    def scope(self, *, write: bool = True) -> Iterator[Scope]:
        with self.entrance.door.scopes.open_for(self.person.user.id, write=write) as scope:
            if write:
                self.purge()
            yield scope

    def purge(self) -> None:
        """Forget what was deleted too long ago, as the services do before they write."""
        for id_, known in list(self.habits.items()):
            if known.deleted_at and self.clock.now - known.deleted_at >= UNDELETABLE:
                del self.habits[id_]
                self.pauses = {key: p for key, p in self.pauses.items() if p.habit != id_}

    def pick(self, data: st.DataObject) -> UUID:
        return data.draw(st.sampled_from(list(self.shown)))

    # What happens

    @initialize(frequency=frequencies())
    def begin(self, frequency: tuple[str, dict[str, Any]]) -> None:
        self.make(frequency)

    @precondition(lambda self: len(self.habits) < 4)
    @rule(frequency=frequencies())
    def make(self, frequency: tuple[str, dict[str, Any]]) -> None:
        kind, config = frequency
        with self.scope() as scope:
            made = habits.create(scope, HabitDraft("Something", FrequencyType(kind), config)).item
        self.habits[made.id] = Known(kind, config, self.today)

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def record(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        day = data.draw(st.one_of(st.sampled_from(self.days_back(id_)), st.just(self.today)))
        self.record_on(id_, [day + data.draw(st.sampled_from([0, 0, 0, -1, 1])) * ONE_DAY], data)

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def record_many(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        days_back = self.days_back(id_)
        chosen = data.draw(st.integers(0, 2 ** len(days_back) - 1)) | data.draw(st.integers(0, 2**30))
        self.record_on(id_, [day for place, day in enumerate(days_back) if chosen >> place & 1], data)

    def record_on(self, id_: UUID, chosen: list[date], data: st.DataObject) -> None:
        known = self.habits[id_]
        with self.scope() as scope:
            for day in chosen:
                at = data.draw(st.sampled_from(TIMES)) if known.several else None
                self.record_one(scope, id_, day, at)

    def record_one(self, scope: Scope, id_: UUID, day: date, at: time | None) -> None:
        known, draft = self.habits[id_], CompletionDraft(day, at)
        taken = any(done == day for done, _ in known.done) and not known.several
        if (day, at) in known.done:
            assert completions.record(scope, id_, draft).created is False
        elif known.archived_on is not None:
            assert refusal(ConflictError, lambda: completions.record(scope, id_, draft)) == [Code.HABIT_ARCHIVED]
        elif day > self.today:
            assert refusal(RejectedError, lambda: completions.record(scope, id_, draft)) == [Code.DAY_IN_FUTURE]
        elif taken:
            assert refusal(ConflictError, lambda: completions.record(scope, id_, draft)) == [Code.COMPLETION_EXISTS]
        else:
            assert completions.record(scope, id_, draft).created
            known.done.add((day, at))

    @precondition(lambda self: any(known.done for known in self.shown.values()))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from([id_ for id_, known in self.shown.items() if known.done]))
        day, at = data.draw(st.sampled_from(sorted(self.habits[id_].done, key=str)))
        with self.scope() as scope:
            assert completions.record(scope, id_, CompletionDraft(day, at)).created is False

    @precondition(lambda self: any(known.done for known in self.shown.values()))
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from([id_ for id_, known in self.shown.items() if known.done]))
        known = self.habits[id_]
        kept = sorted(known.done, key=str)
        day, at = data.draw(st.one_of(st.just(kept[-1]), st.sampled_from(kept)))
        bare = not known.several and data.draw(st.booleans())
        with self.scope() as scope:
            completions.remove(scope, id_, day, None if bare else at)
        gone = at is None and not known.several
        known.done -= {one for one in kept if one[0] == day} if bare or gone else {(day, at)}

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def undo_nothing(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        days_done = {day for day, _ in self.habits[id_].done}
        day = data.draw(st.sampled_from(self.days_back(id_)))
        if day not in days_done:
            with self.scope() as scope:
                completions.remove(scope, id_, day)

    @precondition(lambda self: self.shown and len(self.pauses) < 6)
    @rule(data=st.data())
    def pause(self, data: st.DataObject) -> None:
        said = self.some_pause(data)
        with self.scope() as scope:
            made = pauses.create(scope, PauseDraft(said.first_day, said.last_day, said.habit)).item
        self.pauses[made.id] = said

    @precondition(lambda self: self.pauses_shown())
    @rule(data=st.data())
    def edit_pause(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(self.pauses_shown()))
        said = self.some_pause(data)
        changes = {"habit_id": said.habit, "first_day": said.first_day, "last_day": said.last_day}
        with self.scope() as scope:
            pauses.edit(scope, id_, changes)
        self.pauses[id_] = said

    @precondition(lambda self: self.pauses_shown())
    @rule(data=st.data())
    def remove_pause(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(self.pauses_shown()))
        with self.scope() as scope:
            pauses.remove(scope, id_)
        del self.pauses[id_]

    def pauses_shown(self) -> list[UUID]:
        return [id_ for id_, pause in self.pauses.items() if pause.habit is None or pause.habit in self.shown]

    def some_pause(self, data: st.DataObject) -> PauseOf:
        shown = list(self.shown)
        habit = data.draw(st.sampled_from([None, *shown])) if shown else None
        near = self.days_back(habit) if habit else list(each_day(self.today - 30 * ONE_DAY, self.today))
        first = data.draw(st.sampled_from(near)) + data.draw(st.integers(-3, 9)) * ONE_DAY
        length = data.draw(st.one_of(st.integers(0, 9), st.integers(0, 60), st.none()))
        return PauseOf(habit, first, None if length is None else first + length * ONE_DAY)

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def archive_or_restore(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        known = self.habits[id_]
        with self.scope() as scope:
            if known.archived_on is None:
                assert habits.archive(scope, id_).archived_on == self.today
                known.archived_on = self.today
                known.away.append((self.today, None))
            else:
                assert habits.restore(scope, id_).archived_on is None
                known.archived_on = None
                first, _ = known.away.pop()
                if first < self.today:
                    known.away.append((first, self.today - ONE_DAY))

    @precondition(lambda self: self.shown)
    @rule(data=st.data(), frequency=frequencies())
    def change_frequency(self, data: st.DataObject, frequency: tuple[str, dict[str, Any]]) -> None:
        id_ = self.pick(data)
        kind, config = frequency
        with self.scope() as scope:
            habits.edit(scope, id_, {"frequency_type": FrequencyType(kind), "frequency_config": config})
        self.habits[id_].kind, self.habits[id_].config = kind, config

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        with self.scope() as scope:
            habits.remove(scope, id_)
        self.habits[id_].deleted_at = self.clock.now

    @precondition(lambda self: len(self.shown) < len(self.habits))
    @rule(data=st.data())
    def undelete(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from([one for one in self.habits if one not in self.shown]))
        with self.scope() as scope:
            if id_ not in self.habits:
                with pytest.raises(NotFoundError):
                    habits.undelete(scope, id_)
                return
            habits.undelete(scope, id_)
        self.habits[id_].deleted_at = None

    @rule(week_start=week_starts)
    def change_week_start(self, week_start: str) -> None:
        self.change_me(week_start=WeekStart(week_start))
        self.week_start = week_start

    @rule(zone=st.sampled_from(ZONES))
    def change_zone(self, zone: str) -> None:
        self.change_me(timezone=zone)
        self.zone = zone

    @rule(minutes=st.integers(0, 360))
    def change_day_start(self, minutes: int) -> None:
        self.day_start = time(minutes // 60, minutes % 60)
        self.change_me(day_start=self.day_start)

    def change_me(self, **changes: Any) -> None:
        entered = self.entrance.sign_in(self.email, address=next(ADDRESSES)).credentials
        users.edit(self.entrance.door, entered, changes, address="192.0.2.1")
        self.purge()

    @rule(minutes=st.one_of(st.integers(1, 20), st.integers(60, 3 * 24 * 60)))
    def wait(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes, seconds=1)

    @rule(days=st.integers(2, 45))
    def wait_long(self, days: int) -> None:
        self.clock.now += timedelta(days=days)

    # What must be true after each of it

    @invariant()
    def every_habit_says_what_walking_its_days_says(self) -> None:
        with self.scope(write=False) as scope:
            assert scope.today == self.today
            kept = habits.page(scope, archived=Archived.ALL, limit=50).items
            assert {habit.id for habit in kept} == set(self.shown)
            for habit in kept:
                expected = self.expected(habit.id)
                assert what_it_says(scope, habit) == what_it_should(expected, self.history(habit.id))
                fresh, over = streaks.from_history(scope.tx, scope.owner, habit, scope.user.week_start)
                assert habit.streak == fresh
                assert runs.history(scope.tx, scope.owner, habit.id) == over
                said = [*over, fresh.run] if fresh.run else over
                assert [(run.first_day, run.last_day, run.length) for run in said] == [
                    (run.since, run.last_day, run.length) for run in expected.runs
                ]

    def expected(self, id_: UUID) -> Streak:
        """Walk through a habit's days, unless nothing has happened to it."""
        history, today = self.history(id_), self.today
        if id_ not in self.compared or self.compared[id_][:2] != (history, today):
            self.compared[id_] = (history, today, streak(history, today))
        return self.compared[id_][2]

    @rule(back=st.one_of(st.just(0), st.integers(0, 40)))
    def look_at_a_day(self, back: int) -> None:
        today = self.today
        day = today - back * ONE_DAY
        histories = {id_: self.history(id_) for id_, one in self.shown.items() if one.archived_on is None}
        with self.scope(write=False) as scope:
            shown = days.show(scope, day)
        assert (shown.day, shown.today) == (day, today)
        assert sorted(one.habit.id for one in shown.habits) == sorted(histories)
        for one in shown.habits:
            stands, model = one.standing, due_on(histories[one.habit.id], day, today)
            period = tuple(stands.period or (None, None))
            assert (stands.due, stands.last_chance, stands.reachable) == (
                model.due,
                model.last_chance,
                model.reachable,
            )
            assert (stands.paused, stands.done, stands.quota) == (model.paused, model.done, model.quota)
            assert (*period, stands.state.value) == (model.first_day, model.last_day, model.state.value)
            done = {(c.completion_date, c.completion_time) for c in one.completions}
            assert done == {pair for pair in self.habits[one.habit.id].done if pair[0] == day}
        for strip in shown.week:
            was = [asked(history, strip.day) for history in histories.values()]
            assert (strip.due, strip.met) == (sum(due for due, _ in was), sum(met for _, met in was))
        assert [strip.day for strip in shown.week] == week_of(day, self.week_start)


def what_it_says(scope: Scope, habit: Habit) -> tuple[object, ...]:
    kept, broken = habit.streak, habit.streak.broken_by(scope.today)
    counted = habit.schedule(scope.user.week_start).unit.value
    times = (kept.current(scope.today), kept.longest, kept.since, kept.last_day, kept.alive_until)
    return counted, *times, broken and tuple(broken)


def what_it_should(found: Streak, history: History) -> tuple[object, ...]:
    broken = found.broken_by
    gap = broken and (broken.first_day, broken.last_day, broken.done, broken.quota)
    return unit(history), found.current, found.longest, found.since, found.last_day, found.alive_until, gap


def refusal(kind: type[ConflictError | RejectedError], act: Callable[[], object]) -> list[Code]:
    """Tell which rules an act breaks."""
    with pytest.raises(kind) as refused:
        act()
    broken = refused.value
    return [one.code for one in broken.broken] if isinstance(broken, RejectedError) else [broken.code]


def test_whatever_is_done_to_habits_every_answer_is_what_walking_their_days_gives(database: Database) -> None:
    machine = type("HabitsThere", (Habits,), {"database": database})
    examples, steps = (300, 40) if settings.get_current_profile_name() == "long" else (20, 20)
    effort = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(machine, settings=effort)
