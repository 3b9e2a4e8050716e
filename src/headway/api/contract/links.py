"""The contract's links: from what an operation answers to the operations that its answer leads to."""

from collections.abc import Iterator, Sequence

from headway.api.contract.schemas import members_of
from headway.api.contract.values import Schema
from headway.api.route import Route

_MADE_AS = {"id": "id", "entryId": "id", "date": "completionDate"}
"""Where the answer to a creation has the value of a path's parameter."""

_FREE = {"date", "time"}
"""What a client may choose for itself."""

_FILTERS = {"/categories": "categoryId", "/habits": "habitId"}
"""The parameter of lists that takes the id of what is made at an address."""


def of_creation(route: Route, routes: Sequence[Route]) -> dict[str, Schema]:
    """Link what was made to everything that can be done with it."""
    collection = _collection(route, routes)
    return dict([*_below(collection, routes), *_filtered(collection, routes)])


def of_removal(route: Route, routes: Sequence[Route]) -> dict[str, Schema]:
    """Link what was deleted to what brings it back."""
    same = {name: f"$request.path.{name}" for name in route.parameters}
    return {other.name: _link(other, same) for other in routes if other.path == f"{route.path}/undelete"}


def _collection(route: Route, routes: Sequence[Route]) -> str:
    """Find where things of the kind that a route makes are listed."""
    lists = {one.path for one in routes if one.method == "GET"}
    made = route.answers[201]
    return next((one.path for one in routes if one.answers.get(201) is made and one.path in lists), route.path)


def _below(collection: str, routes: Sequence[Route]) -> Iterator[tuple[str, Schema]]:
    for other in routes:
        first, _, _ = other.path.removeprefix(f"{collection}/").partition("/")
        name = first.strip("{}")
        if not other.path.startswith(f"{collection}/{{") or name not in _MADE_AS:
            continue
        known = {one: f"$request.path.{one}" for one in other.parameters if f"{{{one}}}" in collection}
        known[name] = f"$response.body#/{_MADE_AS[name]}"
        if set(other.parameters) - set(known) <= _FREE:
            yield other.name, _link(other, known)


def _filtered(collection: str, routes: Sequence[Route]) -> Iterator[tuple[str, Schema]]:
    name = _FILTERS.get(collection)
    for other in routes:
        if name is not None and other.query is not None and name in members_of(other.query):
            yield other.name, _link(other, {name: "$response.body#/id"})


def _link(other: Route, parameters: dict[str, str]) -> Schema:
    return {"operationId": other.name, "parameters": parameters}
