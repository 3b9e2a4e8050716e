"""The server itself."""

from typing import Literal

from headway.api.wire.members import Shape


class Health(Shape):
    """That the server runs."""

    status: Literal["ok"]


class Readiness(Shape):
    """That the server can work: its database answers and has the schema that it needs."""

    status: Literal["ready"]
