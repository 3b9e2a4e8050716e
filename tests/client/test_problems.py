"""Problems become the errors again that they were made of."""

import json

import pytest

from headway.api.wire import values
from headway.client import ServerError, UnreachableError, problems
from headway.domain import errors
from headway.domain.errors import Broken, Code, HeadwayError, RejectedError
from headway.edge.problems import KINDS, MEDIA_TYPE, describe

ADDRESS = "https://headway.example.org"
REFUSALS = [
    errors.CredentialsError(Code.WRONG_CREDENTIALS, "E-mail or password are wrong."),
    errors.ForbiddenError(Code.SCOPE_MISSING, "This token has no scope “write”.", scope="write"),
    errors.NotFoundError("habit"),
    errors.ConflictError(Code.HABIT_ARCHIVED, "An archived habit takes no completions."),
    errors.GoneError("goal"),
    errors.StaleError("goal", 7),
    errors.LimitedError("Too many attempts.", 840),
    errors.BusyError("No room.", 3),
    RejectedError(
        [
            Broken(("title",), Code.EMPTY, "Say something."),
            Broken(("frequency_config", "rules", "days", 2), Code.REPEATED, "Once."),
        ],
        zone="UTC",
        dayStart="03:00:00",
    ),
]


def over_http(error: Exception) -> Exception:
    """Send an error, and read what arrives."""
    problem = describe(error)
    assert problem is not None
    body = values.encode(problem.body("0123456789abcdef"))
    return problems.read(ADDRESS, problem.kind.status, body, problem.headers)


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_a_refusal_arrives_as_it_was_raised(error):
    arrived = over_http(error)
    assert isinstance(arrived, HeadwayError)
    assert type(arrived) is type(error)
    assert (arrived.code, arrived.detail, str(arrived), arrived.facts) == (
        error.code,
        error.detail,
        str(error),
        error.facts,
    )
    for name in ("broken", "retry_after"):
        assert getattr(arrived, name, None) == getattr(error, name, None)


def test_every_kind_of_refusal_is_known():
    assert {type(one) for one in REFUSALS} == set(HeadwayError.__subclasses__())
    assert problems.MEDIA_TYPE == MEDIA_TYPE


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.code not in list(Code)])
def test_what_only_http_knows_is_the_servers(kind):
    body = {"type": f"urn:headway:problem:{kind.code}", "title": "", "status": kind.status, "detail": "So.",
            "requestId": "0123456789abcdef"}  # fmt: skip
    arrived = problems.read(ADDRESS, kind.status, json.dumps(body).encode(), {})
    assert isinstance(arrived, ServerError)
    assert (arrived.code, arrived.is_down) == (kind.code, kind.status >= 500)
    assert str(arrived) == f"{ADDRESS} answers: So. (request 0123456789abcdef)"


def test_what_a_newer_server_says_is_understood_as_far_as_can_be():
    body = {"type": "urn:headway:problem:rejected", "detail": "x", "new": 1,
            "errors": [{"pointer": "/mood", "code": "too_gloomy", "detail": "Cheer up.", "more": []}]}  # fmt: skip
    arrived = problems.read(ADDRESS, 422, json.dumps(body).encode(), {})
    assert isinstance(arrived, RejectedError)
    assert arrived.broken == (Broken(("mood",), Code.REJECTED, "Cheer up."),)
    body = {"type": "urn:headway:problem:too_gloomy", "detail": "Cheer up."}
    assert isinstance(problems.read(ADDRESS, 409, json.dumps(body).encode(), {}), ServerError)


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"[]", b"{}", b'{"type": 1, "detail": 2}', b"\xff", b"[" * 9999]
)
def test_what_is_no_problem_comes_from_somebody_else(content):
    assert isinstance(problems.read(ADDRESS, 422, content, {}), UnreachableError)
