"""Forms: what a browser sends, read field by field. What cannot be read is told beside its field, all at once.

    form = call.form
    draft = EntryDraft(form.day("entry_date"), value=form.amount("value"), note=form.text("note"))
    form.enforce()

A field left empty is None. Fields are named as the domain names them; inside of one, a dot leads further.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs
from uuid import UUID

from headway.domain.errors import Code, Findings, RejectedError
from headway.web.words import Words

E = TypeVar("E", bound=StrEnum)

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 500


class Form:
    """The fields of a form, as they were sent."""

    def __init__(self, fields: Mapping[str, Sequence[str]], words: Words) -> None:
        """Keep the fields, and the language that numbers are written in."""
        self.fields = fields
        self._words = words
        self._findings = Findings()

    def __contains__(self, name: str) -> bool:
        """Tell whether a field was sent, if only empty."""
        return name in self.fields

    def require(self, name: str) -> None:
        """Require that a field is filled in."""
        if not self.text(name):
            self._findings.add(tuple(name.split(".")), Code.MISSING, "This is needed.")

    def enforce(self) -> None:
        """Refuse if a field could not be read.

        Raises RejectedError with every one of them.
        """
        self._findings.enforce()

    def text(self, name: str) -> str | None:
        """Read a text; blanks around it, and line breaks as forms send them, are not meant."""
        text = self.fields.get(name, ("",))[-1].replace("\r\n", "\n").strip()
        return text or None

    def secret(self, name: str) -> str:
        """Read a password, in which every blank is meant."""
        return self.fields.get(name, ("",))[-1]

    def flag(self, name: str) -> bool:
        """Read whether a box is ticked."""
        return name in self.fields

    def several(self, name: str) -> list[str]:
        """Read everything that was picked of a list."""
        return [value for value in self.fields.get(name, ()) if value]

    def needed_day(self, name: str) -> date:
        """Read a day that has to be said; what stands in for it until `enforce` refuses is never kept."""
        day = self.day(name)
        if day is None and not self.text(name):
            self._unfit(name, Code.MISSING, "Say which day.")
        return day or date.min

    def day(self, name: str) -> date | None:
        """Read a day, YYYY-MM-DD."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._unfit(name, Code.PATTERN, "A day is written YYYY-MM-DD.")
            return None

    def time(self, name: str) -> time | None:
        """Read a time of day, HH:MM or HH:MM:SS."""
        text = self.text(name)
        try:
            return time.fromisoformat(text).replace(microsecond=0, tzinfo=None) if text else None
        except ValueError:
            self._unfit(name, Code.PATTERN, "A time is written HH:MM.")
            return None

    def amount(self, name: str) -> Decimal | None:
        """Read a number, written as people who read this language write it."""
        text = self.text(name)
        try:
            return self._words.read_number(text) if text else None
        except ValueError:
            self._unfit(name, Code.TYPE, "This is no number.")
            return None

    def whole(self, name: str) -> int | None:
        """Read a whole number."""
        text = self.text(name)
        try:
            return int(text) if text else None
        except ValueError:
            self._unfit(name, Code.TYPE, "This is no whole number.")
            return None

    def choice(self, name: str, of: type[E]) -> E | None:
        """Read one of the words of an enumeration."""
        text = self.text(name)
        try:
            return of(text) if text else None
        except ValueError:
            self._unfit(name, Code.OUT_OF_RANGE, "Choose one of these.")
            return None

    def id(self, name: str) -> UUID | None:
        """Read an id."""
        text = self.text(name)
        try:
            return UUID(text) if text else None
        except ValueError:
            self._unfit(name, Code.PATTERN, "This is no id.")
            return None

    def ids(self, name: str) -> list[UUID]:
        """Read a list of ids."""
        try:
            return [UUID(text) for text in self.several(name)]
        except ValueError:
            self._unfit(name, Code.PATTERN, "This is no id.")
            return []

    def _unfit(self, name: str, code: Code, detail: str) -> None:
        self._findings.add(tuple(name.split(".")), code, detail)


def read(body: bytes, words: Words) -> Form:
    """Read the body of a form.

    Raises RejectedError when it has too many fields, or is not what forms send.
    """
    try:
        text = body.decode("ascii")
        return Form(parse_qs(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"), words)
    except ValueError as error:
        findings = Findings()
        findings.add(("form",), Code.PATTERN, "This is not what forms send.")
        raise RejectedError(findings.broken) from error
