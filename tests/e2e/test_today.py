"""Today in a browser: ticking, taking back, recording; with scripts and without."""

from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.e2e.conftest import Visitor, faults_of
from tests.e2e.things import make_counter, make_goal, make_habit


def test_one_tap_ticks_a_second_takes_it_back_and_the_streak_follows(ada: Visitor):
    make_habit(ada.person, done=4)
    page = ada.go("/")
    tick = page.get_by_role("button", name="Meditate: done")
    expect(page.get_by_text("4 days · alive until tonight")).to_be_visible()
    tick.click()
    expect(page.get_by_text("5 days · alive until tomorrow")).to_be_visible()
    expect(tick).to_have_attribute("aria-pressed", "true")
    tick.click()
    expect(page.get_by_text("4 days · alive until tonight")).to_be_visible()
    expect(tick).to_have_attribute("aria-pressed", "false")


def test_what_was_done_is_said_and_can_be_undone(ada: Visitor):
    make_habit(ada.person)
    page = ada.go("/")
    page.get_by_role("button", name="Meditate: done").click()
    said = page.locator("#said")
    expect(said).to_contain_text("Meditate: done.")
    said.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Meditate: not done.")
    said.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")


def test_a_late_answer_does_not_take_away_the_page_that_was_opened_meanwhile(ada: Visitor):
    make_habit(ada.person, done=4)
    page = ada.go("/")

    def answer_late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route(lambda url: "/completions/" in url, answer_late)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate(
            """() => {
                document.querySelector("form[data-tick] button").click();
                document.querySelector("nav a[href='/habits']").click();
            }"""
        )
    expect(page.get_by_role("heading", level=1)).to_have_text("Habits")
    expect(page.get_by_role("main")).to_contain_text("5 days")
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")


def test_a_late_answer_takes_nothing_from_whoever_is_writing_meanwhile(ada: Visitor):
    make_habit(ada.person)
    goal = make_goal(ada.person)
    page = ada.go("/")

    def answer_late(route: Route) -> None:
        page.locator("main:not(.today) input[name=value]:not([type=hidden])").fill("12")
        route.continue_()

    page.route(lambda url: "/completions/" in url, answer_late)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate(
            """goal => {
                document.querySelector("form[data-tick] button").click();
                document.querySelector(`main a[href='/goals/${goal}']`).click();
            }""",
            str(goal.id),
        )
    page.wait_for_timeout(500)
    expect(page.locator("main:not(.today) input[name=value]:not([type=hidden])")).to_have_value("12")


def test_it_all_works_without_scripts(visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=False)
    make_habit(ada.person)
    make_goal(ada.person)
    page = ada.go("/")
    page.get_by_role("button", name="Meditate: done").click()
    expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Save: record progress").click()
    page.get_by_label("Amount").fill("12.50")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#said")).to_contain_text("Save: recorded.")
    expect(page.get_by_text("12.50 / 5,000 EUR")).to_be_visible()


def test_several_a_day_are_counted_up_and_down(ada: Visitor):
    make_habit(ada.person, "Water", several=3)
    page = ada.go("/")
    for expected in ("1/3", "2/3"):
        page.get_by_role("button", name="Water: ").last.click()
        expect(page.get_by_role("button", name=f"Water: {expected} done, add one")).to_be_visible()
    page.get_by_role("button", name="Water: take the last one back").click()
    expect(page.get_by_role("button", name="Water: 1/3 done, add one")).to_be_visible()


def test_an_earlier_day_is_ticked_from_the_week(ada: Visitor):
    make_habit(ada.person)
    page = ada.go("/")
    page.get_by_role("link", name="Monday 19 January").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("19 January")
    page.get_by_role("button", name="Meditate: done").click()
    expect(page.get_by_role("link", name="Monday 19 January, 1 of 1 done")).to_be_visible()


def test_an_amount_that_is_none_is_told_beside_it(ada: Visitor):
    make_goal(ada.person)
    page = ada.go("/")
    page.get_by_label("Save: record progress").click()
    page.get_by_label("Amount").fill("much")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no number.")
    expect(page.get_by_label("Amount")).to_have_value("much")


