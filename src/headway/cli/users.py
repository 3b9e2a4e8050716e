"""`headway user`: accounts, for whoever runs this Headway."""

import os
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Any

import typer

from headway.api.wire.users import user as shape
from headway.cli import asking, output, place, reading, wording
from headway.cli.options import Json, Yes, commands
from headway.cli.place import Place
from headway.domain.days import WeekStart, is_zone
from headway.domain.users import User, UserDraft, check
from headway.services import users
from headway.services.passwords import Passwords

app = commands()
accounts = commands("Make and manage accounts.")
app.add_typer(accounts, name="user")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The account's e-mail address.")]
Whose = Annotated[str, typer.Argument(metavar="EMAIL", help="The account's e-mail address, or its id.")]
OPTIONS = {
    "email": "EMAIL",
    "password": "password",
    "timezone": "--timezone",
    "week_start": "--week-start",
    "day_start": "--day-start",
}


@accounts.command()
def add(
    email: Email,
    timezone: Annotated[
        str | None, typer.Option(help="Such as Europe/Berlin; this machine's unless given.")
    ] = None,
    week_start: Annotated[str, typer.Option(help="MONDAY, SATURDAY or SUNDAY.")] = "MONDAY",
    day_start: Annotated[
        time, typer.Option(parser=reading.time_of_day, metavar="HH:MM", help="When days begin, 00:00 to 06:00.")
    ] = "00:00",  # type: ignore[assignment] # as it would be typed
    *,
    json: Json = False,
) -> None:
    """Make an account. The password is asked for, or taken from the standard input."""
    if week_start.upper() not in list(WeekStart):
        raise output.UsageError(f"--week-start is one of {', '.join(WeekStart)}.")
    draft = UserDraft(email, timezone or machine_zone(), WeekStart(week_start.upper()), day_start)
    with place.opened() as here:
        user = make(here, draft)
    _show(user, f"Made the account {user.email}; its days are those of {user.timezone}.", json=json)


@accounts.command("list")
def index(*, json: Json = False) -> None:
    """List all accounts."""
    with place.opened() as here, here.scopes.visit(write=False) as visit:
        everybody = users.page(visit)
    if json:
        output.show_json({"items": [shape(one) for one in everybody], "nextCursor": None})
    elif everybody:
        _list(everybody)
    else:
        output.say("There is no account yet.")


def _list(everybody: Sequence[User]) -> None:
    table = {
        "E-mail": [one.email for one in everybody],
        "Time zone": [one.timezone for one in everybody],
        "Weeks start on": [one.week_start.title() for one in everybody],
        "Days start at": [f"{one.day_start:%H:%M}" for one in everybody],
        "Since": [wording.day(one.created_at.date()) for one in everybody],
    }
    output.show(output.table(table))


@accounts.command("reset-password")
def reset_password(email: Whose) -> None:
    """Give an account another password, and end all its sessions."""
    with place.opened() as here, output.named(OPTIONS):
        user = place.owner(here, email)
        said = asking.password()
        place.again(lambda: users.reset_password(here.scopes, passwords(here), user.id, said))
    output.say(f"{user.email} has another password; everyone signed in there has to sign in again.")


@accounts.command()
def delete(email: Whose, *, yes: Yes = False) -> None:
    """Delete an account and everything in it, for good."""
    with place.opened() as here:
        user = place.owner(here, email)
        asking.confirm(f"Delete {user.email} and everything in it, for good?", yes=yes)

        def remove() -> None:
            with here.scopes.open_for(user.id, write=True) as scope:
                users.remove(scope)

        place.again(remove)
    output.say(f"{user.email} and everything in it are gone.")


def make(here: Place, draft: Any) -> User:
    """Make an account, with a password that is asked for only if everything else is right.

    Raises RefusedError, ConflictError when the e-mail has an account.
    """
    with output.named(OPTIONS):
        check(draft)
        said = asking.password()
        return place.again(lambda: users.add(here.scopes, passwords(here), draft, said))


def passwords(here: Place) -> Any:
    """Make what hashes passwords as hard as the settings say."""
    return Passwords(here.config.bcrypt_cost)


def machine_zone(environment: Mapping[str, str] = os.environ, localtime: Path = Path("/etc/localtime")) -> str:
    """Find this machine's time zone, which is most likely the user's; UTC where it does not tell.

    >>> machine_zone({"TZ": "Asia/Tokyo"})
    'Asia/Tokyo'
    """
    linked = str(localtime.resolve()).partition("zoneinfo/")[2]
    candidates = [environment.get("TZ", "").removeprefix(":"), linked]
    return next((one for one in candidates if is_zone(one)), "UTC")


def _show(user: User, told: str, *, json: bool) -> None:
    if json:
        output.show_json(shape(user))
    else:
        output.say(told)
