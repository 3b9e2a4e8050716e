"""What the domain and the model say of one and the same history, put so that the two can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal

from headway.domain import phases, streaks
from headway.domain.days import WeekStart
from headway.domain.frequencies import FrequencyType
from headway.domain.pauses import PausedDays
from headway.domain.phases import Phase
from headway.domain.streaks import Change, Done, Run, Streak, Terms
from headway.domain.targets import AmountPer, Direction, Target
from tests.model.histories import History, Schedule
from tests.model.streaks import streak as walked


def terms_of(history: History, paused: PausedDays | None = None) -> Terms:
    told = [phase_of(one) for one in history.schedules]
    pauses = PausedDays(history.pauses) if paused is None else paused
    return phases.terms(told, history.created_on, WeekStart(history.week_start), pauses)


def phase_of(told: Schedule) -> Phase:
    target = told.target and Target(
        told.target.unit,
        told.target.amount,
        Direction(told.target.direction),
        AmountPer(told.target.per),
        told.target.clean,
    )
    return Phase(told.first_day, FrequencyType(told.frequency_type), told.config, target)


def done_of(history: History) -> list[Done]:
    days = sorted(day for day, _ in history.completions)
    return [
        Done(day, days.count(day), int(history.sum_of([day]).scaleb(2)))
        for at, day in enumerate(days)
        if at == 0 or days[at - 1] != day
    ]


def said(terms: Terms, streak: Streak, over: Sequence[Run], today: date) -> dict[str, object]:
    """Tell all that is said of a streak."""
    last = streak.run(terms.schedule.unit, today)
    gap = streak.broken_by(today)
    told: dict[str, object] = {"current": streak.current(today), "longest": streak.longest(today)}
    if streak.undecided_until is not None and today <= streak.undecided_until:
        return told if (streak.last_day or today) <= today else {}
    told["runs"] = [(one.unit.value, *told_of(one)) for one in [*over, *([last] if last else [])]]
    if streak.clean_since is not None:
        return told
    if last is None and terms.former:  # a run that was over when another schedule began is no more the last one
        return told
    told["since"], told["last_day"] = (streak.since, last.last_day) if last else (None, None)
    told["alive_until"] = streak.alive_until if last else None
    told["broken"] = gap and (gap.first_day, gap.last_day)
    return told | {"of": gap and (gap.done, gap.quota)}


def told_of(run: Run) -> tuple[object, ...]:
    return run.length, run.first_day, run.last_day


def expected(history: History, today: date, told: Mapping[str, object]) -> dict[str, object]:
    """Tell the same as the model finds it."""
    found = walked(history, today)
    broken = found.broken_by
    scale = 100 if broken and isinstance(broken.quota, Decimal) else 1
    runs = [*found.earlier, *((found.unit, run) for run in found.runs)]
    whole = {
        "current": found.current,
        "longest": found.longest,
        "runs": [(unit, run.length, run.since, run.last_day) for unit, run in runs],
        "since": found.since,
        "last_day": found.last_day,
        "alive_until": found.alive_until,
        "broken": broken and (broken.first_day, broken.last_day),
        "of": broken and (int(broken.done * scale), int(broken.quota * scale)),
    }
    has_limit = any(one.target and one.target.at_most for one in history.schedules)
    if broken and has_limit:  # of a limit the model tells whether it was kept, and the domain how much there was
        whole["of"] = told.get("of")
    return {name: whole[name] for name in told}


@dataclass
class Kept:
    """A habit's history as the domain asks for it, kept in lists; counts how often all of it had to be read."""

    history: History
    runs: list[Run] = field(default_factory=list)
    streak: Streak = field(default_factory=Streak)
    folds: int = 0

    def between(self, first_day: date, last_day: date | None) -> list[Done]:
        return [d for d in done_of(self.history) if first_day <= d.day and (last_day is None or d.day <= last_day)]

    def before(self, day: date, count: int, least: int = 0) -> list[Done]:
        return [done for done in done_of(self.history) if done.day < day and done.amount >= least][::-1][:count]

    def first_completion(self) -> date | None:
        return min(self.history.days_done, default=None)

    def paused(self, day: date) -> PausedDays:
        return PausedDays(span for span in self.history.pauses if span[1] is None or span[1] >= day)

    def last_run(self) -> Run | None:
        return max(self.runs, key=lambda run: run.first_day, default=None)

    def longest_run(self, but: Run) -> int:
        return max((run.length for run in self.runs if run != but and run.unit is but.unit), default=0)

    def record(self, day: date, at: time | None) -> None:
        self.history = replace(self.history, completions=(*self.history.completions, (day, at)))
        self.follow(streaks.recorded(terms_of(self.history, PausedDays(())), self.streak, day, self))

    def undo(self, day: date, at: time | None) -> None:
        left = tuple(one for one in self.history.completions if one != (day, at))
        self.history = replace(self.history, completions=left)
        self.follow(streaks.undone(terms_of(self.history, PausedDays(())), self.streak, day, self))

    def follow(self, change: Change | None) -> None:
        if change is None:
            self.folds += 1
            self.streak, self.runs = streaks.fold(terms_of(self.history), done_of(self.history))
            return
        self.streak = change.streak
        if change.closed:
            self.runs.append(change.closed)
        if change.reopened:
            self.runs.remove(change.reopened)
