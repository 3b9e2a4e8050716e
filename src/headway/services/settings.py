"""Settings that work and are yet worth a second thought: told at the start, and by the doctor."""

import stat
from collections.abc import Iterator, Mapping
from ipaddress import ip_address

from headway import config
from headway.config import Config, Signup

_LEAST_BCRYPT_COST = 10
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def warnings(settings: Config, environment: Mapping[str, str]) -> list[str]:
    """List what an operator may not have meant, a sentence each."""
    return [*_about_the_network(settings), *_about_secrets(settings), *_about_names(environment)]


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _about_the_network(settings: Config) -> Iterator[str]:
    alone = is_loopback(settings.host) and settings.public_url is None
    if not alone and not (settings.public_url or "").startswith("https:"):
        yield (
            "Beyond this machine this is plain HTTP: passwords can be read on their way. "
            "Put Headway behind HTTPS and set HEADWAY_PUBLIC_URL."
        )
    if settings.public_url is not None and not settings.trusted_proxies:
        yield (
            "HEADWAY_TRUSTED_PROXIES is not set: behind a proxy all clients look like one, "
            "and share its limit of attempts to sign in."
        )
    if settings.signup is Signup.OPEN and not alone:
        yield "HEADWAY_SIGNUP is open: whoever finds this server can make an account."


def _about_secrets(settings: Config) -> Iterator[str]:
    if settings.bcrypt_cost < _LEAST_BCRYPT_COST:
        yield f"HEADWAY_BCRYPT_COST is {settings.bcrypt_cost}: stolen hashes are quickly guessed below 10."
    if settings.sqlite_synchronous != "FULL":
        yield "HEADWAY_SQLITE_SYNCHRONOUS is NORMAL: a power cut may take the last moments."
    for name in (config.FILE, config.LOGIN, "headway.db"):
        path = settings.data_dir / name
        if path.exists() and path.stat().st_mode & _OTHERS:
            yield f"{path} can be read by other users of this machine: chmod 600 {path}"


def _about_names(environment: Mapping[str, str]) -> Iterator[str]:
    for name in config.unknown(environment):
        yield f"{name} is no setting of Headway."
