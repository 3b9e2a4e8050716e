"""What was said: a deed that the next page tells of, once, with the way to undo it.

It travels in a cookie of the browser's for a minute. What can be undone is one of the deeds below, at an address
made of ids; a cookie from elsewhere cannot lead anywhere else.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from headway.web.words import later

COOKIE = "headway-said"
SECONDS = 60


class Deed(StrEnum):
    """What was done."""

    TICKED = "ticked"
    MEASURED = "measured"
    UNTICKED = "unticked"
    SKIPPED = "skipped"
    UNSKIPPED = "unskipped"
    PAUSED = "paused"
    PAUSE_CHANGED = "pause-changed"
    PAUSE_ENDED = "pause-ended"
    PAUSE_DELETED = "pause-deleted"
    LOGGED = "logged"
    REACHED = "reached"
    RESET = "reset"
    SLIPPED = "slipped"
    SAVED = "saved"
    MADE = "made"
    PHASE_ADDED = "phase-added"
    PHASE_MOVED = "phase-moved"
    PHASE_REMOVED = "phase-removed"
    HABIT_ARCHIVED = "habit-archived"
    HABIT_RESTORED = "habit-restored"
    HABIT_DELETED = "habit-deleted"
    GOAL_ARCHIVED = "goal-archived"
    GOAL_RESTORED = "goal-restored"
    GOAL_DELETED = "goal-deleted"
    GOAL_COMPLETED = "goal-completed"
    GOAL_REOPENED = "goal-reopened"
    ENTRY_CHANGED = "entry-changed"
    ENTRY_DELETED = "entry-deleted"
    RESET_DELETED = "reset-deleted"
    SLIP_DELETED = "slip-deleted"
    CATEGORY_DELETED = "category-deleted"
    ORDERED = "ordered"
    SIGNED_OUT = "signed-out"
    SESSION_ENDED = "session-ended"
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 -- a deed
    SETTLED = "settled"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 -- a deed
    ACCOUNT_DELETED = "account-deleted"


UNDO: Mapping[Deed, str] = {
    Deed.TICKED: "/habits/{0}/completions/{1}/undo",
    Deed.MEASURED: "/habits/{0}/completions/{1}/undo",
    Deed.UNTICKED: "/habits/{0}/completions/{1}",
    Deed.SKIPPED: "/habits/{0}/skips/{1}/undo",
    Deed.UNSKIPPED: "/habits/{0}/skips/{1}",
    Deed.PAUSED: "/pauses/{0}/delete",
    Deed.PAUSE_CHANGED: "/pauses/{0}",
    Deed.PAUSE_ENDED: "/pauses/{0}",
    Deed.PAUSE_DELETED: "/pauses",
    Deed.LOGGED: "/goals/{0}/entries/{1}/delete",
    Deed.REACHED: "/goals/{0}/entries/{1}/delete",
    Deed.RESET: "/goals/{0}/entries/{1}/delete",
    Deed.SLIPPED: "/goals/{0}/entries/{1}/delete",
    Deed.ENTRY_CHANGED: "/goals/{0}/entries/{1}",
    Deed.ENTRY_DELETED: "/goals/{0}/entries",
    Deed.RESET_DELETED: "/goals/{0}/reset",
    Deed.PHASE_ADDED: "/habits/{0}/phases/{1}/delete",
    Deed.PHASE_MOVED: "/habits/{0}/phases/{1}/move",
    Deed.PHASE_REMOVED: "/habits/{0}/phases/{1}",
    Deed.SLIP_DELETED: "/goals/{0}/slip",
    Deed.HABIT_ARCHIVED: "/habits/{0}/restore",
    Deed.HABIT_DELETED: "/habits/{0}/undelete",
    Deed.GOAL_ARCHIVED: "/goals/{0}/restore",
    Deed.GOAL_DELETED: "/goals/{0}/undelete",
    Deed.GOAL_COMPLETED: "/goals/{0}/reopen",
    Deed.GOAL_REOPENED: "/goals/{0}/complete",
}
"""Where each deed that can be undone is undone, by its ids, days and times."""


TOLD: Mapping[Deed, str] = {
    Deed.TICKED: later("%(name)s: done."),
    Deed.MEASURED: later("%(name)s: recorded."),
    Deed.UNTICKED: later("%(name)s: not done."),
    Deed.SKIPPED: later("%(name)s: skipped."),
    Deed.UNSKIPPED: later("%(name)s: not skipped any more."),
    Deed.PAUSED: later("Paused: %(name)s."),
    Deed.PAUSE_CHANGED: later("%(name)s: the pause is changed."),
    Deed.PAUSE_ENDED: later("%(name)s: the pause is over, and today counts again."),
    Deed.PAUSE_DELETED: later("%(name)s: the pause is taken back."),
    Deed.LOGGED: later("%(name)s: recorded."),
    Deed.REACHED: later("%(name)s: you have reached it."),
    Deed.RESET: later("%(name)s begins anew. Everything before it is kept."),
    Deed.SLIPPED: later("%(name)s counts on. Nothing is lost."),
    Deed.SAVED: later("%(name)s: saved."),
    Deed.MADE: later("%(name)s is on its way."),
    Deed.PHASE_ADDED: later("%(name)s: saved. What was before stays as it was."),
    Deed.PHASE_MOVED: later("%(name)s: the change is on another day now."),
    Deed.PHASE_REMOVED: later("%(name)s: what was before goes on."),
    Deed.HABIT_ARCHIVED: later("%(name)s is archived."),
    Deed.HABIT_RESTORED: later("%(name)s is back."),
    Deed.HABIT_DELETED: later("%(name)s is deleted. You can have it back for ten minutes."),
    Deed.GOAL_ARCHIVED: later("%(name)s is archived."),
    Deed.GOAL_RESTORED: later("%(name)s is back."),
    Deed.GOAL_DELETED: later("%(name)s is deleted. You can have it back for ten minutes."),
    Deed.GOAL_COMPLETED: later("%(name)s is completed."),
    Deed.GOAL_REOPENED: later("%(name)s goes on."),
    Deed.ENTRY_CHANGED: later("%(name)s: the entry is changed."),
    Deed.ENTRY_DELETED: later("%(name)s: the entry is deleted."),
    Deed.RESET_DELETED: later("%(name)s counts on as if it had not begun anew."),
    Deed.SLIP_DELETED: later("%(name)s: the slip is deleted."),
    Deed.CATEGORY_DELETED: later("The category %(name)s is deleted; what belonged to it stays."),
    Deed.ORDERED: later("The order is kept."),
    Deed.SIGNED_OUT: later("You are signed out, and nothing of yours is left in this browser."),
    Deed.SESSION_ENDED: later("That browser is signed out."),
    Deed.TOKEN_REVOKED: later("The token is worth nothing now."),
    Deed.SETTLED: later("Saved."),
    Deed.PASSWORD_CHANGED: later("Your password is changed; all other browsers are signed out."),
    Deed.ACCOUNT_DELETED: later("Your account and everything in it is deleted."),
}
"""What people are told of each deed, to be said in their language."""


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A deed, the name of what it was done to, and what is needed to undo it."""

    deed: Deed
    name: str = ""
    parts: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """What the form that undoes it sends."""

    @property
    def undo(self) -> str | None:
        """Where it is undone, if it can be."""
        form = UNDO.get(self.deed)
        try:
            return form.format(*self.parts) if form and all(map(_plain, self.parts)) else None
        except IndexError:
            return None


def _plain(part: str) -> bool:
    return part.replace("-", "").replace(":", "").isalnum() and part.isascii()


def write(said: Said) -> str:
    """Write it as the value of a cookie."""
    return urlsafe_b64encode(msgspec.json.encode(said)).decode()


def read(value: str) -> Said | None:
    """Read the value of a cookie; None when it is nothing of ours."""
    try:
        return msgspec.json.decode(urlsafe_b64decode(value), type=Said)
    except (msgspec.DecodeError, binascii.Error, ValueError):
        return None
