"""Takes the pictures of the README and the guide: the finished pages, of someone who has kept at it for a while.

make pictures   # python -m tests.docs.pictures
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, sync_playwright

from tests.cast import Person
from tests.docs.markdown import ROOT
from tests.e2e import chromium
from tests.e2e.life import lead
from tests.e2e.site import Site, serving

FOLDER = ROOT / "docs" / "images"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1440, "height": 900}, "device_scale_factor": 1}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to take: of which page, on what, and in which light."""

    name: str
    path: str
    window: dict[str, Any]
    scheme: Literal["light", "dark"] = "light"


def take() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        ada = site.newcomer(email="ada@example.org")
        for picture in _pictures(lead(ada)):
            _take(browser, site, ada, picture)
        browser.close()


def _take(browser: Browser, site: Site, person: Person, picture: Picture) -> None:
    context = browser.new_context(
        locale="en-GB", color_scheme=picture.scheme, reduced_motion="reduce", **picture.window
    )
    site.let_in(person.user, context)
    page = context.new_page()
    page.goto(site.address + picture.path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    context.close()


def _pictures(made: dict[str, Any]) -> Iterator[Picture]:
    yield Picture("today", "/", PHONE)
    yield Picture("today-dark", "/", PHONE, "dark")
    yield Picture("today-desktop", "/", DESKTOP)
    yield Picture("habit", f"/habits/{made['Morning meditation']}", PHONE)
    yield Picture("habit-desktop", f"/habits/{made['Morning meditation']}", DESKTOP, "dark")
    yield Picture("goal", f"/goals/{made['Save for a vacation']}", PHONE)
    yield Picture("counter", f"/goals/{made['Without alcohol']}", PHONE, "dark")
    yield Picture("making", "/habits/new?example=exercise", PHONE)


if __name__ == "__main__":
    take()
