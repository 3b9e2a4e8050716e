"""Habits over HTTP."""

from headway.api.context import NOTHING, Answer, Call, created
from headway.api.pagination import BY_POSITION
from headway.api.wire import habits as wire
from headway.api.wire.members import given, wanted
from headway.api.wire.order import Order
from headway.domain.habits import Habit, HabitDraft
from headway.services import habits, pauses
from headway.services.scope import Scope


def index(call: Call[None, wire.HabitsQuery]) -> Answer:
    """List the habits."""
    query = call.query
    with call.scope() as scope:
        page = habits.page(
            scope,
            frequency_type=wanted(query.frequency_type),
            category_id=wanted(query.category_id),
            archived=query.archived,
            after=BY_POSITION.read(query.cursor),
            limit=query.limit,
        )
    items = [wire.habit(habit, scope) for habit in page.items]
    return Answer(wire.Habits(items=items, next_cursor=BY_POSITION.write(page.after)))


def create(call: Call[wire.NewHabit, None]) -> Answer:
    """Make a habit."""
    draft = HabitDraft(**given(call.body, but=("id",)))
    with call.scope() as scope:
        kept = habits.create(scope, draft, call.chosen(call.body.id))
    habit = kept.item
    return created(kept, wire.habit(habit, scope), f"/habits/{habit.id}", habit.version)


def show(call: Call[None, wire.HabitQuery]) -> Answer:
    """Show a habit with its last completions."""
    with call.scope() as scope:
        habit, recent = habits.get_with_completions(scope, call.path["id"], call.query.completions)
        paused = pauses.within_streak(scope, habit)
    return Answer(wire.full_habit(habit, recent, paused, scope), version=habit.version)


def edit(call: Call[wire.HabitChanges, None]) -> Answer:
    """Change a habit."""
    with call.scope() as scope:
        habit = habits.edit(scope, call.path["id"], given(call.body), call.version)
    return _answer(habit, scope)


def arrange(call: Call[Order, None]) -> Answer:
    """Let habits change places among themselves."""
    with call.scope() as scope:
        habits.arrange(scope, call.body.ids)
    return NOTHING


def remove(call: Call[None, None]) -> Answer:
    """Delete a habit: out of sight at once, gone ten minutes later."""
    with call.scope() as scope:
        habits.remove(scope, call.path["id"], call.version)
    return NOTHING


def undelete(call: Call[None, None]) -> Answer:
    """Bring back a habit that was just deleted."""
    with call.scope() as scope:
        habit = habits.undelete(scope, call.path["id"])
    return _answer(habit, scope)


def archive(call: Call[None, None]) -> Answer:
    """Put a habit away."""
    with call.scope() as scope:
        habit = habits.archive(scope, call.path["id"])
    return _answer(habit, scope)


def restore(call: Call[None, None]) -> Answer:
    """Bring a habit back from the archive."""
    with call.scope() as scope:
        habit = habits.restore(scope, call.path["id"])
    return _answer(habit, scope)


def _answer(habit: Habit, scope: Scope) -> Answer:
    return Answer(wire.habit(habit, scope), version=habit.version)
