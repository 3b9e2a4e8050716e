"""What all frequencies share: how one is declared, read from its configuration and written back."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Annotated, Any, ClassVar, NamedTuple, Self, get_args, get_origin, get_type_hints

from headway.domain.chains import Schedule
from headway.domain.days import WeekStart
from headway.domain.errors import Broken, Code, Findings
from headway.domain.frequencies.kinds import Kind, UnfitError


class Cycle(NamedTuple):
    """About how often: on so many of so many days. Strength is measured by it."""

    days: int
    times: int


class Frequency:
    """How often, and in which periods. A subclass is a frozen dataclass of `Annotated[type, Kind]` fields.

    Its docstring is what people read about it in the contract.
    """

    name: ClassVar[str]

    def problems(self) -> Iterable[tuple[str, Code, str]]:
        """List what is wrong between fields: (field, code, what would be right)."""
        return ()

    def settled(self, week_start: WeekStart) -> Self:
        """Fill in the defaults that depend on the moment of making; they are kept from then on."""
        return self

    def schedule(self, week_start: WeekStart, created_on: date) -> Schedule:
        """Give the periods or the chain, for someone's week start and the habit's creation day."""
        raise NotImplementedError

    def cycle(self) -> Cycle:
        """Give about how often; a month has 30 days there, and a year 365."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a configuration: `key` in JSON, `name` in Python."""

    key: str
    name: str
    kind: Kind
    required: bool


_FIELDS: dict[str, tuple[Field, ...]] = {}


def fields_of(kind: type[Frequency]) -> tuple[Field, ...]:
    """List the configuration's fields in order; looked up once per kind."""
    if kind.name not in _FIELDS:
        _FIELDS[kind.name] = _declared(kind)
    return _FIELDS[kind.name]


def _declared(kind: type[Frequency]) -> tuple[Field, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Field(_camel(one.name), one.name, _kind(hints[one.name]), one.default is MISSING)
        for one in fields(kind)  # type: ignore[arg-type] # every frequency is a dataclass
    )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is not Annotated:
        msg = f"{hint} has no kind"
        raise TypeError(msg)
    kind: Kind = get_args(hint)[1]
    return kind


def read(
    kind: type[Frequency], config: Mapping[str, object], where: tuple[str | int, ...], findings: Findings
) -> Frequency | None:
    """Read a configuration; None when something in it is wrong, which `findings` then names."""
    known = fields_of(kind)
    before = len(findings.broken)
    for key in config.keys() - {field.key for field in known}:
        findings.add((*where, key), Code.UNKNOWN_MEMBER, f"{kind.name} knows no {key}.")
    values = {}
    for field in known:
        if field.key in config:
            try:
                values[field.name] = field.kind.read(config[field.key])
            except UnfitError as unfit:
                findings.add((*where, field.key), unfit.code, unfit.detail)
        elif field.required:
            findings.add((*where, field.key), Code.MISSING, f"{kind.name} needs {field.key}.")
    if len(findings.broken) > before:
        return None
    frequency = kind(**values)
    findings.broken += [Broken((*where, key), code, detail) for key, code, detail in frequency.problems()]
    return frequency if len(findings.broken) == before else None


def write(frequency: Frequency, given: Iterable[str] = ()) -> dict[str, object]:
    """Write the configuration: what was given, and every value that differs from its default."""
    kept = set(given)
    defaults = {one.name: one.default for one in fields(frequency)}  # type: ignore[arg-type] # a dataclass
    return {
        field.key: field.kind.write(value)
        for field in fields_of(type(frequency))
        if (value := getattr(frequency, field.name)) is not None
        and (field.key in kept or value != defaults[field.name])
    }
