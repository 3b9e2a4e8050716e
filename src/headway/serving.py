"""Serving: the processes that answer. On SQLite one does, on PostgreSQL as many as are asked for.

The process that starts them only watches over them. It loads neither the application nor the database, so all of
it fits into little memory; the application is loaded where it serves.
"""

import ctypes
import gc
import logging
import os
import secrets
import signal
import sys
from contextlib import suppress
from functools import partial
from multiprocessing import parent_process
from threading import Thread
from time import gmtime
from typing import TYPE_CHECKING

from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from headway.config import Config, Signup
from headway.services.settings import is_loopback

if TYPE_CHECKING:
    from headway.app import App

THREADS = 64
"""Requests at once in a process. A slow client keeps one waiting, so there are more than work needs."""
STOP_SECONDS = 10
"""For how long requests that are being answered are waited for in the end."""
_HEADER_SECONDS = 10
_M_ARENA_MAX = -8
"""The number of `mallopt(3)` for this setting."""


def new_setup_code(config: Config) -> str | None:
    """Make the code that the first account needs where others than the owner could get there first; else None."""
    if config.signup is not Signup.FIRST or (is_loopback(config.host) and config.public_url is None):
        return None
    return secrets.token_urlsafe(9)


def serve(config: Config, *, workers: int = 1, setup_code: str | None = None) -> None:
    """Serve until interrupted. The database's schema is current already."""
    embedded = config.database_url.startswith("sqlite")
    server = Server(
        "headway",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=1 if embedded else workers,
        blocking_threads=THREADS,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_SECONDS * 1000),
        workers_kill_timeout=STOP_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
        process_name=None,
    )
    _keep_what_is_loaded()
    server.serve(target_loader=partial(_load, config, setup_code), wrap_loader=False)


def _load(config: Config, setup_code: str | None) -> "App":
    """Make the application in a serving process, and let it say what it does."""
    from headway import app  # noqa: PLC0415 -- only here, where it serves

    logging.basicConfig(level=logging.WARNING, handlers=[_handler()])
    _share_memory_among_threads()
    Thread(target=_end_with_parent, daemon=True).start()
    made = app.create(config, setup_code=setup_code, log=sys.stderr)
    _keep_what_is_loaded()
    gc.enable()
    return made


def _handler() -> logging.Handler:
    """Write a line as the log of requests does: when, in UTC, how bad it is, and what."""
    lines = logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    lines.converter = gmtime
    lines.default_msec_format = "%s.%03d+00:00"
    handler = logging.StreamHandler()
    handler.setFormatter(lines)
    return handler


def _share_memory_among_threads() -> None:
    """Let threads allocate from the same two places; glibc gives each one of its own, which stays half empty."""
    with suppress(AttributeError, OSError):  # another C library has no such setting, or none by this name
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def _keep_what_is_loaded() -> None:
    """Never look for garbage in what stays loaded: that would copy the memory which the processes share."""
    gc.disable()
    gc.freeze()


def _end_with_parent() -> None:
    """Stop this serving process once the one that started it is gone, which may have been killed.

    Left alone it would go on serving, and keep the address and the database from whoever is started next.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
