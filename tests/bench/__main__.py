"""Measure everything, and print the table of docs/reference/performance.md: `make bench`."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import figures, places
from tests.bench.figures import Figure


def measured(folder: Path) -> Iterator[Figure]:
    """Measure on both databases, one figure after the other."""
    with places.opened(folder) as (sqlite, postgresql):
        yield from figures.processor(postgresql, folder, most=2)
        yield from figures.processor(sqlite, folder, most=4)
        yield from figures.page(sqlite)
        yield from figures.many_at_once(sqlite, folder)
        yield from figures.start_and_memory(sqlite)


def main() -> None:
    """Print the table, a line as soon as it is known."""
    say = sys.stdout.write
    say("| what | Headway | floor | ratio | to reach |\n|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        for one in measured(Path(folder)):
            say(f"| {one.what} | {one.measured} | {one.floor} | {one.ratio} | {one.to_reach} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