def test_axe_finds_nothing(ada: Visitor):
    make_habit(ada.person, done=3)
    make_habit(ada.person, "Water", several=3)
    make_goal(ada.person)
    make_counter(ada.person)
    page = ada.go("/")
    assert faults_of(page) == []


def test_another_tab_shows_the_tick_when_it_is_looked_at_again(ada: Visitor):
    make_habit(ada.person)
    first, second = ada.go("/"), ada.page.context.new_page()
    second.goto("/")
    second.get_by_role("button", name="Meditate: done").click()
    expect(second.locator("#said")).to_contain_text("done")
    tick = first.get_by_role("button", name="Meditate: done")
    expect(tick).to_have_attribute("aria-pressed", "false")
    for state, wait in (("hidden", 2100), ("visible", 0)):
        first.evaluate(
            "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
            " document.dispatchEvent(new Event('visibilitychange')) }",
            state,
        )
        first.wait_for_timeout(wait)
    expect(tick).to_have_attribute("aria-pressed", "true")


def test_two_tabs_that_tick_the_same_do_it_once(ada: Visitor):
    make_habit(ada.person)
    first, second = ada.go("/"), ada.page.context.new_page()
    second.goto("/")
    for page in (first, second):
        page.get_by_role("button", name="Meditate: done").click()
        expect(page.get_by_role("button", name="Meditate: done")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("1 day · alive until tomorrow")).to_be_visible()


def test_keys_move_tick_undo_and_go(ada_at_desk: Visitor):
    for title in ("Meditate", "Read"):
        make_habit(ada_at_desk.person, title)
    page = ada_at_desk.go("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Space")
    tick = page.get_by_role("button", name="Meditate: done")
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#said")).to_contain_text("Meditate: done.")
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Meditate: not done.")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_label("Use keys on this device").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    page.keyboard.press("Space")
    expect(tick).to_have_attribute("aria-pressed", "false")


def test_the_tab_key_reaches_everything_and_shows_where_it_is(ada: Visitor):
    make_habit(ada.person)
    make_goal(ada.person)
    page = ada.go("/")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        what = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.getAttribute('aria-label') || e.textContent.trim(), s.outlineStyle !== 'none'] }"
        )
        if what[0] == "BODY":
            break
        reached.append(what)
    assert all(shown for _, _, shown in reached)
    names = " | ".join(name for _, name, _ in reached)
    for wanted in (
        "Skip to the content",
        "The day before",
        "Meditate: done",
        "Save: record progress",
        "Habits",
        "Add a",
    ):
        assert wanted in names


def test_it_fits_at_200_percent_and_from_right_to_left(visit: Callable[..., Visitor]):
    ada = visit(viewport={"width": 195, "height": 422})
    make_habit(ada.person, "A habit with a long title that says everything that there is to say about it")
    make_habit(ada.person, "Water", several=8)
    make_goal(ada.person)
    make_counter(ada.person)
    page = ada.go("/")
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0


def test_targets_are_as_large_as_a_thumb(ada: Visitor):
    make_habit(ada.person)
    make_habit(ada.person, "Water", several=3, done=0)
    make_goal(ada.person)
    make_counter(ada.person)
    page = ada.go("/")
    page.get_by_role("button", name="Water: 0/3").click()
    expect(page.get_by_role("button", name="Water: take the last one back")).to_be_visible()
    small = page.evaluate(
        "() => [...document.querySelectorAll('a, button, summary, input, select')]"
        ".filter(e => e.checkVisibility() && !e.closest('.skip, p'))"
        ".map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width > 0 && (box.width < 44 || box.height < 44)).map(([html]) => html)"
    )
    assert small == []


def test_the_first_visit_is_light_and_nothing_moves(visit: Callable[..., Visitor]):
    ada = visit()
    for at in range(20):
        make_habit(ada.person, f"Habit {at}", done=3)
    for at in range(5):
        make_goal(ada.person, f"Goal {at}")
    session = ada.page.context.new_cdp_session(ada.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    ada.page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.shift += entry.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page = ada.go("/")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= 60_000
    assert page.evaluate("window.shift") == 0
