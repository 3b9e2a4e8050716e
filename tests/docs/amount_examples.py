"""The examples about amounts, and about changes of what a habit asks for."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from headway.domain import phases
from headway.domain.days import WeekStart
from headway.domain.errors import RejectedError
from headway.domain.habits import HabitDraft, settle
from headway.domain.pauses import PausedDays
from headway.domain.phases import Phase
from headway.domain.streaks import Done, Run, Terms, fold
from headway.domain.targets import AmountPer, Direction
from tests.docs import notation as say
from tests.docs.habit_examples import MADE_ON, TODAY

Cells = dict[str, str]

_TARGET = re.compile(
    r"(?P<direction>at least|at most) (?P<amount>[\d.,]+) (?P<unit>[a-z]+)(?P<whole> in all)?(?P<clean>, clean)?"
)


def _draft(frequency: str, target: str) -> HabitDraft:
    """Read how often and how much: `at least 20 km in all`, `at most 2 coffees, clean`; a dash for none."""
    kind, config = say.frequency(frequency)
    if target == say.NOTHING:
        return HabitDraft("A habit", kind, config)
    found = _TARGET.fullmatch(target)
    assert found is not None, f"“{target}” is no target."
    return HabitDraft(
        "A habit",
        kind,
        config,
        unit=found["unit"],
        target_amount=say.amount(found["amount"]),
        direction=Direction(found["direction"].upper().replace(" ", "_")),
        amount_per=AmountPer.PERIOD if found["whole"] else AmountPer.DAY,
        clean_unless_logged=found["clean"] is not None,
    )


def _phase(frequency: str, target: str, first_day: date | None = None) -> Phase:
    kept = settle(_draft(frequency, target), WeekStart.MONDAY, MADE_ON).phase
    return Phase(first_day, kept.frequency_type, kept.frequency_config, kept.target)


def _amounts(cell: str) -> list[Done]:
    """Read amounts of days: `19 Jan: 2; 20, 21 Jan: 0.5, 1.5`."""
    found = []
    for group in [] if cell == say.NOTHING else cell.split(";"):
        days, amounts = group.split(":")
        each = [Decimal(one.strip()) for one in amounts.split(",")]
        found += [Done(day, len(each), int(sum(each) * 100)) for day in say.days(days.strip())]
    return sorted(found)


def _told(terms: Terms, history: Sequence[Done], today: date) -> tuple[Cells, list[Run]]:
    streak, over = fold(terms, history)
    current = streak.current(today)
    answers = {"current": _length(current, terms.schedule.unit.lower()), "longest": str(streak.longest(today))}
    return answers | {"alive until": say.tell_day(streak.alive_until)}, over


def _length(number: int, unit: str) -> str:
    return "0" if not number else f"{number} {unit[:-1] if number == 1 else unit}"


def streaks(cells: Cells) -> Cells:
    """Tell of a habit with amounts how its streak stands."""
    phase = _phase(cells["frequency"], cells["target"])
    paused = PausedDays(say.spans(cells.get("paused", "")))
    terms = phases.terms([phase], MADE_ON, WeekStart.MONDAY, paused)
    return _told(terms, _amounts(cells["amounts"]), say.day(cells["today"]) if "today" in cells else TODAY)[0]


def targets(cells: Cells) -> Cells:
    """Tell whether a frequency can have a target."""
    try:
        settle(_draft(cells["frequency"], cells["target"]), WeekStart.MONDAY, MADE_ON)
    except RejectedError as error:
        return {"answer": "; ".join(f"`{one.code}` at {one.field[0]}" for one in error.broken)}
    return {"answer": "kept"}


def changes(cells: Cells) -> Cells:
    """Tell how the streak of a habit stands that asks for something else from a day on."""
    first, then = _phase(cells["at first"], say.NOTHING), _phase(cells["then"], say.NOTHING, say.day(cells["from"]))
    terms = phases.terms([first, then], MADE_ON, WeekStart.MONDAY)
    history = [Done(day, times) for day, times in sorted(Counter(say.days(cells["done"])).items())]
    answers, over = _told(terms, history, TODAY)
    earlier = [_length(run.length, run.unit.lower()) for run in over if run.unit is not terms.schedule.unit]
    return answers | {"in the history": ", ".join(earlier) or say.NOTHING}
