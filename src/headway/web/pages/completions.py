"""Ticking a habit off on a day, and taking that back."""

from collections.abc import Iterator

from headway.domain.completions import Completion, CompletionDraft
from headway.services import completions, habits
from headway.services.scope import Scope
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.days import civil_time
from headway.web.measures import measured
from headway.web.pages import days, today
from headway.web.said import Deed, Said


def record(call: Call) -> Elsewhere:
    """Record that a habit was done on a day: at the time given; else now, if it is done several times a day."""
    form, day = call.form, call.day
    at, note, id_ = form.time("time"), form.text("note"), form.id("id")
    amount = form.amount("amount")
    form.enforce()
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        draft = CompletionDraft(day, at or civil_time(scope.now, scope.user.timezone), note, amount)
        phase = habit.phase_on(day)
        put = completions.record if at and phase.several_a_day else completions.tick
        kept = put(scope, habit.id, draft, id_=id_).item
    fields = tuple(_fields(kept)) if phase.several_a_day else ()
    parts = (str(habit.id), str(day))
    if phase.target is not None and kept.amount is not None:
        name = f"{habit.title}, {measured(call.words, kept.amount, phase.target)}"
        return Elsewhere(call.back("/"), Said(Deed.MEASURED, name, parts, fields))
    return Elsewhere(call.back("/"), Said(Deed.TICKED, habit.title, parts, fields))


def again(call: Call, refused: Refused) -> Page:
    """Show the page that the form was on once more: the habit's day, or the day."""
    return days.again(call, refused) if call.form.text("on") == "habit" else today.again_on(call, refused)


def undo(call: Call) -> Elsewhere:
    """Take back what was recorded on a day: at the time given, or the last of the day."""
    at, day = call.form.time("time"), call.day
    call.form.enforce()
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        there = completions.page(scope, habit.id, first_day=day, last_day=day, limit=200).items
        kept = next((one for one in there if at in {None, one.completion_time}), None)
        if kept is not None:
            _remove(scope, kept)
    if kept is None:
        return Elsewhere(call.back("/"))
    said = Said(Deed.UNTICKED, habit.title, (str(habit.id), str(day)), tuple(_fields(kept)))
    return Elsewhere(call.back("/"), said)


def _remove(scope: Scope, kept: Completion) -> None:
    completions.remove(scope, kept.habit_id, kept.completion_date, kept.completion_time)


def _fields(kept: Completion) -> Iterator[tuple[str, str]]:
    """Give what a form sends to record it again as it was."""
    if kept.completion_time is not None:
        yield "time", kept.completion_time.isoformat()
    if kept.note is not None:
        yield "note", kept.note
    if kept.amount is not None:
        yield "amount", str(kept.amount)
