"""A day of a habit: everything that is recorded on it, with its times and notes."""

from headway.domain.amounts import ZERO
from headway.domain.completions import CompletionDraft
from headway.domain.errors import NotFoundError
from headway.services import completions, habits, pauses
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.days import civil_time
from headway.web.said import Deed, Said


def show(call: Call) -> Page:
    """Show a day of a habit."""
    day = call.day
    with call.scope() as scope:
        habit = habits.get(scope, call.id)
        there = completions.on_day(scope, habit.id, day)
        away = pauses.away(scope, habit.id, day)
        today = scope.today
        now = civil_time(scope.now, scope.user.timezone)
    phase = habit.phase_on(day)
    total = sum((one.amount or ZERO for one in there), ZERO)
    is_over = phase.target is not None and phase.target.at_most and not phase.target.is_per_period
    takes_more = habit.archived_on is None and day <= today and (phase.several_a_day or not there)
    values = {
        "habit": habit,
        "phase": phase,
        "total": total,
        "shape_of_day": "exceeded" if is_over and phase.target and total > phase.target.target_amount else "met",
        "day": day,
        "today": today,
        "completions": there,
        "away": away,
        "takes_more": takes_more,
        "now": now if day == today else None,
    }
    return Page("habit-day.html", values)


def add(call: Call) -> Elsewhere:
    """Record that it was done on the day, at a time where it is done several times, with a note."""
    form, chosen = call.form, call.chosen
    at, note, amount = form.time("completion_time"), form.text("note"), form.amount("amount")
    form.enforce()
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        kept = completions.add(scope, habit.id, CompletionDraft(call.day, at, note, amount), chosen).item
    fields = () if kept.completion_time is None else (("time", kept.completion_time.isoformat()),)
    return Elsewhere(_address(call), Said(Deed.TICKED, habit.title, (str(habit.id), str(call.day)), fields))


def note(call: Call) -> Elsewhere:
    """Replace the note, and the amount where there is one, of what is recorded at a time of the day."""
    form = call.form
    at, said, amount = form.time("completion_time"), form.text("note"), form.amount("amount")
    form.enforce()
    replaced = frozenset({"note", "amount"} if "amount" in form else {"note"})
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        if at not in {one.completion_time for one in completions.on_day(scope, habit.id, call.day)}:
            raise NotFoundError("completion")
        completions.record(scope, habit.id, CompletionDraft(call.day, at, said, amount), said=replaced)
    return Elsewhere(_address(call), Said(Deed.SAVED, habit.title))


def again(call: Call, _refused: Refused) -> Page:
    """Show the day once more, with the form that was refused."""
    return show(call)


def _address(call: Call) -> str:
    return f"/habits/{call.id}/days/{call.day}"
