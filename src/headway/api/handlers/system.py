"""The server itself over HTTP: whether it runs, whether it can work, and what it offers."""

import msgspec

from headway.api.context import Answer, Call
from headway.api.wire import system as wire
from headway.edge.problems import SCHEMA_OUTDATED, UNAVAILABLE_RETRY_SECONDS, EdgeError
from headway.storage.schema import SchemaError


def health(_call: Call[None, None]) -> Answer:
    """Tell that the server runs."""
    return Answer(wire.Health(status="ok"))


def readiness(call: Call[None, None]) -> Answer:
    """Tell whether the database can be reached and has the schema that is needed."""
    try:
        current = call.edge.schema.is_current()
    except SchemaError as error:
        raise _outdated(str(error)) from error
    if not current:
        raise _outdated("Run: headway migrate up")
    return Answer(wire.Readiness(status="ready"))


def _outdated(detail: str) -> EdgeError:
    return EdgeError(SCHEMA_OUTDATED, detail, {"Retry-After": str(UNAVAILABLE_RETRY_SECONDS)})


def contract(call: Call[None, None]) -> Answer:
    """Show the contract of this interface."""
    return Answer(msgspec.Raw(call.edge.contract()))
