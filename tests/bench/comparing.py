"""Comparing: the same requests sent to servers in turn, and what each took of the processor.

A machine changes its pace from one second to the next. So all servers that are compared run at the same time, and
each is sent requests for a tenth of a second, then the next one; what is told is the middle of many such turns.
"""

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from falcon import testing

from headway import app, config
from tests.bench import floor, load, serving
from tests.bench.load import Ask
from tests.bench.places import Place
from tests.bench.serving import Serving

ROUNDS = 3
TURNS = 16
"""Into how many parts the requests of a round are cut."""
_WARM_UP_SHARE = 0.2
"""How much of the requests is sent before it counts."""

T = TypeVar("T")
Server = Callable[[], AbstractContextManager[Serving]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request took of the processor in every turn, in milliseconds."""

    turns: list[float]

    @property
    def milliseconds(self) -> float:
        """The middle one."""
        return median(self.turns)

    def over(self, other: "Cost") -> float:
        """Tell how many times the other's cost this is, turn by turn; the middle one."""
        return median(mine / theirs for mine, theirs in zip(self.turns, other.turns, strict=True))


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a server, by whom."""

    server: Server
    shown: str
    asked: Sequence[Ask]


def costs(runs: Sequence[Run]) -> list[Cost]:
    """Send the requests to their servers in turn, one request at a time."""
    return [Cost(turns) for turns in in_turn(runs, _cost)]


def in_turn(runs: Sequence[Run], do: Callable[[Run, Serving, Sequence[Ask]], T]) -> list[list[T]]:
    """Serve all at the same time, warm them up, and do something with each one's part of the requests in turn."""
    turns = [turn for _ in range(ROUNDS) for turn in _round(runs, do)]
    return [list(one) for one in zip(*turns, strict=True)]


def _round(runs: Sequence[Run], do: Callable[[Run, Serving, Sequence[Ask]], T]) -> list[list[T]]:
    with ExitStack() as stack:
        serving = [stack.enter_context(run.server()) for run in runs]
        parts = []
        for run, server in zip(runs, serving, strict=True):
            warm = round(len(run.asked) * _WARM_UP_SHARE)
            load.in_turn(server.port, run.shown, run.asked[:warm])
            parts.append(list(_cut(run.asked[warm:])))
        return [[do(*one) for one in zip(runs, serving, part, strict=True)] for part in zip(*parts, strict=True)]


def _cut(asked: Sequence[Ask]) -> Iterator[Sequence[Ask]]:
    size = len(asked) // TURNS
    return (asked[at * size : (at + 1) * size] for at in range(TURNS))


def _cost(run: Run, server: Serving, asked: Sequence[Ask]) -> float:
    before = server.cpu_seconds()
    load.in_turn(server.port, run.shown, asked)
    return (server.cpu_seconds() - before) / len(asked) * 1000


def headway(place: Place, url: str) -> Server:
    """Serve Headway over a fresh copy of a database each time."""

    @contextmanager
    def server() -> Iterator[Serving]:
        with serving.headway(Path(), place.copy(url)) as running:
            yield running

    return server


def with_floor(place: Place, url: str, shown: str, asked: Sequence[Ask], script: Path) -> tuple[Run, Run, int]:
    """Record what Headway sends for requests, and serve it and the floor of that over fresh copies each time.

    Tells too how many statements a request is, BEGIN not counted; the most.
    """
    steps = _recorded(place.copy(url), shown, asked)
    script.write_bytes(pickle.dumps(steps | {"GET /ready": []}))

    @contextmanager
    def floor() -> Iterator[Serving]:
        with serving.floor(place.copy(url), script, ready="/ready") as running:
            yield running

    ours, least = Run(headway(place, url), shown, asked), Run(floor, shown, asked)
    return ours, least, max(map(len, steps.values())) - 1


def _recorded(url: str, shown: str, asked: Sequence[Ask]) -> floor.Script:
    client = testing.TestClient(app.create(config.load({"HEADWAY_DATABASE_URL": url})))
    script: floor.Script = {}
    for method, path in asked:
        with floor.recorded() as steps:
            reply = client.simulate_request(
                method, path, headers={"Host": "127.0.0.1:8000", **dict([shown.split(": ", 1)])}
            )
        assert reply.status_code in {200, 201, 204}, reply.text
        script[f"{method} {path}"] = steps
    return script
