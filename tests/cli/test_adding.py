"""`add habit` and `add goal`."""

import pytest

from tests.cli.conftest import IMPLEMENTATIONS


@pytest.fixture(params=IMPLEMENTATIONS)
def implementation(request):
    return request.param


@pytest.mark.parametrize(
    ("options", "kind", "config", "words"),
    [
        ("", "DAILY", {"allowMultiplePerDay": False}, "every day"),
        ("--daily", "DAILY", {"allowMultiplePerDay": False}, "every day"),
        ("--times-a-day 3", "DAILY", {"allowMultiplePerDay": True, "timesPerDay": 3}, "3 times a day"),
        ("--daily --times-a-day 1", "DAILY", {"allowMultiplePerDay": True, "timesPerDay": 1}, "every day"),
        ("--weekly 1", "WEEKLY", {"timesPerWeek": 1}, "once a week"),
        ("--weekly 3", "WEEKLY", {"timesPerWeek": 3}, "3 times a week"),
        (
            "--weekly 2 --on MON,wed,Friday",
            "WEEKLY",
            {"timesPerWeek": 2, "specificDays": ["MON", "WED", "FRI"]},
            "2 times a week of Mon, Wed, Fri",
        ),
        ("--on sun,mon", "WEEKLY", {"timesPerWeek": 2, "specificDays": ["SUN", "MON"]}, "on Mon and Sun"),
        ("--every 3", "CUSTOM_INTERVAL", {"intervalDays": 3}, "every 3 days"),
        (
            "--every 14 --from 2026-01-05",
            "CUSTOM_INTERVAL",
            {"intervalDays": 14, "anchor": "SCHEDULE", "startDate": "2026-01-05"},
            "every 14 days from 2026-01-05",
        ),
        ("--monthly 2", "MONTHLY", {"timesPerMonth": 2}, "2 times a month"),
        ('--type monthly --config {"timesPerMonth":1}', "MONTHLY", {"timesPerMonth": 1}, "once a month"),
        (
            '--config {"pattern":"TIMES_IN_DAYS","rules":{"times":3,"days":14}}',
            "ADVANCED",
            {"pattern": "TIMES_IN_DAYS", "rules": {"times": 3, "days": 14}},
            "3 times in 14 days",
        ),
        (
            '--config {"pattern":"WEEKDAYS_ONLY","rules":{}}',
            "ADVANCED",
            {"pattern": "WEEKDAYS_ONLY", "rules": {}},
            "on Mon, Tue, Wed, Thu and Fri",
        ),
        (
            '--config {"pattern":"DAYS_OF_MONTH","rules":{"days":[-1,1,22,11]}}',
            "ADVANCED",
            {"pattern": "DAYS_OF_MONTH", "rules": {"days": [-1, 1, 22, 11]}},
            "each month on the 1st, 11th, 22nd and last day",
        ),
        (
            '--config {"pattern":"NTH_WEEKDAY","rules":{"weekday":"FRI","nth":-1}}',
            "ADVANCED",
            {"pattern": "NTH_WEEKDAY", "rules": {"weekday": "FRI", "nth": -1}},
            "on the last Fri of each month",
        ),
        (
            '--config {"pattern":"EVERY_N_WEEKS","rules":{"weeks":2,"days":["TUE"],"startDate":"2026-01-06"}}',
            "ADVANCED",
            {
                "pattern": "EVERY_N_WEEKS",
                "rules": {"weeks": 2, "days": ["TUE"], "startDate": "2026-01-06", "weekStart": "MONDAY"},
            },
            "every 2 weeks on Tue",
        ),
        (
            '--config {"pattern":"YEARLY","rules":{"dates":["12-24","02-29"]}}',
            "ADVANCED",
            {"pattern": "YEARLY", "rules": {"dates": ["12-24", "02-29"]}},
            "each year on 02-29 and 12-24",
        ),
    ],
)
def test_every_frequency_can_be_said(headway, options, kind, config, words):
    added = headway.ok(f"add habit Run --json {options}").json
    assert (added["title"], added["frequencyType"]) == ("Run", kind)
    assert config.items() <= added["frequencyConfig"].items()
    assert headway.ok(f"add habit Swim {options}").out == f"Added: Swim, {words}\n"


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ("--weekly 9", ["--weekly"]),
        ("--weekly 2 --on MON", ["--weekly"]),
        ("--on MON,XYZ", ["--on"]),
        ("--every 0", ["--every"]),
        ("--every 3 --from 1899-01-01", ["--from"]),
        ("--monthly 32", ["--monthly"]),
        ("--times-a-day 51", ["--times-a-day"]),
        ('--config {"pattern":"NOPE","rules":{}}', ["--config pattern"]),
        ('--config {"pattern":"TIMES_IN_DAYS","rules":{"times":0}}', ["--config rules"]),
        ("--type DAILY --config {}", ["--config allowMultiplePerDay"]),
    ],
)
def test_broken_rules_are_told_by_option(headway, options, refused):
    lines = headway.refused(f"add habit Run {options}")
    assert [any(line.startswith(option) for line in lines) for option in refused] == [True] * len(refused)
    assert headway.ok("habits --json").json["items"] == []


