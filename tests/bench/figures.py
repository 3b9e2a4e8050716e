"""Figures: what is measured, and how it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

from tests.bench import comparing, load, painting, serving
from tests.bench.comparing import Cost, Run
from tests.bench.household import Household
from tests.bench.load import Ask
from tests.bench.places import Place
from tests.bench.serving import Serving

YEAR = 365
_FREE_DAYS = 60
_CLIENTS = 16
_STARTS = 5
_MANY = 10_000
_TODAY: Ask = ("GET", "/api/v1/today")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    to_reach: str = ""


def processor(place: Place, folder: Path, most: int) -> Iterator[Figure]:
    """Compare what requests take of the server's processor with their floor; recording may take `most` times it."""
    runs: list[Run] = []
    whats = []
    for days, said in ((30, "30 days"), (10 * YEAR, "10 years")):
        url, household = place.make(days, free=_FREE_DAYS)
        *both, statements = comparing.with_floor(
            place, url, household.bearer, _completions(household), folder / f"script {days}"
        )
        runs += both
        whats.append(f"{place.name}: recording a completion after {said}, {statements} statements at most")
    early, early_least, late, late_least = comparing.costs(runs)
    yield _ratio(whats[0], early, early_least, most)
    yield _ratio(whats[1], late, late_least, most)
    yield Figure(f"{place.name}: the same, 10 years against 30 days", "", "", f"{late.over(early):.2f}", "≤ 1.1")
    url, household = place.make(5 * YEAR, free=0)
    *both, statements = comparing.with_floor(place, url, household.bearer, [_TODAY] * 1000, folder / "script")
    what = f"GET /today, 20 habits, 10 goals, 5 years, {statements} statements"
    ours, least = comparing.costs(both)
    yield _ratio(f"{place.name}: {what}", ours, least, most=2)


def _ratio(what: str, ours: Cost, least: Cost, most: int) -> Figure:
    measured, floor = (f"{cost.milliseconds:.2f} ms" for cost in (ours, least))
    return Figure(what, measured, floor, f"{ours.over(least):.2f}", f"≤ {most}")


def many_at_once(place: Place, folder: Path) -> Iterator[Figure]:
    """Let clients record at the same time, and give the floor the same to do."""
    url, household = place.make(YEAR, free=8 * _FREE_DAYS)
    *both, _ = comparing.with_floor(place, url, household.bearer, _completions(household), folder / "script")
    ours, least = comparing.in_turn(both, _served)
    what = f"{place.name}: {_CLIENTS} clients at once, "
    slowest, floors_slowest = (quantiles(chain(*served), n=100)[98] * 1000 for served in (ours, least))
    yield Figure(
        what + "99 of 100 answered in", f"{slowest:.0f} ms", f"{floors_slowest:.0f} ms", to_reach="≤ 40 ms"
    )
    rate, floors_rate = (median(_rate(took) for took in served) for served in (ours, least))
    told = f"{rate:.0f} / s", f"{floors_rate:.0f} / s", f"{floors_rate / rate:.2f}", "≥ 1,300 / s"
    yield Figure(what + "completions recorded", *told)


def _served(run: Run, server: Serving, asked: Sequence[Ask]) -> list[float]:
    return load.at_once(server.port, run.shown, asked, _CLIENTS)


def _rate(took: Sequence[float]) -> float:
    """Tell how many were answered in a second, by how long each took."""
    return len(took) / (sum(took) / _CLIENTS)


def page(place: Place) -> Iterator[Figure]:
    """Ask for the page Today as a browser does, and let a browser tell when it has painted it."""
    url, household = place.make(5 * YEAR, free=0)
    (ours,) = comparing.costs([Run(comparing.headway(place, url), household.cookie, [("GET", "/")] * 300)])
    what = f"{place.name}: the page Today, 20 habits, 10 goals, 5 years"
    yield Figure(what, f"{ours.milliseconds:.1f} ms", to_reach="≤ 8 ms")
    with serving.headway(Path(), url) as running:
        visits = [painting.first_visit(running.port, household.cookie) for _ in range(_STARTS)]
    painted, kilobytes = (median(one[at] for one in visits) for at in range(2))
    yield Figure(
        f"{place.name}: its largest paint on a first visit, in Chromium", f"{painted:.2f} s", to_reach="≤ 0.5 s"
    )
    yield Figure(f"{place.name}: all that a first visit moves", f"{kilobytes:.1f} KB", to_reach="≤ 60 KB")


def start_and_memory(place: Place) -> Iterator[Figure]:
    """Start it a few times, and let it work until nothing more could grow."""
    url, household = place.make(5 * YEAR, free=_FREE_DAYS)
    starts = []
    for _ in range(_STARTS):
        with serving.headway(Path(), url) as running:
            starts.append(running.seconds_to_answer)
    yield Figure(f"{place.name}: from the start to the first answer", f"{median(starts):.2f} s", to_reach="≤ 1 s")
    completions = _completions(household)
    work = [*completions, *[("DELETE", path) for _, path in completions], *[_TODAY] * 100]
    with serving.headway(Path(), url) as running:
        idle = running.megabytes()
        load.at_once(running.port, household.bearer, work, _CLIENTS)
        warm = running.megabytes()
        asked = len(work)
        while asked < _MANY:
            load.at_once(running.port, household.bearer, work, _CLIENTS)
            asked += len(work)
        worn = running.megabytes()
    yield Figure(f"{place.name}: memory of all processes, idle", f"{idle:.0f} MB", to_reach="≤ 90 MB")
    yield Figure(f"{place.name}: after {len(work):,} requests of {_CLIENTS} clients", f"{warm:.0f} MB")
    told = f"{worn:.0f} MB", f"{warm:.0f} MB", f"{worn / warm:.2f}", "no growth"
    yield Figure(f"{place.name}: after {asked:,} against that", *told)


def _completions(household: Household) -> list[Ask]:
    """Record every habit on every free day, the days in order."""
    return [
        ("PUT", f"/api/v1/habits/{habit}/completions/{day}") for day in household.free for habit in household.habits
    ]
