"""What the services say of someone's habits against what their life, in plain lists, gives."""

from decimal import Decimal

from headway.domain.habits import Habit
from headway.services import streaks
from headway.services.scope import Scope
from headway.services.today import HabitToday, Today
from headway.storage import runs
from tests.domain.against import as_found, asks_for_other_times, is_ahead, phase_of, said
from tests.model.days import week_of
from tests.model.due import asked, due_on
from tests.model.histories import History
from tests.model.lives import Life
from tests.model.periods import unit


def compare(life: Life, scope: Scope, habit: Habit) -> None:
    """Compare a habit's answer with the model, and its cache with a full recomputation."""
    known, history = life.habits[habit.id], life.history(habit.id)
    assert list(habit.phases) == [phase_of(one) for one in known.schedules]
    assert habit.unit.value == unit(history)
    assert habit.first_day == known.first_day
    over = runs.history(scope.tx, scope.owner, habit.id)
    assert (habit.streak, over) == streaks.from_history(scope.tx, scope.owner, habit, scope.user.week_start)
    if asks_for_other_times(history) or is_ahead(history, scope.today) or is_planned(history, scope):
        return
    told = said(habit.terms(scope.user.week_start), habit.streak, over, scope.today)
    assert told == as_found(history, life.streak(habit.id), told)


def is_planned(history: History, scope: Scope) -> bool:
    """Tell whether a change comes after today, as a change of zone can have it."""
    return history.since is not None and history.since > scope.today


def compare_day(life: Life, shown: Today) -> None:
    there = {id_: life.history(id_) for id_, known in life.shown.items() if not known.archived}
    assert sorted(one.habit.id for one in shown.habits) == sorted(there)
    for one in shown.habits:
        done = {(kept.completion_date, kept.completion_time): kept.amount for kept in one.completions}
        recorded = life.habits[one.habit.id].done
        assert done == {what: amount for what, amount in recorded.items() if what[0] == shown.day}
        if not is_limited(there[one.habit.id]):
            compare_standing(there[one.habit.id], one, shown)
    assert [strip.day for strip in shown.week] == week_of(shown.day, life.week_start)
    if not any(map(is_limited, there.values())):
        for strip in shown.week:
            was = [asked(history, strip.day) for history in there.values()]
            assert (strip.due, strip.met) == (sum(due for due, _ in was), sum(met for _, met in was))


def is_limited(history: History) -> bool:
    """Tell whether a limit was ever to be kept: the model does not tell when that asks for a record."""
    return any(one.target and one.target.at_most for one in history.schedules)


def compare_standing(history: History, one: HabitToday, shown: Today) -> None:
    model = due_on(history, shown.day, shown.today)
    stands = one.standing
    assert (stands.due, stands.last_chance) == (model.due, model.last_chance)
    assert (stands.reachable, stands.paused) == (model.reachable, model.paused)
    assert stands.state.value == model.state.value
    assert (stands.done, stands.quota) == (in_hundredths(model.done), in_hundredths(model.quota))
    assert tuple(stands.period or (None, None)) == (model.first_day, model.last_day)


def in_hundredths(amount: int | Decimal) -> int:
    return int(amount.scaleb(2)) if isinstance(amount, Decimal) else amount
