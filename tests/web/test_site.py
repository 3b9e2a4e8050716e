"""The site: who is let in, what is sent with every page, and what becomes of a form."""

import gzip
import re
from uuid import uuid4

import pytest

from headway.domain.categories import CategoryDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import GoalDraft, GoalType
from headway.domain.habits import Habit, HabitDraft
from headway.services import categories, completions, goals, habits
from headway.web import files
from headway.web.routes import ROUTES
from tests.cast import PASSWORD, TODAY, Person
from tests.web.conftest import HOST, Reader

DAILY = {"allowMultiplePerDay": False}
FORMS = [route for route in ROUTES if route.writes]
PAGES = [route for route in ROUTES if not route.writes]
OF_THINGS = [one for one in ROUTES if re.match("/(habits|goals|categories)/{id}", one.path)]
GUARDED = [route for route in ROUTES if not route.anyone]
_EXAMPLES = {"id": str(uuid4()), "entry": str(uuid4()), "day": str(TODAY), "phase": "first"}


def address(path: str, **given: str) -> str:
    return re.sub(r"{(\w+)}", lambda found: (_EXAMPLES | given)[found[1]], path)


@pytest.fixture
def habit(ada: Person) -> Habit:
    with ada.at() as scope:
        return habits.create(scope, HabitDraft("Meditate", FrequencyType.DAILY, DAILY)).item


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.path)
def test_a_form_of_another_site_does_nothing(route, ada_there: Reader):
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ):
        reply = ada_there.send(address(route.path), {}, **headers)
        assert reply.status_code == 403
        assert "text/html" in reply.headers["content-type"]


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: f"{route.method} {route.path}")
def test_whoever_is_signed_out_is_asked_to_sign_in(route, cy: Reader):
    reply = cy.send(address(route.path)) if route.writes else cy.get(address(route.path))
    if route.path == "/":
        assert reply.headers["location"] == "/welcome"
    else:
        assert reply.status_code == 401
        assert 'name="onward"' in reply.text


@pytest.mark.parametrize("route", [one for one in GUARDED if "id" in one.parameters], ids=lambda one: one.path)
def test_what_is_not_there_and_what_is_no_id_is_not_found(route, ada_there: Reader):
    for id_ in (str(uuid4()), "7", "..%2F.."):
        path = address(route.path, id=id_)
        reply = ada_there.send(path, {"name": "x", "title": "x"}) if route.writes else ada_there.get(path)
        assert reply.status_code == 404, reply.status


@pytest.mark.parametrize("route", OF_THINGS, ids=lambda route: f"{route.method} {route.path}")
def test_what_is_someone_elses_is_not_found_and_stays_as_it_is(route, ben_there: Reader, ada: Person):
    with ada.at() as scope:
        category = categories.create(scope, CategoryDraft("Health")).item
        habit = habits.create(scope, HabitDraft("Meditate", FrequencyType.DAILY, DAILY, category.id)).item
        counter = GoalDraft("Sober", GoalType.CONTINUOUS_COUNTER, "days", category_id=category.id)
        goal = goals.create(scope, counter).item.goal
    things = {"habits": habit.id, "goals": goal.id, "categories": category.id}
    path = address(route.path, id=str(things[route.path.split("/")[1]]))
    reply = ben_there.send(path, {"name": "x", "title": "x"}) if route.writes else ben_there.get(path)
    assert reply.status_code == 404, reply.status
    with ada.at(write=False) as scope:
        assert habits.get(scope, habit.id) == habit
        assert goals.get(scope, goal.id).goal == goal
        assert categories.get(scope, category.id) == category


def test_every_page_is_sent_under_a_strict_policy_and_kept_by_nobody(ada_there: Reader, cy: Reader):
    for reply in (ada_there.get("/"), cy.get("/welcome"), cy.get("/sign-in"), cy.get("/nothing")):
        policy = reply.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert reply.headers["cache-control"] == "no-store"
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", reply.text)


