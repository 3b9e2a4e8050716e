"""Habits with amounts, by forms alone: made, added to by steps, and taken back."""

from decimal import Decimal
from uuid import UUID

from headway.domain.completions import Completion
from headway.domain.habits import Habit
from headway.domain.targets import AmountPer, Direction, Target
from headway.services import completions, habits
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

DAILY = {"title": "Water", "repeats": "DAILY", "DAILY.timesPerDay": "1"}
WATER = DAILY | {"direction": "AT_LEAST", "target_amount": "2", "unit": "l", "amount_per": "DAY"}


def only(person: Person) -> Habit:
    with person.at(write=False) as scope:
        (habit,) = habits.page(scope, limit=9).items
        return habit


def done(person: Person, habit: UUID) -> list[Completion]:
    with person.at(write=False) as scope:
        return completions.on_day(scope, habit, TODAY)


def test_a_habit_is_made_with_a_target(ada: Person, ada_there: Reader):
    assert ada_there.send("/habits/new", WATER).status_code == 303
    assert only(ada).target == Target("l", Decimal("2.00"), Direction.AT_LEAST, AmountPer.DAY)
    assert "every day, at least 2" in ada_there.get(f"/habits/{only(ada).id}").text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_target_that_is_half_said_is_told_beside_it(ada: Person, ada_there: Reader):
    refused = ada_there.send("/habits/new", WATER | {"unit": ""})
    assert refused.status_code == 422
    assert "a unit, an amount and a direction" in refused.text


def test_amounts_are_added_and_the_last_is_taken_back(ada: Person, ada_there: Reader):
    ada_there.send("/habits/new", WATER)
    habit = only(ada).id
    for amount in ("0.5", "1.5"):
        assert ada_there.send(f"/habits/{habit}/completions/{TODAY}", {"amount": amount}).status_code == 303
    assert [one.amount for one in done(ada, habit)] == [Decimal("0.50"), Decimal("1.50")]
    assert only(ada).streak.current(TODAY) == 1
    ada_there.send(f"/habits/{habit}/completions/{TODAY}/undo", {})
    assert (len(done(ada, habit)), only(ada).streak.current(TODAY)) == (1, 0)
