"""Streaks as the domain counts them against the model that walks every day: whole histories, and step by step."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.domain import streaks
from headway.domain.days import ONE_DAY, WeekStart
from headway.domain.due import asked, asked_each, standing, window
from headway.domain.frequencies import FrequencyType, schedule
from headway.domain.pauses import PausedDays
from headway.domain.periods import Unit
from headway.domain.streaks import Change, Done, Run, Streak, Terms
from tests.model.due import asked as asked_at_dawn
from tests.model.due import due_on
from tests.model.histories import History
from tests.model.periods import unit
from tests.model.strategies import KINDS, TIMES, candidates, days_around, histories, of_kind
from tests.model.streaks import streak as walked

each_kind = pytest.mark.parametrize("kind", KINDS)
few = settings(max_examples=int(__import__("os").environ.get("FEW", settings().max_examples // 3)))


def terms_of(history: History, paused: PausedDays | None = None) -> Terms:
    cut = schedule(
        FrequencyType(history.frequency_type),
        history.config,
        week_start=WeekStart(history.week_start),
        created_on=history.created_on,
    )
    return Terms(cut, history.created_on, PausedDays(history.pauses) if paused is None else paused)


def done_of(history: History) -> list[Done]:
    return [Done(day, times) for day, times in sorted(Counter(day for day, _ in history.completions).items())]


def said(streak: Streak, over: Sequence[Run], today: date) -> tuple[object, ...]:
    last = streak.run(over[0].unit if over else Unit.DAYS)
    runs = over if last is None else [*over, last]
    broken_by = streak.broken_by(today)
    return (
        streak.current(today),
        streak.longest(today),
        streak.since,
        streak.last_day,
        streak.alive_until,
        broken_by and tuple(broken_by),
        [(run.length, run.first_day, run.last_day) for run in runs],
    )


def expected(history: History, today: date) -> tuple[object, ...]:
    found = walked(history, today)
    broken = found.broken_by
    return (
        found.current,
        found.longest,
        found.since,
        found.last_day,
        found.alive_until,
        broken and astuple(broken),
        [astuple(run) for run in found.runs],
    )


@each_kind
@few
@given(data=st.data())
def test_a_whole_history_gives_what_walking_every_day_gives(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    today = data.draw(days_around(history))
    terms = terms_of(history)
    streak, over = streaks.fold(terms, done_of(history))
    assert terms.schedule.unit.value == unit(history)
    assert said(streak, over, today) == expected(history, today)


@each_kind
@few
@given(data=st.data())
def test_what_is_due_on_a_day_follows_from_walking_its_period(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    day = data.draw(days_around(history))
    today = day + data.draw(st.one_of(st.just(0), st.integers(1, 40))) * ONE_DAY
    terms, model = terms_of(history), due_on(history, day, today)
    since = window(terms.schedule, day, terms.paused).first_day
    recent = {done.day: done for done in done_of(history) if done.day >= since}
    first_day = history.until(day).first_day
    found = standing(terms, first_day, recent, day, today)
    period = (found.period.first_day, found.period.last_day) if found.period else (None, None)
    assert (found.due, found.last_chance, found.reachable) == (model.due, model.last_chance, model.reachable)
    assert (found.paused, found.done, found.quota) == (model.paused, model.done, model.quota)
    assert (*period, found.state) == (model.first_day, model.last_day, model.state)
    assert asked(terms, first_day, recent, day) == asked_at_dawn(history, day)


@dataclass
class Kept:
    """A habit's history as the domain asks for it, kept in lists; counts how often all of it had to be read."""

    history: History
    runs: list[Run] = field(default_factory=list)
    streak: Streak = field(default_factory=Streak)
    folds: int = 0

    def between(self, first_day: date, last_day: date | None) -> list[Done]:
        return [d for d in done_of(self.history) if first_day <= d.day and (last_day is None or d.day <= last_day)]

    def before(self, day: date, count: int, least: int = 0) -> list[Done]:
        return [done for done in done_of(self.history) if done.day < day and done.amount >= least][::-1][:count]

    def first_completion(self) -> date | None:
        return min(self.history.days_done, default=None)

    def paused(self, day: date) -> PausedDays:
        return PausedDays(span for span in self.history.pauses if span[1] is None or span[1] >= day)

    def last_run(self) -> Run | None:
        return max(self.runs, key=lambda run: run.first_day, default=None)

    def longest_run(self, but: Run) -> int:
        return max((run.length for run in self.runs if run != but and run.unit is but.unit), default=0)

    def record(self, day: date, at: time | None) -> None:
        self.history = replace(self.history, completions=(*self.history.completions, (day, at)))
        self.follow(streaks.recorded(terms_of(self.history, PausedDays(())), self.streak, day, self))

    def undo(self, day: date, at: time | None) -> None:
        left = tuple(one for one in self.history.completions if one != (day, at))
        self.history = replace(self.history, completions=left)
        self.follow(streaks.undone(terms_of(self.history, PausedDays(())), self.streak, day, self))

    def follow(self, change: Change | None) -> None:
        if change is None:
            self.folds += 1
            self.streak, self.runs = streaks.fold(terms_of(self.history), done_of(self.history))
            return
        self.streak = change.streak
        if change.closed:
            self.runs.append(change.closed)
        if change.reopened:
            self.runs.remove(change.reopened)


