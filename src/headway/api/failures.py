"""Failures: whatever is raised becomes one problem, sent once; what nobody expected is logged with its id."""

import logging
from collections.abc import Callable
from typing import Any

import falcon

from headway.api.wire import values
from headway.edge.problems import (
    BAD_REQUEST,
    INTERNAL_PROBLEM,
    MEDIA_TYPE,
    NO_SUCH_ADDRESS,
    Problem,
    describe,
)

LOG = logging.getLogger("headway.api")

ShowProblem = Callable[[falcon.Request, falcon.Response, str, str], None]
"""Shows people a problem by its title and detail, where programs would see JSON."""

_FOR_PROGRAMS = ("/api", "/healthz", "/readyz")
_SERVER_ERROR = 500


def mount(app: falcon.App[Any, Any], show: ShowProblem) -> None:
    """Make an application answer every error: programs with a problem, people with a page."""

    def fail(request: falcon.Request, response: falcon.Response, error: Exception, _: Any) -> None:
        problem = describe(error) or _foreign(error)
        if problem.kind.status >= _SERVER_ERROR:
            _log(request.context.id, problem, error)
        response.status = problem.kind.status
        for name, value in problem.headers.items():
            response.set_header(name, value)
        if request.path.startswith(_FOR_PROGRAMS):
            response.content_type = MEDIA_TYPE
            response.data = values.encode(problem.body(request.context.id))
        else:
            show(request, response, problem.kind.title, problem.detail)

    app.add_error_handler(Exception, fail)
    app.add_error_handler(falcon.HTTPError, fail)


def _foreign(error: Exception) -> Problem:
    """Make a problem of what is not ours: Falcon's refusals, and defects."""
    if isinstance(error, falcon.HTTPRouteNotFound):
        return Problem(NO_SUCH_ADDRESS, "There is nothing at this address.")
    if isinstance(error, falcon.HTTPError):
        return Problem(BAD_REQUEST, error.description or error.title or BAD_REQUEST.title)
    return INTERNAL_PROBLEM


def _log(request_id: str, problem: Problem, error: Exception) -> None:
    """Log what failed on our side; a traceback only for what nobody expected."""
    if problem is INTERNAL_PROBLEM:
        LOG.error("%s failed", request_id, exc_info=error)
    else:
        LOG.warning("%s %s: %s", request_id, problem.kind.code, error)
