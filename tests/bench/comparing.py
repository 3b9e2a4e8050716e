"""Comparing: the same requests sent to servers in turn, and what each took of the processor."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from falcon import testing

from headway import app, config
from tests.bench import floor, load, serving
from tests.bench.load import Ask
from tests.bench.places import Place
from tests.bench.serving import Serving

ROUNDS = 5
WARM_UP_SHARE = 0.2
"""How much of the requests is sent before it counts."""

Server = Callable[[], AbstractContextManager[Serving]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request took of the processor in every round, in milliseconds."""

    rounds: list[float]

    @property
    def milliseconds(self) -> float:
        """The middle one."""
        return median(self.rounds)

    def over(self, other: "Cost") -> float:
        """Tell how many times the other's cost this is, round by round; the middle one."""
        return median(mine / theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True))


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a server, by whom."""

    server: Server
    shown: str
    asked: Sequence[Ask]


def costs(runs: Sequence[Run]) -> list[Cost]:
    """Send the requests to their servers in turn, round after round, one request at a time."""
    rounds = [[_cost(run.shown, run.asked, run.server) for run in runs] for _ in range(ROUNDS)]
    return [Cost(list(one)) for one in zip(*rounds, strict=True)]


def _cost(shown: str, asked: Sequence[Ask], server: Server) -> float:
    warm = round(len(asked) * WARM_UP_SHARE)
    with server() as running:
        load.in_turn(running.port, shown, asked[:warm])
        before = running.cpu_seconds()
        load.in_turn(running.port, shown, asked[warm:])
        return (running.cpu_seconds() - before) / (len(asked) - warm) * 1000


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