@each_kind
@few
@given(data=st.data())
def test_recording_and_undoing_step_by_step_ends_where_the_whole_history_does(
    kind: str, data: st.DataObject
) -> None:
    history = data.draw(histories(of_kind(kind)))
    kept = Kept(replace(history, completions=()))
    days = [*candidates(history), *history.days_done]
    timed = history.config.get("allowMultiplePerDay", False)
    for _ in range(data.draw(st.integers(1, 30))):
        recorded = kept.history.completions
        if recorded and data.draw(st.integers(0, 3)) == 0:
            kept.undo(*data.draw(st.sampled_from(recorded)))
        else:
            at = data.draw(st.sampled_from(TIMES)) if timed else None
            day = data.draw(st.sampled_from(days)) + data.draw(st.sampled_from([0, 0, 0, 1])) * ONE_DAY
            if (day, at) not in recorded:
                kept.record(day, at)
        streak, over = streaks.fold(terms_of(kept.history), done_of(kept.history))
        assert (kept.streak, kept.runs) == (streak, over)


@each_kind
@few
@given(data=st.data())
def test_recording_day_after_day_never_reads_the_whole_history(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    kept = Kept(replace(history, completions=()))
    for day, at in sorted(history.completions, key=lambda one: (one[0], one[1] or time.min)):
        if day >= history.created_on:
            kept.record(day, at)
    assert kept.folds == 0
    assert said(kept.streak, kept.runs, date(2026, 1, 1)) == expected(kept.history, date(2026, 1, 1))


@each_kind
@few
@given(data=st.data())
def test_undoing_the_last_completion_right_away_reads_nothing_whole(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    late = [one for one in history.completions if one[0] >= history.created_on]
    if not late:
        return
    kept = Kept(replace(history, completions=()))
    for day, at in late:
        kept.record(day, at)
    before = kept.streak
    again = max(late)[0] + ONE_DAY
    kept.record(again, late[-1][1])
    kept.undo(again, late[-1][1])
    assert kept.folds == 0
    assert kept.streak == before


@each_kind
@few
@given(data=st.data())
def test_what_a_span_of_days_asks_for_is_what_each_of_them_does(kind: str, data: st.DataObject) -> None:
    history = data.draw(histories(of_kind(kind)))
    terms, done = terms_of(history), {one.day: one for one in done_of(history)}
    first = data.draw(st.sampled_from(candidates(history)))
    span = [first + ONE_DAY * at for at in range(14)]
    lived = terms.first_day(min(done, default=None))
    each = [asked(terms, lived, done, day) for day in span]
    assert asked_each(terms, [lived] * len(span), done, span) == each
