"""What can go wrong, in the product's own words; how it is answered is the edge's affair.

HeadwayError
├── NotFoundError      there is no such thing, or it is someone else's
├── GoneError          it was there, and was deleted since
├── ConflictError      what is kept already stands against it
├── StaleError         it was changed since the caller last saw it
├── RejectedError      the request breaks rules, all of which are listed
├── CredentialsError   who asks is not known
├── ForbiddenError     who asks may not
├── LimitedError       asked too often
└── BusyError          no room at the moment
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """Every way to be refused, with its title: the stable part of a problem."""

    title: str  # type: ignore[assignment] # takes the place of str.title, which no one needs of a code

    def __new__(cls, value: str, title: str) -> Self:
        """Keep the title beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.title = title
        return member

    # -- what a whole request can be told
    REJECTED = "rejected", "The request breaks rules"
    NOT_FOUND = "not_found", "There is no such thing"
    GONE = "gone", "It was deleted"
    STALE = "stale", "It was changed in the meantime"
    UNAUTHENTICATED = "unauthenticated", "Sign in first"
    WRONG_CREDENTIALS = "wrong_credentials", "E-mail or password are wrong"
    SIGNUP_CLOSED = "signup_closed", "No new accounts here"
    SCOPE_MISSING = "scope_missing", "This token may not do that"
    TOO_MANY_ATTEMPTS = "too_many_attempts", "Too many attempts"
    BUSY = "busy", "No room at the moment"
    ID_REUSED = "id_reused", "This id was used for something else"
    EMAIL_TAKEN = "email_taken", "This e-mail has an account"
    NAME_TAKEN = "name_taken", "There is a category of this name"
    COMPLETION_EXISTS = "completion_exists", "It is recorded already"
    HABIT_ARCHIVED = "habit_archived", "The habit is archived"
    GOAL_ARCHIVED = "goal_archived", "The goal is archived"
    GOAL_COMPLETED = "goal_completed", "The counter is completed"
    # -- single rules, listed under REJECTED
    TYPE = "type", "A value of the wrong kind"
    MISSING = "missing", "A member is missing"
    UNKNOWN_MEMBER = "unknown_member", "A member is not known here"
    UNKNOWN_PATTERN = "unknown_pattern", "There is no such pattern"
    EMPTY = "empty", "Nothing was given"
    TOO_SHORT = "too_short", "Too short"
    TOO_LONG = "too_long", "Too long"
    CONTROL_CHARACTER = "control_character", "A control character"
    PATTERN = "pattern", "Not of the expected form"
    OUT_OF_RANGE = "out_of_range", "Out of range"
    TOO_PRECISE = "too_precise", "More than two decimals"
    REPEATED = "repeated", "Given more than once"
    NOT_ALLOWED = "not_allowed", "Not allowed together"
    WRONG_PASSWORD = "wrong_password", "Not the present password"
    WRONG_SETUP_CODE = "wrong_setup_code", "Not the setup code"
    UNKNOWN_ZONE = "unknown_zone", "There is no such time zone"
    UNKNOWN_REFERENCE = "unknown_reference", "It refers to what is not there"
    DAY_IN_FUTURE = "day_in_future", "The day has not begun"
    DEADLINE_PASSED = "deadline_passed", "The deadline is not after today"
    TIME_REQUIRED = "time_required", "A time of day is needed"
    TIME_REFUSED = "time_refused", "No time of day here"
    TYPE_FIXED = "type_fixed", "The type of a goal with entries stays"
    NOTHING_TO_RESET = "nothing_to_reset", "There is nothing to reset"
    NEVER = "never", "It never happens"
    ZERO = "zero", "Zero records nothing"


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken rule: where it was broken, which one it is, and what would be right.

    `field` is the path to the value in this layer's own names, for instance
    ``("frequency_config", "timesPerWeek")``; the edges translate it to their own.
    """

    field: tuple[str | int, ...]
    code: Code
    detail: str


class HeadwayError(Exception):
    """Any refusal. `detail` is a sentence for people, `facts` are what a program may need."""

    def __init__(self, code: Code, detail: str, **facts: object) -> None:
        """Keep the code, the sentence and the facts."""
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.facts = facts


class NotFoundError(HeadwayError):
    """There is no such thing for this user, whoever else may have one."""

    def __init__(self, what: str) -> None:
        """Name what was looked for."""
        super().__init__(Code.NOT_FOUND, f"There is no such {what}.")


class GoneError(HeadwayError):
    """The thing was here and was deleted since; repeating its creation does not bring it back."""

    def __init__(self, what: str) -> None:
        """Name what was deleted."""
        super().__init__(Code.GONE, f"This {what} was deleted.")


class ConflictError(HeadwayError):
    """What is kept already stands against the request."""


class StaleError(HeadwayError):
    """The row has another version than the one the change was made for."""

    def __init__(self, what: str, version: int) -> None:
        """Tell the version that is kept now."""
        super().__init__(Code.STALE, f"This {what} was changed in the meantime.", version=version)


class RejectedError(HeadwayError):
    """The request breaks one or more rules; `broken` lists them all."""

    def __init__(self, broken: Iterable[Broken], **facts: object) -> None:
        """Keep every broken rule."""
        self.broken = tuple(broken)
        super().__init__(Code.REJECTED, " ".join(one.detail for one in self.broken), **facts)


class CredentialsError(HeadwayError):
    """Who asks is not known: nothing was shown, or what was shown is wrong."""


class ForbiddenError(HeadwayError):
    """Who asks is known and may not do this."""


class LimitedError(HeadwayError):
    """Asked too often; `retry_after` seconds from now it may be tried again."""

    def __init__(self, detail: str, retry_after: int) -> None:
        """Tell the seconds to wait."""
        super().__init__(Code.TOO_MANY_ATTEMPTS, detail)
        self.retry_after = retry_after


class BusyError(HeadwayError):
    """No room at the moment; the same request may succeed in `retry_after` seconds."""

    def __init__(self, detail: str, retry_after: int = 1) -> None:
        """Tell the seconds to wait."""
        super().__init__(Code.BUSY, detail)
        self.retry_after = retry_after


class Findings:
    """Collects broken rules, so that a refusal can name all of them at once.

    >>> findings = Findings()
    >>> findings.require(2 + 2 == 5, ("sum",), Code.OUT_OF_RANGE, "Two and two are four.")
    False
    >>> findings.enforce()
    Traceback (most recent call last):
    headway.domain.errors.RejectedError: Two and two are four.
    """

    def __init__(self) -> None:
        """Start with nothing found."""
        self.broken: list[Broken] = []
        self.facts: dict[str, object] = {}

    def add(self, field: tuple[str | int, ...], code: Code, detail: str, **facts: object) -> None:
        """Note a broken rule."""
        self.broken.append(Broken(field, code, detail))
        self.facts.update(facts)

    def require(
        self,
        holds: bool,  # noqa: FBT001 -- it is what is required, and reads like a sentence
        field: tuple[str | int, ...],
        code: Code,
        detail: str,
    ) -> bool:
        """Note the rule as broken unless it holds, and tell whether it does."""
        if not holds:
            self.add(field, code, detail)
        return holds

    def enforce(self) -> None:
        """Refuse if anything was found.

        Raises RejectedError with every broken rule.
        """
        if self.broken:
            raise RejectedError(self.broken, **self.facts)
