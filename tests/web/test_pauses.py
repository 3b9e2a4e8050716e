"""Skipping a day, pausing for longer, and pausing days that are over, by forms alone."""

import re
from datetime import date, timedelta
from uuid import UUID

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.pauses import Pause, PauseDraft
from headway.services import completions, habits, pauses
from tests.cast import TODAY, Person
from tests.web.conftest import Reader

DAILY = HabitDraft("Meditate", FrequencyType.DAILY, {"allowMultiplePerDay": False})


def ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def make(person: Person, *done: int, title: str = "Meditate") -> UUID:
    with person.at(ago(40)) as scope:
        habit = habits.create(scope, HabitDraft(title, DAILY.frequency_type, DAILY.frequency_config)).item.id
    with person.at() as scope:
        for count in done:
            completions.record(scope, habit, CompletionDraft(ago(count)))
    return habit


def kept(person: Person) -> list[Pause]:
    with person.at(write=False) as scope:
        return list(pauses.page(scope, limit=99).items)


def streak(person: Person, habit: UUID) -> int:
    with person.at(write=False) as scope:
        return habits.get(scope, habit).streak.current(TODAY)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_day_is_skipped_from_today_stands_by_itself_and_is_taken_back(ada: Person, ada_there: Reader):
    habit = make(ada)
    page = ada_there.get("/").text
    assert f'action="/habits/{habit}/skips/{TODAY}" data-skip' in page
    skipped = ada_there.send(f"/habits/{habit}/skips/{TODAY}", {"reason": "late train"})
    page = ada_there.follow(skipped).text
    assert "Skipped · 1" in page
    assert "Meditate: skipped." in page
    assert [(one.first_day, one.last_day, one.reason) for one in kept(ada)] == [(TODAY, TODAY, "late train")]
    taken_back = ada_there.send(f"/habits/{habit}/skips/{TODAY}/undo")
    assert kept(ada) == []
    ada_there.undo(taken_back)
    assert [(one.first_day, one.reason) for one in kept(ada)] == [(TODAY, "late train")]


def test_a_skip_is_undone_where_it_is_told(ada: Person, ada_there: Reader):
    habit = make(ada)
    ada_there.undo(ada_there.send(f"/habits/{habit}/skips/{TODAY}"))
    assert kept(ada) == []


def test_a_skip_sent_twice_is_one_and_taking_back_what_is_not_skipped_says_nothing(ada: Person, ada_there: Reader):
    habit = make(ada)
    for _ in range(2):
        ada_there.send(f"/habits/{habit}/skips/{TODAY}")
    assert len(kept(ada)) == 1
    ada_there.follow(ada_there.send(f"/habits/{habit}/skips/{TODAY}/undo"))
    assert "data-deed" not in ada_there.follow(ada_there.send(f"/habits/{habit}/skips/{TODAY}/undo")).text


def test_an_earlier_day_is_skipped_where_one_stands_in_it(ada: Person, ada_there: Reader):
    habit = make(ada, 3, 1)
    assert streak(ada, habit) == 1
    assert "Skip this day" in ada_there.get(f"/today/{ago(2)}").text
    page = ada_there.follow(
        ada_there.send(f"/habits/{habit}/skips/{ago(2)}", Referer=f"http://127.0.0.1:8000/today/{ago(2)}")
    )
    assert "Skipped · 1" in page.text
    assert streak(ada, habit) == 2


def test_what_is_left_of_a_month_is_said_and_at_its_end_nothing_more_is_offered(ada: Person, ada_there: Reader):
    habit = make(ada)
    ada_there.send("/settings/skips", {"skips_per_month": "2"})
    assert "2 of 2 skips left in January" in ada_there.get("/").text
    ada_there.send(f"/habits/{habit}/skips/{ago(3)}")
    assert "1 of 2 skips left in January" in ada_there.get(f"/habits/{habit}").text
    ada_there.send(f"/habits/{habit}/skips/{ago(2)}")
    page = ada_there.get("/").text
    assert "No skips left in January; new ones come on 1" in page.replace("Feb\N{NO-BREAK SPACE}1", "1 Feb")
    assert "data-skip" not in page
    refused = ada_there.send(f"/habits/{habit}/skips/{TODAY}")
    assert (refused.status_code, len(kept(ada))) == (409, 2)
    assert "This month&#39;s skips are used up" in refused.text


def test_a_limit_is_set_raised_and_given_up_and_a_wrong_one_is_told(ada: Person, ada_there: Reader):
    for said, shown in (("3", "3"), ("0", "0"), ("", "no limit")):
        page = ada_there.follow(ada_there.send("/settings/skips", {"skips_per_month": said})).text
        assert re.search(rf"Skips a month</span><span class=\"quiet\">{shown}<", page)
    for said in ("32", "-1", "many"):
        refused = ada_there.send("/settings/skips", {"skips_per_month": said})
        assert refused.status_code == 422
        assert f'value="{said}"' in refused.text


