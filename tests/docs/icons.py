"""Draws the icons of an installed Headway from its one picture, `icon.svg`, through Chromium.

make icons   # python -m tests.docs.icons
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from headway.web.pages.manifest import ICONS
from tests.docs.markdown import ROOT
from tests.e2e import chromium

ASSETS = ROOT / "src" / "headway" / "web" / "assets"
FOLDER = ASSETS / "icons"
APPLE = "apple-touch-icon.png"
_APPLE_SIDE = 180
_SAFE = 0.8
"""How much of a picture stays visible for certain when it is cut to a shape."""


def draw() -> None:
    """Draw them all."""
    picture = (ASSETS / "icon.svg").read_text(encoding="utf-8")
    FOLDER.mkdir(exist_ok=True)
    wanted = {name: (side, purpose == "maskable") for name, (side, purpose) in ICONS.items()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for name, (side, is_cut) in (wanted | {APPLE: (_APPLE_SIDE, True)}).items():
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(_page(_full(picture) if is_cut else picture))
            page.screenshot(path=Path(FOLDER / name), omit_background=True)
            page.close()
        browser.close()


def _full(picture: str) -> str:
    """Let the ground reach every edge, and the mark stay clear of them."""
    ground, mark = picture.replace(' rx="15"', "").split("<path", 1)
    around = f'<g transform="translate(32 32) scale({_SAFE}) translate(-32 -32)"><path'
    return f"{ground}{around}{mark}".replace("</svg>", "</g></svg>")


def _page(picture: str) -> str:
    return f"<!doctype html><style>body{{margin:0}}svg{{display:block;width:100vw;height:100vh}}</style>{picture}"


if __name__ == "__main__":
    draw()
