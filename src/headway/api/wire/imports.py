"""Imports: what became of another tracker's file, or would."""

from typing import TYPE_CHECKING, Literal
from uuid import UUID

from headway.api.wire.habits import FrequencyConfig
from headway.api.wire.members import Query, Shape
from headway.api.wire.values import Day
from headway.domain import imports as domain
from headway.domain.frequencies import FrequencyType
from headway.domain.imports import Fate

if TYPE_CHECKING:
    from headway.services import transfer as service  # what travels can be known without what keeps it


class ImportQuery(Query):
    """Whether only to tell what an import would do."""

    dry_run: Literal["true", "false"] = "false"


class Aside(Shape):
    """Something that has no place here, and why; if `kept`, it waits unharmed until there is one."""

    what: str
    count: int
    why: str
    kept: bool


class ImportedDays(Shape):
    """How many days are new, are here already, and were deleted here since an earlier import: they stay so."""

    new: int
    already: int
    deleted_since: int


class ImportedHabit(Shape):
    """What becomes of a habit of a file; `habitId` is the one here, or would be. Only a new one is archived."""

    habit_id: UUID
    title: str
    frequency_type: FrequencyType
    frequency_config: FrequencyConfig
    state: Fate
    archived_on: Day | None
    completions: ImportedDays
    pauses: ImportedDays
    asides: list[Aside]


class ImportedHabits(Shape):
    """How many habits are new, were here before, and were deleted here since an earlier import: they stay so."""

    new: int
    known: int
    deleted: int


class ImportTotals(Shape):
    """What becomes of everything in a file, summed up."""

    habits: ImportedHabits
    completions: ImportedDays
    pauses: ImportedDays


class ImportReport(Shape):
    """What an import did, or with `dryRun` would do. The `asides` beside the habits belong to none."""

    source: str
    dry_run: bool
    habits: list[ImportedHabit]
    totals: ImportTotals
    asides: list[Aside]


def report(made: "service.Report", *, dry_run: bool) -> ImportReport:
    """Tell about an import."""
    return ImportReport(
        source=made.source,
        dry_run=dry_run,
        habits=[_habit(one) for one in made.habits],
        totals=ImportTotals(
            habits=ImportedHabits(
                new=made.fated(Fate.NEW), known=made.fated(Fate.KNOWN), deleted=made.fated(Fate.DELETED)
            ),
            completions=_days(made.completions),
            pauses=_days(made.pauses),
        ),
        asides=[_aside(one) for one in made.asides],
    )


def _habit(one: "service.HabitReport") -> ImportedHabit:
    incoming = one.incoming
    return ImportedHabit(
        habit_id=one.habit_id,
        title=incoming.title,
        frequency_type=incoming.frequency_type,
        frequency_config=dict(incoming.frequency_config),
        state=one.fate,
        archived_on=one.archived_on,
        completions=_days(one.completions),
        pauses=_days(one.pauses),
        asides=[_aside(aside) for aside in incoming.asides],
    )


def _days(counts: "service.Counts") -> ImportedDays:
    return ImportedDays(new=counts.new, already=counts.already, deleted_since=counts.deleted)


def _aside(aside: domain.Aside) -> Aside:
    return Aside(what=aside.what, count=aside.count, why=aside.why, kept=aside.kept)
