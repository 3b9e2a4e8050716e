"""The contract's schemas of frequencies, from the domain's own declarations of them."""

from dataclasses import fields
from functools import singledispatch

from headway.api.contract.values import DAY, MONTH_DAY, Schema
from headway.domain.frequencies import PATTERNS, PLAIN, Frequency, FrequencyType
from headway.domain.frequencies.frequency import fields_of
from headway.domain.frequencies.kinds import Choice, Day, Flag, Kind, MonthDay, Several, Whole
from headway.domain.frequencies.recurrence_text import RecurrenceRule

_REFERENCE = "#/components/schemas/{}"
_CONFIG = "FrequencyConfig"
_ADVANCED = "AdvancedConfig"


def schemas() -> dict[str, Schema]:
    """Make the schemas of every configuration and pattern."""
    made: dict[str, Schema] = {
        _name(kind): _object_of(kind) | {"description": kind.__doc__} for kind in PLAIN.values()
    }
    for pattern in PATTERNS.values():
        made[_pattern_name(pattern)] = {
            "title": _pattern_name(pattern),
            "description": pattern.__doc__,
            "type": "object",
            "properties": {"pattern": {"const": pattern.name}, "rules": _object_of(pattern)},
            "required": ["pattern", "rules"],
            "additionalProperties": False,
        }
    made[_ADVANCED] = {
        "title": _ADVANCED,
        "oneOf": [_refer(_pattern_name(pattern)) for pattern in PATTERNS.values()],
        "discriminator": {
            "propertyName": "pattern",
            "mapping": {name: _REFERENCE.format(_pattern_name(kind)) for name, kind in PATTERNS.items()},
        },
    }
    made[_CONFIG] = {
        "title": _CONFIG,
        "description": "How often; which of these, the frequency's type decides.",
        "oneOf": [_refer(name) for name in _names().values()],
    }
    return made


def describe(habit: Schema) -> None:
    """Write into a habit's schema what its frequency's configuration may be, by the type beside it."""
    habit["properties"]["frequencyConfig"] = _refer(_CONFIG)
    needed = ["frequencyType", "frequencyConfig"]
    habit["oneOf"] = [
        {
            "properties": {"frequencyType": {"const": kind.value}, "frequencyConfig": _refer(name)},
            "required": needed,
        }
        for kind, name in _names().items()
    ]
    if "frequencyType" not in habit.get("required", ()):  # a change of something else
        habit["oneOf"].append({"not": {"required": ["frequencyType"]}})


def _names() -> dict[FrequencyType, str]:
    return {kind: _name(PLAIN[kind]) if kind in PLAIN else _ADVANCED for kind in FrequencyType}


def _name(kind: type[Frequency]) -> str:
    return f"{kind.__name__}Config"


def _pattern_name(kind: type[Frequency]) -> str:
    return f"{kind.__name__}Pattern"


def _refer(name: str) -> Schema:
    return {"$ref": _REFERENCE.format(name)}


def _object_of(kind: type[Frequency]) -> Schema:
    known = fields_of(kind)
    defaults = {one.name: one.default for one in fields(kind)}  # type: ignore[arg-type] # a dataclass
    properties = {}
    for field in known:
        properties[field.key] = _schema(field.kind)
        if not field.required and defaults[field.name] is not None:
            properties[field.key]["default"] = field.kind.write(defaults[field.name])
    return {
        "title": kind.__name__,
        "type": "object",
        "properties": properties,
        "required": [field.key for field in known if field.required],
        "additionalProperties": False,
    }


@singledispatch
def _schema(kind: Kind) -> Schema:
    """Make the schema of a kind of value; one that is not known here cannot be published."""
    raise TypeError(kind)


@_schema.register
def _(_kind: Flag) -> Schema:
    return {"type": "boolean"}


@_schema.register
def _(kind: Whole) -> Schema:
    span = {"type": "integer", "minimum": kind.least, "maximum": kind.most}
    return {"anyOf": [span, {"enum": list(kind.besides)}]} if kind.besides else span


@_schema.register
def _(kind: Choice) -> Schema:
    return {"type": "string", "enum": [word.value for word in kind.of]}


@_schema.register
def _(_kind: Day) -> Schema:
    return dict(DAY)


@_schema.register
def _(_kind: MonthDay) -> Schema:
    return dict(MONTH_DAY)


@_schema.register
def _(kind: RecurrenceRule) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": kind.longest, "description": kind.__doc__}


@_schema.register
def _(kind: Several) -> Schema:
    return {
        "type": "array",
        "items": _schema(kind.of),
        "minItems": kind.least,
        "maxItems": kind.most,
        "uniqueItems": True,
    }
