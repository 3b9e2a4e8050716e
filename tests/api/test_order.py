"""The order of lists over HTTP."""

from collections.abc import Mapping

from tests.api.clients import Client, broken
from tests.api.examples import COUNTER, DAILY


def make(client: Client, path: str, body: Mapping[str, object], count: int = 3) -> list[str]:
    return [str(client.post(path, body)["id"]) for _ in range(count)]


def listed(client: Client, path: str) -> list[str]:
    return [one["id"] for one in client.get(path)["items"]]


def test_a_list_stands_as_it_is_put(ada_there: Client):
    for path, body in (("/habits", DAILY), ("/goals", COUNTER)):
        first, second, third = make(ada_there, path, body)
        assert ada_there.call("PUT", f"{path}/order", {"ids": [third, first]}).status_code == 204
        assert listed(ada_there, path) == [third, second, first]


def test_pages_of_a_list_follow_the_order(ada_there: Client):
    ids = make(ada_there, "/habits", DAILY)
    ada_there.call("PUT", "/habits/order", {"ids": ids[::-1]})
    page = ada_there.get("/habits", "limit=2")
    rest = ada_there.get("/habits", f"limit=2&cursor={page['nextCursor']}")
    assert [one["id"] for one in page["items"] + rest["items"]] == ids[::-1]


def test_what_is_not_there_is_named_by_its_place(ada_there: Client, ben_there: Client):
    mine, theirs = make(ada_there, "/habits", DAILY), make(ben_there, "/habits", DAILY)
    problem = ada_there.refused("PUT", "/habits/order", {"ids": [mine[1], theirs[0], mine[1]]})
    assert problem["status"] == 422
    assert broken(problem) == [("/ids/1", "unknown_reference"), ("/ids/2", "repeated")]
    assert listed(ada_there, "/habits") == mine


def test_what_is_no_list_of_ids_is_refused(ada_there: Client):
    for ids, pointer, code in (
        (["7"], "/ids/0", "pattern"),
        ([7], "/ids/0", "type"),
        ("all", "/ids", "type"),
        (None, "/ids", "type"),
    ):
        assert broken(ada_there.refused("PUT", "/goals/order", {"ids": ids})) == [(pointer, code)]
    assert broken(ada_there.refused("PUT", "/goals/order", {})) == [("/ids", "missing")]
