"""Resets: what follows from the order of a goal's entries (rules, sections 5 and 6).

A reset takes away whatever was there just before it, also what is recorded later for an earlier day. So the value
of a reset is nothing that is recorded: it follows, and is written again whenever the entries before it change.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from headway.domain import amounts, entries, goals
from headway.domain.counters import counted_days
from headway.domain.entries import Entry, EntryKind
from headway.domain.errors import Broken, Code, RejectedError


def before(goal: goals.Goal, day: date, total: Decimal) -> Decimal:
    """Tell the value just before an entry on a day, `total` being the sum of the entries before it."""
    return total + counted_days(goal, day)


def put_in_place(goal: goals.Goal, entry: Entry, value_before: Decimal) -> Entry:
    """Give an entry that is being written what follows from its place.

    A reset takes all there was just before it. So does, on a counter, a negative entry of exactly that much,
    which is a reset therefore, and from now on stays one, whatever is changed before it:

    >>> from datetime import datetime; from uuid import UUID
    >>> now, start = datetime(2025, 10, 25, 9), date(2025, 10, 2)
    >>> kind = goals.GoalType.CONTINUOUS_COUNTER
    >>> draft = goals.GoalDraft("Days without", kind, "days", start_date=start, counts_days=True)
    >>> counter = goals.make(draft, UUID(int=1), now, now.date())
    >>> relapse = entries.EntryDraft(now.date(), Decimal(-23))
    >>> entry = entries.make(relapse, counter.id, UUID(int=2), EntryKind.ENTRY, now)
    >>> put_in_place(counter, entry, before(counter, now.date(), Decimal(0))).kind
    <EntryKind.RESET: 'RESET'>

    Raises RejectedError when a reset would take more than can be kept.
    """
    takes_all = goal.is_counter and value_before > 0 and entry.value == -value_before
    if takes_all and entry.kind is EntryKind.ENTRY and not entry.superseded:
        return replace(entry, kind=EntryKind.RESET)
    return _reset(entry, value_before)


def _reset(entry: Entry, value_before: Decimal) -> Entry:
    """Give a reset its value; leave any other entry as it is."""
    if entry.kind is not EntryKind.RESET:
        return entry
    value = amounts.require_sum(-max(amounts.ZERO, value_before))
    return entry if entry.value == value else replace(entry, value=value)


def check_something_to_reset(value_before: Decimal) -> None:
    """Require that there is something to reset.

    Raises RejectedError (NOTHING_TO_RESET).
    """
    if value_before <= 0:
        detail = f"Just before it the value is {value_before}: there is nothing to reset."
        raise RejectedError([Broken(("day",), Code.NOTHING_TO_RESET, detail)])


@dataclass(frozen=True, slots=True)
class Replay:
    """A goal's entries in order, with the values that are right for them, and their sum."""

    entries: tuple[Entry, ...]
    total: Decimal


def replay(goal: goals.Goal, history: Iterable[Entry]) -> Replay:
    """Go through a goal's entries from the first, and give every reset the value that takes all before it.

    Superseded entries are passed over. A page recorded late, for the 20th, and the reset of the 21st takes it too:

    >>> from datetime import datetime; from uuid import UUID
    >>> now = datetime(2026, 1, 22, 9)
    >>> draft = goals.GoalDraft("Pages in a row", goals.GoalType.CONTINUOUS_COUNTER, "pages")
    >>> counter = goals.make(draft, UUID(int=1), now, now.date())
    >>> def on(day: int, value: int, kind: EntryKind = EntryKind.ENTRY) -> Entry:
    ...     draft = entries.EntryDraft(date(2026, 1, day), Decimal(value))
    ...     return entries.make(draft, counter.id, UUID(int=day), kind, now)
    >>> [str(one.value) for one in replay(counter, [on(19, 7), on(21, -7, EntryKind.RESET), on(20, 1)]).entries]
    ['7.00', '1.00', '-8.00']

    Raises RejectedError when a reset would take more than can be kept.
    """
    total = amounts.ZERO
    placed: list[Entry] = []
    for entry in sorted(history, key=entries.place_of):
        right = _reset(entry, before(goal, entry.entry_date, total))
        placed.append(right)
        if not right.superseded:
            total += right.value
    return Replay(tuple(placed), total)


def revise(goal: goals.Goal, others: Iterable[Entry], revised: Entry) -> Entry:
    """Give an entry that was changed, or is on another day now, what follows from its place among the others."""
    place = entries.place_of(revised)
    earlier = replay(goal, [other for other in others if entries.place_of(other) < place])
    return put_in_place(goal, revised, before(goal, revised.entry_date, earlier.total))


def supersede(goal: goals.Goal, history: Iterable[Entry]) -> list[Entry]:
    """Take what was recorded by hand out of the sum of a counter that now counts days, else put it back.

    Resets and slips stay. The corrections of what is taken out go with it, or they would be taken from the days:
    10 days recorded and 9 of them corrected are a run of 1 day, not of 1 - 9.
    """
    return [replace(entry, superseded=goal.counts_days and entry.kind is EntryKind.ENTRY) for entry in history]
