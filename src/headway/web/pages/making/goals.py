"""Making and changing goals and counters."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from headway.domain.days import ONE_DAY
from headway.domain.goals import GoalDraft, GoalType
from headway.services import goals
from headway.services.goals import GoalView
from headway.services.scope import Scope
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.forms import Form
from headway.web.frequencies import Fields
from headway.web.pages.making import categories
from headway.web.said import Deed, Said
from headway.web.words import Words

_GOAL, _COUNTER = GoalType.TARGET_BASED, GoalType.CONTINUOUS_COUNTER
_A_QUARTER = timedelta(days=90)
_SUMMER = (6, 21)
_SOON = timedelta(days=60)


def new(call: Call) -> Page:
    """Show the sheet of a new goal, or of a new counter, with what an example says if there is one."""
    example, words = call.query.get("example", ""), call.words
    is_counter = call.query.get("kind") == "counter" or example == "sugar"
    with call.scope() as scope:
        said = _counter(words, scope.today) if is_counter else _goal(scope.today)
        if example == "save":
            said |= _savings(words, scope.today)
        if example == "sugar":
            said |= {"title": [words.gettext("Days without sugar")]}
        return _sheet(call, scope, said)


def _goal(today: date) -> Fields:
    return {"goal_type": [_GOAL.value], "deadline": [str(today + _A_QUARTER)]}


def _counter(words: Words, today: date) -> Fields:
    unit = words.gettext("days")
    return {"goal_type": [_COUNTER.value], "unit": [unit], "counts_days": ["on"], "start_date": [str(today)]}


def _savings(words: Words, today: date) -> Fields:
    summers = (date(year, *_SUMMER) for year in (today.year, today.year + 1))
    summer = next(day for day in summers if day >= today + _SOON)
    said = {"title": words.gettext("Savings for the summer"), "unit": words.gettext("pounds")}
    said |= {"target_value": words.typed(Decimal(5000)), "deadline": str(summer)}
    return {name: [value] for name, value in said.items()}


def create(call: Call) -> Elsewhere:
    """Make a goal or a counter."""
    form, id_ = call.form, call.chosen
    said = _said(form)
    if not said["counts_days"]:
        said["current_value"] = form.amount("current_value")
    form.enforce()
    with call.scope(write=True) as scope:
        category = categories.chosen(scope, form)
        form.enforce()
        goal = goals.create(scope, GoalDraft(**said, category_id=category), id_).item.goal
    return Elsewhere("/", Said(Deed.MADE, goal.title))


def create_again(call: Call, _refused: Refused) -> Page:
    """Show the sheet once more."""
    with call.scope() as scope:
        return _sheet(call, scope, call.form.fields)


def change(call: Call) -> Page:
    """Show the sheet of a goal or counter that there is."""
    with call.scope() as scope:
        view = goals.get(scope, call.id)
        return _sheet(call, scope, _kept(view, call.words), view)


def edit(call: Call) -> Elsewhere:
    """Keep what was changed."""
    form = call.form
    said, version = _said(form), form.whole("version")
    if said["goal_type"] is _COUNTER and not said["counts_days"]:
        del said["start_date"]
    form.enforce()
    with call.scope(write=True) as scope:
        category = categories.chosen(scope, form)
        form.enforce()
        goal = goals.edit(scope, call.id, {**said, "category_id": category}, version).goal
    return Elsewhere(f"/goals/{goal.id}", Said(Deed.SAVED, goal.title))


def edit_again(call: Call, _refused: Refused) -> Page:
    """Show the sheet once more."""
    with call.scope() as scope:
        return _sheet(call, scope, call.form.fields, goals.get(scope, call.id))


def _said(form: Form) -> dict[str, Any]:
    """Read what is said of either kind; what the other kind alone has is not looked at."""
    kind = form.choice("goal_type", GoalType) or _GOAL
    is_goal = kind is _GOAL
    counts_days = not is_goal and form.flag("counts_days")
    return {
        "goal_type": kind,
        "title": form.text("title") or "",
        "unit": form.text("unit") or "",
        "target_value": form.amount("target_value") if is_goal else None,
        "deadline": form.day("deadline") if is_goal else None,
        "counts_days": counts_days,
        "saved_per_day": form.amount("saved_per_day") if counts_days else None,
        "saved_unit": form.text("saved_unit") if counts_days else None,
        "start_date": form.day("start_date") if is_goal or counts_days else None,
    }


def _kept(view: GoalView, words: Words) -> Fields:
    goal = view.goal
    said = {
        "goal_type": goal.goal_type.value,
        "title": goal.title,
        "unit": goal.unit,
        "target_value": None if goal.target_value is None else words.typed(goal.target_value),
        "deadline": goal.deadline,
        "start_date": goal.start_date,
        "counts_days": "on" if goal.counts_days else None,
        "saved_per_day": None if goal.saved_per_day is None else words.typed(goal.saved_per_day),
        "saved_unit": goal.saved_unit,
        categories.FIELD: goal.category_id,
    }
    return {name: [str(value)] for name, value in said.items() if value is not None}


def _sheet(call: Call, scope: Scope, fields: Mapping[str, Sequence[str]], view: GoalView | None = None) -> Page:
    said = Form(fields, call.words)
    is_counter = said.text("goal_type") == _COUNTER
    values = {
        "said_in": said,
        "goal": view.goal if view else None,
        "is_counter": is_counter,
        "retypable": view is not None and view.latest_entry is None,
        "categories": categories.listed(scope),
        "today": scope.today,
        "tomorrow": scope.today + ONE_DAY,
    }
    return Page("goal-sheet.html", values)
