"""Frequencies as menus: what the fields of a form say of how often, and the fields of what is kept.

A field is named for its kind of frequency and for the member of its configuration: `WEEKLY.timesPerWeek`. A form
sends the fields of all kinds; those of the kind that is chosen are read.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from headway.domain.days import weekday
from headway.domain.errors import Broken, Code, Findings, RejectedError
from headway.domain.frequencies import PATTERNS, PLAIN, Frequency, FrequencyType, parse
from headway.domain.frequencies.custom_interval import Anchor
from headway.domain.frequencies.frequency import Field, fields_of
from headway.domain.frequencies.kinds import Flag, Kind, Several, Whole
from headway.domain.habits import Habit
from headway.web.forms import Form
from headway.web.words import later

REPEATS = "repeats"
"""The field that says which kind is chosen."""

Fields = dict[str, list[str]]


class Repeats(StrEnum):
    """The kinds of frequency that there is a menu for: every type, and every pattern; the usual ones first."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    CUSTOM_INTERVAL = "CUSTOM_INTERVAL"
    EVERY_N_WEEKS = "EVERY_N_WEEKS"
    WEEKDAYS_ONLY = "WEEKDAYS_ONLY"
    DAYS_OF_MONTH = "DAYS_OF_MONTH"
    NTH_WEEKDAY = "NTH_WEEKDAY"
    YEARLY = "YEARLY"
    TIMES_IN_DAYS = "TIMES_IN_DAYS"
    RRULE = "RRULE"

    @property
    def type(self) -> FrequencyType:
        """The type it is kept as."""
        return FrequencyType.ADVANCED if self in PATTERNS else FrequencyType(self.value)

    @property
    def members(self) -> tuple[Field, ...]:
        """The members of its configuration."""
        kind: type[Frequency] = PATTERNS[self] if self in PATTERNS else PLAIN[FrequencyType(self.value)]
        return fields_of(kind)

    @property
    def fields(self) -> list[str]:
        """The fields of its menus."""
        return [f"{self}.{one.key}" for one in self.members]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the menus say."""

    kind: Repeats
    config: Mapping[str, Any]

    @property
    def type(self) -> FrequencyType:
        """The type it is kept as."""
        return self.kind.type

    def is_kept(self, habit: Habit) -> bool:
        """Tell whether a habit has this frequency already, however it was written down."""
        if self.type is not habit.frequency_type:
            return False
        kept, said = (parse(self.type, config, Findings()) for config in (habit.frequency_config, self.config))
        return kept is not None and kept == said

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Tell what is wrong with a configuration beside the menus that it was made by."""
        try:
            yield
        except RejectedError as error:
            broken = [self._placed(one) for one in error.broken]
            raise RejectedError(broken, **error.facts) from error

    def _placed(self, broken: Broken) -> Broken:
        if broken.field[0] != "frequency_config":
            return broken
        key = str(broken.field[2 if broken.field[1:2] == ("rules",) else 1])
        member = next((one for one in self.kind.members if one.key == key), None)
        is_missing = member is not None and broken.code is Code.MISSING
        detail = _needed(member.kind) if member and is_missing else broken.detail
        return Broken((self.kind.value, key), broken.code, detail)


def _needed(kind: Kind) -> str:
    match kind:
        case Several():
            return later("Choose at least one day.")
        case Whole():
            return later("Choose a number.")
        case _:
            return later("This is needed.")


# -- from a form


def read(form: Form) -> Chosen:
    """Read the menus; what cannot be read is told by the form, and all else by the domain."""
    kind = form.choice(REPEATS, Repeats) or Repeats.DAILY
    found = ((one.key, _value(form, f"{kind}.{one.key}", one.kind)) for one in kind.members)
    said = {key: value for key, value in found if value is not None}
    if kind in _SAID_OTHERWISE:
        _SAID_OTHERWISE[kind](form, said)
    return Chosen(kind, {"pattern": kind.value, "rules": said} if kind in PATTERNS else said)


def _value(form: Form, name: str, kind: Kind) -> object:
    match kind:
        case Flag():
            return form.flag(name)
        case Whole():
            return form.whole(name)
        case Several(of=of, least=least):
            items = [_whole(one) if isinstance(of, Whole) else one for one in form.several(name)]
            return items if items or not least else None
        case _:
            return form.text(name)


