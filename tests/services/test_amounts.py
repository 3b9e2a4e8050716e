"""Habits with amounts: several of a day add up, limits are kept, and clean days count themselves."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.errors import Broken, Code, RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.domain.pauses import PauseDraft
from headway.domain.targets import AmountPer, Direction
from headway.services import completions, habits, pauses, streaks
from headway.services import today as days
from headway.storage import runs
from tests.cast import Person

TODAY = date(2026, 1, 21)  # a Wednesday
DAILY = (FrequencyType.DAILY, {"allowMultiplePerDay": False})
WEEKLY = (FrequencyType.WEEKLY, {"timesPerWeek": 1})
WATER = HabitDraft("Water", *DAILY, None, "l", Decimal(2), Direction.AT_LEAST)
RUN = HabitDraft("Run", *WEEKLY, None, "km", Decimal(20), Direction.AT_LEAST, AmountPer.PERIOD)
COFFEE = HabitDraft("Coffee", *DAILY, None, "cups", Decimal(2), Direction.AT_MOST)
SMOKES = HabitDraft("Smokes", *DAILY, None, "times", Decimal(1), Direction.AT_MOST, clean_unless_logged=True)
SPENDING = HabitDraft("Spending", *WEEKLY, None, "euros", Decimal(50), Direction.AT_MOST, AmountPer.PERIOD)


def january(day: int) -> date:
    return date(2026, 1, day)


def make(person: Person, draft: HabitDraft) -> UUID:
    with person.at(january(1)) as scope:
        return habits.create(scope, draft).item.id


def add(person: Person, habit: UUID, amounts: Mapping[int, str]) -> None:
    """Record amounts of days of January, several of a day joined by plus."""
    with person.at() as scope:
        for day, together in amounts.items():
            for hour, amount in enumerate(together.split("+"), 8):
                draft = CompletionDraft(january(day), time(hour), amount=Decimal(amount))
                completions.record(scope, habit, draft, said=frozenset({"amount"}))


def remove(person: Person, habit: UUID, day: int, hour: int = 8) -> None:
    with person.at() as scope:
        completions.remove(scope, habit, january(day), time(hour))


def get(person: Person, habit: UUID) -> Habit:
    """Load a habit, whose caches are those that its whole history gives."""
    with person.at(write=False) as scope:
        kept = habits.get(scope, habit)
        fresh, over = streaks.from_history(scope.tx, scope.owner, kept, scope.user.week_start)
        assert (kept.streak, runs.history(scope.tx, scope.owner, habit)) == (fresh, over)
        return kept


def current(person: Person, habit: UUID, today: date = TODAY) -> int:
    return get(person, habit).streak.current(today)


def test_amounts_of_a_day_add_up(ada: Person) -> None:
    habit = make(ada, WATER)
    add(ada, habit, {19: "0.5+1.5", 20: "2", 21: "1+0.75"})
    assert current(ada, habit) == 2
    add(ada, habit, {21: "1+1"})  # another amount at nine o'clock takes the place of the one before
    assert current(ada, habit) == 3
    remove(ada, habit, 20)
    assert (current(ada, habit), get(ada, habit).streak.longest(TODAY)) == (1, 1)


def test_a_week_is_met_by_its_own_sum(ada: Person) -> None:
    habit = make(ada, RUN)
    add(ada, habit, {5: "12", 9: "8", 13: "19.99", 19: "20"})
    kept = get(ada, habit)
    assert (kept.streak.current(TODAY), kept.streak.longest(TODAY)) == (1, 1)
    add(ada, habit, {18: "0.01"})
    assert current(ada, habit) == 3


def test_a_pause_makes_a_week_ask_for_its_share(ada: Person) -> None:
    habit = make(ada, RUN)
    add(ada, habit, {8: "8.57"})
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(january(5), january(8)))
    assert current(ada, habit, january(14)) == 0  # 20 km x 3 of 7 days are 8.58 km
    add(ada, habit, {9: "0.01"})
    assert current(ada, habit, january(14)) == 1


def test_a_limit_is_broken_as_soon_as_it_is_exceeded_and_kept_again_when_that_is_taken_back(ada: Person) -> None:
    habit = make(ada, COFFEE)
    add(ada, habit, {18: "1", 19: "2", 20: "0", 21: "1+1"})
    assert current(ada, habit) == 4
    add(ada, habit, {21: "1+1+1"})
    gap = get(ada, habit).streak.broken_by(TODAY)
    assert current(ada, habit) == 0
    assert gap is not None
    assert (gap.first_day, gap.done, gap.quota) == (TODAY, 300, 200)
    remove(ada, habit, 21, hour=10)
    assert current(ada, habit) == 4


def test_a_day_without_a_record_is_unrecorded_where_a_limit_is_kept(ada: Person) -> None:
    habit = make(ada, COFFEE)
    add(ada, habit, {18: "1", 20: "1"})
    assert current(ada, habit) == 1


def test_a_limit_for_a_week_is_decided_when_the_week_is_over(ada: Person) -> None:
    habit = make(ada, SPENDING)
    add(ada, habit, {6: "30", 14: "50", 20: "10"})
    assert (current(ada, habit), current(ada, habit, january(25)), current(ada, habit, january(26))) == (2, 2, 3)
    add(ada, habit, {21: "40.01"})
    assert (current(ada, habit), current(ada, habit, january(26))) == (2, 0)


def test_clean_days_count_themselves(ada: Person) -> None:
    habit = make(ada, SMOKES)
    assert current(ada, habit) == 20  # the 1st to the 20th; today is not over
    add(ada, habit, {21: "1"})
    assert current(ada, habit) == 21
    add(ada, habit, {21: "1+1"})
    kept = get(ada, habit).streak
    assert (kept.current(TODAY), kept.longest(TODAY), kept.current(january(24))) == (0, 20, 2)
    remove(ada, habit, 21, hour=9)
    assert current(ada, habit) == 21


def test_a_pause_takes_clean_days_out(ada: Person) -> None:
    habit = make(ada, SMOKES)
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(january(5), january(8)))
    assert current(ada, habit) == 16
    add(ada, habit, {6: "9"})
    assert current(ada, habit) == 16  # what is recorded on a paused day neither adds nor breaks


def test_what_is_asked_of_a_day_is_told_with_its_amounts(ada: Person) -> None:
    water, run, smokes = (make(ada, draft) for draft in (WATER, RUN, SMOKES))
    add(ada, water, {21: "0.5"})
    add(ada, run, {19: "12.5"})
    with ada.at(write=False) as scope:
        shown = {one.habit.id: one.standing for one in days.show(scope).habits}
    assert (shown[water].due, shown[water].done) == (True, 0)
    assert (shown[run].due, shown[run].done, shown[run].quota) == (True, 1250, 2000)
    assert not shown[smokes].due


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (CompletionDraft(TODAY, time(8)), (("amount",), Code.MISSING)),
        (CompletionDraft(TODAY, amount=Decimal(1)), (("completion_time",), Code.TIME_REQUIRED)),
        (CompletionDraft(TODAY, time(8), amount=Decimal(-1)), (("amount",), Code.OUT_OF_RANGE)),
        (CompletionDraft(TODAY, time(8), amount=Decimal("0.001")), (("amount",), Code.TOO_PRECISE)),
    ],
)
def test_an_amount_comes_with_its_time(ada: Person, draft: CompletionDraft, wrong: tuple[object, Code]) -> None:
    habit = make(ada, WATER)
    with pytest.raises(RejectedError) as refusal, ada.at() as scope:
        completions.record(scope, habit, draft)
    assert [(one.field, one.code) for one in refusal.value.broken] == [wrong]


def test_a_habit_without_a_target_has_no_amounts(ada: Person) -> None:
    habit = make(ada, HabitDraft("Read", *DAILY))
    with pytest.raises(RejectedError) as refusal, ada.at() as scope:
        completions.record(scope, habit, CompletionDraft(TODAY, amount=Decimal(1)))
    assert [one.field for one in refusal.value.broken] == [("amount",)]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (HabitDraft("A", *DAILY, None, "l"), "target_amount"),
        (HabitDraft("A", *DAILY, None, None, None, None, AmountPer.DAY), "amount_per"),
        (HabitDraft("A", *DAILY, clean_unless_logged=True), "clean_unless_logged"),
        (HabitDraft("A", *DAILY, None, "l", Decimal(0), Direction.AT_LEAST), "target_amount"),
        (HabitDraft("A", *DAILY, None, "l", Decimal(1), Direction.AT_LEAST, None, clean_unless_logged=True),
         "clean_unless_logged"),
        (HabitDraft("A", *WEEKLY, None, "l", Decimal(1), Direction.AT_MOST), "amount_per"),
        (HabitDraft("A", FrequencyType.WEEKLY, {"timesPerWeek": 2}, None, "l", Decimal(1), Direction.AT_LEAST,
                    AmountPer.PERIOD), "amount_per"),
        (HabitDraft("A", FrequencyType.CUSTOM_INTERVAL, {"intervalDays": 3}, None, "l", Decimal(1),
                    Direction.AT_MOST), "direction"),
        (HabitDraft("A", FrequencyType.DAILY, {"allowMultiplePerDay": True, "timesPerDay": 2}, None, "l",
                    Decimal(1), Direction.AT_LEAST), "target_amount"),
    ],
)  # fmt: skip
def test_a_target_fits_its_frequency(ada: Person, draft: HabitDraft, field: str) -> None:
    with pytest.raises(RejectedError) as refusal, ada.at() as scope:
        habits.create(scope, draft)
    assert Broken((field,), *_told(refusal.value, field)) in refusal.value.broken


def _told(refusal: RejectedError, field: str) -> tuple[Code, str]:
    return next((one.code, one.detail) for one in refusal.broken if one.field == (field,))


def test_who_takes_the_target_away_takes_away_what_only_a_target_has(ada: Person) -> None:
    habit = make(ada, SMOKES)
    with ada.at() as scope:
        habits.edit(scope, habit, {"unit": None, "target_amount": None, "direction": None})
    kept = get(ada, habit)
    assert (kept.target, len(kept.phases)) == (None, 2)
    assert kept.streak.current(TODAY) == 20  # days stay days: the run goes on
