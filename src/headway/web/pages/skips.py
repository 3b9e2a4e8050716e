"""Skipping a day of a habit, and taking that back."""

from headway.services import habits, pauses
from headway.web.call import Call, Elsewhere
from headway.web.said import Deed, Said


def skip(call: Call) -> Elsewhere:
    """Skip a day of a habit."""
    day, reason, chosen = call.day, call.form.text("reason"), call.chosen
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        pauses.skip(scope, habit.id, day, reason, chosen)
    return Elsewhere(call.back("/"), Said(Deed.SKIPPED, habit.title, (str(habit.id), str(day))))


def undo(call: Call) -> Elsewhere:
    """Take the skip of a day back; by the reason it had it can be skipped again as it was."""
    day = call.day
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        gone = pauses.unskip(scope, habit.id, day)
    if not gone:
        return Elsewhere(call.back("/"))
    fields = (("reason", gone[0].reason),) if gone[0].reason else ()
    return Elsewhere(call.back("/"), Said(Deed.UNSKIPPED, habit.title, (str(habit.id), str(day)), fields))
