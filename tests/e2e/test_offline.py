"""Without a network: Today opens, what is done waits and is sent once, and nobody sees what is another's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from headway.domain.completions import Completion
from headway.domain.entries import Entry
from headway.domain.goals import Goal
from headway.domain.habits import Habit
from headway.services import completions, entries, habits
from tests.cast import PASSWORD, Person
from tests.e2e import chromium
from tests.e2e.conftest import Visitor, faults_of
from tests.e2e.site import Site
from tests.e2e.things import TODAY, make_counter, make_goal, make_habit

KEPT = "async () => (await (await caches.open('headway-pages')).keys()).map(one => new URL(one.url).pathname)"
HOME_IS_KEPT = f"(await ({KEPT})()).includes('/')"
QUEUED = """() => new Promise(done => {
    const asked = indexedDB.open('headway')
    asked.onsuccess = () => {
        const counted = asked.result.transaction('queue').objectStore('queue').count()
        counted.onsuccess = () => { asked.result.close(); done(counted.result) }
    }
})"""
HEADERS = 700
WAITING = "Not sent yet: {}. It goes out"


def done(person: Person, habit: Habit, day: date = TODAY) -> list[Completion]:
    with person.at(write=False) as scope:
        return list(completions.page(scope, habit.id, first_day=day, last_day=day, limit=50).items)


def recorded(person: Person, goal: Goal) -> list[Entry]:
    with person.at(write=False) as scope:
        return list(entries.page(scope, goal.id, None, 50).items)


def until(page: Page, condition: str) -> None:
    """Wait up to 10 s for a condition, within one script: the policy of the pages refuses a second one."""
    page.evaluate(f"""async () => {{
        for (let left = 200; !({condition}); left--) {{
            if (!left) throw new Error("It did not come to be.")
            await new Promise(done => setTimeout(done, 50))
        }}
    }}""")


def settle(page: Page) -> None:
    """Wait until the worker is there, and has kept the day."""
    until(page, "navigator.serviceWorker.controller")
    until(page, HOME_IS_KEPT)


@contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    context.set_offline(True)
    yield
    context.set_offline(False)


@pytest.fixture
def ada(visit: Callable[..., Visitor]) -> Visitor:
    """Someone new on a phone whose browser keeps pages."""
    return visit(service_workers="allow")


def all_sent(page: Page) -> None:
    expect(page.get_by_text("Not sent yet: ")).not_to_be_visible()


def tick(page: Page, name: str = "Meditate"):
    return page.get_by_role("button", name=f"{name}: done")


def test_today_opens_without_a_network_and_what_was_never_seen_says_so(ada: Visitor):
    make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        page.reload()
        expect(page.get_by_text("No connection. You see this page as it was on")).to_be_visible()
        expect(tick(page)).to_be_visible()
        assert faults_of(page) == []
        page.goto("/today/2026-01-02")
        expect(page.get_by_role("heading", name="No connection")).to_be_visible()
        assert faults_of(page) == []
        page.get_by_role("link", name="Go to today").click()
        expect(tick(page)).to_be_visible()
    expect(page.get_by_text("No connection")).not_to_be_visible()


def test_a_tick_waits_survives_closing_and_is_sent_once(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        expect(page.get_by_text("not sent yet", exact=True)).to_be_visible()
        expect(tick(page)).to_have_attribute("aria-pressed", "true")
        assert faults_of(page) == []
        page.close()
        page = page.context.new_page()
        page.goto("/")
        expect(tick(page)).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        assert done(ada.person, habit) == []
    expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()
    all_sent(page)
    assert len(done(ada.person, habit)) == 1
    assert page.evaluate(QUEUED) == 0


def test_what_is_taken_back_before_it_was_sent_is_never_sent(ada: Visitor):
    habit, read = make_habit(ada.person), make_habit(ada.person, "Read")
    page = ada.go("/")
    settle(page)
    tick(page, "Read").click()
    expect(page.locator("#said")).to_contain_text("Read: done.")
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        tick(page).click()
        expect(page.get_by_text("not sent yet", exact=True)).to_have_count(0)
        expect(tick(page)).to_have_attribute("aria-pressed", "false")
        tick(page, "Read").click()
        expect(tick(page, "Read")).to_have_attribute("aria-pressed", "false")
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
    all_sent(page)
    assert [done(ada.person, one) for one in (habit, read)] == [[], []]


def test_several_a_day_are_counted_without_a_network(ada: Visitor):
    water = make_habit(ada.person, "Water", several=3)
    page = ada.go("/")
    settle(page)
    page.get_by_role("button", name="Water: 0/3").click()
    expect(page.get_by_role("button", name="Water: 1/3")).to_be_visible()
    with offline(page.context):
        for count in ("1/3", "2/3", "3/3"):
            page.get_by_role("button", name=f"Water: {count} done, add one").click()
        expect(page.get_by_role("button", name="Water: 4/3")).to_be_visible()
        for _ in range(2):
            page.get_by_role("button", name="Water: take the last one back").click()
        expect(page.get_by_role("button", name="Water: 2/3")).to_be_visible()
        page.reload()
        expect(page.get_by_role("button", name="Water: 2/3")).to_be_visible()
    all_sent(page)
    assert len({one.completion_time for one in done(ada.person, water)}) == 2


def test_amounts_totals_and_resets_wait_as_well(ada: Visitor):
    goal, counter = make_goal(ada.person), make_counter(ada.person)
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        page.get_by_label("Save: record progress").click()
        page.locator("li", has_text="Save").get_by_label("Amount").fill("1,012.50")
        page.locator("li", has_text="Save").get_by_role("button", name="Record").click()
        expect(page.get_by_text("1,012.50 / 5,000 EUR")).to_be_visible()
        for expected in ("1 days", "2 days"):
            page.get_by_role("button", name="+1: Without sugar").click()
            expect(page.get_by_text(expected, exact=True)).to_be_visible()
        page.get_by_label("Without sugar: more").click()
        page.get_by_role("button", name="A slip").click()
        expect(page.get_by_text(WAITING.format(4))).to_be_visible()
        expect(page.get_by_text("2 days", exact=True)).to_be_visible()
        page.get_by_label("Without sugar: more").click()
        page.get_by_role("button", name="Begin anew").click()
        expect(page.get_by_text("0 days", exact=True)).to_be_visible()
        expect(page.get_by_text(WAITING.format(5))).to_be_visible()
    all_sent(page)
    assert [str(one.value) for one in recorded(ada.person, goal)] == ["1012.50"]
    assert [str(one.value) for one in recorded(ada.person, counter)] == ["-2.00", "0.00", "1.00", "1.00"]


def test_no_number_waits_that_is_none(ada: Visitor):
    make_goal(ada.person)
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        page.get_by_label("Save: record progress").click()
        for text in ("much", "12,50", "1,2,3"):
            page.get_by_label("Amount").fill(text)
            page.get_by_role("button", name="Record").click()
            until(page, "document.querySelector('[name=value]:invalid')?.validationMessage")
        assert page.evaluate(QUEUED) == 0


def test_a_server_that_is_gone_is_no_network_either(ada: Visitor):
    habit, counter = make_habit(ada.person), make_counter(ada.person)
    page = ada.go("/")
    settle(page)
    with ada.site.cut_off():
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        page.get_by_role("button", name="+1: Without sugar").click()
        expect(page.get_by_text(WAITING.format(2))).to_be_visible()
        page.goto("/")
        expect(page.get_by_text(WAITING.format(2))).to_be_visible()
        expect(tick(page)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()
    all_sent(page)
    assert (len(done(ada.person, habit)), len(recorded(ada.person, counter))) == (1, 1)


def test_what_arrived_though_its_answer_was_lost_is_not_doubled(visit: Callable[..., Visitor]):
    ada = visit()
    water, counter = make_habit(ada.person, "Water", several=3), make_counter(ada.person)
    page = ada.go("/")

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
        route.abort()

    page.route("**/*", lose)
    page.get_by_role("button", name="Water: 0/3").click()
    expect(page.get_by_role("button", name="Water: 1/3")).to_be_visible()
    page.get_by_role("button", name="+1: Without sugar").click()
    expect(page.get_by_text(WAITING.format(2))).to_be_visible()
    assert (len(done(ada.person, water)), len(recorded(ada.person, counter))) == (1, 1)
    page.unroute("**/*")
    page.reload()
    expect(page.get_by_role("button", name="Water: 1/3")).to_be_visible()
    all_sent(page)
    expect(page.get_by_text("could not be recorded")).not_to_be_visible()
    assert page.evaluate(QUEUED) == 0
    assert (len(done(ada.person, water)), len(recorded(ada.person, counter))) == (1, 1)


def test_what_is_refused_is_shown_with_its_reason_until_it_is_settled(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        with ada.person.at() as scope:
            habits.archive(scope, habit.id)
    refused = page.get_by_role("region", name="Not accepted")
    expect(refused).to_contain_text("Meditate 21 Jan 2026")
    expect(refused).to_contain_text("The habit is archived. Restore it first.")
    assert faults_of(page) == []
    with ada.person.at() as scope:
        habits.restore(scope, habit.id)
    refused.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()
    expect(refused).not_to_be_visible()
    assert len(done(ada.person, habit)) == 1


def test_what_is_refused_can_be_discarded(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        with ada.person.at() as scope:
            habits.remove(scope, habit.id)
    refused = page.get_by_role("region", name="Not accepted")
    expect(refused).to_contain_text("It is no longer there.")
    refused.get_by_role("button", name="Discard").click()
    expect(refused).not_to_be_visible()
    assert page.evaluate(QUEUED) == 0


def test_two_windows_send_what_waits_once(ada: Visitor):
    water = make_habit(ada.person, "Water", several=3)
    first = ada.go("/")
    settle(first)
    second = first.context.new_page()
    second.goto("/")
    with offline(first.context):
        for page in (first, second):
            page.get_by_role("button", name="Water: ").last.click()
        for page in (first, second):
            expect(page.get_by_role("button", name="Water: 2/3")).to_be_visible()
    for page in (first, second):
        all_sent(page)
        expect(page.get_by_role("button", name="Water: 2/3")).to_be_visible()
    assert len(done(ada.person, water)) == 2


def test_the_worker_sends_what_waits_when_no_page_is_open(ada: Visitor):
    habit = make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    blank = page.context.new_page()
    browser = page.context.new_cdp_session(blank)
    seen: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: seen.extend(one["registrationId"] for one in told["registrations"]),
    )
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        page.close()
    blank.goto(f"{ada.site.address}/icon.svg")
    browser.send("ServiceWorker.enable")
    blank.wait_for_timeout(100)
    wanted = {"origin": ada.site.address, "registrationId": seen[-1], "tag": "queue", "lastChance": True}
    browser.send("ServiceWorker.dispatchSyncEvent", wanted)
    for _ in range(50):
        if done(ada.person, habit):
            break
        blank.wait_for_timeout(100)
    assert len(done(ada.person, habit)) == 1


def sign_out(page: Page) -> None:
    page.evaluate(
        "() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/sign-out';"
        " document.querySelector('main').append(form); form.requestSubmit() }"
    )
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def sign_in(page: Page, person: Person) -> None:
    page.get_by_label("E-mail").fill(person.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("21 January")


def test_signing_out_leaves_nothing_behind_in_any_window(ada: Visitor):
    make_habit(ada.person)
    page = ada.go("/")
    settle(page)
    other = page.context.new_page()
    other.goto("/")
    page.context.set_offline(True)
    tick(page).click()
    expect(page.get_by_text(WAITING.format(1))).to_be_visible()
    asked: list[str] = []

    def consent(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", consent)
    with ada.person.at() as scope:
        for habit in habits.page(scope, limit=9).items:
            habits.archive(scope, habit.id)
    page.context.set_offline(False)
    expect(page.get_by_role("region", name="Not accepted")).to_be_visible()
    sign_out(page)
    assert "is lost" in asked[0]
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate(KEPT) == []
    assert page.evaluate(QUEUED) == 0
    with offline(page.context):
        page.goto("/")
        expect(page.get_by_role("heading", name="No connection")).to_be_visible()
        expect(page.get_by_text("Meditate")).to_have_count(0)


def test_whoever_signs_in_next_sees_and_sends_nothing_of_the_one_before(ada: Visitor):
    habit, ben = make_habit(ada.person), ada.site.newcomer()
    make_habit(ben, "Swim")
    page = ada.go("/")
    settle(page)
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        page.context.clear_cookies()  # Her session has ended meanwhile.
    expect(page.get_by_role("link", name="Sign in to send it")).to_be_visible()
    page.goto("/sign-in")
    sign_in(page, ben)
    expect(tick(page, "Swim")).to_be_visible()
    page.goto("/")
    all_sent(page)
    until(page, HOME_IS_KEPT)
    with offline(page.context):
        page.reload()
        expect(tick(page, "Swim")).to_be_visible()
        expect(page.get_by_text("Meditate")).to_have_count(0)
    assert done(ada.person, habit) == []
    assert page.evaluate(QUEUED) == 1
    page.context.clear_cookies()
    page.goto("/sign-in")
    sign_in(page, ada.person)
    expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()
    assert len(done(ada.person, habit)) == 1


def test_it_can_be_installed(browser: Browser, site: Site, tmp_path: Path):
    # A private window, such as the other tests have, never installs anything, nor does a headless shell.
    with browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium.find(), args=list(chromium.FLAGS)
    ) as window:
        page = window.new_page()
        page.goto(f"{site.address}/welcome")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        asked = window.new_cdp_session(page)
        assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        found = asked.send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["url"].endswith("/manifest.webmanifest")


def test_the_first_visit_is_light_with_all_that_is_kept(ada: Visitor):
    for at in range(20):
        make_habit(ada.person, f"Habit {at}")
    before = ada.site.sent
    page = ada.go("/")
    settle(page)
    page.wait_for_load_state("networkidle")
    assert 30_000 < ada.site.sent - before < 60_000 - 10 * HEADERS


def test_without_a_worker_today_still_takes_what_is_done(visit: Callable[..., Visitor]):
    ada = visit()
    habit = make_habit(ada.person)
    page = ada.go("/")
    with offline(page.context):
        tick(page).click()
        expect(page.get_by_text(WAITING.format(1))).to_be_visible()
        page.get_by_role("link", name="Monday 19 January").click()
        expect(page.get_by_text("This needs a connection, and there is none.")).to_be_visible()
    expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()
    assert len(done(ada.person, habit)) == 1
