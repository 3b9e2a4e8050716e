"""Which days a one-day pattern lists, and which days of the week WEEKDAYS_ONLY allows. (rules, section 2)"""

from datetime import date, datetime, time
from functools import lru_cache

from dateutil.rrule import rrulestr

from tests.model.days import WEEKDAYS, month_of, week_of, weekday
from tests.model.histories import History


def allowed_days(history: History) -> list[str]:
    excluded = history.rules.get("excludeDays", ["SAT", "SUN"])
    return [d for d in WEEKDAYS if d not in excluded]


def every_allowed_day(history: History) -> bool:
    allowed = len(allowed_days(history))
    return bool(history.rules.get("timesPerWeek", allowed) == allowed)


def is_listed(history: History, day: date) -> bool:
    """Tell whether a one-day pattern makes this day a period."""
    rules = history.rules
    match history.pattern:
        case "WEEKDAYS_ONLY":
            return weekday(day) in allowed_days(history)
        case "DAYS_OF_MONTH":
            end = month_of(day)[-1].day
            return day.day in {end if listed == -1 else min(listed, end) for listed in rules["days"]}
        case "NTH_WEEKDAY":
            same = [d for d in month_of(day) if weekday(d) == rules["weekday"]]
            return day == (same[-1] if rules["nth"] == -1 else same[rules["nth"] - 1])
        case "EVERY_N_WEEKS":
            start = date.fromisoformat(rules["startDate"])
            here, there = week_of(day, rules["weekStart"])[0], week_of(start, rules["weekStart"])[0]
            return day >= start and (here - there).days // 7 % rules["weeks"] == 0 and weekday(day) in rules["days"]
        case "YEARLY":
            names = {day.strftime("%m-%d")}
            if day.month == 2 and day == month_of(day)[-1]:
                names.add("02-29")
            return bool(names & set(rules["dates"]))
        case "RRULE":
            return day in occurrences(rules["rrule"], date.fromisoformat(rules["startDate"]), day.year)
        case unknown:
            raise AssertionError(unknown)


@lru_cache(maxsize=4096)
def occurrences(rule: str, start: date, year: int) -> frozenset[date]:
    """Let dateutil list the days of a year that a recurrence rule names."""
    first, last = (datetime.combine(day, time()) for day in (date(year, 1, 1), date(year, 12, 31)))
    found = rrulestr(rule, dtstart=datetime.combine(start, time())).between(first, last, inc=True)
    return frozenset(each.date() for each in found)
