"""The first page of all, where an account is made; changing it, and leaving for good."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from headway.domain.days import LATEST_DAY_START_MINUTES, WeekStart
from headway.domain.users import UserDraft
from headway.edge.context import Cookie
from headway.services import users
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.said import Deed, Said

_HALF_HOUR = 30


def welcome(call: Call) -> Page | Elsewhere:
    """Tell what Headway is, and let an account be made where that is allowed."""
    return Elsewhere("/") if call.is_let_in else _welcome(call)


def sign_up(call: Call) -> Elsewhere:
    """Make an account, and go on to its first day."""
    form = call.form
    draft = UserDraft(form.text("email") or "", form.text("timezone") or "UTC")
    signed_in = users.sign_up(
        call.edge.door,
        draft,
        form.secret("password"),
        address=call.visitor.address,
        label=call.browser,
        setup_code=form.text("setup_code"),
    )
    return Elsewhere("/", session=signed_in.credentials)


def welcome_again(call: Call, _refused: Refused) -> Page:
    """Show the form once more."""
    return _welcome(call)


def account(call: Call) -> Page:
    """Show the e-mail that one signs in with."""
    with call.scope() as scope:
        return Page("account.html", {"user": scope.user})


def change_email(call: Call) -> Elsewhere:
    """Let someone sign in with another e-mail; that takes the present password."""
    password = call.form.secret("current_password") or None
    return _edit(call, {"email": call.form.text("email") or ""}, password)


def account_again(call: Call, _refused: Refused) -> Page:
    """Show the e-mail once more, with what was typed."""
    return account(call)


def days(call: Call) -> Page:
    """Show where and when days and weeks begin."""
    with call.scope() as scope:
        user, today = scope.user, scope.today
    starts = {*range(0, LATEST_DAY_START_MINUTES + 1, _HALF_HOUR), user.day_start_minutes}
    return Page(
        "days.html",
        {
            "user": user,
            "today": today,
            "starts_at": [_time(minutes) for minutes in sorted(starts)],
            "week_starts": [(WeekStart.MONDAY, 0), (WeekStart.SATURDAY, 5), (WeekStart.SUNDAY, 6)],
        },
    )


def change_days(call: Call) -> Elsewhere:
    """Let days and weeks begin elsewhere or at another time."""
    form = call.form
    said = {
        "timezone": form.text("timezone"),
        "week_start": form.choice("week_start", WeekStart),
        "day_start": form.time("day_start"),
    }
    form.enforce()
    return _edit(call, {name: value for name, value in said.items() if value is not None})


def days_again(call: Call, _refused: Refused) -> Page:
    """Show the form once more."""
    return days(call)


def skips(call: Call) -> Page:
    """Show how many days a month someone lets themselves skip."""
    with call.scope() as scope:
        return Page("skips.html", {"limit": scope.user.skips_per_month})


def change_skips(call: Call) -> Elsewhere:
    """Let there be another number of skips a month, or no limit."""
    limit = call.form.whole("skips_per_month")
    call.form.enforce()
    return _edit(call, {"skips_per_month": limit})


def skips_again(call: Call, _refused: Refused) -> Page:
    """Show the form once more."""
    return skips(call)


def password(call: Call) -> Page:
    """Ask for another password."""
    with call.scope() as scope:
        return Page("password.html", {"user": scope.user})


def change_password(call: Call) -> Elsewhere:
    """Replace the password, and sign out all other browsers."""
    form = call.form
    users.change_password(
        call.edge.door,
        call.credentials,
        form.secret("current_password"),
        form.secret("new_password"),
        address=call.visitor.address,
    )
    return Elsewhere("/settings", Said(Deed.PASSWORD_CHANGED))


def password_again(call: Call, _refused: Refused) -> Page:
    """Ask once more."""
    return password(call)


def farewell(call: Call) -> Page:
    """Tell what goes with the account, and ask for the password."""
    with call.scope() as scope:
        return Page("farewell.html", {"user": scope.user})


def delete(call: Call) -> Elsewhere:
    """Delete the account and everything in it, for good."""
    users.delete(
        call.edge.door, call.credentials, call.form.secret("current_password"), address=call.visitor.address
    )
    return Elsewhere("/welcome", Said(Deed.ACCOUNT_DELETED), Cookie.FORGOTTEN)


def farewell_again(call: Call, _refused: Refused) -> Page:
    """Ask once more."""
    return farewell(call)


def _welcome(call: Call) -> Page:
    door = call.edge.door
    with door.scopes.visit(write=False) as visit:
        is_open = users.is_open(visit, door)
    asks_code = is_open and door.setup_code is not None
    return Page("welcome.html", {"is_open": is_open, "asks_code": asks_code})


def _edit(call: Call, changes: Mapping[str, Any], current_password: str | None = None) -> Elsewhere:
    users.edit(
        call.edge.door,
        call.credentials,
        changes,
        address=call.visitor.address,
        current_password=current_password,
    )
    return Elsewhere("/settings", Said(Deed.SETTLED))


def _time(minutes: int) -> time:
    hours, rest = divmod(minutes, 60)
    return time(hours, rest)
