"""Phases: how what a habit asks for has changed, and putting that right."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from headway.domain.errors import Broken, NotFoundError, RejectedError
from headway.domain.habits import Habit
from headway.domain.phases import Phase
from headway.domain.streaks import Run
from headway.services import habits, histories, phases
from headway.services.phases import PhaseDraft
from headway.services.scope import Scope
from headway.web import targets
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.forms import Form
from headway.web.frequencies import Fields
from headway.web.pages.making import habits as making
from headway.web.said import Deed, Said

FIRST = "first"
"""What the first phase is called in addresses, which has no first day."""

_RUNS = 5


class Shown(NamedTuple):
    """A phase with its name in addresses, its last day, and the runs that were counted in another unit then."""

    name: str
    phase: Phase
    last_day: date | None
    runs: Sequence[Run]


def index(call: Call) -> Page:
    """Show the phases of a habit, the newest first, and the runs from when it was counted in another unit."""
    with call.scope() as scope:
        habit = habits.get(scope, call.id)
        before = histories.runs_before(scope, habit, _RUNS)
        today = scope.today
    values = {
        "habit": habit,
        "today": today,
        "phases": _shown(habit, before)[::-1],
        "moved": call.path.get("phase"),
    }
    return Page("phases.html", values)


def index_again(call: Call, _refused: Refused) -> Page:
    """Show them once more, with the form that was refused."""
    return index(call)


def _shown(habit: Habit, runs: Sequence[Run]) -> list[Shown]:
    nexts = [one.first_day for one in habit.phases[1:]]
    ends = [day - timedelta(days=1) if day else None for day in nexts] + [None]
    return [
        Shown(name_of(phase), phase, end, [run for run in runs if _lies_in(run, phase, end)])
        for phase, end in zip(habit.phases, ends, strict=True)
    ]


def _lies_in(run: Run, phase: Phase, last_day: date | None) -> bool:
    began = phase.first_day is None or run.last_day >= phase.first_day
    return began and (last_day is None or run.last_day <= last_day)


def name_of(phase: Phase) -> str:
    """Name a phase in addresses: by its first day."""
    return phase.first_day.isoformat() if phase.first_day else FIRST


def change(call: Call) -> Page:
    """Show the menus of a phase that there is."""
    with call.scope() as scope:
        habit = habits.get(scope, call.id)
        phase = _find(habit, _day(call))
        return _sheet(call, scope, habit, making.write(phase, call.words, scope.today))


def edit(call: Call) -> Page | Elsewhere:
    """Keep what a phase asks for; one that begins on a day on which none does is put there."""
    if call.form.flag(making.LOOK):
        with call.scope() as scope:
            return _sheet(call, scope, habits.get(scope, call.id), making.looked_at(call.form))
    day, (chosen, target) = _day(call), making.read(call.form)
    call.form.enforce()
    with call.scope(write=True) as scope, chosen.beside(), _beside():
        habit = habits.get(scope, call.id)
        asks = replace(
            phases.asks_of(habit, habit.phase),
            frequency_type=chosen.type,
            frequency_config=chosen.config,
            **targets.changes(target),
        )
        others = [one for one in phases.drafts(habit) if one.first_day != day]
        habit = phases.replace_all(scope, habit.id, _in_order([*others, PhaseDraft(day, asks)]))
    return Elsewhere(_address(call), Said(Deed.SAVED, habit.title))


def edit_again(call: Call, _refused: Refused) -> Page:
    """Show the menus once more."""
    with call.scope() as scope:
        return _sheet(call, scope, habits.get(scope, call.id), call.form.fields)


def move(call: Call) -> Elsewhere:
    """Let a change hold from another day."""
    day, to = _day(call), call.form.day("first_day")
    call.form.require("first_day")
    call.form.enforce()
    with call.scope(write=True) as scope, _beside():
        habit = habits.get(scope, call.id)
        _find(habit, day)
        moved = [replace(one, first_day=to) if one.first_day == day else one for one in phases.drafts(habit)]
        habit = phases.replace_all(scope, habit.id, moved)
    if day is None or to is None or to not in {one.first_day for one in habit.phases}:
        return Elsewhere(_address(call), Said(Deed.SAVED, habit.title))
    parts = (str(habit.id), str(to))
    return Elsewhere(_address(call), Said(Deed.PHASE_MOVED, habit.title, parts, (("first_day", str(day)),)))


def delete(call: Call) -> Elsewhere:
    """Take a change away: what was before it goes on."""
    day = _day(call)
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        phase = _find(habit, day)
        if day is None:
            raise NotFoundError("page")
        fields = making.write(phase, call.words, scope.today)
        left = [one for one in phases.drafts(habit) if one.first_day != day]
        after = phases.replace_all(scope, habit.id, left)
    back = call.back(_address(call))
    parts = (str(after.id), str(day))
    return Elsewhere(back, Said(Deed.PHASE_REMOVED, after.title, parts, tuple(_own(fields))))


def _own(fields: Fields) -> list[tuple[str, str]]:
    """Pick the fields that say what a phase asks for; those of other kinds are no part of it."""
    kind = fields["repeats"][0]
    return [
        (name, value)
        for name, values in fields.items()
        if "." not in name or name.startswith(f"{kind}.")
        for value in values
    ]


def _in_order(drafts: Sequence[PhaseDraft]) -> list[PhaseDraft]:
    return sorted(drafts, key=lambda one: one.first_day or date.min)


def _day(call: Call) -> date | None:
    """Read which phase is meant: by its first day, which the first one has not."""
    name = call.path["phase"]
    try:
        return None if name == FIRST else date.fromisoformat(name)
    except ValueError:
        raise NotFoundError("page") from None


def _find(habit: Habit, day: date | None) -> Phase:
    phase = next((one for one in habit.phases if one.first_day == day), None)
    if phase is None:
        raise NotFoundError("page")
    return phase


@contextmanager
def _beside() -> Iterator[None]:
    """Tell what is wrong with one of the phases as what is wrong with the form, which is about that one."""
    try:
        yield
    except RejectedError as error:
        raise RejectedError([_placed(one) for one in error.broken], **error.facts) from error


def _placed(one: Broken) -> Broken:
    return replace(one, field=one.field[2:]) if one.field[:1] == ("phases",) and one.field[2:] else one


def _address(call: Call) -> str:
    return f"/habits/{call.id}/phases"


def _sheet(call: Call, scope: Scope, habit: Habit, fields: Mapping[str, Sequence[str]]) -> Page:
    said = Form(fields, call.words)
    day = _day(call)
    pairs = [(before.first_day, after.first_day) for before, after in pairwise(habit.phases)]
    values = {
        **making.menus(scope, said, None, call.words),
        "habit": habit,
        "name": call.path["phase"],
        "day": day,
        "ends": next((end for start, end in pairs if start == day), None),
    }
    return Page("phase.html", values)
