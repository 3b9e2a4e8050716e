"""Anything that users do to habits, in any order, on every database; then each answer against the model.

The machine keeps what it did in plain lists. After every step it compares what the services say of every habit
with what walking through all of its days gives, and every cache with a full recomputation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

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
from headway.domain.errors import ConflictError, NotFoundError, RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.domain.pauses import PauseDraft
from headway.services import completions, habits, pauses, streaks, users
from headway.services import today as days
from headway.services.paging import Archived
from headway.services.scope import Scope
from headway.services.today import HabitToday, Today
from headway.storage import runs
from headway.storage.database import Database
from tests import cast
from tests.doors import entrance
from tests.model.days import week_of
from tests.model.due import asked, due_on
from tests.model.histories import each_day
from tests.model.lives import Known, Life, PauseOf
from tests.model.periods import unit
from tests.model.strategies import BASE, TIMES, frequencies, some_of, week_starts, zones

START = datetime(BASE.year, BASE.month, BASE.day, 12, tzinfo=UTC) + timedelta(days=30)
A_DAY = 24 * 60
MINUTES = st.one_of(st.integers(1, 20), st.integers(60, 3 * A_DAY), st.integers(1, 45).map(A_DAY.__mul__))
ADDRESSES = (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in count())


class Habits(RuleBasedStateMachine):
    """One person's habits, through everything that can happen to them."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.life = Life(START)
        self.looks = 0
        self.entrance = entrance(self.database)
        self.me = uuid4()
        self.email = f"{self.me}@example.org"
        cast.settle(self.database, cast.ADA, id=self.me, email=self.email, timezone="UTC")

    @contextmanager
    def scope(self, *, write: bool = True) -> Iterator[Scope]:
        self.entrance.clock.now = self.life.now
        with self.entrance.door.scopes.open_for(self.me, write=write) as scope:
            if write:
                self.life.purge()
            yield scope

    def pick(self, data: st.DataObject) -> UUID:
        return data.draw(st.sampled_from(list(self.life.shown)))

    # What happens. Few rules with choices of their own: all kinds of things in every example, not some in each.

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Start with a past: three habits, some of them done often."""
        for _ in range(3):
            self.make(data)
            self.record_many(data)

    @rule(data=st.data())
    def change_a_habit(self, data: st.DataObject) -> None:
        changes = [self.make] if len(self.life.habits) < 4 else []
        if self.life.shown:
            changes += [self.change_frequency, self.archive_or_restore, self.delete]
        if self.life.hidden:
            changes += [self.undelete, self.undelete]
        data.draw(st.sampled_from(changes))(data)

    def make(self, data: st.DataObject) -> None:
        kind, config = data.draw(frequencies())
        with self.scope() as scope:
            made = habits.create(scope, HabitDraft("Something", FrequencyType(kind), config)).item
        self.life.habits[made.id] = Known(kind, config, self.life.today)

    def change_frequency(self, data: st.DataObject) -> None:
        known = self.life.habits[id_ := self.pick(data)]
        known.kind, known.config = data.draw(frequencies())
        changes = {"frequency_type": FrequencyType(known.kind), "frequency_config": known.config}
        with self.scope() as scope:
            habits.edit(scope, id_, changes)

    def archive_or_restore(self, data: st.DataObject) -> None:
        known, today = self.life.habits[id_ := self.pick(data)], self.life.today
        with self.scope() as scope:
            if known.archived:
                assert habits.restore(scope, id_).archived_on is None
                known.restore(today)
            else:
                assert habits.archive(scope, id_).archived_on == today
                known.archive(today)

    def delete(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        with self.scope() as scope:
            habits.remove(scope, id_)
        self.life.habits[id_].deleted_at = self.life.now

    def undelete(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(self.life.hidden))
        with self.scope() as scope:
            if id_ not in self.life.habits:
                with pytest.raises(NotFoundError):
                    habits.undelete(scope, id_)
                return
            habits.undelete(scope, id_)
        self.life.habits[id_].deleted_at = None

    @precondition(lambda self: self.life.shown)
    @rule(data=st.data())
    def record(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        day = data.draw(st.sampled_from(self.life.days_back(id_)))
        self.record_on(id_, [day + data.draw(st.sampled_from([0, 0, 0, -1, 1])) * ONE_DAY], data)

    @precondition(lambda self: self.life.shown)
    @rule(data=st.data())
    def record_many(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        self.record_on(id_, data.draw(some_of(self.life.days_back(id_))), data)

    def record_on(self, id_: UUID, chosen: list[date], data: st.DataObject) -> None:
        several = self.life.habits[id_].several
        with self.scope() as scope:
            for day in chosen:
                self.record_one(scope, id_, day, data.draw(st.sampled_from(TIMES)) if several else None)

    def record_one(self, scope: Scope, id_: UUID, day: date, at: time | None) -> None:
        """Record, and know what must come of it: what is there already is never judged again."""
        known = self.life.habits[id_]
        refused = known.refuses(day, scope.today)
        if (day, at) in known.done or refused is None:
            new = completions.record(scope, id_, CompletionDraft(day, at)).created
            assert new is ((day, at) not in known.done)
            known.done.add((day, at))
            return
        with pytest.raises((ConflictError, RejectedError)) as refusal:
            completions.record(scope, id_, CompletionDraft(day, at))
        assert [one.code.value for one in getattr(refusal.value, "broken", [refusal.value])] == [refused]

    @precondition(lambda self: self.life.shown)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Take back the last, or any, or what was never there; by its time, or by the day alone."""
        known = self.life.habits[id_ := self.pick(data)]
        kept, never = known.in_order(), (data.draw(st.sampled_from(self.life.days_back(id_))), None)
        day, at = data.draw(st.sampled_from([*kept[-1:] * 10, *kept, never]))
        at = None if data.draw(st.booleans()) else at
        with self.scope() as scope:
            completions.remove(scope, id_, day, at)
        known.take_back(day, at)

    @precondition(lambda self: self.life.shown)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        with self.scope() as scope:
            for day, at in self.life.habits[id_].in_order():
                assert not completions.record(scope, id_, CompletionDraft(day, at)).created

    @rule(data=st.data())
    def change_a_pause(self, data: st.DataObject) -> None:
        life = self.life
        known = [
            id_ for id_, pause in life.pauses.items() if pause.habit_id is None or pause.habit_id in life.shown
        ]
        id_ = data.draw(st.sampled_from([None, None, *known])) if len(known) < 5 else known[0]
        said = None if id_ and data.draw(st.booleans()) else self.some_pause(data)
        with self.scope() as scope:
            if id_ is None and said:
                id_ = pauses.create(scope, PauseDraft(said.first_day, said.last_day, said.habit_id)).item.id
            elif id_ and said:
                pauses.edit(scope, id_, asdict(said))
            elif id_:
                pauses.remove(scope, id_)
        life.pauses = {key: pause for key, pause in life.pauses.items() if key != id_}
        life.pauses |= {id_: said} if id_ and said else {}

    def some_pause(self, data: st.DataObject) -> PauseOf:
        shown, today = list(self.life.shown), self.life.today
        habit = data.draw(st.sampled_from([None, *shown, *shown]))
        near = self.life.days_back(habit) if habit else list(each_day(today - 30 * ONE_DAY, today))
        first = data.draw(st.sampled_from(near)) + data.draw(st.integers(-3, 9)) * ONE_DAY
        length = data.draw(st.one_of(st.integers(0, 9), st.integers(0, 60), st.none()))
        return PauseOf(habit, first, None if length is None else first + length * ONE_DAY)

    @rule(data=st.data())
    def change_what_days_and_weeks_are(self, data: st.DataObject) -> None:
        match data.draw(st.sampled_from(["week", "week", "zone", "day"])):
            case "week":
                self.life.week_start = data.draw(week_starts)
                self.change_me(week_start=WeekStart(self.life.week_start))
            case "zone":
                self.life.zone = data.draw(zones)
                self.change_me(timezone=self.life.zone)
            case _:
                self.life.day_start = time(*divmod(data.draw(st.integers(0, 360)), 60))
                self.change_me(day_start=self.life.day_start)

    def change_me(self, **changes: Any) -> None:
        self.entrance.clock.now = self.life.now
        entered = self.entrance.sign_in(self.email, address=next(ADDRESSES)).credentials
        users.edit(self.entrance.door, entered, changes, address="192.0.2.1")
        self.life.purge()

    @rule(minutes=MINUTES)
    def wait(self, minutes: int) -> None:
        self.life.now += timedelta(minutes=minutes, seconds=1)

    # What must be true after each of it

    @invariant()
    def every_habit_says_what_walking_its_days_says(self) -> None:
        with self.scope(write=False) as scope:
            assert scope.today == self.life.today
            kept = habits.page(scope, archived=Archived.ALL, limit=50).items
            assert sorted(habit.id for habit in kept) == sorted(self.life.shown)
            for habit in kept:
                self.compare(scope, habit)

    def compare(self, scope: Scope, habit: Habit) -> None:
        """Compare a habit's answer with the model, and its cache with a full recomputation."""
        kept, today = habit.streak, scope.today
        found, gap = self.life.streak(habit.id), kept.broken_by(today)
        assert habit.unit.value == unit(self.life.history(habit.id))
        assert (kept.current(today), kept.longest(today)) == (found.current, found.longest)
        assert (kept.since, kept.last_day, kept.alive_until) == (found.since, found.last_day, found.alive_until)
        assert gap == (found.broken_by and astuple(found.broken_by))
        over = runs.history(scope.tx, scope.owner, habit.id)
        assert (kept, over) == streaks.from_history(scope.tx, scope.owner, habit, scope.user.week_start)
        every = [*over, kept.run] if kept.run else over
        assert [(run.length, run.first_day, run.last_day) for run in every] == [astuple(run) for run in found.runs]

    @invariant()
    def every_day_shows_what_walking_its_periods_says(self) -> None:
        self.looks += 1  # at today, and each time at another day of the last weeks
        for day in (self.life.today, self.life.today - self.looks * 7 % 40 * ONE_DAY):
            with self.scope(write=False) as scope:
                shown = days.show(scope, day)
            assert (shown.day, shown.today) == (day, self.life.today)
            self.compare_day(shown)

    def compare_day(self, shown: Today) -> None:
        there = {id_: self.life.history(id_) for id_, known in self.life.shown.items() if not known.archived}
        assert sorted(one.habit.id for one in shown.habits) == sorted(there)
        for one in shown.habits:
            self.compare_standing(one, shown)
        assert [strip.day for strip in shown.week] == week_of(shown.day, self.life.week_start)
        for strip in shown.week:
            was = [asked(history, strip.day) for history in there.values()]
            assert (strip.due, strip.met) == (sum(due for due, _ in was), sum(met for _, met in was))

    def compare_standing(self, one: HabitToday, shown: Today) -> None:
        model = due_on(self.life.history(one.habit.id), shown.day, shown.today)
        stands = one.standing
        assert (stands.due, stands.last_chance) == (model.due, model.last_chance)
        assert (stands.reachable, stands.paused) == (model.reachable, model.paused)
        assert (stands.done, stands.quota, stands.state.value) == (model.done, model.quota, model.state.value)
        assert tuple(stands.period or (None, None)) == (model.first_day, model.last_day)
        done = {(completion.completion_date, completion.completion_time) for completion in one.completions}
        assert done == {pair for pair in self.life.habits[one.habit.id].done if pair[0] == shown.day}


def test_whatever_is_done_to_habits_every_answer_is_what_walking_their_days_gives(database: Database) -> None:
    machine = type("HabitsThere", (Habits,), {"database": database})
    examples, steps = (300, 40) if settings.get_current_profile_name() == "long" else (25, 20)
    effort = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(machine, settings=effort)
