"""The calendar of a habit: a year in columns of weeks, each day with its shape, its words and its address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from headway.domain.day_states import DayState
from headway.domain.days import ONE_DAY, WeekStart, week_first_day
from headway.domain.habits import Habit
from headway.domain.pauses import PausedSpan
from headway.domain.phases import Phase
from headway.services.histories import HabitDay, HabitYear
from headway.web.measures import compared, measured
from headway.web.pausing import Pausing
from headway.web.words import Words, later

_WEEK = 7
_ROOM_FOR_A_NAME = 3
"""Weeks that a month's whole name takes."""

SHAPES = {
    DayState.DONE: "met",
    DayState.PARTLY: "partly",
    DayState.OPEN: "open",
    DayState.EXCEEDED: "exceeded",
    DayState.CLEAN: "clean",
    DayState.MISSED: "missed",
    DayState.PAUSED: "paused",
    DayState.FREE: "none",
    DayState.AHEAD: "ahead",
}
"""The shape of each state, as `shapes.html` draws it."""


class Cell(NamedTuple):
    """A day: its shape with a share in percent, its words, and what a tap does or opens."""

    day: date
    shape: tuple[str, int]
    label: str
    ticks: str
    """Where a form goes that ticks the day, or takes that back; empty where none does."""
    opens: str
    """The day's own page, where a tap opens that."""


class Month(NamedTuple):
    """A month over the weeks that it takes; its name is only spoken where it would run into the next."""

    name: str
    weeks: int
    is_shown: bool


class Row(NamedTuple):
    """A weekday, and its day of every week; None before the year begins and after it ends."""

    name: str
    letter: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year in rows of weekdays; above them its months."""

    months: Sequence[Month]
    rows: Sequence[Row]
    shapes: frozenset[tuple[str, int]]
    """The shapes that stand in it; each is drawn once, and then repeated."""


def lay_out(words: Words, shown: HabitYear, week_start: WeekStart, today: date) -> Calendar:
    """Lay a year out in weeks."""
    cells = {cell.day: cell for cell in _cells(words, shown, today)}
    weeks = weeks_of(shown.days[0].day, shown.days[-1].day, week_start)
    in_view = [min(week[-1], shown.days[-1].day) for week in weeks]
    rows = [
        Row(
            words.weekday(weeks[0][at].weekday(), "wide"),
            words.weekday(weeks[0][at].weekday(), "narrow"),
            [cells.get(week[at]) for week in weeks],
        )
        for at in range(_WEEK)
    ]
    return Calendar([*_months(words, in_view)], rows, frozenset(cell.shape for cell in cells.values()))


def weeks_of(first_day: date, last_day: date, week_start: WeekStart) -> list[list[date]]:
    """List the days of all weeks that have a day in a span."""
    first = week_first_day(first_day, week_start)
    count = -(-((last_day - first).days + 1) // _WEEK)
    return [[first + ONE_DAY * (week * _WEEK + at) for at in range(_WEEK)] for week in range(count)]


def _months(words: Words, weeks: Sequence[date]) -> Iterator[Month]:
    """Name each month over its weeks, in as much as there is room for."""
    for (_, number), group in groupby(weeks, lambda day: (day.year, day.month)):
        count = len([*group])
        whole = count >= _ROOM_FOR_A_NAME
        name = words.month(number, "wide" if whole else "abbreviated")
        yield Month(name, count, is_shown=whole or number != weeks[0].month)


def _cells(words: Words, shown: HabitYear, today: date) -> Iterator[Cell]:
    habit = shown.habit
    own = {state: describe(words, state) for state in DayState}
    address = f"/habits/{habit.id}"
    away = {
        day: span
        for span in sorted(shown.away, key=lambda span: not span.is_archival)
        for day in _days(span, shown.days[0].day, shown.days[-1].day)
    }
    for one in shown.days:
        phase = habit.phase_on(one.day)
        state = _amount_or_times(words, one, phase) or own[one.state]
        if one.state is DayState.PAUSED:
            state = Pausing(words).state(away[one.day])
        if one.noted:
            state = words.gettext("%(state)s, with a note", state=state)
        label = words.gettext("%(day)s: %(state)s", day=words.day(one.day, "MMMMEEEEd"), state=state)
        share = _share(one, phase) if one.state is DayState.PARTLY else 0
        ticks, opens = _addresses(habit, address, one, today)
        yield Cell(one.day, (SHAPES[one.state], share), label, ticks, opens)


def _days(span: PausedSpan, first: date, last: date) -> Iterator[date]:
    """Go through the days of a span that are in view."""
    day, until = max(span.first_day, first), min(span.last_day or last, last)
    while day <= until:
        yield day
        day += ONE_DAY


def _addresses(habit: Habit, address: str, one: HabitDay, today: date) -> tuple[str, str]:
    """Tell what a tap does: where something would be lost, or there is more to say, it opens the day."""
    if one.state is DayState.PAUSED:
        return "", f"{address}/days/{one.day}"
    if habit.archived_on is not None or one.day > today:
        return "", f"{address}/days/{one.day}" if one.times else ""
    if habit.phase_on(one.day).several_a_day or one.noted:
        return "", f"{address}/days/{one.day}"
    return f"{address}/completions/{one.day}{'/undo' if one.times else ''}", ""


def _amount_or_times(words: Words, one: HabitDay, phase: Phase) -> str:
    """Say how much or how often, of a day on which there is something to be added up."""
    if not one.times or not phase.several_a_day:
        return ""
    if phase.target is None:
        return _several(words, one.times, phase.frequency_config.get("timesPerDay", 1))
    is_whole = phase.target.is_per_period or phase.target.allows_nothing
    return (measured if is_whole else compared)(words, one.amount, phase.target)


def _share(one: HabitDay, phase: Phase) -> int:
    if phase.target is not None:
        return int(100 * one.amount / phase.target.target_amount)
    return int(100 * one.times // phase.frequency_config.get("timesPerDay", 1))


def _several(words: Words, times: int, quota: int) -> str:
    """Say how often a day was done that is to be done several times."""
    if times >= quota:
        return words.ngettext("done, %(num)s time", "done, %(num)s times", times)
    return words.gettext("%(done)s of %(quota)s done", done=words.number(times), quota=words.number(quota))


_SAID = {
    DayState.DONE: later("done"),
    DayState.PARTLY: later("partly done"),
    DayState.OPEN: later("not done yet"),
    DayState.EXCEEDED: later("more than you wanted"),
    DayState.CLEAN: later("clean"),
    DayState.MISSED: later("missed"),
    DayState.PAUSED: later("paused"),
    DayState.FREE: later("nothing due"),
    DayState.AHEAD: later("to come"),
}


def describe(words: Words, state: DayState) -> str:
    """Say how a day stands."""
    return words.gettext(_SAID[state])
