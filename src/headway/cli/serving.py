"""`headway serve` and `headway settings`."""

import os
import socket
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from headway import config
from headway.cli import output, servers
from headway.cli.options import Json, commands
from headway.cli.output import RefusedError
from headway.config import Config, Shown, Source
from headway.domain.revisions import LATEST
from headway.services.settings import warnings
from headway.storage.glance import has_accounts, is_ready

app = commands()


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where to listen, instead of HEADWAY_HOST.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65_535, help="Where to listen, instead of HEADWAY_PORT.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes, on PostgreSQL.")] = 1,
) -> None:
    """Start the server, and say where it is."""
    from headway import serving  # noqa: PLC0415 -- nothing else here needs it

    said = config.load(os.environ)
    said = replace(said, host=host or said.host, port=port or said.port)
    _require_free(said.host, said.port)
    copy, settled = _prepare(said)
    code = serving.new_setup_code(said)
    for line in _greeting(said, copy, None if settled else code):
        output.say(line)
    serving.serve(said, workers=workers, setup_code=code)


def _prepare(said: Config) -> tuple[Path | None, bool]:
    """Bring the database up to date; tell where a copy from before is, if any, and whether there is an account.

    What is more than a glance is done in a process that ends then, with all that it takes.
    """
    scheme, _, name = said.database_url.partition("sqlite:///")
    if not scheme and is_ready(Path(name), LATEST):
        return None, has_accounts(Path(name))
    with ProcessPoolExecutor(1) as beside:
        return beside.submit(_ensure_schema, said).result()


def _ensure_schema(said: Config) -> tuple[Path | None, bool]:
    from headway.cli import place  # noqa: PLC0415 -- only in that process

    return place.ensure_schema(said), place.has_accounts(said)


def _require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on; the server itself would share it with whoever is there.

    Raises RefusedError.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen()
    except OSError as error:
        raise RefusedError(f"Nothing can listen on {host}, port {port}: {error.strerror}.") from error


def _greeting(said: Config, copy: Path | None, code: str | None) -> Iterator[str]:
    if copy is not None:
        yield f"The database was brought up to date; as it was before, it is in {copy}."
    yield f"Headway is at {_address(said)} (stop it with Ctrl+C)"
    if code is not None:
        yield f"The first account made there needs this setup code: {code}"
    for warning in warnings(said, os.environ):
        yield f"Warning: {warning}"


def _address(said: Config) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(said.host, said.host)  # noqa: S104 -- what to click, not to bind
    return said.public_url or f"http://{f'[{host}]' if ':' in host else host}:{said.port}"


@app.command()
def settings(*, json: Json = False) -> None:
    """Show every setting, where it comes from and what it means.

    Secrets are masked.
    """
    said = config.load(os.environ)
    shown = [_with_login(one, said) for one in config.show(said)]
    if json:
        output.show_json({"items": [asdict(one) for one in shown]})
        return
    table = {
        "Setting": [one.name for one in shown],
        "Value": [one.value for one in shown],
        "From": [str(one.source) for one in shown],
        "Meaning": [one.meaning for one in shown],
    }
    output.show(output.table(table))
    for warning in warnings(said, os.environ):
        output.complain(f"Warning: {warning}")


def _with_login(shown: Shown, said: Config) -> Shown:
    """Show what headway login has kept, where nothing goes before it."""
    kept = servers.remembered(said)
    if kept is None or shown.value:
        return shown
    value = {"HEADWAY_SERVER": kept.server, "HEADWAY_TOKEN": config.MASK}.get(shown.name)
    if value is None or said.server not in {None, kept.server}:
        return shown
    return replace(shown, value=value, source=Source.LOGIN)
