"""Pages: what a browser is shown."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from falcon.testing import Result, TestClient

from headway import web
from headway.api.routes import ROUTES
from headway.app import assemble
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.web import pages
from tests.doors import entrance

HOST = {"Host": "127.0.0.1:8000"}
VOID = {"link", "meta"}


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    """A browser at an application whose database nobody has touched."""
    database = Database(f"sqlite:///{tmp_path / 'headway.db'}")
    app = assemble(entrance(database).door, Guard(bound_to="127.0.0.1"), Schema(database))
    return TestClient(app, headers=HOST)


class Page(HTMLParser):
    """A page's elements, which must be closed in order; and where it leads."""

    def __init__(self, reply: Result) -> None:
        super().__init__()
        self.open: list[str] = []
        self.leads_to: list[str] = []
        self.seen: set[str] = set()
        self.feed(reply.text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        places = [value or "" for name, value in attrs if name in {"href", "src"}]
        self.leads_to += [place for place in places if not place.startswith("#")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_needs_no_script_and_nothing_from_elsewhere(path: str, browser: TestClient):
    reply = browser.simulate_get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = Page(reply)
    assert not page.seen & {"script", "style", "iframe", "object"}
    assert all(place.startswith("/") and not place.startswith("//") for place in page.leads_to)
    for place in page.leads_to:
        assert browser.simulate_get(place).status_code == 200, place
    assert browser.simulate_head(path).content == b""


def test_the_start_page_says_what_headway_is_and_leads_to_the_contract(browser: TestClient):
    reply = browser.simulate_get("/")
    for word in ("Goals", "Counters", "Habits", "/docs", "/api/v1/openapi.json"):
        assert word in reply.text


def test_the_interface_is_told_route_by_route(browser: TestClient):
    text = browser.simulate_get("/docs").text
    for route in ROUTES:
        assert f'id="{route.name}"' in text
    assert "[object" not in text


def test_styles_come_from_us_and_pages_say_so(browser: TestClient):
    reply = browser.simulate_get("/assets/headway.css")
    assert reply.headers["content-type"].startswith("text/css")
    policy = browser.simulate_get("/").headers["content-security-policy"]
    assert re.search("style-src 'self';", policy)
    assert "unsafe" not in policy


def test_what_is_not_there_is_told_to_people_as_a_page(browser: TestClient):
    reply = browser.simulate_get("/nothing")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert Page(reply).leads_to[-1] == "/docs"
    assert reply.headers["x-request-id"] in reply.text


def test_a_strange_host_is_told_as_a_page_too(browser: TestClient):
    reply = browser.simulate_get("/", headers={"Host": "evil.example"})
    assert reply.status_code == 403
    assert Page(reply).leads_to


def test_what_a_problem_says_is_text_and_never_markup():
    shown = pages.problem("<b>", "<script>alert(1)</script>", '"><i>').decode()
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<i>" not in shown


def test_a_page_takes_no_form(browser: TestClient):
    reply = browser.simulate_post("/", headers={"Origin": "http://127.0.0.1:8000"})
    assert reply.status_code == 405
    assert "GET" in reply.headers["allow"]


def test_every_template_and_asset_is_part_of_the_package():
    folder = Path(web.__file__).parent
    assert {one.name for one in (folder / "templates").iterdir()} == {
        "docs.html",
        "frame.html",
        "problem.html",
        "start.html",
    }
    assert (folder / "assets" / "headway.css").is_file()
