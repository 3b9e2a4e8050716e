"""Settings: read once, from the environment or from `headway.toml` in the data directory, and then only handed on.

In the environment a setting is called HEADWAY_PORT, in the file `port`; the environment wins. An empty value is
no value.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from platformdirs import user_data_path

FILE = "headway.toml"
LOGIN = "login.json"
"""What `headway login` keeps, beside the file."""
PREFIX = "HEADWAY_"
MASK = "•••"

_USUAL_PORTS = {"http": 80, "https": 443}

Network = IPv4Network | IPv6Network


class Signup(StrEnum):
    """Who may make an account: the first one only, everybody, or nobody."""

    FIRST = "first"
    OPEN = "open"
    CLOSED = "closed"


class Source(StrEnum):
    """Where a setting's value comes from."""

    DEFAULT = "default"
    FILE = FILE
    ENVIRONMENT = "environment"
    LOGIN = "headway login"


class SettingsError(Exception):
    """Settings that cannot be what was meant; every one of them is named, and no secret is."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, in the units of `SETTINGS`, and where each comes from."""

    data_dir: Path
    database_url: str
    database_connections: int
    host: str
    port: int
    public_url: str | None
    trusted_proxies: tuple[Network, ...]
    signup: Signup
    bcrypt_cost: int
    user: str | None
    server: str | None
    token: str | None
    rate_limit_url: str
    sqlite_synchronous: Literal["FULL", "NORMAL"]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is called, what it means, and how its text is read.

    `default` is the value when nothing is set (None: there is none), `default_told` what people are told of it.
    """

    field: str
    meaning: str
    read: Callable[[str], Any]
    default: str | None = None
    default_told: str = ""
    secret: bool = False

    @property
    def name(self) -> str:
        """What the environment calls it."""
        return PREFIX + self.field.upper()


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting as people may see it: no secret in it."""

    name: str
    value: str
    source: Source
    meaning: str


def load(environment: Mapping[str, str]) -> Config:
    """Read all settings.

    Raises SettingsError naming every setting that cannot be read, or that does not exist.
    """
    data_dir = _path(environment.get(f"{PREFIX}DATA_DIR") or str(user_data_path("headway", appauthor=False)))
    in_file = _read_file(data_dir / FILE)
    dynamic = {"data_dir": str(data_dir), "database_url": f"sqlite:///{data_dir / 'headway.db'}"}
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    wrong = []
    for setting in SETTINGS:
        text, source = _find(setting, environment, in_file)
        try:
            given = text or dynamic.get(setting.field, setting.default)
            values[setting.field] = None if given is None else setting.read(given)
        except ValueError as error:
            value = "" if setting.secret or setting.field.endswith("_url") else f" is “{text}”"
            wrong.append(f"{setting.name}{value} ({source}): {error}")
        sources[setting.field] = source
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Config(**values, sources=sources)


def show(config: Config) -> list[Shown]:
    """List every setting with its value and where that comes from; secrets and passwords are masked."""
    return [
        Shown(one.name, _show(one, getattr(config, one.field)), config.sources[one.field], one.meaning)
        for one in SETTINGS
    ]


def unknown(environment: Mapping[str, str]) -> list[str]:
    """Find variables that look like settings of ours and are none: misspelt, most likely."""
    names = {setting.name for setting in SETTINGS}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in names)


def _find(setting: Setting, environment: Mapping[str, str], in_file: Mapping[str, str]) -> tuple[str, Source]:
    if text := environment.get(setting.name, "").strip():
        return text, Source.ENVIRONMENT
    if text := in_file.get(setting.field, "").strip():
        return text, Source.FILE
    return "", Source.DEFAULT


