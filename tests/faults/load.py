"""The load: what clients do all day, mixed by chance. Nothing here knows what has become of it."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tests.faults.ledger import Kept, Ledger, Write

Frequency = tuple[str, dict[str, Any]]

COUNTER = "Walk"

SEVERAL_A_DAY: Frequency = ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 3})
ONCE_A_DAY: tuple[Frequency, ...] = (
    ("DAILY", {"allowMultiplePerDay": False}),
    ("WEEKLY", {"timesPerWeek": 3}),
    ("WEEKLY", {"timesPerWeek": 2, "specificDays": ["MON", "WED", "FRI"]}),
    ("CUSTOM_INTERVAL", {"intervalDays": 3, "anchor": "COMPLETION"}),
    ("CUSTOM_INTERVAL", {"intervalDays": 7, "anchor": "SCHEDULE", "startDate": "2025-01-01"}),
    ("MONTHLY", {"timesPerMonth": 5}),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {"timesPerWeek": 5, "excludeDays": ["SAT", "SUN"]}}),
    ("ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}}),
    ("ADVANCED", {"pattern": "DAYS_OF_MONTH", "rules": {"days": [1, 15, -1]}}),
    ("ADVANCED", {"pattern": "NTH_WEEKDAY", "rules": {"weekday": "TUE", "nth": 2}}),
    ("ADVANCED", {"pattern": "YEARLY", "rules": {"dates": ["02-29", "12-24"]}}),
    ("ADVANCED", {"pattern": "RRULE", "rules": {"rrule": "FREQ=WEEKLY;BYDAY=MO,TH", "startDate": "2025-01-01"}}),
)
AT_LEAST = {"unit": "l", "targetAmount": 2, "direction": "AT_LEAST"}
AT_MOST = {"unit": "coffees", "targetAmount": 3.5, "direction": "AT_MOST"}
IN_A_PERIOD = {"unit": "km", "targetAmount": 20, "direction": "AT_LEAST", "amountPer": "PERIOD"}
MEASURED: tuple[tuple[Frequency, dict[str, Any]], ...] = (
    (ONCE_A_DAY[0], AT_LEAST),
    (ONCE_A_DAY[0], AT_MOST),
    (("WEEKLY", {"timesPerWeek": 1}), IN_A_PERIOD),
)
MOST_OF_EACH = 5
"""How many habits and pauses of its own a client has at once, so that rounds do not become slower and slower."""


class Load:
    """What one of several clients of a person does next.

    All of them write to the same habits and goals: a client has every so-manieth day of theirs to itself, and
    the habits, entries and pauses that it made.
    """

    def __init__(self, dice: random.Random, today: date, place: tuple[int, int], shared: Kept) -> None:
        """Take what is `shared` by all, and the client's place among them: which, of how many."""
        self._dice = dice
        self._today = today
        self._which, self._of = place
        self._habits = [str(key[1]) for key in shared if key[0] == "habit"]
        self._several = {key[1] for key, value in shared.items() if value == SEVERAL_A_DAY}
        self._measured = {str(key[1]) for key in shared if key[0] == "target"}
        self._goals = [str(key[1]) for key in shared if key[0] == "goal"]
        self._counters = [str(key[1]) for key, value in shared.items() if value == COUNTER]

    def next(self, ledger: Ledger) -> Write:
        """Choose what to do, knowing what was done."""
        acts = {
            self._tick: 12, self._untick: 5, self._log: 7, self._correct: 2, self._take_back: 1,
            self._reset: 1, self._slip: 1, self._pause: 2, self._habit: 1, self._archive: 1, self._reschedule: 1,
            self._retarget: 1, self._rewrite: 1,
        }  # fmt: skip
        (act,) = self._dice.choices(list(acts), list(acts.values()))
        return act(ledger.kept)

    def new_id(self) -> str:
        """Choose an id, as a client may."""
        return str(UUID(int=self._dice.getrandbits(128), version=4))

    def _day(self) -> str:
        """Choose one of this client's days: mostly a late one."""
        back = self._dice.randrange(self._dice.choice((4, 100)))
        return str(self._today - timedelta(days=back * self._of + self._which))

    def _own(self, kept: Kept, kind: str) -> list[str]:
        return [str(key[-1]) for key in kept if key[0] == kind]

    def _tick(self, kept: Kept) -> Write:
        open_ones = [one for one in self._own(kept, "habit") if ("archived", one) not in kept]
        habit, day = self._dice.choice([*self._habits, *self._habits, *open_ones]), self._day()
        timed = habit in self._several or habit in self._measured
        time = self._dice.choice(("07:30:00", "12:00:00", "21:15:59")) if timed else None
        place: tuple[str | None, ...] = ("done", habit, day, time)
        id_ = kept[place][0] if place in kept else self.new_id()
        said: dict[str, Any] = {"note": f"note {self._dice.randrange(1000)}"}
        if habit in self._measured:
            said["amount"] = self._amount()
        path = f"/habits/{habit}/completions/{day}" + (f"/{time}" if time else "")
        return Write("PUT", path, {"id": id_, **said}, {place: (id_, said["note"], said.get("amount"))})

    def _untick(self, kept: Kept) -> Write:
        done = [key for key in kept if key[0] == "done"]
        if not done:
            return self._tick(kept)
        place = self._dice.choice(done)
        path = f"/habits/{place[1]}/completions/" + "/".join(part for part in place[2:] if part)
        return Write("DELETE", path, None, {place: None})

    def _amount(self) -> float:
        return self._dice.randrange(1, 10_000) / 100

    def _log(self, kept: Kept) -> Write:
        goal, id_, day, value = self._dice.choice(self._goals), self.new_id(), self._day(), self._amount()
        body = {"id": id_, "value": value, "entryDate": day, "note": "walked"}
        return Write("POST", f"/goals/{goal}/entries", body, {("entry", goal, id_): (value, day)})

    def _entry(self, kept: Kept) -> tuple[str | None, ...] | None:
        plain = [key for key, value in kept.items() if key[0] == "entry" and isinstance(value[0], float)]
        return self._dice.choice(plain) if plain else None

    def _correct(self, kept: Kept) -> Write:
        if (entry := self._entry(kept)) is None:
            return self._log(kept)
        value = self._amount()
        path = f"/goals/{entry[1]}/entries/{entry[2]}"
        return Write("PATCH", path, {"value": value}, {entry: (value, kept[entry][1])})

    def _take_back(self, kept: Kept) -> Write:
        if (entry := self._entry(kept)) is None:
            return self._log(kept)
        return Write("DELETE", f"/goals/{entry[1]}/entries/{entry[2]}", None, {entry: None})

    def _reset(self, kept: Kept) -> Write:
        """Take a goal back to zero, which is refused where it is there already: by another client, perhaps."""
        goal, id_, day = self._dice.choice(self._goals), self.new_id(), self._day()
        body = {"id": id_, "day": day}
        made: Kept = {("entry", goal, id_): ("RESET", day)}
        return Write("POST", f"/goals/{goal}/reset", body, made, may_be_refused=True)

    def _slip(self, kept: Kept) -> Write:
        counter, id_, day = self._dice.choice(self._counters), self.new_id(), self._day()
        return Write(
            "POST", f"/goals/{counter}/slip", {"id": id_, "day": day}, {("entry", counter, id_): ("SLIP", day)}
        )

    def _pause(self, kept: Kept) -> Write:
        """Pause a habit or all of them, or take that back."""
        own = self._own(kept, "pause")
        if len(own) >= MOST_OF_EACH:
            id_ = self._dice.choice(own)
            return Write("DELETE", f"/pauses/{id_}", None, {("pause", id_): None})
        id_, habit, first = self.new_id(), self._dice.choice([None, *self._habits]), self._day()
        last = str(date.fromisoformat(first) + timedelta(days=self._dice.randrange(6)))
        body = {"id": id_, "habitId": habit, "firstDay": first, "lastDay": last}
        return Write("POST", "/pauses", body, {("pause", id_): (habit, first, last)})

    def _habit(self, kept: Kept) -> Write:
        """Make a habit, or delete one with all that belongs to it."""
        own = self._own(kept, "habit")
        if len(own) >= MOST_OF_EACH:
            id_ = self._dice.choice(own)
            return Write("DELETE", f"/habits/{id_}", None, {key: None for key in kept if id_ in key})
        return new_habit(self.new_id(), self._dice.choice(ONCE_A_DAY))

    def _archive(self, kept: Kept) -> Write:
        if not (own := self._own(kept, "habit")):
            return self._habit(kept)
        id_ = self._dice.choice(own)
        away = ("archived", id_)
        if away in kept:
            return Write("POST", f"/habits/{id_}/restore", None, {away: None})
        return Write("POST", f"/habits/{id_}/archive", None, {away: True})

    def _reschedule(self, kept: Kept) -> Write:
        """Change the frequency of a habit: of one of its own, or the one that all share with its number."""
        mine = [one for one in self._mine() if one not in self._several and one not in self._measured]
        id_ = self._dice.choice([*self._own(kept, "habit"), *mine])
        frequency = self._dice.choice(ONCE_A_DAY)
        body = {"frequencyType": frequency[0], "frequencyConfig": frequency[1]}
        return Write("PATCH", f"/habits/{id_}", body, {("frequency", id_): frequency})

    def _retarget(self, kept: Kept) -> Write:
        """Change from today on how much a habit asks for: one that all share, with its number."""
        mine = [one for one in self._mine() if one in self._measured]
        if not mine:
            return self._reschedule(kept)
        amount = self._dice.randrange(1, 50) / 2
        id_ = self._dice.choice(mine)
        return Write("PATCH", f"/habits/{id_}", {"targetAmount": amount}, {("target", id_): amount})

    def _rewrite(self, kept: Kept) -> Write:
        """Tell anew since when a habit of its own asks for what."""
        if not (own := self._own(kept, "habit")):
            return self._habit(kept)
        id_, first, second = self._dice.choice(own), *self._dice.sample(ONCE_A_DAY, 2)
        phases = [
            {"firstDay": day, "frequencyType": frequency[0], "frequencyConfig": frequency[1]}
            for day, frequency in ((None, first), (self._day(), second))
        ]
        return Write("PUT", f"/habits/{id_}/phases", {"phases": phases}, {("frequency", id_): second})

    def _mine(self) -> list[str]:
        """List the shared habits that this client alone changes."""
        return self._habits[self._which :: self._of]


def new_habit(id_: str, frequency: Frequency, target: Mapping[str, Any] | None = None) -> Write:
    """Make a habit with an id that was chosen."""
    title = f"Habit {id_[:8]}"
    body = {"id": id_, "title": title, "frequencyType": frequency[0], "frequencyConfig": frequency[1]}
    made: Kept = {("habit", id_): title, ("frequency", id_): frequency}
    if target is not None:
        made["target", id_] = target["targetAmount"]
    return Write("POST", "/habits", {**body, **(target or {})}, made)


def new_goals(counter: str, target: str, today: date) -> list[Write]:
    """Make a counter and a goal that is out of reach."""
    walked = {"goalType": "CONTINUOUS_COUNTER", "title": COUNTER, "unit": "km"}
    saved = {"goalType": "TARGET_BASED", "title": "Save", "unit": "EUR", "targetValue": 9_000_000}
    deadline = str(today + timedelta(days=1000))
    return [
        Write("POST", "/goals", walked | {"id": counter}, {("goal", counter): COUNTER}),
        Write("POST", "/goals", saved | {"id": target, "deadline": deadline}, {("goal", target): "Save"}),
    ]
