"""Strength: how firmly a habit sits."""

from typing import TYPE_CHECKING, Annotated

from msgspec import UNSET, Meta, UnsetType, field

from headway.api.wire.members import Query, Shape
from headway.api.wire.values import Day

if TYPE_CHECKING:
    from headway.services.strength import Curve  # what travels can be known without what keeps it

_DECIMALS = 4

Share = Annotated[float, Meta(extra_json_schema={"minimum": 0, "maximum": 1, "examples": [0.8123]})]


class StrengthQuery(Query):
    """Of which days to tell the strength: from … to, at most 3,660; the year up to today unless said otherwise."""

    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET


class Strength(Shape):
    """How strong a habit is today, from 0 to 1, and was at the end of each day from `firstDay` to `lastDay`.

    The curve is null for days before the habit began, and after today.
    """

    strength: Share
    first_day: Day
    last_day: Day
    curve: list[Share | None]


def strength(found: "Curve") -> Strength:
    """Tell about a habit's strength."""
    return Strength(
        strength=round(found.today, _DECIMALS),
        first_day=found.span.first_day,
        last_day=found.span.last_day,
        curve=[None if one is None else round(one, _DECIMALS) for one in found.values],
    )