def test_every_broken_rule_is_told(headway):
    lines = headway.refused("add", "habit", "\x07" * 256, "--monthly", "0")
    assert [line.partition(":")[0] for line in lines] == ["TITLE", "TITLE", "--monthly"]


@pytest.mark.parametrize(
    "options",
    [
        "--weekly 2 --monthly 2",
        "--daily --every 2",
        "--from 2026-01-01",
        "--type DAILY",
        "--config {",
        "--config []",
        "--config {}",
        "--type NOPE --config {}",
        "--weekly two",
        f"--config {'[' * 100_000}",
    ],
)
def test_what_does_not_go_together_is_a_wrong_use(headway, options):
    assert headway.misused(f"add habit Run {options}")
    assert headway.ok("habits --json").json["items"] == []


def test_goals_and_counters_can_be_added(headway, ago, today):
    headway.ok(f"add goal Save --target 5000 --unit EUR --deadline {ago(-30)} --value 250.10 --since {ago(3)}")
    headway.ok("add goal Books --counter --unit books")
    headway.ok("add goal Sober --counts-days")
    headway.ok(f"add goal Calm --counts-days --since {ago(9)} --unit days")
    save, books, sober, calm = headway.ok("goals --json").json["items"]
    assert (save["goalType"], save["targetValue"], save["currentValue"]) == ("TARGET_BASED", 5000, 250.1)
    assert (save["deadline"], save["startDate"], save["unit"]) == (ago(-30), ago(3), "EUR")
    assert (books["goalType"], books["countsDays"], books["unit"]) == ("CONTINUOUS_COUNTER", False, "books")
    assert (sober["startDate"], sober["currentValue"], sober["unit"]) == (str(today), 0, "days")
    assert (calm["startDate"], calm["currentValue"]) == (ago(9), 9)


def test_broken_rules_of_a_goal_are_told_by_option(headway, ago):
    lines = headway.refused("add", "goal", "", "--target", "0", "--unit", " ", "--deadline", ago(0))
    assert [line.partition(":")[0] for line in lines] == ["TITLE", "--unit", "--target", "--deadline"]


@pytest.mark.parametrize(
    "options",
    [
        "",
        "--target 5 --unit km",
        "--deadline 2099-01-01 --unit km",
        "--target 5 --deadline 2099-01-01",
        "--counter",
        "--counter --unit km --target 5",
        "--target NaN --unit km --deadline 2099-01-01",
        "--target 1e9 --unit km --deadline 2099-01-01",
    ],
)
def test_a_goal_that_is_not_said_whole_is_a_wrong_use(headway, options):
    assert headway.misused(f"add goal Save {options}")
    assert headway.ok("goals --json").json["items"] == []
