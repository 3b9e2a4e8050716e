"""What may stand in a frequency's configuration, and what is said of the rest."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.chains import Chain
from headway.domain.days import WeekStart
from headway.domain.errors import Code, Findings
from headway.domain.frequencies import PATTERNS, FrequencyType, dump, parse, schedule
from headway.domain.periods import Calendar

EVERY_TWO_WEEKS = {"weeks": 2, "days": ["MON"], "startDate": "2026-01-19"}

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("DAILY", {"allowMultiplePerDay": False}),
    ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 50}),
    ("WEEKLY", {"timesPerWeek": 7}),
    ("WEEKLY", {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}),
    ("CUSTOM_INTERVAL", {"intervalDays": 366}),
    ("CUSTOM_INTERVAL", {"intervalDays": 2, "anchor": "SCHEDULE"}),
    ("CUSTOM_INTERVAL", {"intervalDays": 2, "anchor": "SCHEDULE", "startDate": "2024-02-29"}),
    ("MONTHLY", {"timesPerMonth": 31}),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {}}),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {"timesPerWeek": 5, "excludeDays": ["SAT", "SUN"]}}),
    ("ADVANCED", {"pattern": "WEEKDAYS_ONLY", "rules": {"excludeDays": []}}),
    ("ADVANCED", {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}}),
    ("ADVANCED", {"pattern": "DAYS_OF_MONTH", "rules": {"days": [1, 31, -1]}}),
    ("ADVANCED", {"pattern": "NTH_WEEKDAY", "rules": {"weekday": "TUE", "nth": -1}}),
    ("ADVANCED", {"pattern": "EVERY_N_WEEKS", "rules": EVERY_TWO_WEEKS | {"weekStart": "SUNDAY"}}),
    ("ADVANCED", {"pattern": "YEARLY", "rules": {"dates": ["02-29", "12-25"]}}),
    ("ADVANCED", {"pattern": "RRULE", "rules": {"rrule": "FREQ=MONTHLY;BYDAY=-1FR", "startDate": "2026-01-01"}}),
]

BAD: list[tuple[str, dict[str, Any], list[tuple[str, Code]]]] = [
    ("DAILY", {}, [("allowMultiplePerDay", Code.MISSING)]),
    ("DAILY", {"allowMultiplePerDay": 1}, [("allowMultiplePerDay", Code.TYPE)]),
    ("DAILY", {"allowMultiplePerDay": False, "timesPerDay": 2}, [("timesPerDay", Code.NOT_ALLOWED)]),
    ("DAILY", {"allowMultiplePerDay": True, "timesPerDay": 51}, [("timesPerDay", Code.OUT_OF_RANGE)]),
    ("WEEKLY", {"timesPerWeek": 0}, [("timesPerWeek", Code.OUT_OF_RANGE)]),
    ("WEEKLY", {"timesPerWeek": 3.0}, [("timesPerWeek", Code.TYPE)]),
    ("WEEKLY", {"timesPerWeek": True}, [("timesPerWeek", Code.TYPE)]),
    ("WEEKLY", {"timesPerWeek": 1, "specificDays": []}, [("specificDays", Code.EMPTY)]),
    ("WEEKLY", {"timesPerWeek": 1, "specificDays": None}, [("specificDays", Code.TYPE)]),
    ("WEEKLY", {"timesPerWeek": 1, "specificDays": ["MON", "MON"]}, [("specificDays", Code.REPEATED)]),
    ("WEEKLY", {"timesPerWeek": 1, "specificDays": ["Mon"]}, [("specificDays", Code.OUT_OF_RANGE)]),
    ("WEEKLY", {"timesPerWeek": 2, "specificDays": ["MON"]}, [("timesPerWeek", Code.OUT_OF_RANGE)]),
    (
        "WEEKLY",
        {"timesPerWeek": 9, "weekly": 1, "specificDays": "MON"},
        [("weekly", Code.UNKNOWN_MEMBER), ("timesPerWeek", Code.OUT_OF_RANGE), ("specificDays", Code.TYPE)],
    ),
    ("CUSTOM_INTERVAL", {"intervalDays": 367}, [("intervalDays", Code.OUT_OF_RANGE)]),
    ("CUSTOM_INTERVAL", {"intervalDays": 2, "startDate": "2026-01-01"}, [("startDate", Code.NOT_ALLOWED)]),
    (
        "CUSTOM_INTERVAL",
        {"intervalDays": 2, "anchor": "SCHEDULE", "startDate": "2026-02-29"},
        [("startDate", Code.PATTERN)],
    ),
    (
        "CUSTOM_INTERVAL",
        {"intervalDays": 2, "anchor": "SCHEDULE", "startDate": "1899-12-31"},
        [("startDate", Code.OUT_OF_RANGE)],
    ),
    ("MONTHLY", {"timesPerMonth": 32}, [("timesPerMonth", Code.OUT_OF_RANGE)]),
    ("ADVANCED", {}, [("pattern", Code.MISSING), ("rules", Code.MISSING)]),
    ("ADVANCED", {"pattern": "MOON", "rules": {}}, [("pattern", Code.UNKNOWN_PATTERN)]),
    ("ADVANCED", {"pattern": "YEARLY", "rules": []}, [("rules", Code.TYPE)]),
    ("ADVANCED", {"pattern": ["YEARLY"], "rules": {}}, [("pattern", Code.UNKNOWN_PATTERN)]),
]

BAD_RULES: list[tuple[str, dict[str, Any], list[tuple[str, Code]]]] = [
    ("WEEKDAYS_ONLY", {"timesPerWeek": 6}, [("timesPerWeek", Code.OUT_OF_RANGE)]),
    ("WEEKDAYS_ONLY", {"excludeDays": list("ABCDEFG")}, [("excludeDays", Code.TOO_LONG)]),
    ("TIMES_IN_DAYS", {"times": 8, "days": 7}, [("days", Code.OUT_OF_RANGE)]),
    ("DAYS_OF_MONTH", {"days": [0]}, [("days", Code.OUT_OF_RANGE)]),
    ("DAYS_OF_MONTH", {"days": [1, 1]}, [("days", Code.REPEATED)]),
    ("NTH_WEEKDAY", {"weekday": "TUE", "nth": 5}, [("nth", Code.OUT_OF_RANGE)]),
    ("EVERY_N_WEEKS", {"weeks": 1, "days": ["MON"]}, [("weeks", Code.OUT_OF_RANGE), ("startDate", Code.MISSING)]),
    ("YEARLY", {"dates": ["02-30"]}, [("dates", Code.OUT_OF_RANGE)]),
    ("YEARLY", {"dates": ["2-3"]}, [("dates", Code.PATTERN)]),
    ("YEARLY", {"dates": ["02-28"], "every": 2}, [("every", Code.UNKNOWN_MEMBER)]),
]


@pytest.mark.parametrize(("frequency_type", "config"), GOOD)
def test_what_is_right_is_kept_as_it_was_given(frequency_type: str, config: dict[str, Any]) -> None:
    findings = Findings()
    frequency = parse(FrequencyType(frequency_type), config, findings)
    assert findings.broken == []
    assert frequency is not None
    assert dump(frequency, config) == config


@pytest.mark.parametrize(("frequency_type", "config", "expected"), BAD)
def test_every_broken_rule_of_a_configuration_is_named(
    frequency_type: str, config: dict[str, Any], expected: list[tuple[str, Code]]
) -> None:
    findings = Findings()
    assert parse(FrequencyType(frequency_type), config, findings) is None
    assert [(one.field, one.code) for one in findings.broken] == [
        (("frequency_config", key), code) for key, code in expected
    ]


@pytest.mark.parametrize(("pattern", "rules", "expected"), BAD_RULES)
def test_every_broken_rule_of_a_pattern_is_named(
    pattern: str, rules: dict[str, Any], expected: list[tuple[str, Code]]
) -> None:
    findings = Findings()
    assert parse(FrequencyType.ADVANCED, {"pattern": pattern, "rules": rules}, findings) is None
    assert [(one.field, one.code) for one in findings.broken] == [
        (("frequency_config", "rules", key), code) for key, code in expected
    ]


def test_every_pattern_is_tried_here() -> None:
    assert {config["pattern"] for kind, config in GOOD if kind == "ADVANCED"} == set(PATTERNS)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["MON", "YEARLY"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["days", "times"]), inner),
)
keys = st.sampled_from(["pattern", "rules", "timesPerWeek", "specificDays", "allowMultiplePerDay", "anchor"])


@given(st.sampled_from(FrequencyType), st.dictionaries(keys | st.text(), json_values))
def test_any_json_is_a_frequency_or_is_told_why_not(kind: FrequencyType, config: dict[str, Any]) -> None:
    findings = Findings()
    frequency = parse(kind, config, findings)
    assert (frequency is None) == bool(findings.broken)


@given(
    st.sampled_from(GOOD),
    st.sampled_from(WeekStart),
    st.dates(date(1999, 1, 1), date(2060, 1, 1)),
    st.integers(0, 1000),
)
def test_periods_are_disjoint_and_each_counting_day_lies_in_its_own(
    good: tuple[str, dict[str, Any]], week_start: WeekStart, created_on: date, offset: int
) -> None:
    plan = schedule(FrequencyType(good[0]), good[1], week_start=week_start, created_on=created_on)
    if isinstance(plan, Chain):
        return
    day = created_on + timedelta(days=offset)
    period = plan.period(day)
    if period is not None:
        assert period.first_day <= day <= period.last_day
        assert {plan.period(one) for one in _days(period.first_day, period.last_day)} == {period}
        assert plan.counting_days(period) == sum(plan.counts(one) for one in _days(*period))
        assert 1 <= plan.quota(period) <= (50 if plan.several_a_day else plan.counting_days(period))
    upcoming = plan.next_counting_day(day)
    assert upcoming is not None
    assert plan.counts(upcoming)
    assert not any(plan.counts(one) for one in _days(day, upcoming - timedelta(days=1)))
    assert plan.start is None or upcoming >= plan.start


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def _on(kind: str, config: dict[str, Any], year: int, month: int) -> list[int]:
    plan = schedule(FrequencyType(kind), config, week_start=WeekStart.MONDAY, created_on=date(2026, 1, 1))
    assert isinstance(plan, Calendar)
    days = (date(year, month, 1) + timedelta(days=at) for at in range(31))
    return [day.day for day in days if day.month == month and plan.counts(day)]


@pytest.mark.parametrize(
    ("pattern", "rules", "month", "expected"),
    [
        ("DAYS_OF_MONTH", {"days": [15, 31]}, (2026, 2), [15, 28]),
        ("DAYS_OF_MONTH", {"days": [-1]}, (2026, 1), [31]),
        ("DAYS_OF_MONTH", {"days": [28, 29, 30, -1]}, (2026, 2), [28]),
        ("DAYS_OF_MONTH", {"days": [28, 29, 30, -1]}, (2028, 2), [28, 29]),
        ("NTH_WEEKDAY", {"weekday": "TUE", "nth": 2}, (2026, 1), [13]),
        ("NTH_WEEKDAY", {"weekday": "FRI", "nth": -1}, (2026, 1), [30]),
        ("EVERY_N_WEEKS", EVERY_TWO_WEEKS, (2026, 2), [2, 16]),
        ("EVERY_N_WEEKS", {"weeks": 2, "days": ["MON", "SUN"], "startDate": "2026-01-21"}, (2026, 1), [25]),
        (
            "EVERY_N_WEEKS",
            {"weeks": 2, "days": ["MON", "SUN"], "startDate": "2026-01-21", "weekStart": "SUNDAY"},
            (2026, 2),
            [1, 2, 15, 16],
        ),
        ("YEARLY", {"dates": ["02-29"]}, (2026, 2), [28]),
        ("YEARLY", {"dates": ["02-29"]}, (2028, 2), [29]),
        ("YEARLY", {"dates": ["02-28", "02-29"]}, (2028, 2), [28, 29]),
        (
            "WEEKDAYS_ONLY",
            {"excludeDays": ["FRI", "SAT"]},
            (2026, 2),
            [*range(1, 6), *range(8, 13), *range(15, 20), *range(22, 27)],
        ),
    ],
)
def test_patterns_pick_their_days(
    pattern: str, rules: dict[str, Any], month: tuple[int, int], expected: list[int]
) -> None:
    assert _on("ADVANCED", {"pattern": pattern, "rules": rules}, *month) == expected