def _whole(text: str) -> int | str:
    return int(text) if text.removeprefix("-").isdecimal() else text


def _daily(_form: Form, said: dict[str, Any]) -> None:
    """Take several times a day to mean that a day may have several."""
    said["allowMultiplePerDay"] = said["allowMultiplePerDay"] or said.get("timesPerDay", 1) > 1
    if not said["allowMultiplePerDay"]:
        said.pop("timesPerDay", None)


def _interval(_form: Form, said: dict[str, Any]) -> None:
    """Leave out the start where none is counted from."""
    if said.get("anchor") != Anchor.SCHEDULE:
        said.pop("startDate", None)


def _yearly(form: Form, said: dict[str, Any]) -> None:
    """Add the date that was chosen last."""
    dates = [*said.get("dates", ()), *_added(form)]
    if dates:
        said["dates"] = list(dict.fromkeys(dates))


def _added(form: Form) -> list[str]:
    month, day = form.text("YEARLY.month"), form.text("YEARLY.day")
    return [f"{month.zfill(2)}-{day.zfill(2)}"] if month and day else []


_SAID_OTHERWISE: Mapping[Repeats, Callable[[Form, dict[str, Any]], None]] = {
    Repeats.DAILY: _daily,
    Repeats.CUSTOM_INTERVAL: _interval,
    Repeats.YEARLY: _yearly,
}
"""Where menus say something in another way than it is kept."""


def with_added(form: Form) -> Fields:
    """Give the fields as they were sent, the date that was chosen last among the others, and room for another."""
    fields = {name: list(values) for name, values in form.fields.items()}
    added = _added(form)
    if added:
        fields["YEARLY.dates"] = list(dict.fromkeys([*form.several("YEARLY.dates"), *added]))
        fields["YEARLY.month"], fields["YEARLY.day"] = [""], [""]
    return fields


# -- to a form


def defaults(today: date) -> Fields:
    """Give each kind what it begins with, so that choosing one is enough."""
    day, name = today.isoformat(), weekday(today).value
    return {
        REPEATS: [Repeats.DAILY.value],
        "DAILY.timesPerDay": ["1"],
        "WEEKLY.timesPerWeek": ["3"],
        "MONTHLY.timesPerMonth": ["1"],
        "CUSTOM_INTERVAL.intervalDays": ["3"],
        "CUSTOM_INTERVAL.anchor": [Anchor.COMPLETION.value],
        "CUSTOM_INTERVAL.startDate": [day],
        "EVERY_N_WEEKS.weeks": ["2"],
        "EVERY_N_WEEKS.days": [name],
        "EVERY_N_WEEKS.startDate": [day],
        "WEEKDAYS_ONLY.excludeDays": ["SAT", "SUN"],
        "DAYS_OF_MONTH.days": ["1"],
        "NTH_WEEKDAY.weekday": [name],
        "NTH_WEEKDAY.nth": ["1"],
        "YEARLY.month": [str(today.month)],
        "YEARLY.day": [str(today.day)],
        "TIMES_IN_DAYS.times": ["3"],
        "TIMES_IN_DAYS.days": ["14"],
        "RRULE.rrule": ["FREQ=MONTHLY;BYDAY=-1FR"],
        "RRULE.startDate": [day],
    }


def write(frequency_type: FrequencyType, config: Mapping[str, Any], today: date) -> Fields:
    """Give the fields of a frequency that is kept, and each other kind what it begins with."""
    kind = Repeats(config["pattern"] if frequency_type is FrequencyType.ADVANCED else frequency_type)
    frequency = parse(frequency_type, config, Findings())
    fields = defaults(today) | {REPEATS: [kind.value]}
    if kind is Repeats.YEARLY:
        fields |= {"YEARLY.month": [""], "YEARLY.day": [""]}
    for member in kind.members:
        value = getattr(frequency, member.name)
        fields[f"{kind}.{member.key}"] = [] if value is None else _written(member.kind.write(value))
    return {name: values for name, values in fields.items() if values}


def _written(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["on"] if value else []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
