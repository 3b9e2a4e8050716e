"""What an import did or would do, for people."""

from collections import Counter
from typing import TYPE_CHECKING

from headway.api.wire.imports import ImportedDays, ImportedHabit, ImportReport
from headway.cli import output, wording
from headway.domain.imports import Fate

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


def show(report: ImportReport) -> None:
    """Print a report for people."""
    if report.habits:
        output.show(_table(report), "")
    for kept, heading in ((True, "Kept unharmed until there is a place for it:"), (False, "Left out:")):
        asides = _summed(report, kept=kept)
        if asides.row_count:
            output.show(heading, asides, "")
    output.show(output.bold(_told_in_all(report)))


def _table(report: ImportReport) -> "Table":
    return output.table(
        {
            "Habit": [one.title for one in report.habits],
            "How often": [_frequency(one) for one in report.habits],
            "Done": [_told(one.completions) for one in report.habits],
            "Pauses": [_told(one.pauses) for one in report.habits],
            "": [_remark(one) for one in report.habits],
            "Kept aside": [_asides(one) for one in report.habits],
        }
    )


def _frequency(one: ImportedHabit) -> str:
    return wording.frequency(one.frequency_type, one.frequency_config)


def _told(counts: ImportedDays) -> str:
    """Say how many days are new, and how many are not: because they are here, or were deleted here.

    >>> _told(ImportedDays(3, 12, 0)), _told(ImportedDays(0, 0, 1)), _told(ImportedDays(0, 0, 0))
    ('3 new, 12 here', '1 deleted here', '')
    """
    parts = [(counts.new, "new"), (counts.already, "here"), (counts.deleted_since, "deleted here")]
    return ", ".join(f"{number:,} {what}" for number, what in parts if number)


def _remark(one: ImportedHabit) -> str:
    if one.state is Fate.DELETED:
        return "deleted here, stays so"
    return "archived" if one.archived_on else ""


def _asides(one: ImportedHabit) -> str:
    return ", ".join(_noun(aside.what, aside.count) for aside in one.asides)


def _noun(what: str, number: int) -> str:
    one, many = _nouns(what)
    return wording.count(number, one, many) if number > 1 else one


def _nouns(what: str) -> tuple[str, str]:
    return _NOUNS.get(what, (what, ""))  # a server may be newer than this


def _summed(report: ImportReport, *, kept: bool) -> "Table":
    """Sum up over the habits what has no place, with the reasons."""
    sums: Counter[tuple[str, str]] = Counter()
    for aside in [*(aside for one in report.habits for aside in one.asides), *report.asides]:
        if aside.kept is kept:
            sums[aside.what, aside.why] += aside.count
    what = [f"  {wording.count(number, *_nouns(what))}" for (what, _), number in sums.items()]
    return output.table({"": what, " ": [why for _, why in sums]})


def _told_in_all(report: ImportReport) -> str:
    parts = [
        (report.totals.habits.new, "habit"),
        (report.totals.completions.new, "completion"),
        (report.totals.pauses.new, "pause"),
    ]
    new = [wording.count(number, what) for number, what in parts if number]
    if not new:
        return "There is nothing new in it."
    return f"{'This would add' if report.dry_run else 'Added'} {wording.listed(new)}."