def test_a_pause_is_made_changed_ended_and_taken_back_each_with_its_undo(ada: Person, ada_there: Reader):
    habit = make(ada, title="Read")
    said = {"habit_id": habit, "first_day": ago(5), "last_day": "", "reason": "ill"}
    made = ada_there.send("/pauses", said)
    assert "Paused: Read, from" in ada_there.follow(made).text
    (pause,) = kept(ada)
    assert (pause.habit_id, pause.first_day, pause.last_day, pause.reason) == (habit, ago(5), None, "ill")
    changed = ada_there.send(f"/pauses/{pause.id}", said | {"habit_id": "", "last_day": ago(-3)})
    assert (kept(ada)[0].habit_id, kept(ada)[0].last_day) == (None, ago(-3))
    ada_there.undo(changed)
    assert (kept(ada)[0].habit_id, kept(ada)[0].last_day) == (habit, None)
    ended = ada_there.send(f"/pauses/{pause.id}/end")
    assert kept(ada)[0].last_day == ago(1)
    ada_there.undo(ended)
    assert kept(ada)[0].last_day is None
    gone = ada_there.send(f"/pauses/{pause.id}/delete")
    assert kept(ada) == []
    ada_there.undo(gone)
    assert [(one.habit_id, one.first_day, one.reason) for one in kept(ada)] == [(habit, ago(5), "ill")]


def test_a_pause_that_began_today_ends_as_if_it_had_never_been(ada: Person, ada_there: Reader):
    with ada.at() as scope:
        pause = pauses.create(scope, PauseDraft(TODAY, None, None, "travelling")).item
    ended = ada_there.send(f"/pauses/{pause.id}/end")
    assert kept(ada) == []
    ada_there.undo(ended)
    assert [(one.first_day, one.last_day, one.reason) for one in kept(ada)] == [(TODAY, None, "travelling")]


def test_pauses_stand_under_when_they_are_and_their_habit_leads_to_a_new_one(ada: Person, ada_there: Reader):
    habit = make(ada, title="Read")
    with ada.at() as scope:
        for first, last in ((ago(9), ago(8)), (ago(1), ago(-1)), (ago(-4), None)):
            pauses.create(scope, PauseDraft(first, last, habit))
    shown = text_of(ada_there.get("/pauses").text)
    places = [shown.index(part) for part in ("Now Read", "To come Read", "Past Read")]
    assert places == sorted(places)
    assert f'<option value="{habit}" selected>' in ada_there.get(f"/pauses/new?habit={habit}").text
    with ada.at() as scope:
        habits.remove(scope, habit)
    assert "Read" not in text_of(ada_there.get("/pauses").text)
    assert {ada_there.get(f"/pauses/{one.id}").status_code for one in kept(ada)} == {404}


def test_older_pauses_stand_on_pages_of_their_own(ada: Person, ada_there: Reader):
    with ada.at() as scope:
        for count in range(1, 71):
            pauses.create(scope, PauseDraft(ago(count), ago(count), None, f"number {count}."))
    first = ada_there.get("/pauses").text
    assert ("number 60." in first, "number 61." in first) == (True, False)
    older = re.search(r'href="(/pauses\?after=[^"]+)"', first)
    assert older is not None
    assert "number 61." in ada_there.get(older[1]).text
    assert ada_there.get("/pauses?after=nowhere").status_code == 404


def test_whoever_was_ill_last_week_says_so_once_and_streaks_go_on(ada: Person, ada_there: Reader):
    made = [make(ada, *range(10, 14), 2, 1, title=title) for title in ("Read", "Gym")]
    assert [streak(ada, one) for one in made] == [2, 2]
    sent = ada_there.send("/pauses/past", {"days": "LAST_WEEK", "reason": "flu"})
    assert "Paused: 7 days for all habits; 2 streaks go on." in ada_there.follow(sent).text
    (pause,) = kept(ada)
    assert (pause.habit_id, pause.reason) == (None, "flu")
    assert (pause.first_day, pause.last_day) == (date(2026, 1, 12), date(2026, 1, 18))
    assert [streak(ada, one) for one in made] == [6, 6]
    again = ada_there.send("/pauses/past", {"days": "YESTERDAY"})
    ada_there.undo(again)
    assert len(kept(ada)) == 1


