"""A backup of Loop as someone may have it: what the README imports."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.loop_backups import DONE, SKIP, Habit, write


def backup(path: Path, today: date) -> Path:
    """Write the backup, with days up to yesterday."""
    last = today - timedelta(days=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    return write(
        path,
        Habit(1, "Meditate", [(day, DONE) for day in _back(last, 48, every=1, but={19})]),
        Habit(2, "Run", [(day, DONE) for day in _back(last, 90, every=2, but={40, 42})], times=3, days=7),
        Habit(3, "Read before bed", [(day, SKIP if at == 5 else DONE) for at, day in enumerate(_back(last, 27))]),
        Habit(4, "Water the plants", [(day, DONE) for day in _back(last, 60, every=6)], days=7),
        Habit(5, "Call home", [(day, DONE) for day in _back(last, 120, every=8)], times=3, days=30),
        Habit(6, "Stretch", [(day, DONE) for day in _back(last, 33, every=3)], times=3, days=14),
    )


def _back(last: date, days: int, *, every: int = 1, but: frozenset[int] | set[int] = frozenset()) -> Iterator[date]:
    """Go back over days, every so many of them."""
    return (last - timedelta(days=at) for at in range(0, days, every) if at not in but)
