"""Patterns: on which weekdays and at which hours a habit is done."""

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from headway.api.wire.members import Shape
from headway.domain.patterns import Pattern

if TYPE_CHECKING:
    from headway.services import patterns as service  # what travels can be known without what keeps it

Count = Annotated[int, Meta(extra_json_schema={"minimum": 0})]


def _counts(number: int, example: list[int]) -> Meta:
    return Meta(extra_json_schema={"minItems": number, "maxItems": number, "examples": [example]})


class WeekdayPattern(Shape):
    """How many completions there are on each weekday, Monday first, and in all."""

    counts: Annotated[list[Count], _counts(7, [9, 8, 9, 7, 8, 3, 2])]
    sample_size: Count


class HourPattern(Shape):
    """How many completions there are at each hour of the day, from 0 to 23, and how many have a time at all."""

    counts: Annotated[list[Count], _counts(24, [0] * 7 + [31, 12, 3] + [0] * 14)]
    sample_size: Count


class Patterns(Shape):
    """On which weekdays and at which hours a habit is done; hours are those of the wall times recorded."""

    by_weekday: WeekdayPattern
    by_hour: HourPattern


def patterns(found: "service.Patterns") -> Patterns:
    """Tell about a habit's patterns."""
    weekday, hour = found.by_weekday, found.by_hour
    return Patterns(
        by_weekday=WeekdayPattern(counts=_listed(weekday), sample_size=weekday.sample_size),
        by_hour=HourPattern(counts=_listed(hour), sample_size=hour.sample_size),
    )


def _listed(pattern: Pattern) -> list[int]:
    return list(pattern.counts)
