"""Ticking habits off, on every database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from headway.domain.completions import CompletionDraft
from headway.domain.errors import Code, ConflictError, GoneError, NotFoundError, RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.services import completions, habits, streaks
from headway.services.creations import Chosen
from headway.storage import completions as stored

TODAY = date(2026, 1, 21)
DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WATER = HabitDraft("Water", FrequencyType.DAILY, {"allowMultiplePerDay": True, "timesPerDay": 2})
THREE_IN_SEVEN = HabitDraft(
    "Run", FrequencyType.ADVANCED, {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 7}}
)


def make(person, draft=DAILY):
    with person.at() as scope:
        return habits.create(scope, draft).item.id


def tick(person, habit_id, day, at=None, **options):
    with person.at() as scope:
        return completions.record(scope, habit_id, CompletionDraft(day, at), **options)


def untick(person, habit_id, day, at=None):
    with person.at() as scope:
        completions.remove(scope, habit_id, day, at)


def streak(person, habit_id):
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit_id)
        fresh = streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)
        assert kept.streak == fresh[0]
        return kept.streak


def days_ago(count):
    return TODAY - timedelta(days=count)


def test_a_tick_is_kept_once_and_repeating_it_changes_nothing(ada):
    habit = make(ada)
    first = tick(ada, habit, TODAY)
    again = tick(ada, habit, TODAY)
    assert (first.created, again.created) == (True, False)
    assert again.item == first.item
    assert streak(ada, habit).current(TODAY) == 1


def test_repeating_a_tick_replaces_the_note_only_if_one_was_said(ada):
    habit = make(ada)
    with ada.at() as scope:
        completions.record(scope, habit, CompletionDraft(TODAY, note="calm"), said=frozenset({"note"}))
        kept = completions.record(scope, habit, CompletionDraft(TODAY)).item
        assert kept.note == "calm"
        kept = completions.record(scope, habit, CompletionDraft(TODAY, note=None), said=frozenset({"note"})).item
        assert kept.note is None


def test_adding_what_is_recorded_is_a_conflict(ada):
    habit = make(ada)
    tick(ada, habit, TODAY)
    with pytest.raises(ConflictError) as refusal, ada.at() as scope:
        completions.add(scope, habit, CompletionDraft(TODAY))
    assert refusal.value.code is Code.COMPLETION_EXISTS


def test_a_stored_day_is_not_judged_again_when_today_has_moved_back(ada):
    habit = make(ada)
    with ada.at(date(2026, 1, 22)) as scope:
        completions.record(scope, habit, CompletionDraft(date(2026, 1, 22)))
    assert tick(ada, habit, date(2026, 1, 22)).created is False


def test_a_day_that_has_not_begun_is_refused_with_what_explains_today(ada):
    habit = make(ada)
    with pytest.raises(RejectedError) as refusal:
        tick(ada, habit, date(2026, 1, 22))
    assert [one.code for one in refusal.value.broken] == [Code.DAY_IN_FUTURE]
    assert refusal.value.facts["today"] == TODAY
    assert refusal.value.facts["zone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("draft", "at", "code"),
    [(DAILY, time(7, 30), Code.TIME_REFUSED), (WATER, None, Code.TIME_REQUIRED)],
)
def test_a_time_stands_exactly_where_several_a_day_are_kept(ada, draft, at, code):
    habit = make(ada, draft)
    with pytest.raises(RejectedError) as refusal:
        tick(ada, habit, TODAY, at)
    assert [one.code for one in refusal.value.broken] == [code]


def test_a_tap_without_a_time_takes_the_next_free_second(ada):
    habit = make(ada, WATER)
    with ada.at() as scope:
        kept = [
            completions.tick(scope, habit, CompletionDraft(TODAY, time(8, 0))).item.completion_time
            for _ in range(3)
        ]
    assert kept == [time(8, 0, 0), time(8, 0, 1), time(8, 0, 2)]


def test_turning_several_a_day_off_keeps_history_and_takes_the_day(ada):
    habit = make(ada, WATER)
    tick(ada, habit, TODAY, time(8))
    with ada.at() as scope:
        habits.edit(scope, habit, {"frequency_config": {"allowMultiplePerDay": False}})
    with pytest.raises(ConflictError):
        tick(ada, habit, TODAY)
    untick(ada, habit, TODAY)
    assert tick(ada, habit, TODAY).created


def test_a_bare_removal_takes_the_untimed_one_where_several_are_kept(ada):
    habit = make(ada)
    tick(ada, habit, TODAY)
    with ada.at() as scope:
        habits.edit(scope, habit, {"frequency_config": {"allowMultiplePerDay": True}})
    tick(ada, habit, TODAY, time(8))
    untick(ada, habit, TODAY)
    with ada.at(write=False) as scope:
        assert [one.completion_time for one in completions.page(scope, habit, limit=9).items] == [time(8)]


def test_an_archived_habit_takes_no_completions_but_confirms_what_it_has(ada):
    habit = make(ada)
    tick(ada, habit, days_ago(1))
    with ada.at() as scope:
        habits.archive(scope, habit)
    assert tick(ada, habit, days_ago(1)).created is False
    with pytest.raises(ConflictError) as refusal:
        tick(ada, habit, TODAY)
    assert refusal.value.code is Code.HABIT_ARCHIVED


def test_a_late_replay_does_not_undo_an_undo(ada):
    habit, id_ = make(ada), uuid4()
    assert tick(ada, habit, TODAY, id_=id_).item.id == id_
    untick(ada, habit, TODAY)
    with pytest.raises(GoneError):
        tick(ada, habit, TODAY, id_=id_)
    assert tick(ada, habit, TODAY, id_=uuid4()).created


def test_an_id_serves_one_place_only(ada):
    habit, id_ = make(ada), uuid4()
    tick(ada, habit, TODAY, id_=id_)
    with pytest.raises(ConflictError) as refusal:
        tick(ada, habit, days_ago(1), id_=id_)
    assert refusal.value.code is Code.ID_REUSED


def test_an_id_that_the_server_made_cannot_be_chosen(ada):
    habit = make(ada)
    made = tick(ada, habit, TODAY).item.id
    with pytest.raises(ConflictError):
        tick(ada, habit, days_ago(1), id_=made)


def test_a_repeated_post_is_answered_with_what_is_kept_until_it_is_deleted(ada):
    habit, chosen = make(ada), Chosen(uuid4(), "d" * 64)
    with ada.at() as scope:
        first = completions.add(scope, habit, CompletionDraft(TODAY), chosen)
        again = completions.add(scope, habit, CompletionDraft(TODAY), chosen)
    assert (first.created, again.created, again.item) == (True, False, first.item)
    untick(ada, habit, TODAY)
    with pytest.raises(GoneError), ada.at() as scope:
        completions.add(scope, habit, CompletionDraft(TODAY), chosen)


def test_what_is_someone_elses_is_not_found(ada, ben):
    habit = make(ada)
    for attempt in (
        lambda scope: completions.record(scope, habit, CompletionDraft(TODAY)),
        lambda scope: completions.add(scope, habit, CompletionDraft(TODAY)),
        lambda scope: completions.remove(scope, habit, TODAY),
        lambda scope: completions.page(scope, habit, limit=1),
    ):
        with pytest.raises(NotFoundError), ben.at() as scope:
            attempt(scope)


def test_sixteen_at_once_make_one_completion_a_day(ada):
    habit = make(ada)
    wanted = [days_ago(count) for count in range(8)] * 16
    with ThreadPoolExecutor(16) as pool:
        kept = list(pool.map(lambda day: tick(ada, habit, day), wanted))
    assert sum(one.created for one in kept) == 8
    assert streak(ada, habit).current(TODAY) == 8


def test_undoing_restores_the_run_before(ada):
    habit = make(ada)
    for count in (9, 8, 7):
        tick(ada, habit, days_ago(count))
    before = streak(ada, habit)
    tick(ada, habit, TODAY)
    assert (streak(ada, habit).length, streak(ada, habit).longest(TODAY)) == (1, 3)
    untick(ada, habit, TODAY)
    assert streak(ada, habit) == before


def test_undoing_the_longest_run_finds_the_one_that_is_longest_now(ada):
    habit = make(ada)
    for count in (9, 8, 7, 3, 2, 1, 0):
        tick(ada, habit, days_ago(count))
    untick(ada, habit, TODAY)
    untick(ada, habit, days_ago(1))
    assert (streak(ada, habit).length, streak(ada, habit).longest(TODAY)) == (2, 3)


def test_a_chain_stays_exact_when_its_end_comes_and_goes(ada):
    habit = make(ada, THREE_IN_SEVEN)
    for day in (2, 3, 5, 10, 15, 16, 17):
        tick(ada, habit, date(2026, 1, day))
        streak(ada, habit)
    assert streak(ada, habit).current(TODAY) == 4
    for day in (17, 16, 15, 10, 5, 3, 2):
        untick(ada, habit, date(2026, 1, day))
        streak(ada, habit)


@pytest.mark.parametrize("draft", [DAILY, THREE_IN_SEVEN])
def test_recording_reads_as_much_after_ten_years_as_after_ten_days(ada, draft):
    assert _rows_and_statements(ada, make(ada, draft), 10) == _rows_and_statements(ada, make(ada, draft), 3650)


def _rows_and_statements(person, habit, length):
    """Count the statements of ticking, repeating and undoing today, and their rows, after `length` days."""
    now = datetime(2026, 1, 21, 12, tzinfo=UTC)
    with person.at(now) as scope:
        kept = [CompletionDraft(days_ago(count)) for count in range(1, length + 1)]
        for draft in (kept[-1], *(kept[:9])):
            completions.record(scope, habit, draft)
        older = ((scope.new_id(), draft.completion_date, None) for draft in kept[9:-1])
        stored.put_all(scope.tx, scope.owner, habit, older, scope.now)
        streaks.recompute(scope, habits.get(scope, habit))
    seen = []

    def count(_connection, cursor, statement, *_rest):
        seen.append(statement)

    engine = person.database.engine
    event.listen(engine, "after_cursor_execute", count)
    try:
        tick(person, habit, TODAY)
        tick(person, habit, TODAY)
        untick(person, habit, TODAY)
    finally:
        event.remove(engine, "after_cursor_execute", count)
    assert streak(person, habit).length == length
    return seen
