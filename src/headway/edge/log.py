"""The log: one line for every answer, with the id that the answer carries. Never a header, a query or a body."""

import logging
from time import perf_counter

import falcon

LOG = logging.getLogger("headway.requests")


class RequestLog:
    """Falcon's middleware that writes the lines; it follows the guard, which gives the ids."""

    def process_request(self, request: falcon.Request, _response: falcon.Response) -> None:
        """Note when the work began."""
        request.context.began = perf_counter()

    def process_response(
        self, request: falcon.Request, response: falcon.Response, _resource: object, _succeeded: object
    ) -> None:
        """Write the line; a path is quoted, since it may hold anything."""
        if LOG.isEnabledFor(logging.INFO):
            now = perf_counter()
            milliseconds = (now - getattr(request.context, "began", now)) * 1000
            LOG.info(
                "%s %s %r %s %.1f ms",
                request.context.id,
                request.method,
                request.path,
                response.status_code,
                milliseconds,
            )
