"""Strength on a habit's page: in percent, as a line, month by month; and when the habit is done."""

import re
from datetime import date, time, timedelta

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.services import completions, habits
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})
WATER = HabitDraft("Water", FrequencyType.DAILY, {"allowMultiplePerDay": True})
GERMAN = {"Accept-Language": "de"}


def done(person: Person, draft: HabitDraft, *moments: tuple[date, time | None]) -> str:
    with person.at() as scope:
        habit = habits.create(scope, draft).item.id
        for day, at in moments:
            completions.record(scope, habit, CompletionDraft(day, at))
    return f"/habits/{habit}"


def daily(person: Person, days: int) -> str:
    return done(person, DAILY, *((TODAY - timedelta(days=back), None) for back in range(days)))


def text(part: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", part)).strip()


def section(html: str, name: str) -> str:
    return html[html.index(f'aria-labelledby="{name}"') :].partition("</section>")[0]


def bars(html: str, name: str) -> tuple[str, list[str]]:
    part = section(html, name)
    (sample,) = re.findall(r'<p class="quiet">(.*?)</p>', part)
    return sample, [text(one) for one in re.findall(r"<li>(.*?)<svg", part)]


def test_strength_stands_beside_the_streak_in_percent(ada: Person, ada_there: Reader):
    html = ada_there.get(daily(ada, 30)).text
    assert "<dt>Strength</dt><dd>80%</dd>" in html
    assert "<dt>Stärke</dt><dd>80\N{NO-BREAK SPACE}%</dd>" in ada_there.get(daily(ada, 30), **GERMAN).text


def test_its_line_has_a_number_for_each_day_and_a_table_of_months(ada: Person, ada_there: Reader):
    part = section(ada_there.get(daily(ada, 60)).text, "strength")
    assert f'data-start="{TODAY - timedelta(days=59)}"' in part
    (shares,) = re.findall(r'data-strength="(.*?)"', part)
    assert [float(share) for share in shares.split()][:2] == [0.052, 0.101]
    assert (len(shares.split()), shares.split()[-1]) == (60, "0.959")
    rows = [text(row) for row in re.findall(r"<tr>(.*?)</tr>", part)]
    assert rows == [
        "Month Strength at its end",
        "January 2026 96% so far",
        "December 2025 88%",
        "November 2025 35%",
    ]


def test_of_a_long_life_the_line_shows_the_last_year(ada: Person, ada_there: Reader):
    part = section(ada_there.get(daily(ada, 500)).text, "strength")
    (shares,) = re.findall(r'data-strength="(.*?)"', part)
    assert (len(shares.split()), part.count("<tr>")) == (371, 1 + 13)


def test_where_there_is_no_strength_nobody_is_told_of_it(ada: Person, ada_there: Reader):
    for days in (0, 1):
        html = ada_there.get(daily(ada, days)).text
        assert ("<dt>Strength</dt>" in html, 'aria-labelledby="strength"' in html) == (days == 1, False)


def test_bars_say_from_how_many_times_they_are(ada: Person, ada_there: Reader):
    monday = date(2026, 1, 19)
    path = done(ada, WATER, (monday, time(7, 5)), (monday, time(7, 50)), (monday, time(9)), (TODAY, time(23, 59)))
    html = ada_there.get(path).text
    week = ["Monday: 3", "Tuesday: 0", "Wednesday: 1", "Thursday: 0", "Friday: 0", "Saturday: 0", "Sunday: 0"]
    assert bars(html, "weekdays") == ("from 4 times", week)
    sample, hours = bars(html, "hours")
    assert (sample, len(hours)) == ("from 4 times", 18)
    assert [hour for hour in hours if not hour.endswith(" 0")] == [
        "7:00 AM: 2",
        "9:00 AM: 1",
        "11:00 PM: 1",
    ]
    german = ada_there.get(path, **GERMAN).text
    assert bars(german, "hours")[0] == "aus 4 Malen"
    assert "07:00: 2" in bars(german, "hours")[1]


def test_what_has_no_times_has_no_hours(ada: Person, ada_there: Reader):
    html = ada_there.get(daily(ada, 1)).text
    assert bars(html, "weekdays")[0] == "from 1 time"
    assert 'aria-labelledby="hours"' not in html
