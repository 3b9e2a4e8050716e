"""`goals` and `log`."""

import pytest

from tests.cli.conftest import IMPLEMENTATIONS


@pytest.fixture(params=IMPLEMENTATIONS)
def implementation(request):
    return request.param


@pytest.fixture
def save(headway, ago):
    headway.ok(f"add goal Save --target 5000 --unit EUR --deadline {ago(-30)}")
    return headway


def test_progress_is_logged_by_step_and_by_total(save, ago):
    assert save.ok("log save 250.10").out == "Save: 250.10 EUR of 5,000 EUR\n"
    assert save.ok("log Save -50.1 --note oops").out == "Save: 200 EUR of 5,000 EUR\n"
    entry = save.ok(f"log Save 1000 --total --date {ago(1)} --json").json
    assert (entry["value"], entry["entryDate"]) == (800, ago(1))
    assert save.ok("log Save 4000").out == "Save: 5,000 EUR of 5,000 EUR, reached!\n"


def test_a_total_that_is_there_records_nothing(save):
    save.ok("log Save 10")
    assert save.ok("log Save 10.00 --total").out == "Nothing to record: Save: 10 EUR of 5,000 EUR\n"
    assert save.ok("log Save 10 --total --json").json is None


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ("0", ["VALUE"]),
        ("1.234", ["VALUE"]),
        ("99999999999", ["VALUE"]),
        ("5 --date 2999-01-01", ["--date"]),
        ("0.001 --date 1899-01-01", ["--date", "VALUE"]),
    ],
)
def test_what_may_not_be_logged_is_refused_by_option(save, options, refused):
    assert [line.partition(":")[0] for line in save.refused(f"log Save {options}")] == refused
    assert save.ok("goals --json").json["items"][0]["currentValue"] == 0


@pytest.mark.parametrize("value", ["", "x", "NaN", "inf", "1e3", "1,5", "--", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_what_is_no_amount_is_a_wrong_use(save, value):
    assert "VALUE" in save.misused("log", "Save", value)


def test_goals_and_counters_are_shown_with_how_far_they_are(save, ago):
    save.ok(f"add goal Sober --counts-days --since {ago(9)}")
    save.ok("log Save 1250.50")
    goals = save.ok("goals").lines
    assert goals[0].split() == ["Goal", "So", "far", "Target", "Since", "Deadline", "Pace"]
    assert goals[1].startswith("Save   1,250.50 EUR  5,000 EUR")
    assert goals[2].split()[:3] == ["Sober", "9", "days"]
    today = save.ok("today").out
    assert "1,250.50 EUR  5,000 EUR  25%" in today
    assert "9 days" in today


@pytest.mark.parametrize(
    ("recorded", "pace"),
    [
        (0, "10 days behind, 20 EUR a day gets you there"),
        (80, "2 days behind, 12 EUR a day gets you there"),
        (105, "on track, 9.50 EUR a day gets you there"),
        (140, "3 days ahead, 6 EUR a day gets you there"),
        (200, ""),
    ],
)
def test_the_pace_of_a_goal_is_said_in_words(headway, ago, recorded, pace):
    headway.ok(f"add goal Save --target 200 --unit EUR --since {ago(10)} --deadline {ago(-9)}")
    if recorded:
        headway.ok(f"log Save {recorded}")
    assert (pace or "Completed") in headway.ok("goals").out
    assert pace in headway.ok("today").out
    assert ("a day gets you there" in headway.ok("goals").out) == bool(pace)


def test_a_goal_is_found_like_a_habit(save, ago):
    save.ok(f"add goal Save2 --target 1 --unit km --deadline {ago(-1)}")
    assert save.ok("log save 5").out.startswith("Save: 5 EUR")
    assert "Save2" in save.misused("log sav 5")
    assert save.misused("log nope 5") == "There is no goal “nope”.\n"
