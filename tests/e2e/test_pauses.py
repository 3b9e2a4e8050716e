"""Days that ask for nothing, in a browser: a skip, by touch and by key, and a week of being ill."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from headway.domain.completions import CompletionDraft
from headway.services import completions
from tests.e2e.conftest import Visitor, faults_of
from tests.e2e.test_offline import offline, settle
from tests.e2e.things import TODAY, make_habit


def test_a_day_is_skipped_on_the_phone_and_that_is_undone(ada: Visitor):
    make_habit(ada.person, done=3)
    make_habit(ada.person, "Water", several=3)
    page = ada.go("/")
    page.get_by_label("Meditate: skip or pause").click()
    assert faults_of(page) == []
    page.get_by_role("button", name="Skip today").and_(page.locator(":visible")).click()
    expect(page.locator("#said")).to_contain_text("Meditate: skipped.")
    expect(page.get_by_role("heading", name="Skipped · 1")).to_be_visible()
    expect(page.get_by_text("skipped · 3 days · alive until tomorrow")).to_be_visible()
    page.locator("#said").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Skipped · 1")).to_have_count(0)
    expect(page.get_by_text("3 days · alive until tonight")).to_be_visible()


def test_a_day_is_skipped_by_key_and_taken_back_by_the_same(ada_at_desk: Visitor):
    make_habit(ada_at_desk.person)
    page = ada_at_desk.go("/")
    for said in ("Meditate: skipped.", "Meditate: not skipped any more."):
        page.keyboard.press("j")
        page.keyboard.press("s")
        expect(page.locator("#said")).to_contain_text(said)


def test_whoever_was_ill_last_week_pauses_it_for_all_habits_and_streaks_go_on(ada: Visitor):
    for title in ("Meditate", "Read"):
        habit = make_habit(ada.person, title, done=2)
        with ada.person.at() as scope:
            for back in (10, 11, 12):
                completions.record(scope, habit.id, CompletionDraft(TODAY - timedelta(days=back)))
    page = ada.go("/more")
    page.get_by_role("link", name="Pauses").click()
    form = page.locator(".absence")
    expect(form.get_by_label("First day")).to_be_hidden()
    form.get_by_label("Other days").check()
    expect(form.get_by_label("First day")).to_be_visible()
    assert faults_of(page) == []
    form.get_by_label("Last week 12").check()
    form.get_by_label("Reason").fill("flu")
    form.get_by_role("button", name="Pause these days").click()
    expect(page.locator("#said")).to_contain_text("Paused: 7 days for all habits; 2 streaks go on.")
    expect(page.get_by_role("link", name="All habits flu")).to_be_visible()
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page.get_by_text("5 days · alive until tonight")).to_have_count(2)


def test_a_skip_waits_without_a_network_and_another_tap_takes_it_back(visit: Callable[..., Visitor]):
    ada = visit(service_workers="allow")
    make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    skip = page.get_by_role("button", name="Skip today").and_(page.locator(":visible"))
    with offline(page.context):
        for waiting in (1, 0, 1):
            page.get_by_label("Meditate: skip or pause").click()
            skip.click()
            expect(page.get_by_text("not sent yet", exact=True)).to_have_count(waiting)
        assert faults_of(page) == []
    expect(page.get_by_role("heading", name="Skipped · 1")).to_be_visible()
    expect(page.get_by_text("Not sent yet: ")).not_to_be_visible()
