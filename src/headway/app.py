"""The application: every part, put together. The one module that knows them all.

`create` makes the WSGI application, `serve` runs it. On SQLite one process serves, since one transaction at a
time is all that it admits; on PostgreSQL as many as are asked for.
"""

import logging
import os
import secrets
import signal
from functools import cache, partial
from ipaddress import ip_address
from multiprocessing import parent_process
from threading import Thread

import falcon
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from headway import clock
from headway.api import contract, dispatch, failures
from headway.api.context import Edge
from headway.api.log import RequestLog
from headway.api.routes import ROUTES
from headway.api.security import Guard
from headway.clock import Clock
from headway.config import Config, Signup
from headway.services.attempts import Attempts
from headway.services.door import Door
from headway.services.passwords import Passwords
from headway.services.scope import Scopes
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.web import pages

THREADS = 64
"""Requests at once in a process. A slow client keeps one waiting, so there are more than work needs."""
_STOP_SECONDS = 10
_HEADER_SECONDS = 10

App = falcon.App[falcon.Request, falcon.Response]


def create(config: Config, now: Clock = clock.now, *, setup_code: str | None = None) -> App:
    """Make the WSGI application of these settings."""
    database = Database(
        config.database_url, synchronous=config.sqlite_synchronous, connections=config.database_connections
    )
    door = Door(
        Scopes(database, now),
        Passwords(config.bcrypt_cost),
        Attempts("memory://" if config.rate_limit_url == "memory" else config.rate_limit_url, now),
        config.signup,
        setup_code,
    )
    guard = Guard(bound_to=config.host, public_url=config.public_url, trusted_proxies=config.trusted_proxies)
    return assemble(door, guard, Schema(database))


def assemble(door: Door, guard: Guard, schema: Schema) -> App:
    """Make the WSGI application of these parts."""
    app = falcon.App(middleware=(guard, RequestLog(), dispatch.MethodCheck()))
    dispatch.mount(app, ROUTES, Edge(door, guard, schema, cache(contract.text)))
    pages.mount(app, contract.document)
    failures.mount(app, pages.problem)
    return app


def new_setup_code(config: Config) -> str | None:
    """Make the code that the first account needs where others than the owner could get there first; else None."""
    if config.signup is not Signup.FIRST or (_is_loopback(config.host) and config.public_url is None):
        return None
    return secrets.token_urlsafe(9)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def serve(config: Config, *, workers: int = 1, setup_code: str | None = None, log_level: str = "INFO") -> None:
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
        workers_kill_timeout=_STOP_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
        process_name=None,
    )
    server.serve(target_loader=partial(_load, config, setup_code, log_level), wrap_loader=False)


def _load(config: Config, setup_code: str | None, log_level: str) -> App:
    """Make the application in a serving process, and let it say what it does."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("headway").setLevel(log_level)
    Thread(target=_end_with_parent, daemon=True).start()
    return create(config, setup_code=setup_code)


def _end_with_parent() -> None:
    """Stop this serving process once the one that started it is gone, which may have been killed.

    Left alone it would go on serving, and keep the address and the database from whoever is started next.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
