"""What was recorded on a habit's days: done, skipped, an amount, or nothing that we have a place for."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

from headway.domain import text
from headway.domain.imports import fit
from headway.services.loop.asides import What
from headway.services.loop.file import Entry
from headway.services.loop.values import day, number, plain, whole, words


class Record(Enum):
    """What a day's record comes to."""

    DONE = auto()
    SKIPPED = auto()
    UNDONE = auto()


Judgement = tuple[Record, What | None]
"""What a value comes to, and as what it is kept besides."""

_CHECKS: dict[int | None, Judgement] = {
    2: (Record.DONE, None),
    3: (Record.SKIPPED, None),
    1: (Record.UNDONE, What.COMPUTED),
    0: (Record.UNDONE, What.NO),
    -1: (Record.UNDONE, None),
}
_SKIP, _UNSET = 3, -1


def check(value: object) -> Judgement:
    """Judge a value of a yes/no habit."""
    return _CHECKS.get(whole(value), (Record.UNDONE, What.VALUE))


def amount(value: object, target: float, *, at_most: bool) -> Judgement:
    """Judge a value of a numerical habit, in thousandths: done if the day reached the target by itself.

    So do Loop's own streaks. 3 is a skip even here, and 0.003 cannot be told from it.
    """
    thousandths = number(value)
    if thousandths in {_SKIP, _UNSET}:
        return _CHECKS[int(thousandths)]
    if not thousandths >= 0:
        return Record.UNDONE, What.VALUE
    if at_most:
        return Record.UNDONE, What.AT_MOST
    return (Record.DONE if thousandths > 0 and thousandths / 1000 >= target else Record.UNDONE), What.AMOUNT


@dataclass(slots=True)
class Days:
    """A habit's days in our words, and the rows that are kept as they stood."""

    completions: dict[date, str | None] = field(default_factory=dict)
    pauses: dict[date, str | None] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[What] = field(default_factory=Counter)


def understand(entries: Iterable[Entry], judge: Callable[[object], Judgement], today: date) -> Days:
    """Put entries, in the order they were written, in our words. The first record of a day counts."""
    days = Days()
    seen: set[date] = set()
    for entry in entries:
        on = day(entry.timestamp, today)
        if on is None or on in seen:
            _keep(days, entry, What.DAY if on is None else What.REPEATED)
            continue
        seen.add(on)
        record, what = judge(entry.value)
        note = words(entry.notes).strip()
        said = fit(note, text.NOTE, lines=True) if note else None
        kept = [what] if what else []
        if record is Record.UNDONE:
            kept += [What.NOTE] if note else []
        else:
            (days.completions if record is Record.DONE else days.pauses)[on] = said or None
            kept += [What.LONG_NOTE] if note and _is_changed(entry.notes, said) else []
        if kept:
            _keep(days, entry, *kept)
    return days


def _is_changed(notes: object, said: str | None) -> bool:
    return not isinstance(notes, str) or notes.strip() != said


def _keep(days: Days, entry: Entry, *what: What) -> None:
    days.rows.append(
        {"timestamp": plain(entry.timestamp), "value": plain(entry.value), "notes": plain(entry.notes)}
    )
    days.counts.update(what)
