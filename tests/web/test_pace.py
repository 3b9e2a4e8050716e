"""The pace of a goal on the pages: in a line, as a mark on its bar, and in full."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from headway.domain.pauses import PauseDraft
from headway.services import goals, pauses
from tests.cast import NOW, TODAY, Person
from tests.goals import SAVE, add, make
from tests.web.conftest import Reader

BEGAN = TODAY - timedelta(days=9)
BOOK = replace(SAVE, target_value=Decimal(300), start_date=BEGAN, deadline=TODAY + timedelta(days=20), unit="pages")


def day(number):
    return TODAY + timedelta(days=number)


def facts(reader: Reader, goal_id) -> dict[str, str]:
    """Read what stands under a goal's line: each number by what it is."""
    html = reader.get(f"/goals/{goal_id}").text
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html))


def line(reader: Reader, path: str = "/") -> str:
    """Read what a list says of the only goal's pace."""
    html = reader.get(path).text
    (told,) = re.findall(r'</svg>\s*<span class="quiet[^"]*">(.*?)</span>\s*</a>', html)
    return re.sub("<[^>]*>", "", told)


def mark(reader: Reader, path: str = "/") -> list[str]:
    """Read where the mark of an even pace stands on the only bar, if there is one."""
    return re.findall(r'class="even" x="([\d.]+)%"', reader.get(path).text)


@pytest.mark.parametrize(
    ("recorded", "told", "exactly"),
    [
        (60, "3 days behind · 11.43 a day gets you there", ("3 days behind", "that is 30 pages")),
        (75, "2 days behind · 10.71 a day gets you there", ("1.50 days behind", "that is 15 pages")),
        (80, "1 day behind · 10.48 a day gets you there", ("1 day behind", "that is 10 pages")),
        (86, "on track · 10.19 a day gets you there", ("on track", "4 pages behind, that is 0.40 days")),
        (95, "on track · 9.76 a day gets you there", ("on track", "where an even pace would be")),
        (105, "on track · 9.29 a day gets you there", ("on track", "5 pages ahead, that is 0.50 days")),
        (125, "3 days ahead · 8.33 a day gets you there", ("2.50 days ahead", "that is 25 pages")),
    ],
)
def test_a_goal_says_where_it_stands_and_what_gets_it_there(
    ada: Person, ada_there: Reader, recorded, told, exactly
):
    goal = make(ada, BOOK).goal.id
    add(ada, goal, recorded, BEGAN)
    assert line(ada_there) == told
    assert line(ada_there, "/goals") == f"{told.partition(' · ')[0]} · by Feb 10".replace(
        "b 1", "b\N{NO-BREAK SPACE}1"
    )
    stands, distance = exactly
    assert facts(ada_there, goal)[distance] == stands
    assert mark(ada_there) == mark(ada_there, "/goals") == mark(ada_there, f"/goals/{goal}") == ["33.3"]


def test_under_the_line_stand_what_is_needed_and_the_forecast(ada: Person, ada_there: Reader):
    goal = make(ada, BOOK).goal.id
    assert list(facts(ada_there, goal).values())[:3] == ["9 days behind", "14.29 pages", "100 pages"]
    assert "A forecast takes seven days" in ada_there.get(f"/goals/{goal}").text
    add(ada, goal, 75, BEGAN)
    late = facts(ada_there, goal)
    assert (late["a day gets you there"], late["or in a week"]) == ("10.71 pages", "75 pages")
    assert late["forecast, 10 days after the deadline"] == "Feb\N{NO-BREAK SPACE}20"
    add(ada, goal, -70)
    assert facts(ada_there, goal)["forecast, after the deadline"] == "Sep\N{NO-BREAK SPACE}3,\N{NO-BREAK SPACE}2027"
    add(ada, goal, 95)
    assert facts(ada_there, goal)["forecast, in time"] == "Feb\N{NO-BREAK SPACE}10"


def test_the_line_of_the_pace_is_flat_over_pauses_and_the_table_says_what_it_asks(ada: Person, ada_there: Reader):
    goal = make(ada, BOOK).goal.id
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(day(1), day(5)))
    add(ada, goal, 75, BEGAN)
    html = ada_there.get(f"/goals/{goal}").text
    assert 'data-pace="2026-01-11:0.0 2026-01-21:120.0 2026-01-26:120.0 2026-02-10:300.0"' in html
    assert 'data-forecast="2026-02-25" data-sum="75.00"' in html
    assert '<data value="75.00">75</data></td><td>12</td>' in html


def test_an_overdue_goal_is_spoken_of_kindly(ada: Person, ada_there: Reader):
    past = replace(BOOK, start_date=day(-40), deadline=day(-10))
    goal = make(ada, past, now=NOW - timedelta(days=40)).goal.id
    add(ada, goal, 250, day(-20))
    told = "was for Jan 11 · 50 pages to go".replace("n 1", "n\N{NO-BREAK SPACE}1")
    assert line(ada_there) == line(ada_there, "/goals") == told
    assert mark(ada_there) == []
    assert facts(ada_there, goal)["to go; it was for Jan\N{NO-BREAK SPACE}11"] == "50 pages"
    html = ada_there.get(f"/goals/{goal}").text
    assert "What you record still counts." in html
    assert "behind" not in html


def test_where_all_the_days_left_are_paused_nothing_is_asked_for(ada: Person, ada_there: Reader):
    goal = make(ada, BOOK).goal.id
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(TODAY, None))
    assert line(ada_there) == "9 days behind"
    assert "Every day that is left until the deadline is paused." in ada_there.get(f"/goals/{goal}").text
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(BEGAN, None))
    assert line(ada_there).startswith("by ")
    html = ada_there.get(f"/goals/{goal}").text
    assert 'class="pace"' not in html
    assert "data-pace" not in html


@pytest.mark.parametrize("away", ["reached", "archived"])
def test_nothing_is_said_of_the_pace_of_what_is_reached_or_put_away(ada: Person, ada_there: Reader, away):
    goal = make(ada, BOOK).goal.id
    if away == "reached":
        add(ada, goal, 300)
    else:
        with ada.at() as scope:
            goals.archive(scope, goal)
    html = ada_there.get(f"/goals/{goal}").text
    assert 'class="pace"' not in html
    assert 'class="even"' not in html


def test_the_pace_is_said_in_german(ada: Person, ada_there: Reader):
    goal = make(ada, BOOK).goal.id
    add(ada, goal, 75, BEGAN)
    ada_there.send("/settings/appearance", {"language": "de"})
    assert line(ada_there) == "2 Tage zurück · mit 10,71 am Tag schaffst du es"
    told = facts(ada_there, goal)
    assert told["das sind 15 pages"] == "1,50 Tage zurück"
    assert told["Prognose, 10 Tage nach dem Termin"] == "20.\N{NO-BREAK SPACE}Feb."
