"""Text that people write: titles, names, notes."""

import unicodedata

from headway.domain.errors import Code, Findings

TITLE = 255
UNIT = 50
NAME = 100
NOTE = 500
REASON = 500
LABEL = 100
EMAIL = 254

_LINE_BREAKS = frozenset("\n\r\t")


def check(findings: Findings, field: str, text: str, *, limit: int, lines: bool = False) -> None:
    """Require text of 1 to `limit` characters, more than blanks, without control characters.

    With `lines` (notes), line breaks and tabs may stand in it.

    >>> findings = Findings()
    >>> check(findings, "title", "   ", limit=TITLE)
    >>> [str(one.code) for one in findings.broken]
    ['empty']
    """
    where = (field,)
    allowed = _LINE_BREAKS if lines else frozenset[str]()
    findings.require(bool(text.strip()), where, Code.EMPTY, "It must have more than blanks.")
    findings.require(len(text) <= limit, where, Code.TOO_LONG, f"At most {limit} characters.")
    findings.require(
        not any(unicodedata.category(one) in {"Cc", "Cs"} and one not in allowed for one in text),
        where,
        Code.CONTROL_CHARACTER,
        "Control characters are not text.",
    )
