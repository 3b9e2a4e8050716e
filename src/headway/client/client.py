"""The client: an account on a server, and everything that can be done with what is in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from types import TracebackType
from typing import Self
from uuid import UUID

from headway.api.wire import tokens as token_wire
from headway.api.wire import users as user_wire
from headway.api.wire.insights import Insights
from headway.api.wire.today import Today
from headway.client.categories import Categories
from headway.client.completions import Completions
from headway.client.connection import NOTHING, Connection
from headway.client.entries import Entries
from headway.client.goals import Goals
from headway.client.habits import Habits
from headway.client.imports import Imports
from headway.client.pauses import Pauses
from headway.client.things import every
from headway.domain.insights.spans import SpanDraft
from headway.domain.tokens import Right


class Client:
    """An account on a server. Several threads may share one; `with` closes its connections at the end.

    Every call raises HeadwayError for a refusal (its kinds are in `headway.domain.errors`), ServerError when the
    server fails, and UnreachableError when it cannot be reached or is not Headway.
    """

    def __init__(self, server: str, token: str) -> None:
        """Work on a server, `https://headway.example.org`, for whose token it is; nothing is sent yet.

        Raises ValueError when the address or the token cannot be one.
        """
        self._connection = Connection(server, token)
        self._token = token
        self.habits = Habits(self._connection)
        self.completions = Completions(self._connection)
        self.goals = Goals(self._connection)
        self.entries = Entries(self._connection)
        self.categories = Categories(self._connection)
        self.pauses = Pauses(self._connection)
        self.imports = Imports(self._connection)

    @classmethod
    def login(
        cls, server: str, email: str, password: str, name: str, scopes: Sequence[Right] = tuple(Right)
    ) -> Self:
        """Make a token on a server, called `name` in the list of tokens there, and work with it.

        Raises ValueError; CredentialsError when e-mail or password are wrong; LimitedError after too many tries.
        """
        new = token_wire.NewToken(name=name, scopes=list(scopes), email=email, password=password)
        connection = Connection(server)
        try:
            minted = connection.call("POST", "/tokens", token_wire.MintedToken, new, repeat=False)
        finally:
            connection.close()
        return cls(server, minted.token)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Client({self.address!r})"

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    @property
    def address(self) -> str:
        """The server's address."""
        return self._connection.address

    @property
    def token(self) -> str:
        """What lets this client in: to be kept like a password."""
        return self._token

    def logout(self) -> None:
        """Revoke the token, which lets nobody in any more."""
        self.revoke(UUID(self._token.split(".")[1]))

    def me(self) -> user_wire.User:
        """Show the account."""
        return self._connection.get("/me", user_wire.User)

    def edit_me(self, changes: user_wire.UserChanges, version: int | None = None) -> user_wire.User:
        """Change the account; with `version` only if it is still of that version.

        Raises RejectedError, StaleError; ConflictError when the e-mail has an account.
        """
        return self._connection.call(
            "PATCH", "/me", user_wire.User, changes, version=version, repeat=version is None
        )

    def today(self, day: date | None = None) -> Today:
        """Show a day, today unless said otherwise: what it asks for, and what was done.

        Raises RejectedError for a day that has not begun.
        """
        return self._connection.get("/today", Today, date=day)

    def insights(self, span: SpanDraft) -> Insights:
        """Look back on a span of days: the week, month, quarter or year of a day, or days of one's own choice.

        Raises RejectedError with every broken rule.
        """
        asked = {"date": span.day, "from": span.first_day, "to": span.last_day}
        return self._connection.get("/insights", Insights, span=span.kind.value, **asked)

    def tokens(self) -> Iterator[token_wire.Token]:
        """Go through the account's tokens, the newest first; their secrets are not among what is told."""
        return every(self._connection, "/tokens", token_wire.Tokens)

    def revoke(self, token_id: UUID) -> None:
        """Revoke a token of the account.

        Raises NotFoundError.
        """
        self._connection.call("DELETE", f"/tokens/{token_id}", NOTHING)
