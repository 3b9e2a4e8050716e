"""Categories: areas of life that goals and habits may belong to."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from headway.domain import text
from headway.domain.errors import Code, Findings

_COLOR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Category:
    """An area of life; `color` is #RRGGBB."""

    id: UUID
    name: str
    color: str | None
    position: int
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """What a user says of a category."""

    name: str
    color: str | None = None


def check(draft: CategoryDraft) -> None:
    """Require a name of 1 to 100 characters and a colour of the form #RRGGBB or none.

    A line break after the last digit is no colour either:

    >>> check(CategoryDraft("Health", "#10b981" + chr(10)))
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: A colour is # and six hexadecimal digits.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    text.check(findings, "name", draft.name, limit=text.NAME)
    findings.require(
        draft.color is None or _COLOR.fullmatch(draft.color) is not None,
        ("color",),
        Code.PATTERN,
        "A colour is # and six hexadecimal digits.",
    )
    findings.enforce()


def name_key(name: str) -> str:
    """Reduce a name to what two categories of one user may not share.

    Blanks around it, capitals, and how an accent was typed make no other name:

    >>> name_key(" STRASSE ") == name_key("straße"), name_key("Cafe" + chr(0x301)) == name_key("café")
    (True, True)
    """
    folded = unicodedata.normalize("NFC", name.strip()).casefold()
    return unicodedata.normalize("NFC", folded)
