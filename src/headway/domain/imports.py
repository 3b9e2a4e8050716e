"""Imports: what another tracker kept, in our own words, and what of it is new here."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from headway.domain.frequencies import FrequencyType

Days = Mapping[date, str | None]
"""Days with what was written about them."""


class Fate(StrEnum):
    """What becomes of a habit of another tracker's file."""

    NEW = "NEW"
    KNOWN = "KNOWN"
    DELETED = "DELETED"
    """It was imported before and deleted here since: it stays deleted."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that has no place here, and why; `kept` tells that it waits unharmed in `raw`."""

    what: str
    count: int
    why: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Incoming:
    """A habit of another tracker.

    `uuid` is its own lasting id, where its tracker has one; `name` is what tells it from others without one.
    `completions` and `pauses` are single days. `raw` is what it was before it was put in our words.
    """

    uuid: str | None
    name: str
    title: str
    frequency_type: FrequencyType
    frequency_config: Mapping[str, Any]
    archived: bool
    completions: Days
    pauses: Days
    raw: Mapping[str, Any]
    asides: tuple[Aside, ...] = ()

    @property
    def key(self) -> str:
        """Tell it from every other habit of its source, over all backups."""
        return self.uuid or self.name

    def archived_on(self, today: date) -> date | None:
        """Choose the day of archiving, which trackers do not keep: the day after its last record, or today.

        So its streak stands as it stood when the habit was last recorded.
        """
        if not self.archived:
            return None
        last = max([*self.completions, *self.pauses], default=today)
        return min(date.fromordinal(last.toordinal() + 1), today)


@dataclass(frozen=True, slots=True)
class Backup:
    """What one file holds, and what of it belongs to no habit."""

    source: str
    habits: tuple[Incoming, ...]
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """By what names a habit of another tracker went, and which of its days were imported before."""

    uuid: str | None = None
    name: str = ""
    completions: frozenset[date] = frozenset()
    pauses: frozenset[date] = frozenset()

    def is_of(self, habit: Incoming) -> bool:
        """Tell whether this was the same habit: by uuid, or by name where one backup is too old for uuids.

        >>> Seen(uuid=None, name="7 Sport").is_of(_sport(uuid="c0ffee"))
        True
        >>> Seen(uuid="decaf", name="7 Sport").is_of(_sport(uuid="c0ffee"))
        False
        """
        if self.uuid and habit.uuid:
            return self.uuid == habit.uuid
        return self.name == habit.name

    def and_(self, habit: Incoming) -> "Seen":
        """Add what a habit brings now."""
        return Seen(
            uuid=self.uuid or habit.uuid,
            name=self.name or habit.name,
            completions=self.completions | habit.completions.keys(),
            pauses=self.pauses | habit.pauses.keys(),
        )


@dataclass(frozen=True, slots=True)
class Import:
    """What is kept of a habit's imports: where it went, what was taken so far, and what has no place yet.

    `habit_id` stays when the habit is deleted, so that a later import knows.
    """

    id: UUID
    source: str
    source_key: str
    habit_id: UUID
    seen: Seen
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Days of an import: `new` ones, those here `already`, and those imported before and `deleted` since."""

    new: Days
    already: int = 0
    deleted: int = 0


def sort(days: Days, *, seen: Collection[date], kept: Collection[date]) -> Sorted:
    """Tell new days from those that are `kept` and from those that were `seen` before and are no longer kept.

    >>> first, second, third = (date(2026, 1, day) for day in (1, 2, 3))
    >>> sort({first: None, second: None, third: "late"}, seen={first, second}, kept={first})
    Sorted(new={datetime.date(2026, 1, 3): 'late'}, already=1, deleted=1)
    """
    already = [day for day in days if day in kept]
    new = {day: said for day, said in days.items() if day not in kept and day not in seen}
    return Sorted(new, len(already), len(days) - len(already) - len(new))


def merge(kept: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Put what is raw now over what was `kept`, of whose entries none is lost.

    >>> merge({"version": 24, "entries": [{"value": 0}]}, {"version": 25, "entries": [{"value": 3}, {"value": 0}]})
    {'version': 25, 'entries': [{'value': 0}, {'value': 3}]}
    """
    entries = {str(sorted(one.items())): one for one in [*kept.get("entries", ()), *raw["entries"]]}
    return {**kept, **raw, "entries": list(entries.values())}


def fit(text: str, limit: int, *, lines: bool = False) -> str:
    r"""Make text that we can keep: no control characters, no blanks around it, at most `limit` characters.

    >>> fit(" Read\x00ing\t", 255), fit("abcdef", 4)
    ('Read ing', 'abc…')
    """
    allowed = "\n\r\t" if lines else ""
    clean = "".join(
        one if one in allowed or unicodedata.category(one) not in {"Cc", "Cs"} else " " for one in text
    ).strip()
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def _sport(uuid: str | None) -> Incoming:
    """Give the examples above a habit."""
    return Incoming(
        uuid, "7 Sport", "Sport", FrequencyType.DAILY, {}, archived=False, completions={}, pauses={}, raw={}
    )
