"""Making and changing habits: their name, how often, and the days that follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from headway.domain.errors import RejectedError
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import Habit, HabitDraft
from headway.services import due_days, habits
from headway.services.scope import Scope
from headway.web import frequencies
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.forms import Form
from headway.web.frequencies import REPEATS, Fields, Repeats
from headway.web.pages.making import categories
from headway.web.said import Deed, Said
from headway.web.words import Words, later

LOOK = "look"
"""The button that shows a form again with what follows from it, and keeps nothing."""

_DAYS_SHOWN = 5
_EXAMPLES: Mapping[str, tuple[str, Fields]] = {
    "meditate": (later("Meditate"), {REPEATS: [Repeats.DAILY.value]}),
    "exercise": (later("Exercise"), {REPEATS: [Repeats.WEEKLY.value], "WEEKLY.timesPerWeek": ["3"]}),
}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What follows from the menus: the frequency and its next due days, or why there are none."""

    type: FrequencyType
    config: Mapping[str, Any]
    days: Sequence[date] = ()
    wrong: Sequence[str] = ()


def new(call: Call) -> Page:
    """Show the sheet of a new habit, with what an example says if there is one."""
    title, said = _EXAMPLES.get(call.query.get("example", ""), ("", {}))
    title = call.words.gettext(title) if title else ""
    with call.scope() as scope:
        return _sheet(call, scope, {**frequencies.defaults(scope.today), **said, "title": [title]})


def create(call: Call) -> Page | Elsewhere:
    """Make a habit, or only show what follows from the menus."""
    form = call.form
    if form.flag(LOOK):
        return _look(call, None)
    chosen, id_ = frequencies.read(form), call.chosen
    with call.scope(write=True) as scope, chosen.beside():
        category = categories.chosen(scope, form)
        form.enforce()
        draft = HabitDraft(form.text("title") or "", chosen.type, chosen.config, category)
        habit = habits.create(scope, draft, id_).item
    return Elsewhere("/", Said(Deed.MADE, habit.title))


def create_again(call: Call, _refused: Refused) -> Page:
    """Show the sheet once more."""
    with call.scope() as scope:
        return _sheet(call, scope, call.form.fields)


def change(call: Call) -> Page:
    """Show the sheet of a habit that there is."""
    with call.scope() as scope:
        habit = habits.get(scope, call.id)
        said = frequencies.write(habit.frequency_type, habit.frequency_config, scope.today)
        more = {"title": [habit.title], categories.FIELD: [str(habit.category_id or "")]}
        return _sheet(call, scope, said | more, habit)


def edit(call: Call) -> Page | Elsewhere:
    """Keep what was changed. A frequency that is said in another way, and is the same, stays as it was."""
    form = call.form
    if form.flag(LOOK):
        return _look(call, call.id)
    chosen, version = frequencies.read(form), form.whole("version")
    form.enforce()
    with call.scope(write=True) as scope, chosen.beside():
        habit = habits.get(scope, call.id)
        changes: dict[str, Any] = {"title": form.text("title") or ""}
        changes["category_id"] = categories.chosen(scope, form)
        form.enforce()
        if not chosen.is_kept(habit):
            changes |= {"frequency_type": chosen.type, "frequency_config": chosen.config}
        habit = habits.edit(scope, habit.id, changes, version)
    return Elsewhere(f"/habits/{habit.id}", Said(Deed.SAVED, habit.title))


def edit_again(call: Call, _refused: Refused) -> Page:
    """Show the sheet once more."""
    with call.scope() as scope:
        return _sheet(call, scope, call.form.fields, habits.get(scope, call.id))


def preview(call: Call) -> Page:
    """Say the menus back, with the next due days: what the sheet shows while they are being chosen."""
    habit = call.form.id("habit")
    call.form.enforce()
    with call.scope() as scope:
        return Page("due-days.html", {"ahead": _ahead(scope, call.form, habit, call.words), "today": scope.today})


def _look(call: Call, habit: UUID | None) -> Page:
    with call.scope() as scope:
        kept = habits.get(scope, habit) if habit else None
        return _sheet(call, scope, frequencies.with_added(call.form), kept)


def _sheet(call: Call, scope: Scope, fields: Mapping[str, Sequence[str]], habit: Habit | None = None) -> Page:
    said = Form(fields, call.words)
    values = {
        "said_in": said,
        "habit": habit,
        "kinds": list(Repeats),
        "categories": categories.listed(scope),
        "week_start": scope.user.week_start,
        "today": scope.today,
        "ahead": _ahead(scope, said, habit.id if habit else None, call.words),
    }
    return Page("habit-sheet.html", values)


def _ahead(scope: Scope, form: Form, habit: UUID | None, words: Words) -> Ahead:
    chosen = frequencies.read(form)
    try:
        form.enforce()
        with chosen.beside():
            days = due_days.ahead(scope, chosen.type, chosen.config, _DAYS_SHOWN, habit)
    except RejectedError as error:
        return Ahead(chosen.type, chosen.config, wrong=[words.broken(one) for one in error.broken])
    return Ahead(chosen.type, chosen.config, days)
