"""The examples about habits: what a row asks the domain, and how the answer is written."""

import json
from collections import Counter
from datetime import date
from typing import Any

from headway.domain.chains import Chain
from headway.domain.days import WeekStart
from headway.domain.due import asked, standing, window
from headway.domain.errors import Findings
from headway.domain.frequencies import Frequency, FrequencyType, parse
from headway.domain.frequencies.frequency import fields_of
from headway.domain.habits import HabitDraft, settle
from headway.domain.pauses import PausedDays
from headway.domain.streaks import Done, Gap, Terms, fold
from headway.domain.streaks.calendars import quota
from headway.services.loop.habits import DAILY
from headway.services.loop.habits import frequency as frequency_of_loop
from tests.docs import notation as say

TODAY = date(2026, 1, 21)
MADE_ON = date(2026, 1, 1)

Cells = dict[str, str]


def _week_start(cells: Cells) -> WeekStart:
    return WeekStart(cells.get("weeks begin", "MONDAY"))


def terms_of(cells: Cells) -> Terms:
    """Read what a habit asks for."""
    made_on = say.day(cells["made on"]) if "made on" in cells else MADE_ON
    findings = Findings()
    frequency = parse(*say.frequency(cells["frequency"]), findings)
    findings.enforce()
    assert frequency is not None
    schedule = frequency.schedule(_week_start(cells), made_on)
    return Terms(schedule, made_on, PausedDays(say.spans(cells.get("paused", ""))))


def history_of(cells: Cells) -> list[Done]:
    """Read on which days it was done."""
    return [Done(*one) for one in sorted(Counter(say.days(cells["done"])).items())]


def today_of(cells: Cells) -> date:
    """Read which day it is."""
    return say.day(cells["today"]) if "today" in cells else TODAY


def streaks(cells: Cells) -> Cells:
    """Tell all that a streak says of itself."""
    terms, today = terms_of(cells), today_of(cells)
    streak, _ = fold(terms, history_of(cells))
    current, unit = streak.current(today), terms.schedule.unit.lower()
    return {
        "current": "0" if not current else f"{current} {unit[:-1] if current == 1 else unit}",
        "longest": str(streak.longest(today)),
        "since": say.tell_day(streak.since),
        "last day": say.tell_day(streak.last_day),
        "alive until": say.tell_day(streak.alive_until),
        "broken by": _gap(streak.broken_by(today)),
    }


def _gap(gap: Gap | None) -> str:
    if gap is None:
        return say.NOTHING
    return f"{say.tell_span(gap.first_day, gap.last_day)}, {gap.done} of {gap.quota}"


def dues(cells: Cells) -> Cells:
    """Tell how a habit stands on a day."""
    terms, on, history = terms_of(cells), say.day(cells["on"]), history_of(cells)
    today = today_of(cells) if "today" in cells else on
    since = window(terms.schedule, on, terms.paused).first_day
    seen = {done.day: done for done in history if done.day >= since}
    first_day = terms.first_day(min((done.day for done in history if done.day <= on), default=None))
    here = standing(terms, first_day, seen, on, today)
    return {
        "due": say.tell_yes(here.due),
        "last chance": say.tell_yes(here.last_chance),
        "reachable": say.tell_yes(here.reachable),
        "done so far": f"{here.done} of {here.quota}",
        "state": here.state.value,
    }


def strips(cells: Cells) -> Cells:
    """Tell what a day of the week's strip says of a habit."""
    terms, on, history = terms_of(cells), say.day(cells["on"]), history_of(cells)
    first_day = terms.first_day(min((done.day for done in history if done.day <= on), default=None))
    was, met = asked(terms, first_day, {one.day: one for one in history}, on)
    return {"asked when the day began": say.tell_yes(was), "done on the day": say.tell_yes(met)}


def periods(cells: Cells) -> Cells:
    """Tell the period of a day, what it asks for, and whether the day counts in it."""
    terms, on = terms_of(cells), say.day(cells["on"])
    period = None if isinstance(terms.schedule, Chain) else terms.schedule.period(on)
    if period is None or isinstance(terms.schedule, Chain):
        return {"period": say.NOTHING, "quota": say.NOTHING, "counts": "no"}
    return {
        "period": say.tell_span(*period),
        "quota": str(quota(terms.schedule, period, terms.paused, terms.created_on)),
        "counts": say.tell_yes(terms.schedule.counts(on)),
    }


def refusals(cells: Cells) -> Cells:
    """Tell every broken rule of a frequency, with its place in the configuration."""
    findings = Findings()
    parse(*say.frequency(cells["frequency"]), findings)
    found = [f"{one.code} at {'/'.join(map(str, one.field[1:]))}" for one in findings.broken]
    return {"refused": "; ".join(found)}


def settled(cells: Cells) -> Cells:
    """Tell what is kept of a frequency when its habit is made."""
    kept = settle(HabitDraft("A habit", *say.frequency(cells["frequency"])), _week_start(cells), MADE_ON).phase
    return {"kept": _written(kept.frequency_type, kept.frequency_config)}


def imported(cells: Cells) -> Cells:
    """Tell what a frequency of Loop becomes."""
    found = frequency_of_loop(int(cells["Loop: times"]), int(cells["in days"]))
    return {"becomes": _written(*(found or DAILY)) + ("" if found else " and a line in the report")}


def _written(kind: FrequencyType, config: Any) -> str:
    if kind is FrequencyType.ADVANCED:
        return f"`{kind} {config['pattern']} {json.dumps(config['rules'])}`"
    return f"`{kind} {json.dumps(config)}`"


def members(kind: type[Frequency]) -> list[tuple[str, bool]]:
    """List the members of a frequency's configuration, and whether each is needed."""
    return [(field.key, field.required) for field in fields_of(kind)]