def test_a_page_is_packed_where_that_is_taken(ada_there: Reader):
    plain = ada_there.get("/")
    packed = ada_there.get("/", **{"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert len(gzip.decompress(packed.content)) > 0


def test_assets_are_sent_packed_and_nothing_beside_them_is(cy: Reader):
    script = files.address("app.ts")
    sizes = {}
    for encoding in ("br", "gzip", ""):
        reply = cy.get(script, **{"Accept-Encoding": encoding})
        assert reply.headers.get("content-encoding", "") == encoding
        assert reply.headers["content-type"].startswith("text/javascript")
        sizes[encoding] = len(reply.content)
    assert sizes["br"] < sizes["gzip"] < sizes[""]
    for path in ("/assets/manifest.json", "/assets/..%2Fsite.py", "/assets/%2Fetc%2Fpasswd", "/assets/nothing.js"):
        assert cy.get(path).status_code == 404


def test_a_form_leads_back_to_the_page_it_was_on_and_nowhere_else(ada_there: Reader, habit: Habit):
    path = f"/habits/{habit.id}/completions/{TODAY}"
    for referer, expected in (
        (f"http://{HOST}/today/2026-01-20?category=x", "/today/2026-01-20?category=x"),
        (f"http://{HOST}/goals/{uuid4()}/entries", "/"),
        (f"http://{HOST}/sign-out", "/"),
        ("https://evil.example/", "/"),
        (f"http://{HOST}//evil.example", "/"),
        ("", "/"),
    ):
        reply = ada_there.send(path, Referer=referer)
        assert (reply.status_code, reply.headers["location"]) == (303, expected)


@pytest.mark.parametrize(
    ("onward", "expected"),
    [
        ("/habits?archived=true", "/habits?archived=true"),
        ("/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/a\\b", "/"),
        ("https://evil.example", "/"),
        ("habits", "/"),
    ],
)
def test_signing_in_leads_on_to_a_page_of_ours_and_nowhere_else(
    cy: Reader, ada: Person, onward: str, expected: str
):
    fields = {"email": ada.user.email, "password": PASSWORD, "onward": onward}
    reply = cy.send("/sign-in", fields)
    assert (reply.status_code, reply.headers["location"]) == (303, expected)
    assert cy.get("/").status_code == 200


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/goals/{id}/entries", "/goals/{id}"),
        ("/goals/{id}/entries/{entry}/delete", "/goals/{id}"),
        ("/habits/{id}/days/{day}/note", "/habits/{id}/days/{day}"),
        ("/habits/{id}/completions/{day}/undo", "/habits/{id}"),
        ("/habits/preview", "/habits"),
        ("/order/goals", "/order"),
        ("/sign-out", "/"),
    ],
)
def test_where_a_form_was_sent_to_there_is_a_way_back_to_a_page(path: str, above: str, ada_there: Reader):
    reply = ada_there.get(address(path))
    assert (reply.status_code, reply.headers["location"]) == (303, address(above))
    strange = ada_there.get("/goals/%0d%0aX-Strange:%20yes/entries")
    assert strange.headers["location"] == "/goals/%0D%0AX-Strange:%20yes"


def test_what_was_done_is_told_once(ada_there: Reader, habit: Habit):
    reply = ada_there.send(f"/habits/{habit.id}/completions/{TODAY}")
    assert "Meditate: done." in ada_there.follow(reply).text
    assert "Meditate: done." not in ada_there.get("/").text


def test_the_same_form_sent_twice_is_done_once(ada_there: Reader, ada: Person):
    config = {"allowMultiplePerDay": True, "timesPerDay": 3}
    with ada.at() as scope:
        water = habits.create(scope, HabitDraft("Water", FrequencyType.DAILY, config)).item
    for _ in range(2):
        assert ada_there.send(f"/habits/{water.id}/completions/{TODAY}", {"id": str(uuid4())}).status_code == 303
    again = str(uuid4())
    for _ in range(2):
        assert ada_there.send(f"/habits/{water.id}/completions/{TODAY}", {"id": again}).status_code == 303
    with ada.at(write=False) as scope:
        assert len(completions.page(scope, water.id, limit=10).items) == 3


def test_nobody_ticks_what_is_someone_elses(ben_there: Reader, ada: Person, habit: Habit):
    reply = ben_there.send(f"/habits/{habit.id}/completions/{TODAY}")
    assert reply.status_code == 404
    with ada.at(write=False) as scope:
        assert completions.page(scope, habit.id, limit=10).items == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_head_is_answered_like_get(page, app):
    resource, *_ = app._router.find(address(page.path))
    assert resource.on_head is resource.on_get
