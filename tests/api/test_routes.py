"""Every route of the table: for its owner, for others, for scripts, and for those who are signed out."""

import pytest

from headway.api.route import Route, Who
from headway.api.routes import ROUTES
from tests.api.clients import Client, code_of
from tests.api.examples import EXAMPLES, Things, path_of

NAMES = [route.name for route in ROUTES]
OWNED = [route for route in ROUTES if "id" in route.parameters]
GUARDED = [route for route in ROUTES if route.who in {Who.READER, Who.WRITER}]


def named(routes: list[Route]):
    return [pytest.param(route, id=route.name) for route in routes]


def test_every_route_has_an_example_and_a_name_of_its_own():
    assert sorted(NAMES) == sorted(EXAMPLES)


@pytest.mark.parametrize("route", named(list(ROUTES)))
def test_a_route_does_for_its_owner_what_it_says(route: Route, ada_there: Client):
    example = EXAMPLES[route.name]
    reply = ada_there.call(route.method, path_of(route, Things(ada_there)), example.body)
    assert reply.status_code == example.status, reply.text
    assert example.status in route.answers
    assert (reply.status_code == 201) == ("location" in reply.headers)


@pytest.mark.parametrize("route", named(OWNED))
def test_someone_elses_things_are_not_there(route: Route, ada_there: Client, ben_there: Client):
    path = path_of(route, Things(ada_there))
    problem = ben_there.refused(route.method, path, EXAMPLES[route.name].body)
    assert (problem["status"], code_of(problem)) == (404, "not_found")
    assert ada_there.call(route.method, path, EXAMPLES[route.name].body).status_code < 400


@pytest.mark.parametrize("route", named(OWNED))
def test_an_id_that_is_none_is_not_there(route: Route, ada_there: Client):
    path = path_of(route, Things(ada_there))
    for segment in [one for one in path.split("/") if one.count("-") == 4]:
        for wrong in ("7", segment + "0", segment.replace("-", ""), "0" * 36, f"{{{segment}}}"):
            problem = ada_there.refused(route.method, path.replace(segment, wrong), EXAMPLES[route.name].body)
            assert code_of(problem) == "not_found"


@pytest.mark.parametrize("route", named(GUARDED))
def test_whoever_is_signed_out_is_told_to_sign_in(route: Route, ada_there: Client, cy: Client):
    reply = cy.call(route.method, path_of(route, Things(ada_there)), EXAMPLES[route.name].body)
    assert reply.status_code == 401
    assert code_of(reply.json) == "unauthenticated"
    assert reply.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("route", named(GUARDED))
def test_a_token_needs_the_scope(route: Route, ada_there: Client):
    path, body = path_of(route, Things(ada_there)), EXAMPLES[route.name].body
    right, wrong = ("write", "read") if route.writes else ("read", "write")
    problem = ada_there.with_token(wrong).refused(route.method, path, body)
    assert (problem["status"], code_of(problem), problem["scope"]) == (403, "scope_missing", right)
    if route.name != "sessions_remove_current":
        assert ada_there.with_token(right).call(route.method, path, body).status_code < 400


@pytest.mark.parametrize("route", named([route for route in ROUTES if route.writes]))
def test_what_changes_something_comes_from_our_own_pages(route: Route, ada_there: Client):
    path, body = path_of(route, Things(ada_there)), EXAMPLES[route.name].body
    problem = ada_there.refused(route.method, path, body, headers={"Origin": "https://evil.example"})
    assert (problem["status"], code_of(problem)) == (403, "origin_refused")


@pytest.mark.parametrize("route", named([route for route in ROUTES if route.method == "GET"]))
def test_head_answers_like_get_without_the_body(route: Route, ada_there: Client):
    path = path_of(route, Things(ada_there))
    got, head = ada_there.call("GET", path), ada_there.call("HEAD", path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    for name in ("content-type", "content-length", "etag"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("route", named(list(ROUTES)))
def test_an_unknown_parameter_of_the_query_is_refused(route: Route, ada_there: Client):
    path = path_of(route, Things(ada_there))
    problem = ada_there.refused(route.method, path, EXAMPLES[route.name].body, query="wat=1")
    assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [("/wat", "unknown_member")]


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
def test_an_address_says_which_methods_it_takes(ada_there: Client):
    for method in ("DELETE", "TRACE", "PROPFIND"):
        reply = ada_there.call(method, "/goals")
        assert (reply.status_code, code_of(reply.json)) == (405, "method_not_allowed")
        assert reply.headers["allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
def test_a_method_that_nobody_knows_is_refused_like_one_that_does_not_fit(ada_there: Client):
    reply = ada_there.call("FROBNICATE", "/goals")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_options_tells_the_methods_and_nothing_of_other_origins(ada_there: Client):
    reply = ada_there.call("OPTIONS", "/goals", headers={"Origin": "https://evil.example"})
    assert reply.status_code == 200
    assert set(reply.headers["allow"].split(", ")) >= {"GET", "HEAD", "POST"}
    assert not [name for name in reply.headers if name.lower().startswith("access-control")]


def test_where_there_is_nothing_a_problem_says_so(cy: Client):
    for path in ("/api/v1/nothing", "/api", "/api/v2/goals"):
        problem = cy.refused("GET", path)
        assert code_of(problem) == "no_such_address"
