"""Making and changing habits: their name, how often, and the days that follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from headway.domain.errors import Findings, RejectedError
from headway.domain.habits import Habit, HabitDraft
from headway.domain.phases import Phase
from headway.domain.targets import TargetDraft, settle
from headway.services import due_days, habits
from headway.services.scope import Scope
from headway.web import frequencies, targets
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.forms import Form
from headway.web.frequencies import REPEATS, Chosen, Fields, Repeats
from headway.web.pages.making import categories
from headway.web.said import Deed, Said
from headway.web.words import Words, later

LOOK = "look"
"""The button that shows a form again with what follows from it, and keeps nothing."""

_DAYS_SHOWN = 5
_EXAMPLES: Mapping[str, tuple[str, Fields]] = {
    "meditate": (later("Meditate"), {REPEATS: [Repeats.DAILY.value]}),
    "exercise": (later("Exercise"), {REPEATS: [Repeats.WEEKLY.value], "WEEKLY.timesPerWeek": ["3"]}),
    "water": (
        later("Drink water"),
        {"direction": ["AT_LEAST"], "target_amount": ["8"], "unit": [later("glasses")]},
    ),
    "run": (
        later("Run"),
        {
            REPEATS: [Repeats.WEEKLY.value],
            "direction": ["AT_LEAST"],
            "target_amount": ["20"],
            "unit": [later("km")],
            "amount_per": ["PERIOD"],
        },
    ),
    "coffee": (
        later("Less coffee"),
        {"direction": ["AT_MOST"], "target_amount": ["2"], "unit": [later("coffees")]},
    ),
    "smoking": (
        later("No smoking"),
        {
            "direction": ["AT_MOST"],
            "target_amount": ["0"],
            "unit": [later("cigarettes")],
            "clean_unless_logged": ["on"],
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What follows from the menus: what is asked for and its next due days, or why there are none."""

    phase: Phase | None
    days: Sequence[date] = ()
    wrong: Sequence[str] = ()


def new(call: Call) -> Page:
    """Show the sheet of a new habit, with what an example says if there is one."""
    title, said = _EXAMPLES.get(call.query.get("example", ""), ("", {}))
    title = call.words.gettext(title) if title else ""
    with call.scope() as scope:
        begun = {**frequencies.defaults(scope.today), **targets.write(None, call.words), **said}
        unit = {"unit": [call.words.gettext(one) for one in said["unit"]]} if "unit" in said else {}
        return _sheet(call, scope, {**begun, **unit, "title": [title]})


def create(call: Call) -> Page | Elsewhere:
    """Make a habit, or only show what follows from the menus."""
    form = call.form
    if form.flag(LOOK):
        return _look(call, None)
    (chosen, target), id_ = read(form), call.chosen
    with call.scope(write=True) as scope, chosen.beside():
        category = categories.chosen(scope, form)
        form.enforce()
        asks = targets.changes(target)
        draft = HabitDraft(form.text("title") or "", chosen.type, chosen.config, category, **asks)
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
        said = write(habit.phase, call.words, scope.today)
        more = {"title": [habit.title], categories.FIELD: [str(habit.category_id or "")]}
        return _sheet(call, scope, said | more, habit)


def edit(call: Call) -> Page | Elsewhere:
    """Keep what was changed. A frequency that is said in another way, and is the same, stays as it was."""
    form = call.form
    if form.flag(LOOK):
        return _look(call, call.id)
    (chosen, target), version = read(form), form.whole("version")
    since = _since(form)
    form.enforce()
    with call.scope(write=True) as scope, chosen.beside():
        habit = habits.get(scope, call.id)
        changes: dict[str, Any] = {"title": form.text("title") or "", **targets.changes(target)}
        changes["category_id"] = categories.chosen(scope, form)
        form.enforce()
        if not chosen.is_kept(habit):
            changes |= {"frequency_type": chosen.type, "frequency_config": chosen.config}
        after = habits.edit(scope, habit.id, changes | since, version)
    return Elsewhere(f"/habits/{habit.id}", _said(habit, after))


def _since(form: Form) -> dict[str, Any]:
    """Read from when a change holds; nothing is said of it where that is today."""
    match form.text("since"):
        case "always":
            return {habits.PHASE_FIRST_DAY: None}
        case "day":
            day = form.day(habits.PHASE_FIRST_DAY)
            form.require(habits.PHASE_FIRST_DAY)
            return {habits.PHASE_FIRST_DAY: day}
        case _:
            return {}


def _said(before: Habit, after: Habit) -> Said:
    """Say that it is saved; a phase that was added, and nothing else, can be taken away again."""
    phase = after.phase
    plain = (before.title, before.category_id) == (after.title, after.category_id)
    if plain and after.phases[:-1] == before.phases and phase.first_day is not None:
        return Said(Deed.PHASE_ADDED, after.title, (str(after.id), str(phase.first_day)))
    return Said(Deed.SAVED, after.title)


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
        return _sheet(call, scope, looked_at(call.form), kept)


def looked_at(form: Form) -> Fields:
    """Give the fields of a form that is only looked at."""
    return frequencies.with_added(form)


def _sheet(call: Call, scope: Scope, fields: Mapping[str, Sequence[str]], habit: Habit | None = None) -> Page:
    said = Form(fields, call.words)
    shown = menus(scope, said, habit.id if habit else None, call.words)
    return Page("habit-sheet.html", {**shown, "habit": habit, "categories": categories.listed(scope)})


def menus(scope: Scope, said: Form, habit: UUID | None, words: Words) -> dict[str, Any]:
    """Give what the menus of how often and how much show."""
    return {
        "said_in": said,
        "kinds": list(Repeats),
        "target_fields": targets.FIELDS,
        "week_start": scope.user.week_start,
        "today": scope.today,
        "ahead": _ahead(scope, said, habit, words),
    }


def _ahead(scope: Scope, form: Form, habit: UUID | None, words: Words) -> Ahead:
    chosen, target = read(form)
    try:
        form.enforce()
        with chosen.beside():
            days = due_days.ahead(scope, chosen.type, chosen.config, _DAYS_SHOWN, habit, target)
    except RejectedError as error:
        return Ahead(None, wrong=[words.broken(one) for one in error.broken])
    return Ahead(Phase(None, chosen.type, chosen.config, settle(target, Findings())), days)


def read(form: Form) -> tuple[Chosen, TargetDraft]:
    """Read the menus of how often and how much."""
    chosen = frequencies.read(form)
    target = targets.read(form, chosen.kind)
    return targets.fitting(chosen, target), target


def write(phase: Phase, words: Words, today: date) -> Fields:
    """Give the fields of what a habit asks for."""
    often = frequencies.write(phase.frequency_type, phase.frequency_config, today)
    return often | targets.write(phase.target, words)
