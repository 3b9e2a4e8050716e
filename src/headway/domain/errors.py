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
    """Every way to be refused: its title, what it means and what to do, and the facts that it may come with."""

    title: str  # type: ignore[assignment] # takes the place of str.title, which no one needs of a code
    meaning: str
    told: tuple[str, ...]

    def __new__(cls, value: str, title: str, meaning: str, told: tuple[str, ...] = ()) -> Self:
        """Keep what is said of it beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.title = title
        member.meaning = meaning
        member.told = told
        return member

    # fmt: off
    # -- what a whole request can be told
    REJECTED = ("rejected", "The request breaks rules",
                "`errors` lists every rule that it breaks, each with its place.")
    NOT_FOUND = ("not_found", "There is no such thing",
                 "It is not there, or it is someone else's; which of the two is not told.")
    GONE = ("gone", "It was deleted",
            "It was made with this `id` and deleted since. Repeating its creation does not bring it back.")
    STALE = ("stale", "It was changed in the meantime",
             "The change was made for another version than `version`, the one that is kept. Read it again.",
             ("version",))
    UNAUTHENTICATED = ("unauthenticated", "Sign in first",
                       "No session and no token was shown, or one that has ended. Sign in, or make a new token.")
    WRONG_CREDENTIALS = ("wrong_credentials", "E-mail or password are wrong",
                         "One of them is; which one is not told.")
    SIGNUP_CLOSED = ("signup_closed", "No new accounts here",
                     "`HEADWAY_SIGNUP` does not allow it. Ask whoever runs the server.")
    SCOPE_MISSING = ("scope_missing", "This token may not do that",
                     "The token lacks `scope`; or it would make tokens, which takes a session. Make another token.",
                     ("scope",))
    TOO_MANY_ATTEMPTS = ("too_many_attempts", "Too many attempts",
                         "Passwords were tried too often. Wait for as many seconds as `Retry-After` says.")
    BUSY = ("busy", "No room at the moment",
            "Too much of what takes long is going on. Repeat the request after the seconds of `Retry-After`.")
    ID_REUSED = ("id_reused", "This id was used for something else",
                 "The `id` you chose belongs to something else, or was sent with other members. Choose another.")
    EMAIL_TAKEN = "email_taken", "This e-mail has an account", "Sign in instead."
    NAME_TAKEN = ("name_taken", "There is a category of this name",
                  "Capitals, and blanks around it, make no other name. Use that one, or choose another name.")
    COMPLETION_EXISTS = "completion_exists", "It is recorded already", "Nothing is to be done."
    HABIT_ARCHIVED = "habit_archived", "The habit is archived", "Restore it first."
    GOAL_ARCHIVED = "goal_archived", "The goal is archived", "Restore it first."
    GOAL_COMPLETED = "goal_completed", "The counter is completed", "Reopen it first."
    SKIPS_USED_UP = ("skips_used_up", "This month's skips are used up",
                     "The habit was skipped `used` times in the month, of `limit`; more come on `renewsOn`.",
                     ("limit", "used", "renewsOn"))
    # -- single rules, listed under REJECTED
    TYPE = ("type", "A value of the wrong kind",
            'Text where a number is needed, `"12.50"` where `12.50` is. Nothing is converted.')
    MISSING = "missing", "A member is missing", "It is needed here."
    UNKNOWN_MEMBER = "unknown_member", "A member is not known here", "It is misspelt, or cannot be set."
    UNKNOWN_PATTERN = ("unknown_pattern", "There is no such pattern",
                       "The sentence lists the patterns that there are.")
    EMPTY = "empty", "Nothing was given", "A text with nothing but blanks, or an empty list."
    TOO_SHORT = "too_short", "Too short", "A password of fewer than 8 characters."
    TOO_LONG = ("too_long", "Too long",
                "Longer than the limit that the sentence names. A password has at most 72 bytes.")
    CONTROL_CHARACTER = ("control_character", "A control character",
                         "Text holds one; notes and reasons may have line breaks and tabs.")
    PATTERN = ("pattern", "Not of the expected form",
               "A colour, a day, a time, an id, an e-mail address, a file. The sentence says what the form is.")
    OUT_OF_RANGE = "out_of_range", "Out of range", "The sentence names the limits, or the words that there are."
    TOO_PRECISE = ("too_precise", "More than two decimals",
                   "Amounts are refused rather than rounded. Days begin on a whole minute.")
    REPEATED = "repeated", "Given more than once", "A member, a parameter, or a value of a list stands there twice."
    NOT_ALLOWED = "not_allowed", "Not allowed together", "The member has no place beside the others. Leave it out."
    WRONG_PASSWORD = "wrong_password", "Not the present password", "`currentPassword` is wrong."
    WRONG_SETUP_CODE = "wrong_setup_code", "Not the setup code", "The server printed it when it started."
    UNKNOWN_ZONE = "unknown_zone", "There is no such time zone", "Zones have IANA names such as `Europe/Berlin`."
    UNKNOWN_REFERENCE = ("unknown_reference", "It refers to what is not there",
                         "A category or habit that you do not have.")
    DAY_IN_FUTURE = ("day_in_future", "The day has not begun",
                     "Record it once it has begun; `today`, `zone` and `dayStart` say which day it is for you.",
                     ("today", "zone", "dayStart"))
    DEADLINE_PASSED = ("deadline_passed", "The deadline is not after today",
                       "It has to be when it is set or changed.")
    TIME_REQUIRED = "time_required", "A time of day is needed", "The habit is done several times a day."
    TIME_REFUSED = "time_refused", "No time of day here", "The habit is done once a day."
    TYPE_FIXED = "type_fixed", "The type of a goal with entries stays", "Make another goal."
    NOTHING_TO_RESET = ("nothing_to_reset", "There is nothing to reset",
                        "Just before that day the value is 0 or less.")
    NEVER = "never", "It never happens", "An `RRULE` without an occurrence in the 30 years from its `startDate` on."
    ZERO = "zero", "Zero records nothing", "An entry of 0. Leave it out."
    # fmt: on


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

    def take(self, others: "Findings", where: tuple[str | int, ...]) -> None:
        """Take over what was found of a part, which stands at a place."""
        self.broken += [Broken((*where, *one.field), one.code, one.detail) for one in others.broken]
        self.facts.update(others.facts)

    def enforce(self) -> None:
        """Refuse if anything was found.

        Raises RejectedError with every broken rule.
        """
        if self.broken:
            raise RejectedError(self.broken, **self.facts)
