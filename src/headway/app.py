"""The application: every part, put together. The one module that knows them all."""

from functools import cache
from typing import TextIO

import falcon

from headway import clock
from headway.api import contract, dispatch, failures
from headway.api.routes import ROUTES
from headway.clock import Clock
from headway.config import Config
from headway.edge.context import Edge
from headway.edge.log import RequestLog
from headway.edge.security import Guard
from headway.edge.turns import Turns
from headway.services.attempts import Attempts
from headway.services.door import Door
from headway.services.passwords import Passwords
from headway.services.scope import Scopes
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.web import frame, site

App = falcon.App[falcon.Request, falcon.Response]


def create(
    config: Config, now: Clock = clock.now, *, setup_code: str | None = None, log: TextIO | None = None
) -> App:
    """Make the WSGI application of these settings; `log` has a line for every answer."""
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
    turns = Turns(database.together) if database.dialect == "sqlite" else None
    return assemble(door, guard, Schema(database), turns, RequestLog(log, now) if log else None)


def assemble(
    door: Door, guard: Guard, schema: Schema, turns: Turns | None = None, log: RequestLog | None = None
) -> App:
    """Make the WSGI application of these parts."""
    app = falcon.App(middleware=[one for one in (guard, log, dispatch.MethodCheck()) if one])
    edge = Edge(door, guard, schema, cache(contract.text), turns)
    dispatch.mount(app, ROUTES, edge)
    site.mount(app, edge, contract.document)
    failures.mount(app, frame.problem)
    return app
