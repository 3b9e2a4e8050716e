"""Users: who keeps things here, and where and when their days begin."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from types import ModuleType
from uuid import UUID

from headway.domain import text
from headway.domain.days import LATEST_DAY_START_MINUTES, WeekStart, is_zone
from headway.domain.errors import Code, Findings

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD_BYTES = 72
"""What bcrypt takes in. It would cut the rest off, so that two passwords would be one: longer ones are refused."""

MOST_SKIPS = 31
"""A month has no more days that could be skipped."""


@dataclass(frozen=True, slots=True)
class User:
    """An account, without its secrets. Days begin `day_start_minutes` after midnight in `timezone`."""

    id: UUID
    email: str
    timezone: str
    week_start: WeekStart
    day_start_minutes: int
    version: int
    created_at: datetime
    updated_at: datetime
    skips_per_month: int | None = None
    """How many days a month they allow themselves to skip each habit; None: as many as they like."""

    @property
    def day_start(self) -> time:
        """The time of day at which days begin."""
        return time(*divmod(self.day_start_minutes, 60))


@dataclass(frozen=True, slots=True)
class UserDraft:
    """What a user says of an account, but for the password."""

    email: str
    timezone: str = "UTC"
    week_start: WeekStart = WeekStart.MONDAY
    day_start: time = time(0)
    skips_per_month: int | None = None

    @property
    def day_start_minutes(self) -> int:
        """How many minutes after midnight days begin."""
        return self.day_start.hour * 60 + self.day_start.minute


def draft_of(user: User) -> UserDraft:
    """Say of an account what is kept of it."""
    return UserDraft(user.email, user.timezone, user.week_start, user.day_start, user.skips_per_month)


def email_key(email: str) -> str:
    r"""Make what e-mails are compared by: NFC and lower case, whatever they were typed like.

    >>> email_key("Zoe\u0308@Example.org") == email_key("ZOË@example.ORG")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", email).lower())


def is_email(email: str) -> bool:
    """Tell whether this is an e-mail address; whether mail would arrive there is not asked.

    >>> is_email("ada@home.local"), is_email("ada@localhost"), is_email("Ada <ada@example.org>")
    (True, False, False)
    """
    if not _fits(email):
        return False
    try:
        _validator().validate_email(email, check_deliverability=False)
    except _validator().EmailNotValidError:
        return False
    return True


@cache
def _validator() -> ModuleType:
    """Load the library that knows addresses: few commands and requests see one."""
    import email_validator  # noqa: PLC0415 -- only now it is needed

    email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()  # its own switch: at home, mail may live at ada@home.local
    return email_validator


def _fits(email: str) -> bool:
    """Measure both forms that are kept: lower case can be longer (İ becomes two characters)."""
    return max(len(email), len(email_key(email))) <= text.EMAIL


def check(draft: UserDraft, password: str | None = None) -> None:
    """Require a good e-mail address, zone, start of days and number of skips, and a password if there is one.

    Raises RejectedError with every broken rule.
    """
    findings = Findings()
    _check_email(findings, draft.email)
    findings.require(
        is_zone(draft.timezone),
        ("timezone",),
        Code.UNKNOWN_ZONE,
        "There is no such time zone; try “Europe/Berlin”.",
    )
    findings.require(
        draft.day_start.second == draft.day_start.microsecond == 0,
        ("day_start",),
        Code.TOO_PRECISE,
        "Days begin on a whole minute.",
    )
    findings.require(
        draft.day_start_minutes <= LATEST_DAY_START_MINUTES,
        ("day_start",),
        Code.OUT_OF_RANGE,
        "Days begin between 00:00 and 06:00.",
    )
    findings.require(
        draft.skips_per_month is None or 0 <= draft.skips_per_month <= MOST_SKIPS,
        ("skips_per_month",),
        Code.OUT_OF_RANGE,
        f"Skips a month are 0 … {MOST_SKIPS}, or without a limit.",
    )
    if password is not None:
        _check_password(findings, "password", password)
    findings.enforce()


def check_password(field: str, password: str) -> None:
    """Require 8 characters or more, at most 72 bytes in UTF-8, and nothing that bcrypt could not take in.

    Raises RejectedError with every broken rule.

    >>> check_password("new_password", "seven77")
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: A password has at least 8 characters.
    """
    findings = Findings()
    _check_password(findings, field, password)
    findings.enforce()


def _check_email(findings: Findings, email: str) -> None:
    if findings.require(_fits(email), ("email",), Code.TOO_LONG, f"At most {text.EMAIL} characters."):
        findings.require(is_email(email), ("email",), Code.PATTERN, "This is no e-mail address.")


def _check_password(findings: Findings, field: str, password: str) -> None:
    where = (field,)
    findings.require(
        len(password) >= SHORTEST_PASSWORD,
        where,
        Code.TOO_SHORT,
        f"A password has at least {SHORTEST_PASSWORD} characters.",
    )
    findings.require(
        len(password.encode("utf-8", "surrogatepass")) <= LONGEST_PASSWORD_BYTES,
        where,
        Code.TOO_LONG,
        f"A password has at most {LONGEST_PASSWORD_BYTES} bytes (in UTF-8; an é has two).",
    )
    findings.require(
        not any(one == "\0" or unicodedata.category(one) == "Cs" for one in password),
        where,
        Code.CONTROL_CHARACTER,
        "A password cannot contain this control character.",
    )
