"""Looking back without a browser: which days are shown, in what words, and where one goes from there."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import HabitDraft
from headway.domain.insights.figures import Figures
from headway.domain.insights.spans import Span, SpanKind
from headway.services import completions, goals, habits
from headway.web.looking_back import Differences, title
from headway.web.words import words_for
from tests.cast import TODAY, Person
from tests.doors import Entrance
from tests.web.conftest import Reader

ENGLISH, GERMAN = words_for("en-GB", None), words_for("de-DE", None)


def live(person: Person) -> None:
    """Read on most days since the year began, and save for something that is due next week."""
    with person.at(date(2026, 1, 1)) as scope:
        daily = HabitDraft("Read", FrequencyType.DAILY, {"allowMultiplePerDay": False})
        habit = habits.create(scope, daily).item.id
        habits.create(scope, HabitDraft("Swim", FrequencyType.DAILY, {"allowMultiplePerDay": False}))
        goals.create(scope, GoalDraft("Save", GoalType.TARGET_BASED, "EUR", Decimal(9), date(2026, 1, 30)))
    with person.at() as scope:
        for back in range(1, 15):
            completions.record(scope, habit, CompletionDraft(TODAY - timedelta(days=back)))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main>", maxsplit=1)[0]))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "19 \N{EN DASH} 25 Jan 2026"),
        ("?span=month&date=2025-12-24", "December 2025"),
        ("?span=quarter", "Quarter 1 of 2026"),
        ("?span=year&date=2025-02-01", "2025"),
        ("?span=custom&from=2026-01-05&to=2026-01-09", "5 \N{EN DASH} 9 Jan 2026"),
        ("?span=custom", "23 Dec 2025 \N{EN DASH} 21 Jan 2026"),
        ("?span=decade&date=soon", "19 \N{EN DASH} 25 Jan 2026"),
    ],
)
def test_the_days_that_are_asked_for_are_shown(query, shown, ada, ada_there: Reader):
    live(ada)
    reply = ada_there.get(f"/insights{query}", **{"Accept-Language": "en-GB"})
    assert reply.status_code == 200
    assert shown in text_of(reply.text).replace("\N{THIN SPACE}", " ")


@pytest.mark.parametrize("page", ["/insights?span=month", "/review/week?", "/review/year?"])
def test_one_goes_back_and_forth_but_not_beyond_today(page, ada, ada_there: Reader):
    live(ada)
    here = ada_there.get(page).text
    assert 'aria-label="Later"' not in here
    earlier = re.search(r'href="([^"]+)" aria-label="Earlier"', here)
    assert earlier is not None
    before = ada_there.get(earlier[1].replace("&amp;", "&"))
    assert before.status_code == 200
    assert 'aria-label="Later"' in before.text


def test_a_day_that_has_not_begun_is_refused_in_words(ada, ada_there: Reader):
    reply = ada_there.get("/insights?span=week&date=2026-03-01")
    assert reply.status_code == 422
    assert "has not begun" in reply.text


def test_a_week_in_review_begins_with_what_went_well(ada, ada_there: Reader):
    live(ada)
    told = text_of(ada_there.get("/review/week?date=2026-01-18").text)
    well, hard, progress = (told.index(one) for one in ("What went well", "What was hard", "Goals and counters"))
    assert well < told.index("Read") < hard < told.index("Swim") < progress
    assert "7 of 7 kept" in told
    assert "Coming up" in text_of(ada_there.get("/review/week").text)


def test_today_leads_to_the_last_week_on_the_first_day_of_one(ada, ada_there: Reader, door: Entrance):
    live(ada)
    assert "/review/week" not in ada_there.get("/").text
    door.clock.now = datetime(2026, 1, 26, 12, tzinfo=UTC)
    assert 'href="/review/week?date=2026-01-25"' in ada_there.get("/").text


def test_an_empty_account_is_told_kindly(ada, ada_there: Reader):
    for page in ("/insights", "/review/week", "/review/year"):
        assert "Nothing was tracked in these days." in text_of(ada_there.get(page).text)


def test_differences_are_told_in_words():
    say = Differences(ENGLISH)
    half, most = Figures(met=1, missed=1), Figures(met=9, missed=1)
    assert [say.rate(most, half), say.rate(half, most), say.rate(half, half), say.rate(half, None)] == [
        "40 points more",
        "40 points less",
        "as before",
        "new",
    ]
    assert say.rate(half, Figures(open=1)) == ""
    assert [say.number(3, 1), say.number(Decimal("1.50"), 2), say.number(2, 2)] == [
        "2 more",
        "0.50 less",
        "as before",
    ]
    assert Differences(GERMAN).rate(most, half) == "40 Punkte mehr"


def test_spans_are_named_as_people_do():
    week = Span(SpanKind.WEEK, date(2026, 1, 12), date(2026, 1, 18))
    assert title(GERMAN, week) == "12.\N{EN DASH}18.\N{NO-BREAK SPACE}Jan.\N{NO-BREAK SPACE}2026"
    assert title(GERMAN, Span(SpanKind.QUARTER, date(2026, 1, 1), date(2026, 3, 31))) == "1. Quartal 2026"
