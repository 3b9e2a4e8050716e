"""What can go wrong beyond the refusals of `headway.domain.errors`."""

_SERVER_FAILS = 500


class UnreachableError(Exception):
    """Nothing that Headway says came from the server's address: nobody answers there, or somebody else does."""

    def __init__(self, address: str, said: str) -> None:
        """Keep the server's address; `said` tells of it what is wrong."""
        super().__init__(f"{address} {said}")
        self.address = address


class ServerError(Exception):
    """A problem that the rules do not know: the server fails, or does not take requests like this one.

    `is_down` tells which.
    """

    def __init__(self, address: str, status: int, code: str, detail: str, request_id: str) -> None:
        """Keep what the problem says; its id finds the cause in the server's log."""
        super().__init__(f"{address} answers: {detail} (request {request_id})")
        self.address = address
        self.status = status
        self.code = code
        self.detail = detail
        self.request_id = request_id

    @property
    def is_down(self) -> bool:
        """Whether it is the server's failure, and may be over soon."""
        return self.status >= _SERVER_FAILS
