"""Attempts: how often a password may be tried.

Ten failures per account and a hundred attempts per address in fifteen minutes. A success clears its account's
count, and time clears all: nobody is locked out for good.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import cast

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from headway.clock import Clock
from headway.domain.errors import BusyError, HeadwayError, LimitedError

FAILURES_PER_ACCOUNT = 10
ATTEMPTS_PER_ADDRESS = 100
WINDOW_MINUTES = 15

_FAILURES = RateLimitItemPerMinute(FAILURES_PER_ACCOUNT, WINDOW_MINUTES, namespace="headway/failures")
_ATTEMPTS = RateLimitItemPerMinute(ATTEMPTS_PER_ADDRESS, WINDOW_MINUTES, namespace="headway/attempts")
_NETWORK_BITS = 64


class Attempts:
    """Counts attempts, in memory or where several processes share the count; made once per process."""

    def __init__(self, url: str, clock: Clock) -> None:
        """Count where the setting says: in `memory`, or at a Redis server's URL."""
        self._clock = clock
        kept = storage_from_string(f"{url}://" if url == "memory" else url, wrap_exceptions=True)
        self._limiter = MovingWindowRateLimiter(cast("Storage", kept))

    @contextmanager
    def counted(self, account: str, address: str) -> Iterator[None]:
        """Let the block try a password for `account` from `address`; a refusal that it raises is a failure.

        Tries at the same moment all begin: no more than there is room for in the queue of `Passwords`.

        Raises LimitedError, and BusyError while attempts cannot be counted.
        """
        account = sha256(account.encode("utf-8", "surrogatepass")).hexdigest()
        try:
            if not self._limiter.hit(_ATTEMPTS, network := _network(address)):
                raise self._limited(_ATTEMPTS, network)
            if not self._limiter.test(_FAILURES, account):
                raise self._limited(_FAILURES, account)
            yield from self._judged(account)
        except StorageError as error:
            raise BusyError("Attempts cannot be counted at the moment.") from error

    def _judged(self, account: str) -> Iterator[None]:
        try:
            yield
        except BusyError:
            raise
        except HeadwayError:
            self._limiter.hit(_FAILURES, account)
            raise
        self._limiter.clear(_FAILURES, account)

    def _limited(self, limit: RateLimitItem, key: str) -> LimitedError:
        reset = self._limiter.get_window_stats(limit, key).reset_time
        seconds = ceil(reset - self._clock().timestamp())
        return LimitedError("Too many attempts; try again later.", min(max(seconds, 1), WINDOW_MINUTES * 60))


def _network(address: str) -> str:
    """Find what one client has: an IPv4 address, or the /64 in which an IPv6 host chooses its own addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((int(parsed), _NETWORK_BITS), strict=False))
