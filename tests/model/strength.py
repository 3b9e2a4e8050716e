"""A habit's strength, smoothed day by day. (rules, section 8)

What the rules leave open, and how it is read here:
- The schedule in force on a day judges that day, and its window too: completions before a change count as the
  new schedule lets days count. Strength itself goes on over a change; it begins at 0, at 1 when the first
  schedule asks for at most so much.
- A window is the last so many unpaused days, the judged one included, and reaches back before the habit's first
  day, where nothing was done. Completions on paused days between them count.
- DAILY has Q = 1 in L = 1. A day that WEEKDAYS_ONLY, or a rule with a cycle of one day, does not list has Q = 0
  and so leaves strength as it is.
- In 30 days there are at most 30 days to be done: MONTHLY 31 has Q = 30, DAYS_OF_MONTH the days that it lists
  in a month of 30 days, YEARLY those in a common year. RRULE has those of the first L days from its start, at
  least one.
- Amounts of each day: a day's share is min(1, sum / target), and what counts in the last L days is added up and
  divided by Q; at most: its share falls from 1 to 0. With Q = L = 1 that is the day's own share. Amounts of a
  period: the sum of the last L days against the target.
- At most with nothing recorded is at most: c = 1, as in Loop, whether or not a streak counts that day as met.
- Today enters when it is done: a day that counts and is done; several a day, when all of them are; of a
  period's sum, or of at most so much, when anything is recorded on it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from typing import Any

from tests.model.days import ONE_DAY
from tests.model.histories import History, Target, each_day
from tests.model.patterns import every_allowed_day, is_listed
from tests.model.periods import chain, period_under

DAYS_OF = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}


def strength(history: History, today: date) -> float:
    """Begin on the habit's first day and smooth day after day, today only when it is done."""
    return strengths(history, today).get(today, start(history))


def strengths(history: History, today: date) -> dict[date, float]:
    """Tell the strength at the end of every day from the habit's first to today."""
    value, found = start(history), {}
    for day in each_day(history.first_day, today):
        part = history.in_force(day)
        if not history.paused(day) and (day < today or enters(part, day)):
            value = step(value, frequency(part, day), fulfilled(part, day))
        found[day] = value
    return found


def start(history: History) -> float:
    first = history.schedules[0].target
    return 1.0 if first and first.at_most else 0.0


def step(value: float, f: float, c: float) -> float:
    m: float = 0.5 ** (sqrt(f) / 13)
    return value * m + c * (1 - m)


def frequency(part: History, day: date) -> float:
    length, due = cycle(part, day)
    return min(1.0, due / length)


# How often: Q in L days


CYCLES: dict[str, Callable[[Mapping[str, Any]], tuple[int, int]]] = {
    "DAILY": lambda _: (1, 1),
    "WEEKLY": lambda rules: (7, rules.get("timesPerWeek", 1)),
    "WEEKDAYS_ONLY": lambda rules: (7, rules["timesPerWeek"]),
    "MONTHLY": lambda rules: (30, min(30, rules.get("timesPerMonth", 1))),
    "DAYS_OF_MONTH": lambda rules: (30, len({30 if listed == -1 else min(listed, 30) for listed in rules["days"]})),
    "NTH_WEEKDAY": lambda _: (30, 1),
    "CUSTOM_INTERVAL": lambda rules: (rules["intervalDays"], 1),
    "TIMES_IN_DAYS": lambda rules: (rules["days"], rules["times"]),
    "EVERY_N_WEEKS": lambda rules: (7 * rules["weeks"], len(rules["days"])),
    "YEARLY": lambda rules: (365, len({"02-28" if listed == "02-29" else listed for listed in rules["dates"]})),
}


def cycle(part: History, day: date) -> tuple[int, int]:
    """Tell L, the cycle's days, and Q, how many of them are asked for, of the schedule that judges a day."""
    if part.pattern == "RRULE":
        return cycle_of_rule(part, day)
    if part.pattern == "WEEKDAYS_ONLY" and every_allowed_day(part):
        return 1, 1 if is_listed(part, day) else 0
    return CYCLES[part.pattern](part.rules)


def cycle_of_rule(part: History, day: date) -> tuple[int, int]:
    """Read FREQ and INTERVAL of an RRULE, and count what it names in its first days."""
    named = dict(one.split("=") for one in part.rules["rrule"].split(";"))
    length = int(named.get("INTERVAL", 1)) * DAYS_OF[named["FREQ"]]
    if length == 1:
        return 1, 1 if is_listed(part, day) else 0
    first = date.fromisoformat(part.rules["startDate"])
    days = each_day(first, first + timedelta(days=length - 1))
    return length, max(1, sum(1 for one in days if is_listed(part, one)))


# How well: c of a day


def fulfilled(part: History, day: date) -> float:
    """Tell how much of what was asked for was done in the window that ends on a day, at most all of it."""
    length, due = cycle(part, day)
    target = part.target
    if due == 0:
        return 0.0
    if part.pattern == "DAILY" and target is None:
        return min(1.0, times_on(part, day) / times_asked(part))
    if target is None:
        twice = 2 if due < length else 1
        first = window_begins(part, day, twice * length)
        return min(
            1.0, sum(1 for one in part.days_done if first <= one <= day and counts(part, one)) / (twice * due)
        )
    first = window_begins(part, day, length)
    if target.per_period:
        return share(target, part.sum_of(one for one in part.days_done if first <= one <= day and helps(part, one)))
    looked_at = each_day(first, day) if target.at_most else [one for one in part.days_done if first <= one <= day]
    return min(1.0, sum(share(target, part.sum_of([one])) for one in looked_at if helps(part, one)) / due)


def window_begins(part: History, day: date, length: int) -> date:
    """Go back to the length-th unpaused day."""
    unpaused = 0 if part.paused(day) else 1
    while unpaused < length:
        day -= ONE_DAY
        unpaused += 0 if part.paused(day) else 1
    return day


def times_asked(part: History) -> int:
    return int(part.rules.get("timesPerDay", 1))


def times_on(part: History, day: date) -> int:
    return Counter(done for done, _ in part.completions)[day]


def helps(part: History, day: date) -> bool:
    """Tell whether a completion on a day helps: in a chain any, else one on a day that counts in its period."""
    period = period_under(part, day)
    return chain(part) is not None or (period is not None and day in period.counting)


def counts(part: History, day: date) -> bool:
    return part.is_done(day) and helps(part, day)


def share(target: Target, amount: Decimal) -> float:
    """Tell how much of a target an amount is: at least, up to it; at most, from it down to twice as much."""
    if target.at_most:
        return float(max(Decimal(0), min(Decimal(1), 2 - amount / target.amount)))
    return float(min(Decimal(1), amount / target.amount))


def enters(part: History, today: date) -> bool:
    """Tell whether today counts already."""
    if part.pattern == "DAILY" and part.target is None:
        return times_on(part, today) >= times_asked(part)
    if part.target and part.target.at_most:
        return today in part.days_done
    return counts(part, today)
