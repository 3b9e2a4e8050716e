"""`headway login` and `headway logout`: working on a server from here."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from urllib.parse import urlsplit

import typer

from headway import config
from headway.cli import asking, output, servers
from headway.cli.options import Server, commands
from headway.cli.output import UsageError
from headway.cli.servers import Login
from headway.client import Client, UnreachableError
from headway.config import Config
from headway.domain.errors import CredentialsError, HeadwayError
from headway.domain.imports import fit
from headway.domain.text import NAME
from headway.services.settings import is_loopback

app = commands()

Email = Annotated[
    str | None, typer.Argument(metavar="EMAIL", help="The account's e-mail address; asked for unless given.")
]
OPTIONS = {"email": "EMAIL", "password": "password", "name": "--name"}


@app.command()
def login(
    email: Email = None,
    server: Server = None,
    name: Annotated[str | None, typer.Option(help="What the list of tokens there calls this machine.")] = None,
) -> None:
    """Let commands work on a server.

    The password is asked for, or taken from the standard input. What is kept is a token, for this user of this
    machine only.
    """
    settings = config.load(os.environ)
    address = server or settings.server
    if address is None:
        raise UsageError("Say where: headway login --server https://headway.example.org")
    if email is None and not asking.is_there():
        raise UsageError("Whose? Say headway login EMAIL where nobody can be asked.")
    if _is_readable(address):
        output.complain("This is plain HTTP: the password, and the token from now on, can be read on their way.")
    who = email or str(typer.prompt("E-mail"))
    before = servers.remembered(settings)
    with output.named(OPTIONS):
        client = Client.login(address, who, asking.password(again=False), name or _machine())
    with client:
        servers.remember(settings, Login(address, client.token))
        account = client.me().email
    output.say(f"Commands here work on {address} now, for {account}. headway logout ends that.")
    if before is not None:
        _revoke(before)
    _warn_of(settings, address)


@app.command()
def logout() -> None:
    """Let commands work on the embedded database again.

    The token of headway login is revoked on its server, and removed from here.
    """
    settings = config.load(os.environ)
    kept = servers.remembered(settings)
    if not servers.forget(settings):
        output.say("Commands here were not logged in to a server.")
        return
    if kept is None:
        output.say("What was kept of a login could not be read, and is gone now.")
        return
    done = _revoke(kept)
    output.say(f"Commands here do not work on {kept.server} any more.")
    if not done:
        raise typer.Exit(output.UNREACHABLE)


def _revoke(kept: Login) -> bool:
    """Revoke a token; when that cannot be done now, say so."""
    try:
        with _quiet(), Client(kept.server, kept.token) as client:
            client.logout()
    except (UnreachableError, HeadwayError, ValueError) as error:
        output.complain(f"The token for {kept.server} could not be revoked: {error}")
        output.complain("It is gone from here; it can be revoked on the server, among the account's tokens.")
        return False
    return True


@contextmanager
def _quiet() -> Iterator[None]:
    """Take a token that lets nobody in any more for one that is revoked."""
    try:
        yield
    except CredentialsError:
        return


def _is_readable(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "http" and not is_loopback(parts.hostname or "")


def _machine() -> str:
    return fit(f"headway on {platform.node() or 'a machine'}", NAME)


def _warn_of(settings: Config, address: str) -> None:
    """Say what still leads elsewhere."""
    if settings.server not in {None, address}:
        output.complain(f"HEADWAY_SERVER is {settings.server}, and goes before this.")
    elif settings.token:
        output.complain("HEADWAY_TOKEN is set, and goes before this.")
