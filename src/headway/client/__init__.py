"""A client of Headway, for other programs and for the command line.

It speaks the shapes of `headway.api.wire` both ways, and raises the errors of `headway.domain.errors`:

    with Client("https://headway.example.org", token) as headway:
        for habit in headway.habits.every():
            headway.completions.record(habit.id, headway.today().today)

It loads no database and no server.
"""

from headway.client.client import Client
from headway.client.errors import ServerError, UnreachableError

__all__ = ["Client", "ServerError", "UnreachableError"]