def _read_file(path: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    possible = {setting.field for setting in SETTINGS} - {"data_dir"}
    if strangers := sorted(content.keys() - possible):
        raise SettingsError(f"{path} has settings that do not exist there: {', '.join(strangers)}")
    return {name: _text(path, name, value) for name, value in content.items()}


def _text(path: Path, name: str, value: object) -> str:
    match value:
        case str():
            return value
        case int() if not isinstance(value, bool):
            return str(value)
        case list() if all(isinstance(one, str) for one in value):
            return ",".join(value)
    raise SettingsError(f"{path}: {name} is text, a whole number or a list of texts.")


def _show(setting: Setting, value: object) -> str:
    if value is None:
        return ""
    if setting.secret:
        return MASK
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return _without_password(str(value)) if setting.field.endswith("_url") else str(value)


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:{MASK}@{place}"))


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            raise ValueError(f"a whole number from {least} to {most} is needed.")
        return int(text)

    return read


def _one_of(*values: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in values:
            raise ValueError(f"one of {', '.join(values)} is needed.")
        return text

    return read


def _database_url(text: str) -> str:
    text = text.replace("postgres://", "postgresql://", 1) if text.startswith("postgres://") else text
    parts = urlsplit(text)
    if parts.scheme not in {"sqlite", "postgresql"} or len(parts.path) < len("/x"):
        raise ValueError("sqlite:///path or postgresql://user@host/database is needed.")
    return text


def web_url(text: str) -> str:
    """Read the address of a server, and leave out what goes without saying.

    Raises ValueError.
    """
    parts = urlsplit(text)
    if parts.scheme not in _USUAL_PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError("an address like https://headway.example.org is needed.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("nothing may follow the host and the port.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = parts.port in {None, _USUAL_PORTS[parts.scheme]}
    return f"{parts.scheme}://{host}" if usual else f"{parts.scheme}://{host}:{parts.port}"


def _rate_limit_url(text: str) -> str:
    if text != "memory" and urlsplit(text).scheme not in {"redis", "rediss"}:
        raise ValueError("memory or redis://host:port is needed.")
    return text


def _host(text: str) -> str:
    if any(one.isspace() or one in "/@" for one in text):
        raise ValueError("a host name or an IP address is needed.")
    return text


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise ValueError(f"IP addresses or networks with commas between are needed; {error}.") from error


SETTINGS = (
    Setting(
        "data_dir",
        "where the embedded database, its copies and headway.toml live",
        _path,
        default_told="the platform's user data directory",
    ),
    Setting(
        "database_url",
        "the database: sqlite:///path, or postgresql://… (16 or newer)",
        _database_url,
        default_told="SQLite `headway.db` in the data directory",
    ),
    Setting("database_connections", "how many connections to PostgreSQL each process has", _whole(1, 64), "10"),
    Setting("host", "the address to listen on", _host, "127.0.0.1"),
    Setting("port", "the port to listen on", _whole(1, 65_535), "8000"),
    Setting("public_url", "the address that browsers use, when a reverse proxy stands before", web_url),
    Setting(
        "trusted_proxies", "whose word on the client's address is taken: IP addresses or networks", _networks, ""
    ),
    Setting(
        "signup",
        "who may make an account: first, open or closed",
        lambda text: Signup(_one_of(*Signup)(text)),
        "first",
    ),
    Setting(
        "bcrypt_cost", "how hard passwords are to guess: 2 to the power of this many rounds", _whole(4, 18), "12"
    ),
    Setting("user", "the e-mail or id of the account that commands work for", str),
    Setting("server", "the server that commands talk to, instead of the embedded database", web_url),
    Setting("token", "the token for that server", str, secret=True),
    Setting(
        "rate_limit_url",
        "where attempts are counted: memory, or a Redis URL when several processes serve",
        _rate_limit_url,
        "memory",
    ),
    Setting(
        "sqlite_synchronous",
        "FULL outlives a power cut; NORMAL trades the last moments for speed",
        _one_of("FULL", "NORMAL"),
        "FULL",
    ),
)
"""Every setting there is, in the order in which they are shown."""
