"""Anything that users do to habits, in any order, on every database; then each answer against the model.

The machine keeps what it did in plain lists. After every step it compares what the services say of every habit
with what walking through all of its days gives, and every cache with a full recomputation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count, cycle
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
from headway.domain.pauses import PauseDraft
from headway.services import completions, habits, pauses, phases, users
from headway.services import today as days
from headway.services.paging import Archived
from headway.services.phases import PhaseDraft
from headway.services.scope import Scope
from headway.storage.database import Database
from tests import cast
from tests.doors import entrance
from tests.model.histories import each_day
from tests.model.lives import Known, Life, PauseOf, Record
from tests.model.strategies import BASE, some_of, week_starts, zones
from tests.services.answers import compare, compare_day
from tests.services.asking import TURNS, asks_of, draft_of, much_of, some_schedules

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
            changes += [self.ask_for_other] * 3 + [self.correct_changes, self.archive_or_restore, self.delete]
        if self.life.hidden:
            changes += [self.undelete, self.undelete]
        data.draw(st.sampled_from(changes))(data)

    def make(self, data: st.DataObject) -> None:
        asked = data.draw(some_schedules())
        with self.scope() as scope:
            made = habits.create(scope, draft_of(asked)).item
        self.life.habits[made.id] = Known(self.life.today, [asked])

    def ask_for_other(self, data: st.DataObject) -> None:
        """Ask for something else, or for the same: from today on, from a day that is told, or as if ever since."""
        known = self.life.habits[id_ := self.pick(data)]
        asked = data.draw(st.one_of(some_schedules(), some_schedules(), st.sampled_from(known.schedules)))
        said = data.draw(st.booleans())
        day = data.draw(st.sampled_from([None, *self.life.days_back(id_)])) if said else None
        asked = replace(asked, first_day=day)
        with self.scope() as scope:
            habits.edit(scope, id_, asks_of(asked) | ({"phase_first_day": day} if said else {}))
        known.edit(asked, self.life.today, said=said)

    def correct_changes(self, data: st.DataObject) -> None:
        """Tell all changes anew: one on another day, or never made."""
        known = self.life.habits[id_ := self.pick(data)]
        told = [one for one in known.schedules if one.first_day is None or one.first_day <= self.life.today]
        at = data.draw(st.integers(0, len(told) - 1))
        between = known.days_between(at, self.life.today) if at else []
        if between and data.draw(st.booleans()):
            told[at] = replace(told[at], first_day=data.draw(st.sampled_from(between)))
        elif len(told) > 1:
            del told[at]
            told[0] = replace(told[0], first_day=None)
        with self.scope() as scope:
            phases.replace_all(scope, id_, [PhaseDraft(one.first_day, draft_of(one)) for one in told])
        known.retell(told)

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
        """Record about a day, as it is asked of that day or as it is of another."""
        id_ = self.pick(data)
        near = data.draw(st.sampled_from(self.life.days_back(id_)))
        day = near + data.draw(st.sampled_from([0, 0, 0, -1, 1])) * ONE_DAY
        self.record_on(id_, [day], data, by=data.draw(st.sampled_from([day, day, near - 9 * ONE_DAY])))

    @precondition(lambda self: self.life.shown)
    @rule(data=st.data())
    def record_many(self, data: st.DataObject) -> None:
        id_ = self.pick(data)
        self.record_on(id_, data.draw(some_of(self.life.days_back(id_))), data)

    def record_on(self, id_: UUID, chosen: list[date], data: st.DataObject, by: date | None = None) -> None:
        """Record on some days, once or twice on each, about as much as is asked for."""
        known = self.life.habits[id_]
        turns = cycle(data.draw(st.lists(TURNS, min_size=1, max_size=4)))
        with self.scope() as scope:
            for day in chosen:
                asked, several = known.on(by or day), known.several(by or day)
                times, share = next(turns)
                for at in times if several else [None]:
                    amount = much_of(asked, share / len(times))
                    self.record_one(scope, id_, (day, at), amount)

    def record_one(self, scope: Scope, id_: UUID, what: Record, amount: Decimal | None) -> None:
        """Record, and know what must come of it: what is there already is not judged again, but for its amount."""
        known = self.life.habits[id_]
        there = what in known.done
        if there:
            refused = [] if amount == known.done[what] else known.refuses_amount(what[0], amount)
        else:
            refused = known.refuses(what, amount, scope.today)
        draft = CompletionDraft(*what, amount=amount)
        if not refused:
            kept = completions.record(scope, id_, draft, said=frozenset({"amount"}))
            assert (kept.created, kept.item.amount) == (not there, amount)
            known.done[what] = amount
            return
        with pytest.raises((ConflictError, RejectedError)) as refusal:
            completions.record(scope, id_, draft, said=frozenset({"amount"}))
        assert [one.code.value for one in getattr(refusal.value, "broken", [refusal.value])] == refused

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
                compare(self.life, scope, habit)

    @invariant()
    def every_day_shows_what_walking_its_periods_says(self) -> None:
        self.looks += 1  # at today, and each time at another day of the last weeks
        for day in (self.life.today, self.life.today - self.looks * 7 % 40 * ONE_DAY):
            with self.scope(write=False) as scope:
                shown = days.show(scope, day)
            assert (shown.day, shown.today) == (day, self.life.today)
            compare_day(self.life, shown)


def test_whatever_is_done_to_habits_every_answer_is_what_walking_their_days_gives(database: Database) -> None:
    machine = type("HabitsThere", (Habits,), {"database": database})
    examples, steps = (300, 40) if settings.get_current_profile_name() == "long" else (25, 20)
    effort = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(machine, settings=effort)
