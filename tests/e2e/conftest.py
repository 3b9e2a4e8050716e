"""A real browser before a real site."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.cast import Person
from tests.e2e import chromium
from tests.e2e.site import NOW, Site, serving

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
PATIENCE = 20_000

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Visitor:
    """Someone before a browser: who they are, and the page they look at."""

    person: Person
    page: Page
    site: Site

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.site.address + path)
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.find_shell(), args=list(chromium.FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site for the tests of a module; each brings its own people."""
    with serving(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(autouse=True)
def _at_noon(site: Site) -> None:
    site.set_clock(NOW)


@pytest.fixture
def window(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Opens windows, a phone's unless told otherwise; whatever a script complains of fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(**options: Any) -> BrowserContext:
        wanted = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Berlin", "base_url": site.address}
        wanted["service_workers"] = "block"  # They are let in where something is tried without a network.
        context = browser.new_context(**(wanted | options))
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def visit(site: Site, window: Callable[..., BrowserContext]) -> Callable[..., Visitor]:
    """Puts someone new, who is signed in, before a window of their own."""

    def enter(person: Person | None = None, **options: Any) -> Visitor:
        somebody = person or site.newcomer()
        context = window(**options)
        site.let_in(somebody.user, context)
        return Visitor(somebody, context.new_page(), site)

    return enter


@pytest.fixture
def ada(visit: Callable[..., Visitor]) -> Visitor:
    """Someone new on a phone."""
    return visit()


@pytest.fixture
def ada_at_desk(visit: Callable[..., Visitor]) -> Visitor:
    """Someone new before a wide window."""
    return visit(viewport=DESKTOP)


AXE = Path(__file__).parents[2] / "src/headway/web/assets/node_modules/axe-core/axe.min.js"


def faults_of(page: Page) -> list[str]:
    """List what axe finds wrong with a page, by WCAG 2.2 A and AA and its best practices."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']]}" for one in found["violations"]
    ]
