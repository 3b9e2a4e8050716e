"""Words for people: frequencies, streaks, days and amounts in a line."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from headway.domain.days import WEEKDAYS
from headway.domain.frequencies import FrequencyType

_MOST_TOLD = 3
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_ONE = {"DAYS": "day", "WEEKS": "week", "MONTHS": "month", "TIMES": "time", "INTERVALS": "interval"}


def frequency(kind: FrequencyType, config: Mapping[str, Any]) -> str:
    """Say how often, from what is kept of a frequency.

    >>> frequency(FrequencyType.WEEKLY, {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]})
    'on Mon, Wed and Fri'
    >>> frequency(FrequencyType.ADVANCED, {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}})
    '3 times in 14 days'
    """
    if kind is FrequencyType.ADVANCED:
        say = _PATTERNS.get(config["pattern"])
        return say(config["rules"]) if say else config["pattern"]
    return _TYPES[kind](config)


def count(number: int, one: str, many: str = "") -> str:
    """Say how many.

    >>> count(1, "habit"), count(1200, "habit"), count(2, "frequency", "frequencies")
    ('1 habit', '1,200 habits', '2 frequencies')
    """
    return f"1 {one}" if number == 1 else f"{number:,} {many or f'{one}s'}"


def streak(length: int, unit: str) -> str:
    """Say how long a streak is.

    >>> streak(1, "WEEKS"), streak(12, "TIMES"), streak(0, "DAYS")
    ('1 week', '12 times', '-')
    """
    return count(length, _ONE[unit]) if length else "-"


def day(on: date) -> str:
    """Say a day with its weekday.

    >>> day(date(2026, 1, 21))
    'Wed, 21 Jan 2026'
    """
    return f"{on:%a}, {on.day} {on:%b %Y}"


def span(first: date, last: date | None) -> str:
    """Say some days, as short as it is clear.

    >>> span(date(2026, 1, 10), date(2026, 1, 14)), span(date(2026, 1, 3), date(2026, 1, 3))
    ('10 to 14 Jan 2026', '3 Jan 2026')
    >>> span(date(2025, 12, 30), date(2026, 1, 2)), span(date(2026, 1, 20), None)
    ('30 Dec 2025 to 2 Jan 2026', 'from 20 Jan 2026 on')
    """
    if last is None:
        return f"from {first.day} {first:%b %Y} on"
    whole = f"{last.day} {last:%b %Y}"
    if first == last:
        return whole
    begins = (
        f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%b %Y}"
    )
    return f"{begins} to {whole}"


def paused(spans: Sequence[tuple[date, date | None]]) -> str:
    """Say which days of a streak were paused: the last three spans, and how many more there are.

    >>> paused([(date(2026, 1, day), date(2026, 1, day)) for day in (3, 5, 7, 9)])
    'paused 5 Jan 2026, 7 Jan 2026, 9 Jan 2026 and once more'
    >>> paused([])
    ''
    """
    told = [span(first, last) for first, last in spans[-_MOST_TOLD:]]
    more = len(spans) - len(told)
    if more:
        told.append("once more" if more == 1 else f"{more} more times")
    return f"paused {listed(told)}" if told else ""


def day_or_nothing(on: date | None) -> str:
    """Say a day, if there is one."""
    return "" if on is None else day(on)


def amount(value: Decimal, unit: str) -> str:
    """Say an amount without needless decimals.

    >>> amount(Decimal("1250.00"), "EUR"), amount(Decimal("-2.50"), "km")
    ('1,250 EUR', '-2.50 km')
    """
    whole = value == value.to_integral_value()
    return f"{value:,.0f} {unit}" if whole else f"{value:,.2f} {unit}"


def plain(value: Decimal) -> str:
    """Say a number with no more decimals than it needs.

    >>> plain(Decimal("1.50")), plain(Decimal("1250.00"))
    ('1.5', '1,250')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def plain_amount(value: Decimal, unit: str) -> str:
    """Say an amount with no more decimals than it needs.

    >>> plain_amount(Decimal("2.50"), "l")
    '2.5 l'
    """
    return f"{plain(value)} {unit}"


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _times(number: int, span: str) -> str:
    return f"once {span}" if number == 1 else f"{number} times {span}"


def _every(number: int, one: str) -> str:
    return f"every {one}" if number == 1 else f"every {number} {one}s"


def _weekdays(names: Sequence[str]) -> list[str]:
    return [one.capitalize() for one in sorted(names, key=[str(one) for one in WEEKDAYS].index)]


def _daily(config: Mapping[str, Any]) -> str:
    times = config.get("timesPerDay", 1)
    return "every day" if times == 1 else _times(times, "a day")


def _weekly(config: Mapping[str, Any]) -> str:
    return _in_week(config["timesPerWeek"], config.get("specificDays"))


def _in_week(times: int, days: Sequence[str] | None) -> str:
    if not days:
        return _times(times, "a week")
    if times == len(days):
        return f"on {listed(_weekdays(days))}"
    return f"{_times(times, 'a week')} of {', '.join(_weekdays(days))}"


def _interval(config: Mapping[str, Any]) -> str:
    start = config.get("startDate")
    return _every(config["intervalDays"], "day") + (f" from {start}" if start else "")


def _monthly(config: Mapping[str, Any]) -> str:
    return _times(config["timesPerMonth"], "a month")


def _weekdays_only(rules: Mapping[str, Any]) -> str:
    days = [str(one) for one in WEEKDAYS if one not in rules.get("excludeDays", ["SAT", "SUN"])]
    return _in_week(rules.get("timesPerWeek") or len(days), days)


def _times_in_days(rules: Mapping[str, Any]) -> str:
    return _times(rules["times"], f"in {count(rules['days'], 'day')}")


def _days_of_month(rules: Mapping[str, Any]) -> str:
    days = sorted(rules["days"], key=lambda one: (one < 0, one))
    return f"each month on the {listed(['last day' if one < 0 else _ordinal(one) for one in days])}"


def _ordinal(number: int) -> str:
    teens = number // 10 == 1
    return f"{number}{'th' if teens else _ENDINGS.get(number % 10, 'th')}"


def _nth_weekday(rules: Mapping[str, Any]) -> str:
    nth, weekday = rules["nth"], rules["weekday"].capitalize()
    return f"on the {'last' if nth < 0 else _ordinal(nth)} {weekday} of each month"


def _every_n_weeks(rules: Mapping[str, Any]) -> str:
    return f"{_every(rules['weeks'], 'week')} on {listed(_weekdays(rules['days']))}"


def _yearly(rules: Mapping[str, Any]) -> str:
    return f"each year on {listed(sorted(rules['dates']))}"


def _rrule(rules: Mapping[str, Any]) -> str:
    return f"by {rules['rrule']}"


_TYPES: dict[FrequencyType, Callable[[Mapping[str, Any]], str]] = {
    FrequencyType.DAILY: _daily,
    FrequencyType.WEEKLY: _weekly,
    FrequencyType.CUSTOM_INTERVAL: _interval,
    FrequencyType.MONTHLY: _monthly,
}
_PATTERNS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "WEEKDAYS_ONLY": _weekdays_only,
    "TIMES_IN_DAYS": _times_in_days,
    "DAYS_OF_MONTH": _days_of_month,
    "NTH_WEEKDAY": _nth_weekday,
    "EVERY_N_WEEKS": _every_n_weeks,
    "YEARLY": _yearly,
    "RRULE": _rrule,
}
