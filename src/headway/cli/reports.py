"""What an import did or would do, for people and for programs."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from headway.cli import output, wording
from headway.domain.imports import Aside, Fate
from headway.services.transfer import Counts, HabitReport, Report

if TYPE_CHECKING:
    from rich.table import Table


_NOUNS = {
    "question": ("question", ""),
    "description": ("description", ""),
    "color": ("colour", ""),
    "reminder": ("reminder", ""),
    "title": ("title", ""),
    "frequency": ("frequency", "frequencies"),
    "target": ("target amount", ""),
    "amount": ("amount", ""),
    "at_most": ("amount to stay below", "amounts to stay below"),
    "no": ("explicit no", ""),
    "note": ("note on an undone day", "notes on undone days"),
    "long_note": ("long note", ""),
    "computed": ("computed day", ""),
    "value": ("unknown value", ""),
    "day": ("impossible day", ""),
    "repeated": ("repeated record", ""),
    "orphan": ("record of no habit", "records of no habit"),
}
"""What people call what an import puts aside: one, and many where an s is not enough."""


def shape(report: Report, *, dry_run: bool) -> dict[str, Any]:
    """Write a report as the API would."""
    return {
        "source": report.source,
        "dryRun": dry_run,
        "habits": [_habit(one) for one in report.habits],
        "totals": {
            "habits": {fate.value.lower(): report.fated(fate) for fate in Fate},
            "completions": _counts(report.completions),
            "pauses": _counts(report.pauses),
        },
        "asides": [_aside(one) for one in report.asides],
    }


def _habit(one: HabitReport) -> dict[str, Any]:
    incoming = one.incoming
    return {
        "habitId": one.habit_id,
        "title": incoming.title,
        "frequencyType": incoming.frequency_type,
        "frequencyConfig": incoming.frequency_config,
        "state": one.fate,
        "archivedOn": one.archived_on,
        "completions": _counts(one.completions),
        "pauses": _counts(one.pauses),
        "asides": [_aside(aside) for aside in incoming.asides],
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {"new": counts.new, "already": counts.already, "deletedSince": counts.deleted}


def _aside(aside: Aside) -> dict[str, Any]:
    return {"what": aside.what, "count": aside.count, "why": aside.why, "kept": aside.kept}


def show(report: Report, *, dry_run: bool) -> None:
    """Print a report for people."""
    if report.habits:
        output.show(_table(report), "")
    for kept, heading in ((True, "Kept unharmed until there is a place for it:"), (False, "Left out:")):
        asides = _summed(report, kept=kept)
        if asides.row_count:
            output.show(heading, asides, "")
    output.show(output.bold(_told_in_all(report, dry_run=dry_run)))


def _table(report: Report) -> "Table":
    return output.table(
        {
            "Habit": [one.incoming.title for one in report.habits],
            "How often": [_frequency(one) for one in report.habits],
            "Done": [_told(one.completions) for one in report.habits],
            "Pauses": [_told(one.pauses) for one in report.habits],
            "": [_remark(one) for one in report.habits],
            "Kept aside": [_asides(one) for one in report.habits],
        }
    )


def _frequency(one: HabitReport) -> str:
    return wording.frequency(one.incoming.frequency_type, one.incoming.frequency_config)


def _told(counts: Counts) -> str:
    """Say how many days are new, and how many are not: because they are here, or were deleted here.

    >>> _told(Counts(new=3, already=12)), _told(Counts(deleted=1)), _told(Counts())
    ('3 new, 12 here', '1 deleted here', '')
    """
    parts = [(counts.new, "new"), (counts.already, "here"), (counts.deleted, "deleted here")]
    return ", ".join(f"{number:,} {what}" for number, what in parts if number)


def _remark(one: HabitReport) -> str:
    if one.fate is Fate.DELETED:
        return "deleted here, stays so"
    return "archived" if one.archived_on else ""


def _asides(one: HabitReport) -> str:
    return ", ".join(_noun(aside.what, aside.count) for aside in one.incoming.asides)


def _noun(what: str, number: int) -> str:
    one, many = _NOUNS[what]
    return wording.count(number, one, many) if number > 1 else one


def _summed(report: Report, *, kept: bool) -> "Table":
    """Sum up over the habits what has no place, with the reasons."""
    sums: Counter[tuple[str, str]] = Counter()
    for aside in [*(aside for one in report.habits for aside in one.incoming.asides), *report.asides]:
        if aside.kept is kept:
            sums[aside.what, aside.why] += aside.count
    what = [f"  {wording.count(number, *_NOUNS[what])}" for (what, _), number in sums.items()]
    return output.table({"": what, " ": [why for _, why in sums]})


def _told_in_all(report: Report, *, dry_run: bool) -> str:
    parts = [
        (report.fated(Fate.NEW), "habit"),
        (report.completions.new, "completion"),
        (report.pauses.new, "pause"),
    ]
    new = [wording.count(number, what) for number, what in parts if number]
    if not new:
        return "There is nothing new in it."
    return f"{'This would add' if dry_run else 'Added'} {wording.listed(new)}."
