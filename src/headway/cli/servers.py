"""Which server commands work on, if any: said, set, or remembered by `headway login`."""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from headway import config
from headway.cli.output import UsageError
from headway.config import Config

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Login:
    """A server, and the token that lets in there."""

    server: str
    token: str = field(repr=False)


def find(said: str | None) -> Login | None:
    """Find the server to work on, and the token for it; None for the embedded database.

    The server is the one said, that of HEADWAY_SERVER, or that of `headway login`; the token that of HEADWAY_TOKEN,
    unless it is set for another server than the one said, or that of `headway login`.

    Raises SettingsError; UsageError when there is no token, or others may read it.
    """
    settings = config.load(os.environ)
    kept = remembered(settings)
    address = said or settings.server or (kept.server if kept else None)
    if address is None:
        return None
    if settings.token and settings.server in {None, address}:
        return Login(address, settings.token)
    if kept is None or kept.server != address:
        raise UsageError(f"There is no token for {address}. Get one with: headway login --server {address}")
    return _own(kept, settings)


def address(settings: Config) -> str | None:
    """Tell which server commands work on; None for the embedded database."""
    kept = None if settings.server else remembered(settings)
    return kept.server if kept else settings.server


def remembered(settings: Config) -> Login | None:
    """Read what `headway login` has kept, if anything; what cannot be read is nothing."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode(_file(settings).read_bytes(), type=Login)
    return None


def remember(settings: Config, login: Login) -> None:
    """Keep a login where nobody else can read it, not even for a moment."""
    file = _file(settings)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as opened:
        opened.write(msgspec.json.encode(login))
    fresh.replace(file)


def forget(settings: Config) -> bool:
    """Remove what was kept, and tell whether there was anything."""
    file = _file(settings)
    there = file.exists()
    file.unlink(missing_ok=True)
    return there


def _own(kept: Login, settings: Config) -> Login:
    """Give a login that only its owner can read; a token that others could read is not used.

    Raises UsageError.
    """
    file = _file(settings)
    if os.name == "posix" and file.stat().st_mode & _OTHERS:
        raise UsageError(
            f"{file} holds a token, and other users of this machine can read it. "
            f"Get another one with: headway login --server {kept.server}"
        )
    return kept


def _file(settings: Config) -> Path:
    return settings.data_dir / config.LOGIN