def test_each_name_for_days_means_them(ada: Person, ada_there: Reader, ben: Person, ben_there: Reader):
    for person, there, days, span in (
        (ada, ada_there, "YESTERDAY", (20, 20)),
        (ada, ada_there, "LAST_7_DAYS", (14, 20)),
        (ben, ben_there, "LAST_WEEK", (11, 17)),
    ):
        there.undo(there.send("/pauses/past", {"days": days}))
        there.send("/pauses/past", {"days": days})
        (made,) = kept(person)
        assert (made.first_day, made.last_day) == (date(2026, 1, span[0]), date(2026, 1, span[1]))
        there.send(f"/pauses/{made.id}/delete")


def test_other_days_have_to_be_said(ada: Person, ada_there: Reader):
    refused = ada_there.send("/pauses/past", {"days": "OTHER", "first_day": "2026-01-05"})
    assert (refused.status_code, refused.text.count("Say which day.")) == (422, 1)
    sent = {"days": "OTHER", "first_day": "2026-01-05", "last_day": "2026-01-04"}
    assert "A pause ends no earlier than it begins." in ada_there.send("/pauses/past", sent).text
    ada_there.send("/pauses/past", sent | {"last_day": "2026-01-06"})
    assert [(one.first_day.day, one.last_day and one.last_day.day) for one in kept(ada)] == [(5, 6)]


def test_a_day_of_the_calendar_says_why_it_was_away_and_takes_that_back(ada: Person, ada_there: Reader):
    habit = make(ada, 9)
    with ada.at() as scope:
        for first, last, own, reason in (
            (ago(3), ago(3), habit, "late"),
            (ago(6), ago(5), habit, "ill"),
            (ago(2), ago(1), None, "sea"),
        ):
            pauses.create(scope, PauseDraft(first, last, own, reason))
    page = ada_there.get(f"/habits/{habit}").text
    for count, said in ((3, "skipped"), (6, "paused"), (1, "paused")):
        assert re.search(rf'href="/habits/{habit}/days/{ago(count)}" aria-label="[^"]+: {said}"', page)
    for count, said in (
        (3, "Skipped on 18 Jan late"),
        (5, "Paused 15 \N{EN DASH} 16 Jan ill"),
        (1, "All habits paused"),
    ):
        day = ada_there.get(f"/habits/{habit}/days/{ago(count)}", **{"Accept-Language": "en-GB"}).text
        assert said in text_of(day)
        action = re.search(r'action="([^"]+(?:/undo|/delete))"><button>Take', day)
        assert action is not None
        ada_there.send(action[1])
    assert kept(ada) == []


def test_days_in_the_archive_are_told_as_that(ada: Person, ada_there: Reader):
    habit = make(ada, 9)
    with ada.at(ago(5)) as scope:
        habits.archive(scope, habit)
    with ada.at(ago(3)) as scope:
        habits.restore(scope, habit)
    page = ada_there.get(f"/habits/{habit}").text
    assert re.search(rf'href="/habits/{habit}/days/{ago(4)}" aria-label="[^"]+: archived"', page)
    day = ada_there.get(f"/habits/{habit}/days/{ago(4)}", **{"Accept-Language": "en-GB"}).text
    assert "Archived 16 \N{EN DASH} 17 Jan" in text_of(day)
    assert "Take it back" not in day


def test_a_streak_says_what_of_it_was_paused(ada: Person, ada_there: Reader):
    habit = make(ada, *range(1, 30, 2))
    with ada.at() as scope:
        for count in range(2, 30, 2):
            pauses.create(scope, PauseDraft(ago(count), ago(count), habit))
    page = text_of(ada_there.get(f"/habits/{habit}", **{"Accept-Language": "en-GB"}).text)
    assert "paused 15 Jan, 17 Jan, 19 Jan and 11 more times" in page


def test_a_week_strip_shows_a_day_that_was_paused_altogether(ada: Person, ada_there: Reader):
    make(ada)
    with ada.at() as scope:
        pauses.create(scope, PauseDraft(ago(1), ago(1)))
    week = ada_there.get("/").text.partition('class="week"')[2].partition("</nav>")[0]
    assert week.count('class="state paused"') == 1
    assert "paused</span>" in week


def test_what_is_someone_elses_is_not_found(ada: Person, ben_there: Reader):
    habit = make(ada)
    with ada.at() as scope:
        pause = pauses.create(scope, PauseDraft(TODAY, TODAY, habit)).item.id
    assert ben_there.get(f"/pauses/{pause}").status_code == 404
    said = {"first_day": TODAY, "habit_id": habit}
    for path in (
        f"/habits/{habit}/skips/{TODAY}",
        f"/habits/{habit}/skips/{TODAY}/undo",
        f"/pauses/{pause}",
        f"/pauses/{pause}/end",
        f"/pauses/{pause}/delete",
    ):
        assert ben_there.send(path, said).status_code == 404, path
    assert ben_there.send("/pauses", said).status_code == 422
    assert len(kept(ada)) == 1
    assert str(habit) not in ben_there.get(f"/pauses/new?habit={habit}").text
