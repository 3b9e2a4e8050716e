"""What bodies and answers are made of: their kinds of Struct, and members with the limits that rules give them.

The limits stand here for the contract only; the domain enforces them, and lists all that are broken.
"""

from collections.abc import Collection
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from headway.api.wire.values import Amount, Day, Limit, TimeOfDay
from headway.domain import amounts, text, users
from headway.domain.tokens import Right

T = TypeVar("T")

DEFAULT_LIMIT = 50


def _limited(**limits: object) -> Meta:
    return Meta(extra_json_schema=limits)


Cursor = Annotated[str, _limited(pattern="^[A-Za-z0-9_-]+=*$", description="The `nextCursor` of the page before.")]


class Body(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """What a client sends. A member that may be absent is UNSET then, which is not the same as null."""


class Query(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """What stands behind the question mark."""


class ListQuery(Query):
    """How much of a list to answer, and from where on."""

    limit: Limit = DEFAULT_LIMIT
    cursor: Cursor | UnsetType = UNSET


class Shape(msgspec.Struct, rename="camel"):
    """What is answered. A client of an older version leaves aside what it does not know."""


class Listed(Shape, Generic[T]):
    """A page of a list; `nextCursor` asks for the next one and is null at the end."""

    items: list[T]
    next_cursor: str | None


def given(body: Body, but: Collection[str] = ()) -> dict[str, Any]:
    """List the members that were sent, under our own names."""
    return {
        name: value
        for name in body.__struct_fields__
        if name not in but and (value := getattr(body, name)) is not UNSET
    }


def wanted(value: T | UnsetType) -> T | None:
    """Give a member that was sent, or None."""
    return None if isinstance(value, UnsetType) else value


_CONTROLS = r"\u0000-\u001F\u007F-\u009F"
_LINES = r"\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F"


def _written(most: int, example: str, controls: str = _CONTROLS) -> Meta:
    """Limit text to `most` characters, without control characters and with more than blanks."""
    pattern = rf"^[^{controls}]*[^\s{_CONTROLS}][^{controls}]*$"
    return _limited(minLength=1, maxLength=most, pattern=pattern, examples=[example])


Title = Annotated[str, _written(text.TITLE, "Read a book")]
Unit = Annotated[str, _written(text.UNIT, "pages")]
Name = Annotated[str, _written(text.NAME, "Health")]
Label = Annotated[str, _written(text.LABEL, "Kitchen tablet")]
Note = Annotated[str, _written(text.NOTE, "two chapters", _LINES)]
Reason = Annotated[str, _written(text.REASON, "ill", _LINES)]
Color = Annotated[str, _limited(pattern="^#[0-9A-Fa-f]{6}$", examples=["#10b981"])]
Email = Annotated[str, _limited(format="email", maxLength=text.EMAIL, examples=["ada@example.org"])]
Password = Annotated[
    str,
    _limited(
        minLength=users.SHORTEST_PASSWORD,
        maxLength=users.LONGEST_PASSWORD_BYTES,
        description=f"At most {users.LONGEST_PASSWORD_BYTES} bytes in UTF-8.",
        examples=["correct horse battery"],
    ),
]
ShownPassword = Annotated[str, _limited(description="The password as it is.", examples=["correct horse battery"])]
DayStart = Annotated[
    TimeOfDay,
    _limited(
        pattern="^(0[0-5]:[0-5][0-9]|06:00):00$",
        description="00:00:00 … 06:00:00, on a whole minute.",
    ),
]
SkipsPerMonth = Annotated[
    int,
    _limited(
        minimum=0,
        maximum=users.MOST_SKIPS,
        description="How many days a month each habit may be skipped; null is without a limit.",
        examples=[2],
    ),
]
Zone = Annotated[str, _limited(description="An IANA time zone.", examples=["Europe/Berlin"])]
Scopes = Annotated[list[Right], _limited(minItems=1, uniqueItems=True, examples=[["read", "write"]])]
Target = Annotated[Amount, _limited(minimum=0.01, maximum=float(amounts.MOST), examples=[300])]
DoneAmount = Annotated[Amount, _limited(minimum=0, maximum=float(amounts.MOST), examples=[2.5])]
SavedPerDay = Annotated[Amount, _limited(minimum=0.01, maximum=float(amounts.MOST), examples=[8.5])]
SavedUnit = Annotated[str, _written(text.UNIT, "EUR")]
Deadline = Annotated[Day, _limited(description="After today.", examples=["2099-12-31"])]
ChosenId = Annotated[
    UUID | UnsetType,
    _limited(description="An id of the client's choice: repeating the request then creates nothing twice."),
]
