"""Phases: from which day on a habit asked for what (rules, section 11).

A change of frequency or target takes effect from a day and leaves what was before it as it was. A habit's present
phase is in the habit itself; the former ones are kept beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from headway.domain import days, frequencies, targets
from headway.domain.chains import Chain, Schedule
from headway.domain.changed import Changed
from headway.domain.days import WeekStart
from headway.domain.errors import Code, Findings
from headway.domain.frequencies import FrequencyType
from headway.domain.frequencies.frequency import Cycle
from headway.domain.measured import CleanDays
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Calendar
from headway.domain.streaks import Stretch, Terms
from headway.domain.targets import Target

MOST = 100
"""How many phases a habit can have: enough for a change a month over eight years."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What a habit asks for from a day on; the first phase has no first day."""

    first_day: date | None
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    target: Target | None = None

    @property
    def several_a_day(self) -> bool:
        """Whether completions carry a time and a day may have several."""
        return self.target is not None or self.frequency_config.get("allowMultiplePerDay") is True

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give the periods or the chain, judged by its target."""
        config = self.frequency_config
        plain = frequencies.schedule(self.frequency_type, config, week_start=week_start, created_on=created_on)
        return targets.apply(self.target, plain)

    @property
    def cycle(self) -> Cycle:
        """About how often it is asked for."""
        return frequencies.kept(self.frequency_type, self.frequency_config).cycle()

    def is_like(self, other: "Phase") -> bool:
        """Tell whether it asks for the same."""
        return replace(self, first_day=None) == replace(other, first_day=None)


def check_days(findings: Findings, first_days: Sequence[date | None], place: Mapping[str, Any]) -> None:
    """Require that phases follow one another, that each has begun, and that they are not too many.

    >>> findings = Findings()
    >>> check_days(findings, [None, date(2026, 1, 22)], {"today": date(2026, 1, 21)})
    >>> [one.field for one in findings.broken]
    [('phases', 1, 'first_day')]
    """
    findings.require(bool(first_days), ("phases",), Code.EMPTY, "A habit has a phase at least.")
    for at, day in enumerate(first_days):
        where = ("phases", at, "first_day")
        if at == 0:
            findings.require(day is None, where, Code.NOT_ALLOWED, "The first phase begins with the habit.")
        elif day is None:
            findings.add(where, Code.MISSING, "Say from which day on.")
        else:
            days.check_recordable(found := Findings(), "first_day", day, **place)
            before = first_days[at - 1]
            if before is not None and before >= day:
                found.add(("first_day",), Code.OUT_OF_RANGE, "A phase begins after the one before it.")
            findings.take(found, ("phases", at))


def check_number(findings: Findings, phases: Sequence[Phase]) -> None:
    """Require no more phases than can be read at every tick."""
    findings.require(len(phases) <= MOST, ("phases",), Code.TOO_LONG, f"At most {MOST} phases.")


def change(phases: Sequence[Phase], phase: Phase, first_day: date) -> tuple[Phase, ...]:
    """Let a phase follow the others, which end before its first day; what asks for the same goes on as it is.

    A change on the habit's `first_day` or before it is none: it has always been so. Nor is what nothing comes
    before, as when the only phase is put on a day.

    >>> daily = Phase(None, FrequencyType.DAILY, {"allowMultiplePerDay": False})
    >>> weekly = Phase(date(2026, 1, 21), FrequencyType.WEEKLY, {"timesPerWeek": 3})
    >>> [str(phase.first_day) for phase in change([daily], weekly, date(2026, 1, 1))]
    ['None', '2026-01-21']
    >>> change([daily, weekly], replace(daily, first_day=date(2026, 1, 21)), date(2026, 1, 1)) == (daily,)
    True
    """
    day = phase.first_day
    kept = [one for one in phases if day and (one.first_day is None or one.first_day < day)]
    if not kept or day is None or day <= first_day:
        return (replace(phase, first_day=None),)
    return tuple(kept) if kept[-1].is_like(phase) else (*kept, phase)


def terms(
    phases: Sequence[Phase], created_on: date, week_start: WeekStart, paused: PausedDays = NO_PAUSES
) -> Terms:
    """Give what a habit's completions are held against, in all its phases."""
    if len(phases) == 1:
        return Terms(phases[0].schedule(week_start, created_on), created_on, paused)
    *former, present = stretches([(phase.first_day, phase.schedule(week_start, created_on)) for phase in phases])
    return Terms(present.schedule, created_on, paused, present.first_day, tuple(former), phases[-1].first_day)


def stretches(schedules: Sequence[tuple[date | None, Schedule]]) -> list[Stretch]:
    """Put schedules that are of one kind and follow one another together.

    >>> from headway.domain.periods import Days, Months
    >>> [str(one.first_day) for one in stretches([
    ...     (None, Days()), (date(2026, 1, 5), Months(2)), (date(2026, 2, 1), Chain(1, 7))])]
    ['None', '2026-02-01']
    """
    found: list[Stretch] = []
    for day, schedule in schedules:
        last = found[-1] if found else None
        if last is None or day is None:
            found.append(Stretch(day, schedule))
        elif isinstance(schedule, Chain):
            former = last.schedule if isinstance(last.schedule, Chain) else None
            link = replace(schedule, begins=day, former=former)
            found[-1:] = [Stretch(last.first_day, link)] if former else [_ended(last, day), Stretch(day, link)]
        elif isinstance(last.schedule, Chain | CleanDays) or isinstance(schedule, CleanDays):
            found[-1:] = [_ended(last, day), _begun(schedule, day)]
        else:
            found[-1:] = [Stretch(last.first_day, Changed(last.schedule, schedule, day))]
    return found


def _ended(stretch: Stretch, day: date) -> Stretch:
    """End a stretch before a day: a period that is not over by then is cut."""
    if isinstance(stretch.schedule, Chain | CleanDays):
        return stretch
    return Stretch(stretch.first_day, Changed(stretch.schedule, None, day))


def _begun(schedule: Calendar, day: date) -> Stretch:
    """Begin a stretch on a day: a period that began before it is cut."""
    return Stretch(day, schedule if isinstance(schedule, CleanDays) else Changed(None, schedule, day))
