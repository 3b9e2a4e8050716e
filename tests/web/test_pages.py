"""Pages: what a browser is shown."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from falcon.testing import Result, TestClient

from headway.api.routes import ROUTES
from headway.app import assemble
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.web import files
from headway.web.rendering import render
from headway.web.words import words_for
from tests.doors import entrance

HOST = {"Host": "127.0.0.1:8000"}
VOID = {"link", "meta", "input"}


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


@pytest.mark.parametrize("path", ["/welcome", "/sign-in", "/docs"])
def test_a_page_needs_no_script_and_nothing_from_elsewhere(path: str, browser: TestClient):
    reply = browser.simulate_get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = Page(reply)
    assert not page.seen & {"style", "iframe", "object"}
    assert all(place.startswith("/") and not place.startswith("//") for place in page.leads_to)
    for place in page.leads_to:
        assert browser.simulate_get(place).status_code == 200, place
    assert browser.simulate_head(path).content == b""


def test_the_first_page_says_what_headway_is_and_lets_an_account_be_made(browser: TestClient):
    assert browser.simulate_get("/").headers["location"] == "/welcome"
    reply = browser.simulate_get("/welcome")
    for word in ("Goals", "Counters", "Habits", "Make your account"):
        assert word in reply.text


def test_the_interface_is_told_route_by_route(browser: TestClient):
    text = browser.simulate_get("/docs").text
    for route in ROUTES:
        assert f'id="{route.name}"' in text
    assert "[object" not in text


def test_styles_come_from_us_and_pages_say_so(browser: TestClient):
    reply = browser.simulate_get(files.address("styles/headway.css"))
    assert reply.headers["content-type"].startswith("text/css")
    assert "immutable" in reply.headers["cache-control"]
    policy = browser.simulate_get("/welcome").headers["content-security-policy"]
    assert re.search("style-src 'self';", policy)
    assert "unsafe" not in policy


def test_what_is_not_there_is_told_to_people_as_a_page(browser: TestClient):
    reply = browser.simulate_get("/nothing")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "/" in Page(reply).leads_to
    assert reply.headers["x-request-id"] in reply.text


def test_a_strange_host_is_told_as_a_page_too(browser: TestClient):
    reply = browser.simulate_get("/", headers={"Host": "evil.example"})
    assert reply.status_code == 403
    assert Page(reply).leads_to


def test_what_a_page_says_is_text_and_never_markup():
    values = {"title": "<b>", "detail": "<script>alert(1)</script>", "request_id": '"><i>'}
    shown = render("problem.html", words_for("", None), values).decode()
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
